"""What a council's ward page says: figures and map put together, and kept until something happens."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.template.loader import render_to_string

from inclusion.models import BoundarySet, Council, Ward
from reports.choices import Comparison
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
from reports.keeping import kept
from reports.layers import FEW, FIRST, LAYERS, WITHOUT_AN_ESTIMATE, Layer
from reports.maps import TILE, Drawing, Shape, Tiles, draw, tile
from reports.models import Estimate, NeedEstimate
from reports.need import Need

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

    @property
    def tile_middle(self) -> tuple[int, int]:
        x, y = self.corner or (0, 0)
        return x + TILE // 2, y + TILE // 2


@dataclass(frozen=True)
class Look:
    """What somebody asked to see: a layer of the map, and an order of the table."""

    show: str = FIRST
    sort: str = "ward"


@dataclass(frozen=True)
class Place:
    """One council, the wards in force there today, and the time its figures are about."""

    council: Council
    boundary_set: BoundarySet
    period: Period

    @property
    def name(self) -> str:
        """Whose figures these are, for the cache. Ids and dates only."""
        return f"{self.council.pk}:{self.boundary_set.pk}:{self.period.since}"

    @cached_property
    def version(self) -> str:
        """Names one state of the figures."""
        return str(data_version())

    @cached_property
    def wards(self) -> list[Ward]:
        return wards_of(self.boundary_set)

    def exact(self) -> Counts:
        """For the council's own people. Never kept."""
        return count_all(self.council, self.boundary_set, self.period)

    @cached_property
    def estimate(self) -> Estimate | None:
        """The newest series we have, or nothing."""
        return Estimate.objects.current(self.boundary_set)

    def public(self) -> PublicCounts:
        """For everybody. Kept until the next event."""
        return kept(f"wards:public:{self.name}", self.version, lambda: publish_all(self.exact()))

    def body(self, look: Look) -> str:
        """The public page below its heading, as HTML. Kept until the next event."""
        return kept(
            f"wards:body:{self.name}:{look.show}:{look.sort}",
            self.version,
            lambda: render_to_string("reports/_wards.html", page(self, self.public(), look)),
        )


def page(place: Place, counts: PublicCounts, look: Look) -> dict[str, object]:
    """Everything the page's template needs."""
    outlines = {ward.pk: bytes(ward.outline) for ward in place.wards}
    drawing, tiles = draw(outlines), tile(outlines)
    needs = needs_of(place.estimate, counts)
    whole = need_of_council(place.estimate, counts)
    layer = layer_of(look.show, place.estimate)
    rows = rows_of(place.wards, counts, needs, layer, drawing, tiles)
    return {
        "place": place,
        "counts": counts,
        "estimate": place.estimate,
        "whole": whole,
        "layer": layer,
        "layers": LAYERS.values(),
        "whole_cells": whole_cells(layer, whole),
        "rows": sorted(rows, key=sort_key(look.sort)),
        "map_rows": rows,
        "drawing": drawing,
        "tiles": tiles,
        "tile": TILE,
        "sort": look.sort,
        "sessions": sum(counts.sessions.values()),
        "elsewhere": counts.helped.cells[NOT_KNOWN],
        "reached_elsewhere": counts.reached.cells[NOT_KNOWN],
        "sessions_elsewhere": counts.sessions[NOT_KNOWN],
        "higher": sum(row.need.comparison == Comparison.HIGHER for row in rows if row.need),
        "summary": caption(layer, rows, whole, place.council.name),
    }


def layer_of(show: str, estimate: Estimate | None) -> Layer:
    """The layer asked for. With no estimate there is only what we did."""
    return LAYERS[show if estimate else WITHOUT_AN_ESTIMATE]


def needs_of(estimate: Estimate | None, counts: PublicCounts) -> dict[int, Need]:
    """By ward id. Wards with no estimate are not there."""
    return {
        ward_id: Need(
            one.adults,
            one.share,
            one.low,
            one.high,
            counts.helped.cells[ward_id],
            counts.reached.cells[ward_id],
            Comparison(one.comparison),
            one.chance_worst_fifth,
        )
        for ward_id, one in NeedEstimate.objects.of(estimate).by_ward().items()
    }


def need_of_council(estimate: Estimate | None, counts: PublicCounts) -> Need | None:
    if estimate is None:
        return None
    return Need(
        estimate.adults,
        estimate.share,
        estimate.low,
        estimate.high,
        counts.helped.total,
        counts.reached.total,
    )


def whole_cells(layer: Layer, whole: Need | None) -> tuple[str, ...]:
    """The council's own line. It is not compared with itself."""
    if whole is None:
        return ()
    return ("",) * len(layer.headings) if layer.name == FIRST else layer.words(whole)


def rows_of(
    wards: list[Ward],
    counts: PublicCounts,
    needs: dict[int, Need],
    layer: Layer,
    drawing: Drawing,
    tiles: Tiles,
) -> list[Row]:
    return [
        Row(
            number,
            ward,
            helped := counts.helped.cells[ward.pk],
            counts.reached.cells[ward.pk],
            counts.sessions[ward.pk],
            layer.shade(needs.get(ward.pk), helped),
            needs.get(ward.pk),
            layer.value(needs.get(ward.pk), helped),
            layer.words(needs.get(ward.pk)),
            drawing.shapes.get(ward.pk),
            tiles.corners.get(ward.pk),
        )
        for number, ward in enumerate(wards, start=1)
    ]


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


def caption(layer: Layer, rows: Sequence[Row], whole: Need | None, council: str) -> str:
    """What a map shows, in words, for somebody who does not look at it."""
    if whole is None or layer.name == WITHOUT_AN_ESTIMATE:
        return summary(rows)
    if layer.name == FIRST:
        return compared(rows)
    said = zip(layer.headings, layer.words(whole), strict=True)
    return " ".join([f"{council} as a whole.", *(f"{what}: {words}." for what, words in said)])


def compared(rows: Sequence[Row]) -> str:
    """The first map in a sentence or two: which wards are probably higher, and which lower."""
    parts = []
    for comparison, words in ((Comparison.HIGHER, "more"), (Comparison.LOWER, "fewer")):
        named = [row.ward.name for row in rows if row.need and row.need.comparison == comparison]
        if named:
            parts.append(f"We think {words} adults lack the skills in {listed(named)}.")
    rest = "The rest" if parts else "The wards"
    return " ".join([*parts, f"{rest} are too alike to tell apart."])


def listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def summary(rows: Sequence[Row]) -> str:
    """The map of people helped in a sentence or two: where the most is, and how many wards are hidden."""
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
