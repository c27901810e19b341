"""Things on paper, drawn with ReportLab. The only module that knows it.

Every name is drawn letter by letter, and never read as markup: ReportLab's own paragraphs would fetch an address
written in one. All ink stays 10 mm from the edge, since most office printers leave that much white.
"""

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

import segno
from django.conf import settings
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from reports.tagging import Tags, finish
from reports.wording import Wording

SERIF, ITALIC, SANS, BOLD = (
    "NotoSerif-Bold",
    "NotoSerif-Italic",
    "NotoSans-Regular",
    "NotoSans-Bold",
)
INK, TEAL, QUIET = HexColor("#14211f"), HexColor("#0b5c57"), HexColor("#4b5b57")
WIDE, HIGH = landscape(A4)
EDGE, INSET = 12 * mm, 24 * mm
MIDDLE = WIDE / 2
DECK = HIGH - 30 * mm  # the top line of the frame, which is the deck of the bridge
NAME_SIZE, SMALLEST_NAME = 46, 16
FEW_TASKS = 5
QR_SIZE = 37 * mm

Sheet = TypeVar("Sheet")


class CannotPrint(ValueError):
    """A name has a letter our fonts do not have. The message says which, for the person printing."""


@dataclass(frozen=True)
class Face:
    """One certificate: its words, its serial, where to check it, and what its square code holds."""

    words: Wording
    serial: str
    check_at: str
    link: str


def certificates(faces: Sequence[Face]) -> bytes:
    """A PDF with one A4 landscape page for each certificate, in the order given. Raises CannotPrint."""
    for face in faces:
        refuse_missing_letters(face.words.name)
    return book(faces, certificate, landscape(A4), "Certificate")


def book(
    sheets: Iterable[Sheet],
    draw: Callable[[Canvas, Tags, Sheet], None],
    size: tuple[float, float],
    title: str,
) -> bytes:
    """A tagged PDF of one page for each sheet."""
    load_fonts()
    drawn = io.BytesIO()
    canvas = Canvas(
        drawn, pagesize=size, lang="en-GB", pdfVersion=(1, 7), initialFontName=SANS, invariant=1
    )
    canvas.setTitle(title)
    tags = Tags(canvas)
    for sheet in sheets:
        with tags.group("Sect"):
            draw(canvas, tags, sheet)
        canvas.showPage()
        tags.next_page()
    canvas.save()
    return finish(drawn.getvalue(), tags, title)


def certificate(canvas: Canvas, tags: Tags, face: Face) -> None:
    """From the bridge at the top to the code at the foot, in the order it should be read."""
    words = face.words
    with tags.ornament():
        frame_with_bridge(canvas)
    line(canvas, tags, "P", words.title, BOLD, 12.5, DECK - 34, TEAL)
    line(canvas, tags, "H1", words.name, SERIF, name_size(words.name), DECK - 88)
    line(canvas, tags, "P", words.can_do, ITALIC, 18, DECK - 124)
    task_list(canvas, tags, words.tasks, top=DECK - 154, bottom=64 * mm)
    foot(canvas, tags, face)
    if words.is_demonstration:
        demonstration(canvas, tags)


def frame_with_bridge(canvas: Canvas) -> None:
    """One line around the page. Its top is the deck of a footbridge, whose arch and posts stand on it."""
    canvas.setStrokeColor(TEAL)
    canvas.setLineCap(1)
    canvas.setLineWidth(1.6)
    canvas.roundRect(EDGE, EDGE, WIDE - 2 * EDGE, DECK - EDGE, 6)
    canvas.setLineWidth(3.2)
    canvas.line(MIDDLE - 78, DECK, MIDDLE + 78, DECK)
    canvas.bezier(
        MIDDLE - 72, DECK, MIDDLE - 48, DECK + 56, MIDDLE + 48, DECK + 56, MIDDLE + 72, DECK
    )
    for step, height in ((-40, 29.5), (-14, 40.5), (14, 40.5), (40, 29.5)):
        canvas.line(MIDDLE + step, DECK, MIDDLE + step, DECK + height)


def name_size(name: str) -> float:
    """As large as fits on one line."""
    room = WIDE - 2 * INSET - 20
    width: float = pdfmetrics.stringWidth(name, SERIF, NAME_SIZE)
    fits: float = max(SMALLEST_NAME, min(NAME_SIZE, NAME_SIZE * room / width))
    return fits


def line(
    canvas: Canvas,
    tags: Tags,
    tag: str,
    text: str,
    font: str,
    size: float,
    y: float,
    ink: Any = INK,
) -> None:
    """One centred line of text."""
    with tags.piece(tag):
        canvas.setFont(font, size)
        canvas.setFillColor(ink)
        canvas.drawCentredString(MIDDLE, y, text)


