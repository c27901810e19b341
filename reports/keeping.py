"""Keeps what is slow to make, and never lets a crowd make it twice at once."""

import time
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache import cache

# New events make a new page at once. This is for changes that leave no event, such as the making of a demo.
KEEP_FOR = 60
OLD_KEPT_FOR = 3600  # the one before, for whoever asks while the next is being made
MADE_WITHIN = 15  # seconds; a maker that died holds nobody up for longer

AT_HAND_FOR = 10.0
MOST_AT_HAND = 200

Made = TypeVar("Made")
# In this process's own memory: by name, the version, until when it stands, and what was made.
AT_HAND: dict[str, tuple[str, float, Any]] = {}


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


def at_hand(name: str, version: str, make: Callable[[], Made]) -> Made:
    """What is the same for everybody, kept a few seconds by each process so that it need not ask for it again.

    Only for what anybody may see. A new version is made at once, as with `kept`.
    """
    before = AT_HAND.get(name)
    if before and before[0] == version and time.monotonic() < before[1]:
        made: Made = before[2]
        return made
    made = make()
    if len(AT_HAND) >= MOST_AT_HAND:
        AT_HAND.clear()
    AT_HAND[name] = version, time.monotonic() + AT_HAND_FOR, made
    return made
