"""What a council's ward page says: figures and map put together, and kept until something happens."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.template.loader import render_to_string

from inclusion.models import BoundarySet, Council, Ward
from reports.choices import Comparison
from reports.disclosure import THRESHOLD
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
from reports.layers import FEW, FIRST, LAYERS, PLACES, WITHOUT_AN_ESTIMATE, Facts, Layer
from reports.maps import TILE, draw, tile
from reports.models import Estimate, NeedEstimate
from reports.need import Need
from reports.open_places import InWard, OpenPlace, by_ward, open_places
from reports.rows import Row, rows_of, sort_key
from reports.sentences import share_said, standing_out


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
    open_to_all = open_places(place.boundary_set, place.period) if layer.name == PLACES else []
    spots = [drawing.spot(one.east, one.north) for one in open_to_all]
    rows = rows_of(
        place.wards, counts, needs, layer, drawing.clear_of(spots), tiles, by_ward(open_to_all)
    )
    return {
        "place": place,
        "counts": counts,
        "estimate": place.estimate,
        "whole": whole,
        "layer": layer,
        "layers": [one for one in LAYERS.values() if place.estimate or not one.needs_estimate],
        "whole_cells": whole_cells(layer, whole_of(whole, counts, open_to_all)),
        "spots": list(zip(spots, open_to_all, strict=True)),
        "open_places": named_wards(open_to_all, place.wards),
        "rows": sorted(rows, key=sort_key(look.sort)),
        "map_rows": rows,
        "legend": legend_of(layer, rows),
        "drawing": drawing,
        "tiles": tiles,
        "tile": TILE,
        "sort": look.sort,
        "sessions": sum(counts.sessions.values()),
        "elsewhere": counts.helped.cells[NOT_KNOWN],
        "reached_elsewhere": counts.reached.cells[NOT_KNOWN],
        "sessions_elsewhere": counts.sessions[NOT_KNOWN],
        "lead": lead(place, whole, rows),
        "summary": caption(layer, rows, whole, place.council.name),
    }


def lead(place: Place, whole: Need | None, rows: Sequence[Row]) -> str:
    """What the page begins with."""
    if whole is None:
        return f"How many people we have helped to get online {place.period.words}, by the ward they live in."
    return f"{share_said(place.council, whole)} {standing_out(higher(rows), len(rows))}"


def higher(rows: Sequence[Row]) -> int:
    """How many wards probably have more than the council."""
    return sum(row.need.comparison == Comparison.HIGHER for row in rows if row.need)


def layer_of(show: str, estimate: Estimate | None) -> Layer:
    """The layer asked for. With no estimate there is only what we did and where."""
    layer = LAYERS[show]
    return layer if estimate or not layer.needs_estimate else LAYERS[WITHOUT_AN_ESTIMATE]


def legend_of(layer: Layer, rows: Sequence[Row]) -> list[tuple[str, str]]:
    """Each class of the map and its words. What stands for nothing known is there only where a ward has it."""
    classes = [(shade, words.capitalize()) for shade, _, words in layer.classes]
    blank = [(FEW, layer.nothing.capitalize())]
    return blank + classes if any(row.shade == FEW for row in rows) else classes


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


def whole_cells(layer: Layer, whole: Facts) -> tuple[str, ...]:
    """The council's own line. It is not compared with itself."""
    return ("",) * len(layer.headings) if layer.name == FIRST else layer.words(whole)


def whole_of(need: Need | None, counts: PublicCounts, places: Sequence[OpenPlace]) -> Facts:
    coming = sum(place.coming for place in places)
    return Facts(need, counts.helped.total, InWard(len(places), coming))


def named_wards(places: Sequence[OpenPlace], wards: Sequence[Ward]) -> list[tuple[OpenPlace, Ward]]:
    """Each place beside its ward."""
    by_id = {ward.pk: ward for ward in wards}
    return [(place, by_id[place.ward]) for place in places]


def caption(layer: Layer, rows: Sequence[Row], whole: Need | None, council: str) -> str:
    """What a map shows, in words, for somebody who does not look at it."""
    if layer.name == PLACES:
        return where_to_come(rows)
    if whole is None or layer.name == WITHOUT_AN_ESTIMATE:
        return summary(rows)
    if layer.name == FIRST:
        return compared(rows)
    said = zip(layer.headings, layer.words(Facts(whole, whole.helped)), strict=True)
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


def where_to_come(rows: Sequence[Row]) -> str:
    """The map of places in a sentence or two: how many there are, and which wards have none."""
    places, none = (
        sum(row.places for row in rows),
        [row.ward.name for row in rows if not row.places],
    )
    many = f"{places:,} place{'' if places == 1 else 's'} to come to"
    if not none:
        return f"There {'is' if places == 1 else 'are'} {many}, and every ward has one."
    return f"There {'is' if places == 1 else 'are'} {many}. {len(none)} ward{' has' if len(none) == 1 else 's have'} none."


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
