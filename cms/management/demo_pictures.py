"""Three pictures for the demo, drawn here in the house's colours: nobody's photo, nobody's licence."""

from collections.abc import Callable
from io import BytesIO
from math import pi, sin

from PIL import Image, ImageDraw

WIDTH, HEIGHT, FINER = 1440, 720, 2
SKY, PAPER, MIST = "#e2f0ee", "#ffffff", "#bcdcd5"
HILL, WATER, TEAL, DEEP = "#7fb9af", "#9fcac3", "#0b5c57", "#073f3c"
AMBER, CREAM = "#f2b33d", "#fdf3dc"

Pen = ImageDraw.ImageDraw


def drawn(draw: Callable[[Pen], None], background: str) -> bytes:
    """A PNG of what `draw` draws, on a canvas twice as fine so that edges come out smooth."""
    canvas = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), background)
    draw(ImageDraw.Draw(canvas))
    small = canvas.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    written = BytesIO()
    small.quantize(64).save(written, "PNG", optimize=True)
    return written.getvalue()


def at(*numbers: float) -> list[float]:
    return [number * FINER for number in numbers]


def wave(pen: Pen, level: float, height: float, length: float, shift: float, colour: str) -> None:
    """Everything under a wavy line."""
    line = [
        (x * FINER, (level + height * sin(2 * pi * (x + shift) / length)) * FINER)
        for x in range(0, WIDTH + 8, 8)
    ]
    pen.polygon([*line, tuple(at(WIDTH, HEIGHT)), tuple(at(0, HEIGHT))], fill=colour)


def footbridge(pen: Pen) -> None:
    """A bridge over a calm river, with the sun up."""
    pen.ellipse(at(1090, 70, 1230, 210), fill=AMBER)
    wave(pen, 360, 60, 1300, 200, MIST)
    wave(pen, 430, 45, 900, 500, HILL)
    wave(pen, 540, 6, 260, 0, WATER)
    wave(pen, 620, 8, 340, 90, HILL)
    deck = [(x, 520 - 190 * sin(pi * (x - 200) / 1040)) for x in range(200, 1241, 10)]
    rail = [(x, y - 70) for x, y in deck]
    for (x, y), (_, top) in list(zip(deck, rail, strict=True))[4:-4:8]:
        pen.line(at(x, y, x, top), fill=TEAL, width=7 * FINER)
    for line, width in ((deck, 26), (rail, 11)):
        pen.line([number for point in line for number in at(*point)], fill=TEAL, width=width * FINER, joint="curve")  # fmt: skip
    for x in (430, 720, 1010):
        top = 520 - 190 * sin(pi * (x - 200) / 1040)
        pen.line(at(x, top, x, 600), fill=DEEP, width=18 * FINER)
    for left in (0, 1190):
        pen.rounded_rectangle(at(left - 40, 505, left + 290, 760), radius=at(30)[0], fill=DEEP)
    person(pen, 640, 332, AMBER)
    person(pen, 770, 332, PAPER)


def person(pen: Pen, x: float, feet: float, coat: str) -> None:
    """Somebody, seen from far off."""
    pen.rounded_rectangle(at(x - 20, feet - 78, x + 20, feet), radius=at(18)[0], fill=coat)
    pen.ellipse(at(x - 17, feet - 116, x + 17, feet - 82), fill=DEEP)


def table(pen: Pen) -> None:
    """A library table with a tablet, a cup and the books behind."""
    for shelf, start in ((90, 0), (290, 3)):
        books(pen, shelf, start)
    pen.rectangle(at(0, 560, WIDTH, HEIGHT), fill=TEAL)
    pen.rectangle(at(0, 560, WIDTH, 580), fill=DEEP)
    pen.rounded_rectangle(at(500, 330, 940, 640), radius=at(26)[0], fill=DEEP)
    pen.rounded_rectangle(at(524, 354, 916, 616), radius=at(12)[0], fill=PAPER)
    for row, width in enumerate((220, 300, 260)):
        top = 400 + row * 62
        pen.ellipse(at(556, top, 592, top + 36), fill=TEAL if row < 2 else AMBER)
        pen.rounded_rectangle(at(612, top + 8, 612 + width - 40, top + 28), radius=at(10)[0], fill=MIST)  # fmt: skip
    pen.arc(at(1130, 500, 1220, 590), 270, 90, fill=CREAM, width=14 * FINER)
    pen.rounded_rectangle(at(1040, 480, 1180, 630), radius=at(26)[0], fill=CREAM)


def books(pen: Pen, top: float, start: int) -> None:
    colours, tall = (TEAL, HILL, AMBER, DEEP, MIST), (150, 120, 165, 135, 142)
    for number in range(24):
        pick = (number * 2 + start) % 5
        left, height = 40 + number * 58, tall[(number + start) % 5]
        pen.rectangle(at(left, top + 170 - height, left + 44, top + 170), fill=colours[pick])
    pen.rectangle(at(0, top + 170, WIDTH, top + 182), fill=DEEP)


def blocks(pen: Pen) -> None:
    """A stack of code blocks, and the cat-less game they make."""
    rows = ((TEAL, 0, 360), (HILL, 0, 440), (AMBER, 60, 330), (AMBER, 60, 400), (HILL, 0, 300), (TEAL, 0, 250))  # fmt: skip
    for number, (colour, indent, width) in enumerate(rows):
        top = 96 + number * 88
        left = 110 + indent
        pen.rounded_rectangle(at(left, top, left + width, top + 80), radius=at(14)[0], fill=colour)
        pen.rounded_rectangle(at(left + 36, top + 70, left + 96, top + 96), radius=at(10)[0], fill=colour)  # fmt: skip
        pen.rounded_rectangle(at(left + 120, top + 28, left + width - 50, top + 52), radius=at(12)[0], fill=PAPER)  # fmt: skip
    pen.rounded_rectangle(at(720, 110, 1330, 610), radius=at(26)[0], fill=DEEP)
    pen.rounded_rectangle(at(744, 134, 1306, 586), radius=at(12)[0], fill=SKY)
    pen.ellipse(at(1130, 180, 1220, 270), fill=AMBER)
    for left, top, width in ((790, 500, 180), (1010, 420, 150), (1180, 340, 110)):
        pen.rounded_rectangle(at(left, top, left + width, top + 26), radius=at(12)[0], fill=TEAL)
    person(pen, 880, 500, AMBER)


def pictures() -> dict[str, bytes]:
    """Each picture as a PNG, by what it shows. The same bytes every time."""
    return {
        "Two people meet on a footbridge over a river": drawn(footbridge, SKY),
        "A tablet and a cup on a library table": drawn(table, CREAM),
        "Blocks of code beside the game they make": drawn(blocks, PAPER),
    }
