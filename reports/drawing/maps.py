"""The ward map on paper: the page's own lines, classes and numbers, drawn so that a grey copy still tells them apart."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from reportlab.lib.colors import HexColor, white
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from reports.drawing.sheets import BOLD, INK, QUIET, SANS
from reports.layers import FEW
from reports.maps import Drawing, Shape
from reports.tagging import Box, Tags

# As in static/css/house.css. Each is lighter than the next, in grey too.
SHADES = {
    "n1": HexColor("#e8f1ee"),
    "n2": HexColor("#bcdcd5"),
    "n3": HexColor("#7fb9af"),
    "n4": HexColor("#3d8b82"),
    "n5": HexColor("#0b5049"),
}
DARK = ("n4", "n5")
HATCH_STEP = 5.0  # points between the lines of a ward with no number to show
LABEL, LEAST_LABEL = 17.0, 6.5  # units of the map, as on the page; points
EVEN_ODD = 0


@dataclass(frozen=True)
class Area:
    """One ward to draw."""

    number: int
    shade: str
    shape: Shape


@dataclass(frozen=True)
class Picture:
    """A map with what its shades mean, and what it shows in words for who does not look at it."""

    drawing: Drawing
    areas: Sequence[Area]
    legend: Sequence[tuple[str, str]]
    alt: str


def ward_map(canvas: Canvas, tags: Tags, picture: Picture, room: Box) -> None:
    """The map in the middle of a box of left, bottom, right and top, as large as fits."""
    left, bottom, right, top = room
    drawing = picture.drawing
    scale = min((right - left) / drawing.width, (top - bottom) / drawing.height)
    west = (left + right - drawing.width * scale) / 2
    box = (west, top - drawing.height * scale, west + drawing.width * scale, top)
    with tags.piece("Figure", alt=picture.alt, box=box):
        canvas.setLineJoin(1)
        canvas.setLineWidth(0.6)
        for area in picture.areas:
            shape(canvas, outline(canvas, area.shape.path, (west, top, scale)), area.shade, box)
        for area in picture.areas:
            label(canvas, area, (west, top, scale))


def shape(canvas: Canvas, path: PDFPathObject, shade: str, box: Box) -> None:
    """One ward or one square of the legend: filled, or hatched within `box` where nothing is to be said."""
    canvas.setStrokeColor(INK)
    if shade == FEW:
        canvas.saveState()
        canvas.clipPath(path, stroke=0, fill=0, fillMode=EVEN_ODD)
        hatch(canvas, box)
        canvas.restoreState()
    canvas.setFillColor(SHADES.get(shade, white))
    canvas.drawPath(path, stroke=1, fill=int(shade != FEW), fillMode=EVEN_ODD)


def hatch(canvas: Canvas, box: Box) -> None:
    """Slanting lines over a box."""
    left, bottom, right, top = box
    canvas.saveState()
    canvas.setStrokeColor(QUIET)
    canvas.setLineWidth(0.5)
    start = left - (top - bottom)
    while start < right:
        canvas.line(start, bottom, start + top - bottom, top)
        start += HATCH_STEP
    canvas.restoreState()


def outline(canvas: Canvas, path: str, at: tuple[float, float, float]) -> PDFPathObject:
    """An SVG path of ours as a path on paper. `at` is its left, its top and the points in a unit."""
    left, top, scale = at
    drawn = canvas.beginPath()
    for ring in rings(path):
        for number, (x, y) in enumerate(ring):
            (drawn.lineTo if number else drawn.moveTo)(left + x * scale, top - y * scale)
        drawn.close()
    return drawn


def rings(path: str) -> Iterator[list[tuple[int, int]]]:
    """The points of each ring of a path that `reports.maps` wrote: one move, then steps."""
    for ring in path.split("z")[:-1]:
        numbers = [int(number) for number in re.findall(r"-?\d+", ring)]
        yield list(zip(accumulate(numbers[::2]), accumulate(numbers[1::2]), strict=True))


def label(canvas: Canvas, area: Area, at: tuple[float, float, float]) -> None:
    """The ward's number in the table, where it fits."""
    if area.shape.label is None:
        return
    left, top, scale = at
    x, y = left + area.shape.label[0] * scale, top - area.shape.label[1] * scale
    size = max(LEAST_LABEL, LABEL * scale)
    words = str(area.number)
    if area.shade == FEW:
        canvas.setFillColor(white)
        wide = canvas.stringWidth(words, BOLD, size) + 2
        canvas.rect(x - wide / 2, y - size * 0.48, wide, size * 0.96, stroke=0, fill=1)
    canvas.setFont(BOLD, size)
    canvas.setFillColor(white if area.shade in DARK else INK)
    canvas.drawCentredString(x, y - size * 0.36, words)


def legend(canvas: Canvas, tags: Tags, picture: Picture, x: float, y: float) -> None:
    """What each shade means, in a row."""
    for shade, words in picture.legend:
        with tags.ornament():
            square = canvas.beginPath()
            square.rect(x, y - 1.5, 10, 10)
            canvas.setLineWidth(0.6)
            shape(canvas, square, shade, (x, y - 1.5, x + 10, y + 8.5))
        with tags.piece("P"):
            canvas.setFont(SANS, 9)
            canvas.setFillColor(INK)
            canvas.drawString(x + 14, y, words)
        x += 14 + canvas.stringWidth(words, SANS, 9) + 16
