"""A certificate: one A4 page, landscape, fit to hang on a wall."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from reports.choices import Award
from reports.drawing.sheets import (
    BOLD,
    INK,
    ITALIC,
    QUIET,
    SANS,
    SERIF,
    TEAL,
    bars,
    book,
    refuse_missing_letters,
    small,
)
from reports.tagging import Tags
from reports.wording import Wording

WIDE, HIGH = landscape(A4)
EDGE, INSET = 12 * mm, 24 * mm
MIDDLE = WIDE / 2
DECK = HIGH - 30 * mm  # the top line of the frame, which is the deck of the bridge
NAME_SIZE, SMALLEST_NAME = 46, 16
FEW_TASKS = 5
QR_SIZE = 37 * mm
TEXT_SIZES = (13, 12, 11, 10, 9, 8, 7)
WATER, RIPPLE, AMBER = HexColor("#e3f1ee"), HexColor("#8fc1ba"), HexColor("#f2b33d")


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


def certificate(canvas: Canvas, tags: Tags, face: Face) -> None:
    """From the bridge at the top to the code at the foot, in the order it should be read."""
    words = face.words
    with tags.ornament():
        frame_with_bridge(canvas, words.award)
    line(canvas, tags, "P", "Certificate", SERIF, 24, DECK - 38, TEAL)
    line(canvas, tags, "P", words.title, SANS, 11.5, DECK - 58, QUIET)
    line(canvas, tags, "H1", words.name, SERIF, name_size(words.name), DECK - 112)
    line(canvas, tags, "P", words.can_do, ITALIC, 18, DECK - 144)
    task_list(canvas, tags, words.tasks, top=DECK - 174, bottom=60 * mm)
    foot(canvas, tags, face)
    if words.is_demonstration:
        demonstration(canvas, tags)


def frame_with_bridge(canvas: Canvas, award: str) -> None:
    """One line around the page. Its top is the deck of a footbridge, with its arch above and the river below."""
    canvas.setStrokeColor(TEAL)
    canvas.setLineCap(1)
    canvas.setLineWidth(1.6)
    canvas.roundRect(EDGE, EDGE, WIDE - 2 * EDGE, DECK - EDGE, 6)
    canvas.setFillColor(WATER)
    arch = canvas.beginPath()
    arch.moveTo(MIDDLE - 72, DECK)
    arch.curveTo(MIDDLE - 48, DECK + 56, MIDDLE + 48, DECK + 56, MIDDLE + 72, DECK)
    canvas.setLineWidth(3.2)
    canvas.drawPath(arch, stroke=1, fill=1)
    canvas.line(MIDDLE - 78, DECK, MIDDLE + 78, DECK)
    for step, height in ((-40, 29.5), (-14, 40.5), (14, 40.5), (40, 29.5)):
        canvas.line(MIDDLE + step, DECK, MIDDLE + step, DECK + height)
    river(canvas)
    if award == Award.PROJECTS:
        blocks(canvas)


def river(canvas: Canvas) -> None:
    """Two lines of ripples on each side of the heading."""
    canvas.setStrokeColor(RIPPLE)
    canvas.setLineWidth(1.8)
    for side in (-1, 1):
        for row, (start, waves) in enumerate(((100, 6), (122, 4))):
            for wave in range(waves):
                x, y = MIDDLE + side * (start + wave * 22), DECK - 25 - row * 11
                ahead = side * 11
                canvas.bezier(x, y, x + ahead * 0.4, y + 5, x + ahead * 0.6, y + 5, x + ahead, y)
                x += ahead
                canvas.bezier(x, y, x + ahead * 0.4, y - 5, x + ahead * 0.6, y - 5, x + ahead, y)


def blocks(canvas: Canvas) -> None:
    """Building blocks on the deck, as in the language children start with: a Code Club's own mark."""
    for side in (-1, 1):
        for number, (height, ink) in enumerate(
            ((2, TEAL), (3, AMBER), (1, TEAL), (2, RIPPLE), (1, AMBER))
        ):
            for storey in range(height):
                x = MIDDLE + side * (112 + number * 17)
                canvas.setFillColor(ink)
                canvas.roundRect(x - 7, DECK + 2.5 + storey * 15, 13.5, 13, 2.5, stroke=0, fill=1)


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
    size = text_size(tasks, width - 34, step)
    left = INSET + 10 if columns == 2 else centred(tasks, size, width - 34)
    with tags.group("L"):
        for index, task in enumerate(tasks):
            x = left + (index // rows) * width
            y = top - (index % rows) * step
            with tags.group("LI"):
                tick_and_text(canvas, tags, simpleSplit(task, SANS, size, width - 34), (x, y, size))


def text_size(tasks: Sequence[str], width: float, height: float) -> float:
    """The largest size at which every task fits its room, so that all are the same size."""
    return next(
        (
            size
            for size in TEXT_SIZES
            if all(
                len(simpleSplit(task, SANS, size, width)) * size * 1.3 <= height - 4
                for task in tasks
            )
        ),
        TEXT_SIZES[-1],
    )


def centred(tasks: Sequence[str], size: float, width: float) -> float:
    """Where one column begins, so that ticks and words together stand in the middle."""
    parts = [part for task in tasks for part in simpleSplit(task, SANS, size, width)]
    widest = max((float(pdfmetrics.stringWidth(part, SANS, size)) for part in parts), default=0.0)
    left: float = MIDDLE - (widest + 24) / 2
    return left


def tick_and_text(
    canvas: Canvas, tags: Tags, parts: Sequence[str], spot: tuple[float, float, float]
) -> None:
    """One thing they can do, at (left, top, size of its words)."""
    x, y, size = spot
    with tags.ornament():
        canvas.setStrokeColor(TEAL)
        canvas.setLineWidth(2.4)
        canvas.lines([(x, y - 1, x + 5, y - 6), (x + 5, y - 6, x + 14, y + 6)])
    with tags.piece("LBody"):
        canvas.setFillColor(INK)
        canvas.setFont(SANS, size)
        for number, part in enumerate(parts):
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


def code(canvas: Canvas, tags: Tags, face: Face, x: float, y: float) -> None:
    """The square code, its dark runs drawn as bars, with four light squares of room on each side."""
    box = (x, y, x + QR_SIZE, y + QR_SIZE)
    with tags.piece("Figure", alt=f"Square code: opens {face.check_at}", box=box):
        bars(canvas, face.link, x, y, QR_SIZE)


def demonstration(canvas: Canvas, tags: Tags) -> None:
    """On the face of everything printed from made-up data."""
    text = "Demonstration. This person does not exist."
    with tags.piece("P"):
        canvas.setFillColor(INK)
        canvas.setFont(BOLD, 10)
        canvas.drawCentredString(MIDDLE, EDGE + 9, text)
