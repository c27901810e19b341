"""Calendar files (RFC 5545): small enough to write by hand, and read by every phone."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_LINE = 75  # octets, RFC 5545 section 3.1


@dataclass(frozen=True)
class Happening:
    """One entry in somebody's calendar. `changes` counts edits, so that a newer copy replaces an older one."""

    uid: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    title: str
    place: str
    words: str
    address: str
    changes: int
    is_called_off: bool = False


def calendar(happenings: Iterable[Happening], now: dt.datetime) -> str:
    """The text of a calendar file. `now` is when it was made."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Footbridge//Sessions//EN"]
    for happening in happenings:
        lines += entry(happening, now)
    return "".join(folded(line) for line in [*lines, "END:VCALENDAR"])


def entry(happening: Happening, now: dt.datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{happening.uid}",
        f"SEQUENCE:{happening.changes}",
        f"DTSTAMP:{utc(now)}",
        f"DTSTART:{utc(happening.starts_at)}",
        f"DTEND:{utc(happening.ends_at)}",
        f"SUMMARY:{escaped(happening.title)}",
        f"LOCATION:{escaped(happening.place)}",
        f"DESCRIPTION:{escaped(happening.words)}",
        f"URL:{happening.address}",
        f"STATUS:{'CANCELLED' if happening.is_called_off else 'CONFIRMED'}",
        "END:VEVENT",
    ]


def utc(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def escaped(words: str) -> str:
    """Text values escape these four; other control characters have no place in one (section 3.3.11)."""
    words = words.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in words if c == "\n" or c.isprintable())
    for letter in "\\;,":
        kept = kept.replace(letter, "\\" + letter)
    return kept.replace("\n", "\\n")


def folded(line: str) -> str:
    """Long lines go on after a line break and a space, and never inside a letter of several octets."""
    pieces, piece, room = [], "", LONGEST_LINE
    for letter in line:
        size = len(letter.encode())
        if size > room:
            pieces.append(piece)
            piece, room = " ", LONGEST_LINE - 1
        piece += letter
        room -= size
    return "\r\n".join([*pieces, piece]) + "\r\n"
