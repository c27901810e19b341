"""A table on paper: headings that stay with their columns, a line below each row, and as many rows as there is room for."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from reports.drawing.sheets import BOLD, INK, QUIET, SANS
from reports.tagging import Tags

ROW_HIGH, SIZE = 14.0, 9.5
HEAD_SIZE, HEAD_STEP = 8.5, 10.5
GAP = 8.0


@dataclass(frozen=True)
class Column:
    """A heading and how wide it is, in points. Numbers stand at the right."""

    heading: str
    wide: float
    is_number: bool = False

    @property
    def room(self) -> float:
        """How wide its words may be. A number leaves a gap before the next column and half of one after the last."""
        return self.wide - (GAP if self.is_number else GAP / 2)


@dataclass(frozen=True)
class Line:
    """One row. The whole council's is in bold."""

    cells: Sequence[str]
    is_whole: bool = False


@dataclass(frozen=True)
class Table:
    """Columns and rows; `named` is the column that says what a row is about."""

    columns: Sequence[Column]
    lines: Sequence[Line]
    named: int = 1

    @property
    def head_high(self) -> float:
        return HEAD_STEP * max(len(split(column)) for column in self.columns) + 5


def split(column: Column) -> list[str]:
    """A heading on as many lines as it needs."""
    parts: list[str] = simpleSplit(column.heading, BOLD, HEAD_SIZE, column.wide - GAP)
    return parts


def table(canvas: Canvas, tags: Tags, drawn: Table, x: float, top: float) -> float:
    """Draws it, and returns where what is below may begin."""
    y = top - drawn.head_high
    with tags.group("Table"):
        with tags.group("TR"):
            left = x
            for column in drawn.columns:
                heading(canvas, tags, column, left, y + 5)
                left += column.wide
        rule(canvas, tags, x, left, y, 1.0)
        for line in drawn.lines:
            y -= ROW_HIGH
            row(canvas, tags, drawn, line, (x, y))
            rule(canvas, tags, x, left, y, 0.3)
    return y


def heading(canvas: Canvas, tags: Tags, column: Column, x: float, y: float) -> None:
    """Words that sit on the line below them."""
    with tags.piece("TH", heads="Column"):
        canvas.setFont(BOLD, HEAD_SIZE)
        canvas.setFillColor(INK)
        parts = split(column)
        for number, part in enumerate(parts):
            place(canvas, column, f"{part} ", x, y + (len(parts) - 1 - number) * HEAD_STEP)


def row(canvas: Canvas, tags: Tags, drawn: Table, line: Line, corner: tuple[float, float]) -> None:
    """One row's cells; the one that names it is its heading."""
    x, y = corner
    with tags.group("TR"):
        for number, (column, words) in enumerate(zip(drawn.columns, line.cells, strict=True)):
            is_name = number == drawn.named
            with tags.piece("TH" if is_name else "TD", heads="Row" if is_name else ""):
                is_bold = is_name or line.is_whole
                fit(canvas, words, BOLD if is_bold else SANS, column.room)
                place(canvas, column, words, x, y + 3.8)
            x += column.wide


def fit(canvas: Canvas, words: str, font: str, wide: float) -> None:
    """A little smaller for words that would run into the next column."""
    natural = max(canvas.stringWidth(words, font, SIZE), 1)
    canvas.setFont(font, min(SIZE, SIZE * wide / natural))
    canvas.setFillColor(INK)


def place(canvas: Canvas, column: Column, words: str, x: float, y: float) -> None:
    if column.is_number:
        canvas.drawRightString(x + column.wide - GAP, y, words.rstrip())
    else:
        canvas.drawString(x, y, words)


def rule(canvas: Canvas, tags: Tags, left: float, right: float, y: float, width: float) -> None:
    with tags.ornament():
        canvas.setStrokeColor(INK if width >= 1 else QUIET)
        canvas.setLineWidth(width)
        canvas.line(left, y, right, y)
