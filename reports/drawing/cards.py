"""Pocket cards: ten to an A4 page, each the size of a bank card, with marks to cut by."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from reports.drawing.sheets import BOLD, INK, QUIET, SANS, SERIF, TEAL, bars, book, can_write, small
from reports.tagging import Tags

WIDE, HIGH = A4
CARD_WIDE, CARD_HIGH = 85 * mm, 54 * mm
ACROSS, DOWN = 2, 5
ON_A_SHEET = ACROSS * DOWN
LEFT, FOOT = (WIDE - ACROSS * CARD_WIDE) / 2, (HIGH - DOWN * CARD_HIGH) / 2
INSET = 5 * mm
QR_SIZE = 27 * mm
NAME_SIZE, SMALLEST_NAME = 17, 8
TEXT_ROOM = CARD_WIDE - 2 * INSET - QR_SIZE


@dataclass(frozen=True)
class Card:
    """What one card says. The square code holds the code and nothing else."""

    known_as: str
    code: str
    place: str
    text_us: str
    is_demonstration: bool


def pocket_cards(cards: Sequence[Card]) -> bytes:
    """A PDF of as many A4 pages as it takes, in the order given."""
    sheets = [cards[start : start + ON_A_SHEET] for start in range(0, len(cards), ON_A_SHEET)]
    return book(sheets, sheet, A4, "Pocket cards")


def sheet(canvas: Canvas, tags: Tags, cards: Sequence[Card]) -> None:
    """One page: the marks to cut by, then each card, read across and then down."""
    with tags.ornament():
        cut_marks(canvas)
    for index, drawn in enumerate(cards):
        x = LEFT + (index % ACROSS) * CARD_WIDE
        y = HIGH - FOOT - (index // ACROSS + 1) * CARD_HIGH
        with tags.group("Sect"):
            card(canvas, tags, drawn, x, y)


def cut_marks(canvas: Canvas) -> None:
    """Short lines outside the cards, and a small cross where four cards meet. At least 10 mm from the edge."""
    canvas.setStrokeColor(QUIET)
    canvas.setLineWidth(0.5)
    for column in range(ACROSS + 1):
        x = LEFT + column * CARD_WIDE
        canvas.line(x, FOOT - 3 * mm, x, FOOT)
        canvas.line(x, HIGH - FOOT, x, HIGH - FOOT + 3 * mm)
    for row in range(DOWN + 1):
        y = FOOT + row * CARD_HIGH
        canvas.line(LEFT - 6 * mm, y, LEFT - 1 * mm, y)
        canvas.line(WIDE - LEFT + 1 * mm, y, WIDE - LEFT + 6 * mm, y)
        canvas.line(WIDE / 2 - 2 * mm, y, WIDE / 2 + 2 * mm, y)


def card(canvas: Canvas, tags: Tags, drawn: Card, x: float, y: float) -> None:
    """Whose it is, its code, where they come, and what to do with it."""
    left, top = x + INSET, y + CARD_HIGH - INSET
    with tags.ornament():
        bridge(canvas, left, top - 9)
    small(canvas, tags, "Footbridge", left + 30, top - 9, BOLD, 9, TEAL)
    whose(canvas, tags, drawn.known_as, left, top - 36)
    small(canvas, tags, drawn.code, left, top - 58, BOLD, 15)
    for number, part in enumerate(simpleSplit(drawn.place, SANS, 9, TEXT_ROOM)[:2]):
        small(canvas, tags, f"{part} ", left, top - 74 - number * 11, SANS, 9)
    right = x + CARD_WIDE - QR_SIZE - 2 * mm
    box = (right, top - 86, right + QR_SIZE, top - 86 + QR_SIZE)
    with tags.piece("Figure", alt=f"Square code: {drawn.code}", box=box):
        bars(canvas, drawn.code, right, top - 86, QR_SIZE)
    small(canvas, tags, "Bring this to any session.", left, y + INSET + 13, BOLD, 9.5)
    small(canvas, tags, drawn.text_us, left, y + INSET + 1, SANS, 8, QUIET)
    if drawn.is_demonstration:
        edge = x + CARD_WIDE - INSET
        small(canvas, tags, "Demonstration", edge, y + INSET + 13, BOLD, 7.5, is_right=True)


def bridge(canvas: Canvas, x: float, y: float) -> None:
    """The small footbridge that stands beside our name."""
    canvas.setStrokeColor(TEAL)
    canvas.setLineCap(1)
    canvas.setLineWidth(1.4)
    canvas.line(x, y, x + 24, y)
    canvas.bezier(x + 1, y, x + 6, y + 12, x + 18, y + 12, x + 23, y)
    for step, height in ((7, 7.6), (12, 9), (17, 7.6)):
        canvas.line(x + step, y, x + step, y + height)


def whose(canvas: Canvas, tags: Tags, name: str, x: float, y: float) -> None:
    """The name, as large as fits; or a line to write it on, when our letters cannot spell it."""
    if can_write(name):
        width = pdfmetrics.stringWidth(name, SERIF, NAME_SIZE)
        size = max(SMALLEST_NAME, min(NAME_SIZE, NAME_SIZE * TEXT_ROOM / max(width, 1)))
        small(canvas, tags, name, x, y, SERIF, size)
        return
    with tags.ornament():
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.8)
        canvas.line(x, y - 2, x + TEXT_ROOM, y - 2)
