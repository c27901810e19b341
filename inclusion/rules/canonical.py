"""One way to write a body down, so that a phone and a server can tell by a short hash that they mean the same."""

import hashlib
import json
from typing import Any

DEEPEST = 6


class NotCanonical(ValueError):
    """Why something has no canonical form, in words for the person whose work it is."""


def canonical(body: Any) -> str:
    """JSON with keys sorted at every level, no spaces and nothing escaped that need not be.

    The same as JavaScript's `JSON.stringify` of an object whose keys are sorted. Raises NotCanonical for what the two
    write differently (numbers with a point) and for letters no database keeps.
    """
    check(body, DEEPEST)
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError as problem:
        raise NotCanonical("There is a letter in this that we can't read.") from problem
    return text


def check(value: Any, depth: int) -> None:
    if isinstance(value, float) or depth == 0:
        raise NotCanonical("This is not written the way the app writes it.")
    if isinstance(value, str) and "\0" in value:
        raise NotCanonical("There is a letter in this that we can't read.")
    parts = [*value, *value.values()] if isinstance(value, dict) else value
    for part in parts if isinstance(value, dict | list) else ():
        check(part, depth - 1)


def digest(body: Any) -> str:
    """SHA-256 of the canonical form, in hex."""
    return hashlib.sha256(canonical(body).encode()).hexdigest()
