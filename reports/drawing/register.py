"""A register to fill in by hand: who is expected, a box for having come, and a box for each task done alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from reports.drawing.sheets import BOLD, INK, QUIET, SANS, SERIF, bars, book, can_write, small
from reports.tagging import Tags

WIDE, HIGH = landscape(A4)
EDGE = 12 * mm
NAME_WIDE, CAME_WIDE = 62 * mm, 17 * mm
ROW_HIGH, HEAD_HIGH = 8.2 * mm, 25 * mm
TABLE_TOP = HIGH - 45 * mm
ROWS = 15  # on one page
SPARE = 4  # rows at least for people nobody knows yet
QR_SIZE = 30 * mm
BOX = 4.4 * mm


@dataclass(frozen=True)
class Paper:
    """One session's register. `tasks` are short names; an empty name is a row to write on."""

    topic: str
    when: str
    place: str
    names: Sequence[str]
    tasks: Sequence[str]
    link: str
    is_demonstration: bool


@dataclass(frozen=True)
class Side:
    """One page of a register."""

    paper: Paper
    names: Sequence[str]
    number: int
    of: int


def paper_register(paper: Paper) -> bytes:
    """A PDF of as many A4 pages as the names need, always with room for some more people."""
    names = [*paper.names, *[""] * SPARE]
    names += [""] * (-len(names) % ROWS)
    pages = [names[start : start + ROWS] for start in range(0, len(names), ROWS)]
    sides = [Side(paper, page, number, len(pages)) for number, page in enumerate(pages, start=1)]
    return book(sides, side, landscape(A4), "Register")


def side(canvas: Canvas, tags: Tags, page: Side) -> None:
    """What it is, its code, the table, and where the sheet goes afterwards."""
    heading(canvas, tags, page.paper)
    with tags.group("Table"):
        head(canvas, tags, page.paper.tasks)
        for number, name in enumerate(page.names, start=1):
            row(
                canvas, tags, name, len(page.paper.tasks), TABLE_TOP - HEAD_HIGH - number * ROW_HIGH
            )
    foot = f"Page {page.number} of {page.of}. Copy it in the same day, then shred it."
    small(canvas, tags, foot, EDGE, EDGE, SANS, 8.5, QUIET)
    if page.paper.is_demonstration:
        words = "Demonstration. These people do not exist."
        small(canvas, tags, words, WIDE - EDGE, EDGE, BOLD, 8.5, is_right=True)


def heading(canvas: Canvas, tags: Tags, paper: Paper) -> None:
    """The session in three lines, and its square code at the right."""
    with tags.piece("H1"):
        canvas.setFont(SERIF, 20)
        canvas.setFillColor(INK)
        canvas.drawString(EDGE, HIGH - EDGE - 16, simpleSplit(paper.topic, SERIF, 20, 540)[0])
    small(canvas, tags, f"{paper.when}, {paper.place}", EDGE, HIGH - EDGE - 36, SANS, 12)
    small(
        canvas,
        tags,
        "Tick who came. Tick a task when you saw it done with no help.",
        EDGE,
        HIGH - EDGE - 56,
        BOLD,
        10,
    )
    small(canvas, tags, "People without a name: ______", EDGE, HIGH - EDGE - 74, SANS, 10)
    x, y = WIDE - EDGE - QR_SIZE, HIGH - EDGE - QR_SIZE + 2 * mm
    small(canvas, tags, "The register online", x - 4, y + 12 * mm, SANS, 8.5, QUIET, is_right=True)
    with tags.piece(
        "Figure", alt="Square code: opens this register", box=(x, y, x + QR_SIZE, y + QR_SIZE)
    ):
        bars(canvas, paper.link, x, y, QR_SIZE)


def task_wide(tasks: int) -> float:
    """How wide each task's column is: they share what the names leave."""
    room: float = WIDE - 2 * EDGE - NAME_WIDE - CAME_WIDE
    return room / max(1, tasks)


def head(canvas: Canvas, tags: Tags, tasks: Sequence[str]) -> None:
    """Name, came, and each task's short name, in its own column."""
    wide = task_wide(len(tasks))
    foot = TABLE_TOP - HEAD_HIGH + 6
    with tags.group("TR"):
        column_head(canvas, tags, "Name", EDGE, foot, NAME_WIDE)
        column_head(canvas, tags, "Came", EDGE + NAME_WIDE, foot, CAME_WIDE)
        for number, task in enumerate(tasks):
            column_head(
                canvas, tags, task, EDGE + NAME_WIDE + CAME_WIDE + number * wide, foot, wide
            )
    with tags.ornament():
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(1.2)
        canvas.line(EDGE, TABLE_TOP - HEAD_HIGH, WIDE - EDGE, TABLE_TOP - HEAD_HIGH)


def column_head(canvas: Canvas, tags: Tags, words: str, x: float, y: float, wide: float) -> None:
    """Words that sit on the line below them, on as many lines as they need, as large as leaves each word whole."""
    size = next(
        size
        for size in (9.5, 8.5, 7.5, 6.5, 5.5)
        if size == 5.5
        or max(canvas.stringWidth(word, BOLD, size) for word in words.split()) <= wide - 4
    )
    parts = simpleSplit(words, BOLD, size, wide - 4)
    with tags.piece("TH", heads="Column"):
        canvas.setFont(BOLD, size)
        canvas.setFillColor(INK)
        for number, part in enumerate(reversed(parts)):
            canvas.drawString(x, y + number * size * 1.2, f"{part} ")


def row(canvas: Canvas, tags: Tags, name: str, tasks: int, y: float) -> None:
    """One person: their name or a line to write it on, and their boxes."""
    wide = task_wide(tasks)
    boxes = [EDGE + NAME_WIDE] + [EDGE + NAME_WIDE + CAME_WIDE + n * wide for n in range(tasks)]
    with tags.group("TR"):
        with tags.piece("TD"):
            canvas.setFont(SANS, 12)
            canvas.setFillColor(INK)
            canvas.drawString(EDGE, y + 7, name if can_write(name) else "")
        for x in boxes:
            with tags.piece("TD"):
                canvas.setStrokeColor(INK)
                canvas.setLineWidth(0.9)
                canvas.rect(x, y + 5, BOX, BOX)
    with tags.ornament():
        canvas.setStrokeColor(QUIET)
        canvas.setLineWidth(0.4)
        canvas.line(EDGE, y, WIDE - EDGE, y)
