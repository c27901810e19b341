"""A council's briefing: its map and what it says on one page, every ward and the method on the next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from reports.drawing.cards import bridge
from reports.drawing.maps import Picture, legend, ward_map
from reports.drawing.sheets import (
    BOLD,
    INK,
    QUIET,
    SANS,
    SERIF,
    TEAL,
    book,
    load_fonts,
    paragraph,
    small,
)
from reports.drawing.tables import ROW_HIGH, Column, Line, Table, table
from reports.tagging import Tags

WIDE, HIGH = A4
EDGE = 18 * mm
ROOM = WIDE - 2 * EDGE
FOOT = 14 * mm
BOTTOM = FOOT + 26  # nothing but the foot of the page is below
TABLE_TOP = HIGH - EDGE - 34
NOTE_SIZE = 8.5


@dataclass(frozen=True)
class Briefing:
    """Everything it says, in words as they are shown to everybody. `figures` are a number and what it counts."""

    title: str
    day: str
    sentences: Sequence[str]
    figures: Sequence[tuple[str, str]]
    picture: Picture
    caption: Sequence[str]
    columns: Sequence[Column]
    lines: Sequence[Line]
    notes: Sequence[tuple[str, Sequence[str]]]
    address: str
    demonstration: str


@dataclass(frozen=True)
class Side:
    """One page: the first, or some of the table, with the notes where they fit."""

    briefing: Briefing
    is_first: bool = False
    lines: Sequence[Line] = ()
    has_notes: bool = False
    number: int = 1
    of: int = 1


def ward_briefing(briefing: Briefing) -> bytes:
    """A tagged PDF of A4 pages."""
    load_fonts()
    return book(list(sides(briefing)), side, A4, f"{briefing.title}: a briefing, {briefing.day}")


def sides(briefing: Briefing) -> Iterator[Side]:
    """The first page, then the table, then the notes: beside the end of the table where there is room."""
    head = Table(briefing.columns, ()).head_high
    most = int((TABLE_TOP - BOTTOM - head) // ROW_HIGH)
    starts = range(0, len(briefing.lines), most)
    pages = [Side(briefing, lines=briefing.lines[start : start + most]) for start in starts]
    left = TABLE_TOP - BOTTOM - head - len(pages[-1].lines) * ROW_HIGH
    if notes_high(briefing) <= left:
        pages[-1] = replace(pages[-1], has_notes=True)
    else:
        pages.append(Side(briefing, has_notes=True))
    pages.insert(0, Side(briefing, is_first=True))
    for number, page in enumerate(pages, start=1):
        yield replace(page, number=number, of=len(pages))


def side(canvas: Canvas, tags: Tags, page: Side) -> None:
    """One page and its foot."""
    top = TABLE_TOP
    if page.is_first:
        first(canvas, tags, page.briefing)
    if page.lines:
        heading(canvas, tags, "Every ward", HIGH - EDGE - 18)
        top = table(canvas, tags, Table(page.briefing.columns, page.lines), EDGE, TABLE_TOP)
    if page.has_notes:
        notes(canvas, tags, page.briefing, top - 8)
    words = f"{page.briefing.address}   Page {page.number} of {page.of}"
    small(canvas, tags, words, WIDE - EDGE, FOOT, SANS, 8.5, QUIET, is_right=True)
    if page.briefing.demonstration:
        small(canvas, tags, page.briefing.demonstration, EDGE, FOOT + 12, BOLD, 8.5)


def first(canvas: Canvas, tags: Tags, briefing: Briefing) -> None:
    """What a councillor reads in a minute: three sentences, a few numbers and the map."""
    top = masthead(canvas, tags, briefing)
    for words in briefing.sentences:
        top = paragraph(canvas, tags, words, (EDGE, top), ROOM, (SANS, 13, INK)) - 5
    top = strip(canvas, tags, briefing.figures, top - 8)
    caption_high = sum(lines_of(words, 10) * 14 + 3 for words in briefing.caption)
    foot = BOTTOM + caption_high + 26
    ward_map(canvas, tags, briefing.picture, (EDGE, foot, WIDE - EDGE, top - 10))
    legend(canvas, tags, briefing.picture, EDGE, foot - 20)
    top = foot - 28
    for words in briefing.caption:
        top = paragraph(canvas, tags, words, (EDGE, top), ROOM, (SANS, 10, INK)) - 3


def masthead(canvas: Canvas, tags: Tags, briefing: Briefing) -> float:
    """Our mark, the day, the title and a line. Returns where the words begin."""
    top: float = HIGH - EDGE
    with tags.ornament():
        bridge(canvas, EDGE, top - 11)
    small(canvas, tags, "Footbridge briefing", EDGE + 32, top - 11, BOLD, 10, TEAL)
    small(canvas, tags, briefing.day, WIDE - EDGE, top - 11, SANS, 10, QUIET, is_right=True)
    with tags.piece("H1"):
        canvas.setFillColor(INK)
        natural = pdfmetrics.stringWidth(briefing.title, SERIF, 26)
        canvas.setFont(SERIF, min(26, 26 * ROOM / natural))
        canvas.drawString(EDGE, top - 46, briefing.title)
    with tags.ornament():
        canvas.setStrokeColor(TEAL)
        canvas.setLineWidth(1.6)
        canvas.line(EDGE, top - 58, WIDE - EDGE, top - 58)
    return top - 68


def strip(canvas: Canvas, tags: Tags, figures: Sequence[tuple[str, str]], top: float) -> float:
    """A few numbers side by side, each above what it counts."""
    wide = ROOM / len(figures)
    for number, (value, words) in enumerate(figures):
        x = EDGE + number * wide
        size = 22 if value[0].isdigit() else 13
        with tags.group("Sect"):
            small(canvas, tags, value, x, top - 22, SERIF, size, TEAL)
            paragraph(canvas, tags, words, (x, top - 26), wide - 12, (SANS, 9, QUIET))
    most = max(lines_of(words, 9, wide - 12) for _, words in figures)
    return top - 26 - 13 * most


def notes(canvas: Canvas, tags: Tags, briefing: Briefing, top: float) -> None:
    """What the numbers mean, how they were made, from what, and whose the lines are."""
    for words, paragraphs in briefing.notes:
        heading(canvas, tags, words, top - 18, 11.5)
        top -= 21
        for part in paragraphs:
            top = paragraph(canvas, tags, part, (EDGE, top), ROOM, (SANS, NOTE_SIZE, INK)) - 3


def notes_high(briefing: Briefing) -> float:
    """How much of a page the notes take, in points."""
    return 8 + sum(
        21 + sum(lines_of(part, NOTE_SIZE) * NOTE_SIZE * 1.4 + 3 for part in paragraphs)
        for _, paragraphs in briefing.notes
    )


def lines_of(words: str, size: float, wide: float = ROOM) -> int:
    return len(simpleSplit(words, SANS, size, wide))


def heading(canvas: Canvas, tags: Tags, words: str, y: float, size: float = 16) -> None:
    with tags.piece("H2"):
        canvas.setFont(SERIF, size)
        canvas.setFillColor(INK)
        canvas.drawString(EDGE, y, words)