def task_list(canvas: Canvas, tags: Tags, tasks: Sequence[str], top: float, bottom: float) -> None:
    """What they can now do, ticked: a few down the middle, more in two columns read down and then across."""
    columns = 1 if len(tasks) <= FEW_TASKS else 2
    rows = max(1, -(-len(tasks) // columns))
    step = min(17 * mm, (top - bottom) / rows)
    width = (WIDE - 2 * INSET) / 2
    left = INSET + 10 if columns == 2 else MIDDLE - width / 3
    with tags.group("L"):
        for index, task in enumerate(tasks):
            x = left + (index // rows) * width
            y = top - (index % rows) * step
            with tags.group("LI"):
                tick_and_text(canvas, tags, task, (x, y, width - 46, step))


def tick_and_text(
    canvas: Canvas, tags: Tags, task: str, room: tuple[float, float, float, float]
) -> None:
    """One thing they can do, as large as its room (left, top, width, height) lets it be."""
    x, y, width, height = room
    size = next(
        size
        for size in (12, 11, 10, 9, 8, 7)
        if size == 7 or len(simpleSplit(task, SANS, size, width)) * size * 1.3 <= height - 4
    )
    with tags.ornament():
        canvas.setStrokeColor(TEAL)
        canvas.setLineWidth(2.4)
        canvas.lines([(x, y - 1, x + 5, y - 6), (x + 5, y - 6, x + 14, y + 6)])
    with tags.piece("LBody"):
        canvas.setFillColor(INK)
        canvas.setFont(SANS, size)
        for number, part in enumerate(simpleSplit(task, SANS, size, width)):
            canvas.drawString(x + 24, y - 4 - number * size * 1.3, f"{part} ")


def foot(canvas: Canvas, tags: Tags, face: Face) -> None:
    """Who saw it, a line to sign on, and how to check it."""
    words, left, base = face.words, INSET, 25 * mm
    small(canvas, tags, f"Seen by {words.seen_by},", left, base + 78, SANS, 11)
    small(canvas, tags, f"{words.when}.", left, base + 62, SANS, 11)
    with tags.ornament():
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.8)
        canvas.line(left, base + 14, left + 230, base + 14)
    small(canvas, tags, f"For {words.place}, {words.council}", left, base, SANS, 10)
    right = WIDE - INSET - QR_SIZE
    code(canvas, tags, face, right + 2 * mm, 21 * mm)
    edge = right
    small(canvas, tags, face.serial, edge, base + 44, BOLD, 15, is_right=True)
    small(canvas, tags, f"Issued {words.issued}", edge, base + 27, SANS, 10, is_right=True)
    small(canvas, tags, "Check it at", edge, base + 12, SANS, 8.5, QUIET, is_right=True)
    small(canvas, tags, face.check_at, edge, base, SANS, 8.5, QUIET, is_right=True)


def small(
    canvas: Canvas,
    tags: Tags,
    text: str,
    x: float,
    y: float,
    font: str,
    size: float,
    ink: Any = INK,
    *,
    is_right: bool = False,
) -> None:
    """One line beginning at `x`, or ending there."""
    with tags.piece("P"):
        canvas.setFont(font, size)
        canvas.setFillColor(ink)
        (canvas.drawRightString if is_right else canvas.drawString)(x, y, text)


def code(canvas: Canvas, tags: Tags, face: Face, x: float, y: float) -> None:
    """The square code, its dark runs drawn as bars, with four light squares of room on each side."""
    box = (x, y, x + QR_SIZE, y + QR_SIZE)
    with tags.piece("Figure", alt=f"Square code: opens {face.check_at}", box=box):
        bars(canvas, face.link, x, y, QR_SIZE)


def bars(canvas: Canvas, link: str, x: float, y: float, size: float) -> None:
    """A QR code (ISO 18004, level M) in a square of `size` points.

    Always mask 3: a signature is as good as random, so no mask suits it better, and trying all eight took most of
    the time a certificate takes.
    """
    rows = [bytes(row) for row in segno.make(link, error="m", micro=False, mask=3).matrix]
    unit = size / (len(rows) + 8)
    path = canvas.beginPath()
    for row, squares in enumerate(rows):
        start = squares.find(1)
        while start >= 0:
            end = squares.find(0, start)
            end = end if end >= 0 else len(squares)
            path.rect(
                x + (start + 4) * unit, y + (len(rows) + 3 - row) * unit, (end - start) * unit, unit
            )
            start = squares.find(1, end)
    canvas.setFillColor(INK)
    canvas.drawPath(path, stroke=0, fill=1)


def demonstration(canvas: Canvas, tags: Tags) -> None:
    """On the face of everything printed from made-up data."""
    text = "Demonstration. This person does not exist."
    with tags.piece("P"):
        canvas.setFillColor(INK)
        canvas.setFont(BOLD, 10)
        canvas.drawCentredString(MIDDLE, EDGE + 9, text)


def refuse_missing_letters(name: str) -> None:
    """Raise CannotPrint when a letter would come out as an empty box."""
    load_fonts()
    known = pdfmetrics.getFont(SERIF).face.charToGlyph
    missing = sorted({letter for letter in name if ord(letter) not in known})
    if missing:
        raise CannotPrint(
            f"We can't print {' '.join(missing)} yet. Our letters are Latin, Greek and Cyrillic. "
            "Ask how they write their name in one of those."
        )


@cache
def load_fonts() -> None:
    """Noto, from static/vendor/fonts: a PDF must carry its own letters."""
    for name in (SERIF, ITALIC, SANS, BOLD):
        path = settings.BASE_DIR / "static" / "vendor" / "fonts" / f"{name}.ttf"
        pdfmetrics.registerFont(TTFont(name, str(path)))
