"""What a council's ward page says: figures and map put together, and kept until something happens."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.core.cache import cache
from django.template.loader import render_to_string

from inclusion.models import BoundarySet, Council, Ward
from reports.disclosure import THRESHOLD, Cell, Published, Status
from reports.figures import (
    NOT_KNOWN,
    Counts,
    Period,
    PublicCounts,
    count_all,
    data_version,
    publish_all,
    wards_of,
)
from reports.maps import TILE, Drawing, Shape, Tiles, draw, tile

# Fixed, so that a darker ward next year means more people and not other classes. Shown numbers go up in fives.
CLASSES = (
    ("n1", THRESHOLD, "10 to 20"),
    ("n2", 25, "25 to 45"),
    ("n3", 50, "50 to 95"),
    ("n4", 100, "100 to 195"),
    ("n5", 200, "200 or more"),
)
FEW = "few"
SORTS = ("ward", "helped", "reached", "sessions")
# New events make a new page at once. This is for changes that leave no event, such as the making of a demo.
KEEP_FOR = 60


@dataclass(frozen=True)
class Row:
    """One ward in the table and on the map."""

    number: int
    ward: Ward
    helped: Cell
    reached: Cell
    sessions: int
    shade: str
    shape: Shape | None = None
    corner: tuple[int, int] | None = None

    @property
    def tile_middle(self) -> tuple[int, int]:
        x, y = self.corner or (0, 0)
        return x + TILE // 2, y + TILE // 2


@dataclass(frozen=True)
class Place:
    """One council, the wards in force there today, and the time its figures are about."""

    council: Council
    boundary_set: BoundarySet
    period: Period

    @cached_property
    def version(self) -> str:
        """Names one state of the figures, for the cache. Ids and dates only."""
        return f"{self.council.pk}:{self.boundary_set.pk}:{self.period.since}:{data_version()}"

    @cached_property
    def wards(self) -> list[Ward]:
        return wards_of(self.boundary_set)

    def exact(self) -> Counts:
        """For the council's own people. Never kept."""
        return count_all(self.council, self.boundary_set, self.period)

    def public(self) -> PublicCounts:
        """For everybody. Kept until the next event."""
        key = f"wards:public:{self.version}"
        kept: PublicCounts | None = cache.get(key)
        if kept is None:
            kept = publish_all(self.exact())
            cache.set(key, kept, KEEP_FOR)
        return kept

    def body(self, sort: str) -> str:
        """The public page below its heading, as HTML. Kept until the next event."""
        key = f"wards:body:{self.version}:{sort}"
        kept: str | None = cache.get(key)
        if kept is None:
            kept = render_to_string("reports/_wards.html", page(self, self.public(), sort))
            cache.set(key, kept, KEEP_FOR)
        return kept


def page(place: Place, counts: PublicCounts, sort: str) -> dict[str, object]:
    """Everything the page's template needs."""
    outlines = {ward.pk: bytes(ward.outline) for ward in place.wards}
    drawing, tiles = draw(outlines), tile(outlines)
    rows = rows_of(place.wards, counts, drawing, tiles)
    return {
        "place": place,
        "counts": counts,
        "rows": sorted(rows, key=sort_key(sort)),
        "map_rows": rows,
        "drawing": drawing,
        "tiles": tiles,
        "tile": TILE,
        "classes": CLASSES,
        "sort": sort,
        "sessions": sum(counts.sessions.values()),
        "elsewhere": counts.helped.cells[NOT_KNOWN],
        "reached_elsewhere": counts.reached.cells[NOT_KNOWN],
        "sessions_elsewhere": counts.sessions[NOT_KNOWN],
        "summary": summary(rows),
    }


def rows_of(wards: list[Ward], counts: PublicCounts, drawing: Drawing, tiles: Tiles) -> list[Row]:
    return [
        Row(
            number,
            ward,
            counts.helped.cells[ward.pk],
            counts.reached.cells[ward.pk],
            counts.sessions[ward.pk],
            shade(counts.helped.cells[ward.pk]),
            drawing.shapes.get(ward.pk),
            tiles.corners.get(ward.pk),
        )
        for number, ward in enumerate(wards, start=1)
    ]


def shade(cell: Cell) -> str:
    """The class of colour for one ward: the highest whose least number it reaches."""
    if cell.value is None:
        return FEW
    return next((name for name, least, _ in reversed(CLASSES) if cell.value >= least), FEW)


def sort_key(sort: str) -> Callable[[Row], tuple[int, int]]:
    """By name, or by a number with the most first and hidden numbers last."""
    if sort == "helped":
        return lambda row: (-(row.helped.value or 0), row.number)
    if sort == "reached":
        return lambda row: (-(row.reached.value or 0), row.number)
    if sort == "sessions":
        return lambda row: (-row.sessions, row.number)
    return lambda row: (0, row.number)


def summary(rows: Sequence[Row]) -> str:
    """The map in a sentence or two: where most people were helped, and how many wards are hidden."""
    shown = sorted((row for row in rows if row.helped.value), key=sort_key("helped"))
    few = sum(row.shade == FEW for row in rows)
    parts = []
    if shown:
        named = " and ".join(f"{row.ward.name} ({row.helped.shown})" for row in shown[:2])
        parts.append(f"More of the people we helped live in {named} than anywhere else.")
    if few:
        parts.append(
            f"In {few} ward{'' if few == 1 else 's'} it was fewer than {THRESHOLD} people."
        )
    return " ".join(parts)


def as_they_are(counts: Counts) -> PublicCounts:
    """Exact figures in the same shape as public ones, for the private page."""
    return PublicCounts(
        helped=exact_cells(counts.helped),
        reached=exact_cells(counts.reached),
        sessions=counts.sessions,
        unnamed_heads=exact_cell(counts.unnamed_heads),
        children=exact_cell(counts.children),
    )


def exact_cells(counts: dict[int, int]) -> Published[int]:
    return Published(
        {key: exact_cell(count) for key, count in counts.items()}, exact_cell(sum(counts.values()))
    )


def exact_cell(count: int) -> Cell:
    return Cell(f"{count:,}", Status.OK, count)
