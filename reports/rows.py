"""One line a ward, as its table says it and its map shows it, and the orders lines can be put in."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from inclusion.models import Ward
from reports.disclosure import Cell
from reports.figures import PublicCounts
from reports.layers import Facts, Layer
from reports.maps import TILE, Drawing, Shape, Tiles
from reports.need import Need
from reports.open_places import NOWHERE_TO_COME, InWard

MOST_SPOTS = 6
NO_PLACES: Mapping[int, InWard] = MappingProxyType({})
SORTS = ("ward", "layer", "helped", "reached", "sessions")


@dataclass(frozen=True)
class Row:
    """One ward in the table and on the map."""

    number: int
    ward: Ward
    helped: Cell
    reached: Cell
    sessions: int
    shade: str
    need: Need | None = None
    value: float | None = None
    cells: tuple[str, ...] = ()
    shape: Shape | None = None
    corner: tuple[int, int] | None = None
    places: int = 0

    @property
    def tile_spots(self) -> list[tuple[int, int]]:
        """Where a dot goes for each place to come to, along the foot of its square, as many as fit."""
        x, y = self.corner or (0, 0)
        return [(x + 13 + 14 * n, y + TILE - 13) for n in range(min(self.places, MOST_SPOTS))]

    @property
    def tile_middle(self) -> tuple[int, int]:
        x, y = self.corner or (0, 0)
        return x + TILE // 2, y + TILE // 2


def rows_of(
    wards: list[Ward],
    counts: PublicCounts,
    needs: dict[int, Need],
    layer: Layer,
    drawing: Drawing,
    tiles: Tiles,
    places: Mapping[int, InWard] = NO_PLACES,
) -> list[Row]:
    rows = []
    for number, ward in enumerate(wards, start=1):
        helped, need = counts.helped.cells[ward.pk], needs.get(ward.pk)
        facts = Facts(need, helped, places.get(ward.pk, NOWHERE_TO_COME))
        rows.append(
            Row(
                number,
                ward,
                helped,
                counts.reached.cells[ward.pk],
                counts.sessions[ward.pk],
                layer.shade(facts),
                need,
                layer.value(facts),
                layer.words(facts),
                drawing.shapes.get(ward.pk),
                tiles.corners.get(ward.pk),
                facts.there.places,
            )
        )
    return rows


def sort_key(sort: str) -> Callable[[Row], tuple[float, int]]:
    """By name, or by a number with the most first and hidden numbers last."""
    if sort == "layer":
        return lambda row: (-row.value if row.value is not None else math.inf, row.number)
    if sort == "helped":
        return lambda row: (-(row.helped.value or 0), row.number)
    if sort == "reached":
        return lambda row: (-(row.reached.value or 0), row.number)
    if sort == "sessions":
        return lambda row: (-row.sessions, row.number)
    return lambda row: (0, row.number)
