"""How many parts a text takes, which is what it costs. GSM 03.38 and UTF-16, as the networks count.

A part holds 160 plain letters alone, or 153 beside others; in any other script 70, or 67. What must stay whole
(an escaped letter, a surrogate pair, a letter with its accents, a family emoji) moves to the next part together.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# GSM 03.38: the basic table, then the table reached through an escape, where each letter counts twice.
BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
ESCAPED = frozenset("\f^{}\\[~]|€")
GSM_ALONE, GSM_JOINED = 160, 153
UCS_ALONE, UCS_JOINED = 70, 67
ZERO_WIDTH_JOINER = "\u200d"
EXTENDERS = ("Mn", "Me", "Mc")


@dataclass(frozen=True)
class Measure:
    """What a text takes: `encoding` is "GSM-7" or "UCS-2"; `count` is parts; `units` is letters or UTF-16 units."""

    encoding: str
    count: int
    units: int


def measure(text: str) -> Measure:
    """Measure a text. An empty one still takes a part."""
    if is_plain(text):
        return _measured("GSM-7", [2 if c in ESCAPED else 1 for c in text], GSM_ALONE, GSM_JOINED)
    sizes = [utf16_units(cluster) for cluster in clusters(text)]
    return _measured("UCS-2", sizes, UCS_ALONE, UCS_JOINED)


def is_plain(text: str) -> bool:
    """Whether every letter is in the GSM tables."""
    return all(c in BASIC or c in ESCAPED for c in text)


def utf16_units(text: str) -> int:
    return sum(2 if ord(c) > 0xFFFF else 1 for c in text)


def _measured(encoding: str, sizes: list[int], alone: int, joined: int) -> Measure:
    units = sum(sizes)
    return Measure(encoding, 1 if units <= alone else _parts(sizes, joined), units)


def _parts(sizes: Iterable[int], room: int) -> int:
    """Fill parts in order; what does not fit whole starts the next. What fits in no part is cut."""
    parts, used = 1, 0
    for size in sizes:
        if used + size > room:
            parts, used = parts + 1, 0
        parts += (size - 1) // room
        used += size if size <= room else (size - 1) % room + 1
    return parts


def clusters(text: str) -> Iterator[str]:
    """What people see as one letter, kept together.

    Marks, variation selectors, skin tones, tags, keycaps, joined emoji and flags. The limit: Korean letters written
    in pieces and Indic conjuncts are not joined, which can matter only where one falls across the end of a part.
    """
    cluster = ""
    for c in text:
        if cluster and not _continues(cluster, c):
            yield cluster
            cluster = ""
        cluster += c
    if cluster:
        yield cluster


def _continues(cluster: str, c: str) -> bool:
    """Whether `c` belongs to the cluster before it."""
    if cluster[-1] in "\r\n":
        return False
    if _extends(c):
        return True
    if cluster[-1] == ZERO_WIDTH_JOINER:
        return ord(c) > 0x2000 and unicodedata.category(c) == "So"
    return len(cluster) == 1 and _is_flag_half(cluster) and _is_flag_half(c)


def _extends(c: str) -> bool:
    return (
        unicodedata.category(c) in EXTENDERS
        or c in (ZERO_WIDTH_JOINER, "\u200c")
        or "\U0001f3fb" <= c <= "\U0001f3ff"  # skin tones
        or "\U000e0020" <= c <= "\U000e007f"  # tags, as in the flag of Wales
    )


def _is_flag_half(c: str) -> bool:
    return "\U0001f1e6" <= c <= "\U0001f1ff"
