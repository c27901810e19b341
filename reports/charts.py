"""Small bar charts drawn as SVG on a grid of whole numbers. Numbers in, shapes out; the table beside says it in words."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDE, HIGH = 360, 190  # units; on a phone about a pixel each
ABOVE, BELOW = 22, 42  # room for the number over a bar, and for its two lines of label
FILLED = 0.62  # of a bar's own room


@dataclass(frozen=True)
class Bar:
    """One bar. `mark` is where a line across it goes, such as the whole council's; a hidden one has no known height."""

    x: int
    y: int
    width: int
    height: int
    words: str
    labels: tuple[str, ...]
    is_hidden: bool = False
    mark: int | None = None

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def words_at(self) -> int:
        """Above the bar, and above a line that stands higher."""
        return (self.y if self.mark is None else min(self.y, self.mark)) - 7

    @property
    def end(self) -> int:
        return self.x + self.width


@dataclass(frozen=True)
class Part:
    """What a bar is of. `value` is None for a number that is hidden and less than `less_than`."""

    value: float | None
    words: str
    labels: tuple[str, ...]
    less_than: float = 0
    beside: float | None = None


def bars(parts: Sequence[Part]) -> list[Bar]:
    """From left to right, the tallest as tall as there is room for."""
    most = max((top_of(part) for part in parts), default=0) or 1
    room = WIDE / max(len(parts), 1)
    return [
        bar(part, round((number + 0.5) * room), room, most) for number, part in enumerate(parts)
    ]


def top_of(part: Part) -> float:
    return max(part.less_than if part.value is None else part.value, part.beside or 0)


def bar(part: Part, middle: int, room: float, most: float) -> Bar:
    width = round(room * FILLED)
    is_hidden = part.value is None
    height = up(part.less_than if part.value is None else part.value, most)
    foot = HIGH - BELOW
    return Bar(
        middle - width // 2,
        foot - height,
        width,
        height,
        part.words,
        part.labels,
        is_hidden,
        None if part.beside is None else foot - up(part.beside, most),
    )


def up(value: float, most: float) -> int:
    """How high a value stands, in units."""
    return round(value / most * (HIGH - ABOVE - BELOW))
