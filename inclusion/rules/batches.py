"""What a phone may bring at once: how many operations, how many bytes, and whose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

MOST_OPERATIONS, MOST_BYTES = 50, 500 * 1024
MOST_UNSENT = 10**6


class NotABatch(ValueError):
    """It is not what the app sends."""

    def __str__(self) -> str:
        return "This is not written the way the app writes it."


class BatchTooBig(ValueError):
    """It must come in smaller parts."""

    def __str__(self) -> str:
        return f"That is too much at once. Send at most {MOST_OPERATIONS} things."


@dataclass(frozen=True)
class Batch:
    """One delivery: the device it is from, what was said, the authors' tokens by id, and how much is left there."""

    device: UUID
    operations: Sequence[Any]
    tokens: Mapping[str, object]
    unsent: int = 0
    version: str = ""


def read_batch(came: tuple[Any, int]) -> Batch:
    """The outside of a delivery, given with its length in bytes. Raises NotABatch or BatchTooBig."""
    sent, length = came
    if length > MOST_BYTES:
        raise BatchTooBig
    if not isinstance(sent, dict) or not isinstance(sent.get("ops"), list):
        raise NotABatch
    if len(sent["ops"]) > MOST_OPERATIONS:
        raise BatchTooBig
    tokens = sent.get("authors")
    return Batch(
        device=device_of(sent.get("device")),
        operations=sent["ops"],
        tokens=tokens if isinstance(tokens, dict) else {},
        unsent=unsent_of(sent.get("unsent")),
        version=version_of(sent.get("version")),
    )


def device_of(sent: Any) -> UUID:
    try:
        return UUID(sent)
    except (ValueError, TypeError, AttributeError) as problem:
        raise NotABatch from problem


def unsent_of(sent: Any) -> int:
    return min(max(sent, 0), MOST_UNSENT) if isinstance(sent, int) else 0


def version_of(sent: Any) -> str:
    """What the app calls itself, with nothing a database can't keep."""
    return "".join(c for c in sent if c.isprintable())[:40] if isinstance(sent, str) else ""
