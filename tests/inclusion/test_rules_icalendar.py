"""Calendar files can be read back by the letter of RFC 5545."""

import datetime as dt
import re

from hypothesis import given
from hypothesis import strategies as st

from inclusion.rules.icalendar import LONGEST_LINE, Happening, calendar, folded

NOW = dt.datetime(2026, 3, 20, 9, tzinfo=dt.UTC)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)


def happening(**changes):
    return Happening(
        **{
            "uid": "1@footbridge",
            "starts_at": dt.datetime(2026, 7, 3, 9, tzinfo=dt.UTC),
            "ends_at": dt.datetime(2026, 7, 3, 10, 30, tzinfo=dt.UTC),
            "title": "First steps",
            "place": "Market Library, 1 Market Square, AS1 0AA",
            "words": "It is free.",
            "address": "https://example.org/sessions/1/",
            "changes": 2,
            **changes,
        }
    )


def read(text):
    """The properties of a file: unfold, split at the first colon, unescape (sections 3.1 and 3.3.11)."""
    lines = text.replace("\r\n ", "").split("\r\n")[:-1]
    pairs = [line.split(":", 1) for line in lines]
    unescaped = {"\\n": "\n", "\\N": "\n"}
    return [
        (name, re.sub(r"\\(.)", lambda m: unescaped.get(m.group(), m[1]), value))
        for name, value in pairs
    ]


def test_a_session_becomes_one_entry():
    assert read(calendar([happening()], NOW)) == [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//Footbridge//Sessions//EN"),
        ("BEGIN", "VEVENT"),
        ("UID", "1@footbridge"),
        ("SEQUENCE", "2"),
        ("DTSTAMP", "20260320T090000Z"),
        ("DTSTART", "20260703T090000Z"),
        ("DTEND", "20260703T103000Z"),
        ("SUMMARY", "First steps"),
        ("LOCATION", "Market Library, 1 Market Square, AS1 0AA"),
        ("DESCRIPTION", "It is free."),
        ("URL", "https://example.org/sessions/1/"),
        ("STATUS", "CONFIRMED"),
        ("END", "VEVENT"),
        ("END", "VCALENDAR"),
    ]


def test_a_session_called_off_says_so():
    assert ("STATUS", "CANCELLED") in read(calendar([happening(is_called_off=True)], NOW))


@given(title=WORDS)
def test_any_title_comes_back_as_it_was_and_adds_no_line(title):
    found = read(calendar([happening(title=title)], NOW))
    tidy = title.replace("\r\n", "\n").replace("\r", "\n")

    assert ("SUMMARY", "".join(c for c in tidy if c == "\n" or c.isprintable())) in found
    assert len(found) == 16


@given(line=st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"]), max_size=300))
def test_no_line_is_longer_than_the_standard_allows(line):
    pieces = folded(line).split("\r\n")[:-1]

    assert max(len(piece.encode()) for piece in pieces) <= LONGEST_LINE
    assert folded(line).replace("\r\n ", "")[:-2] == line
