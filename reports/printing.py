"""From a certificate in the database to a page on paper."""

from collections.abc import Iterable

from django.conf import settings

from reports.drawing import Face, certificates
from reports.models import Certificate
from reports.wording import Wording


def printed(chosen: Iterable[Certificate]) -> bytes:
    """One PDF, in the order of a register: by name, then serial. Raises drawing.CannotPrint."""
    faces = [face_of(certificate) for certificate in chosen]
    return certificates(sorted(faces, key=lambda face: (face.words.name.casefold(), face.serial)))


def face_of(certificate: Certificate) -> Face:
    """The square code holds the address and, after the #, the signed words: browsers keep that part to themselves."""
    address = f"{settings.PUBLIC_BASE_URL}/certificates/{certificate.serial}/"
    return Face(
        words=Wording.of(certificate.wording),
        serial=certificate.serial,
        check_at=address.split("://", 1)[-1].rstrip("/"),
        link=f"{address}#{certificate.token}",
    )
