"""A body of blocks whose migrations stay short."""

from typing import Any

from wagtail.fields import StreamField


class BlocksField(StreamField):
    """Blocks are stored as JSON, so a new block changes no table: migrations leave the list of blocks out."""

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _, _, settings = super().deconstruct()
        settings.pop("block_lookup", None)
        return name, "cms.fields.BlocksField", [[]], settings
