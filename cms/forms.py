"""What an editor's upload goes through before it is kept."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from PIL import Image, ImageOps
from wagtail.images.forms import BaseImageForm


class PictureForm(BaseImageForm):
    """Takes out what a camera hides in a photo: the place, the time, the owner."""

    def clean_file(self) -> Any:
        """The same picture, the right way up, with nothing but its pixels."""
        upload = self.cleaned_data["file"]
        if not isinstance(upload, InMemoryUploadedFile) and not hasattr(upload, "content_type"):
            return upload  # the file did not change
        with Image.open(upload) as opened:
            if not opened.getexif():
                upload.seek(0)
                return upload
            kind, upright = opened.format or "JPEG", ImageOps.exif_transpose(opened)
        return rewritten(upload, upright, kind)


def rewritten(upload: Any, picture: Image.Image, kind: str) -> InMemoryUploadedFile:
    """An upload like the one given, holding this picture alone."""
    picture.getexif().clear()
    picture.info.pop("exif", None)
    written = BytesIO()
    picture.save(written, kind, quality=90)
    size = written.tell()
    written.seek(0)
    clean = InMemoryUploadedFile(written, "file", upload.name, upload.content_type, size, None)
    vars(clean)["image"] = upload.image  # Wagtail's field has looked at it already
    return clean
