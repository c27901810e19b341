"""Keeps what is slow to make, and never lets a crowd make it twice at once."""

from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache

# New events make a new page at once. This is for changes that leave no event, such as the making of a demo.
KEEP_FOR = 60
OLD_KEPT_FOR = 3600  # the one before, for whoever asks while the next is being made
MADE_WITHIN = 15  # seconds; a maker that died holds nobody up for longer

Made = TypeVar("Made")


def kept(name: str, version: str, make: Callable[[], Made]) -> Made:
    """What is kept under a name for one version; made by the first who asks, while others get the one before.

    Where there is none before, whoever asks makes their own: nobody waits for anybody. Names hold ids only.
    """
    fresh: Made | None = cache.get(f"{name}:{version}")
    if fresh is not None:
        return fresh
    is_maker = cache.add(f"{name}:making", value=True, timeout=MADE_WITHIN)
    before: Made | None = None if is_maker else cache.get(f"{name}:before")
    if before is not None:
        return before
    try:
        made = make()
        cache.set(f"{name}:{version}", made, KEEP_FOR)
        cache.set(f"{name}:before", made, OLD_KEPT_FOR)
    finally:
        if is_maker:
            cache.delete(f"{name}:making")
    return made
