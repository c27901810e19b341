"""What every printed page shares: its letters and colours, its tags, square codes and single lines.

Every name is drawn letter by letter, and never read as markup: ReportLab's own paragraphs would fetch an address
written in one. All ink stays 10 mm from the edge, since most office printers leave that much white.
"""

import io
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, TypeVar

import segno
from django.conf import settings
from reportlab.lib.colors import HexColor
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from reports.tagging import Tags, finish

SERIF, ITALIC, SANS, BOLD = (
    "NotoSerif-Bold",
    "NotoSerif-Italic",
    "NotoSans-Regular",
    "NotoSans-Bold",
)
INK, TEAL, QUIET = HexColor("#14211f"), HexColor("#0b5c57"), HexColor("#4b5b57")

Sheet = TypeVar("Sheet")


class CannotPrint(ValueError):
    """A name has a letter our fonts do not have. The message says which, for the person printing."""


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
    canvas.setAuthor("Footbridge")
    canvas.setCreator("Footbridge")
    tags = Tags(canvas)
    for sheet in sheets:
        with tags.group("Sect"):
            draw(canvas, tags, sheet)
        canvas.showPage()
        tags.next_page()
    canvas.save()
    return finish(drawn.getvalue(), tags, title)


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


def paragraph(
    canvas: Canvas,
    tags: Tags,
    words: str,
    corner: tuple[float, float],
    width: float,
    letters: tuple[str, float, Any],
) -> float:
    """Words on as many lines as they need, read as one piece. `letters` are a font, its size and its colour.

    `corner` is left and top; returns the top of what comes next.
    """
    x, y = corner
    font, size, ink = letters
    with tags.piece("P"):
        canvas.setFont(font, size)
        canvas.setFillColor(ink)
        for part in simpleSplit(words, font, size, width):
            y -= size * 1.4
            canvas.drawString(x, y + size * 0.3, f"{part} ")
    return y


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


def can_write(name: str) -> bool:
    """Whether our fonts have every letter of a name."""
    load_fonts()
    return all(
        ord(letter) in pdfmetrics.getFont(font).face.charToGlyph
        for font in (SANS, SERIF)
        for letter in name
    )


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
