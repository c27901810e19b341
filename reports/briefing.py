"""A council's briefing: two minutes' reading on paper, or three sentences in an email. It says what the ward page says
to everybody, from the same counts as they may be shown, and nothing else.
"""

import datetime as dt
import html
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from inclusion.models import Council
from inclusion.rules.clock import day
from inclusion.rules.demonstration import what_is_made_up
from reports.disclosure import Cell
from reports.drawing import Area, Briefing, Column, Line, Picture, ward_briefing
from reports.figures import NOT_KNOWN, PublicCounts
from reports.keeping import kept
from reports.layers import FIRST, LAYERS, Facts, Layer
from reports.maps import Drawing, draw, tile
from reports.need import Need
from reports.rows import Row, rows_of
from reports.sentences import credited, done, share_said, standing_out
from reports.ward_page import (
    Place,
    caption,
    higher,
    layer_of,
    legend_of,
    need_of_council,
    needs_of,
    summary,
)

ELSEWHERE = "Elsewhere, or not known"
NOT_WORKED_OUT = "How many adults lack the skills has not been worked out yet."
# With an estimate: how it stands, the share, its range, reach. Widths are points, and fill an A4 page between margins.
NUMBER = Column("No.", 26, is_number=True)
HELPED, REACHED = (
    Column("People helped", 72, is_number=True),
    Column("Reached the level", 76, is_number=True),
)


@dataclass(frozen=True)
class Said:
    """The public page's figures, put in the briefing's order."""

    place: Place
    today: dt.date

    @cached_property
    def counts(self) -> PublicCounts:
        return self.place.public()

    @cached_property
    def whole(self) -> Need | None:
        return need_of_council(self.place.estimate, self.counts)

    @cached_property
    def layer(self) -> Layer:
        return layer_of(FIRST, self.place.estimate)

    @cached_property
    def drawing(self) -> Drawing:
        return draw(self.outlines)

    @cached_property
    def outlines(self) -> dict[int, bytes]:
        return {ward.pk: bytes(ward.outline) for ward in self.place.wards}

    @cached_property
    def rows(self) -> list[Row]:
        needs = needs_of(self.place.estimate, self.counts)
        tiles = tile(self.outlines)
        return rows_of(self.place.wards, self.counts, needs, self.layer, self.drawing, tiles)

    @property
    def sentences(self) -> list[str]:
        """Three, for somebody who reads no further."""
        counts, since = self.counts, self.place.period.words
        did = done(counts.helped.total, counts.reached.total, sum(counts.sessions.values()), since)
        if self.whole is None:
            return [did, summary(self.rows), NOT_WORKED_OUT]
        stands_out = standing_out(higher(self.rows), len(self.rows))
        return [share_said(self.place.council, self.whole), stands_out, did]

    @property
    def figures(self) -> list[tuple[str, str]]:
        """As at the top of the ward page."""
        sessions = sum(self.counts.sessions.values())
        need = (
            []
            if self.whole is None
            else [(f"{self.whole.people:,}", "adults without the skills, our estimate")]
        )
        return [
            *need,
            (self.counts.helped.total.shown, f"people helped {self.place.period.words}"),
            (f"{sessions:,}", f"session{'' if sessions == 1 else 's'} held"),
            (self.counts.children.shown, "children at Code Clubs"),
        ]

    @property
    def picture(self) -> Picture:
        areas = [Area(row.number, row.shade, row.shape) for row in self.rows if row.shape]
        legend = legend_of(self.layer, self.rows)
        title = f"Map of the wards of {self.place.council.name}. {self.caption}"
        return Picture(self.drawing, areas, legend, title)

    @property
    def caption(self) -> str:
        return caption(self.layer, self.rows, self.whole, self.place.council.name)


def briefing_pdf(place: Place) -> bytes:
    """The briefing as it stands today. Kept until the next event, or the next day."""
    today = timezone.localdate()
    return kept(
        f"wards:briefing:{place.name}:{today}",
        place.version,
        lambda: ward_briefing(briefing_of(Said(place, today))),
    )


def sentences_of(place: Place) -> list[str]:
    """The briefing in three sentences."""
    return Said(place, timezone.localdate()).sentences


def briefing_of(said: Said) -> Briefing:
    council = said.place.council
    address = f"{settings.PUBLIC_BASE_URL}/wards/{council.slug}/".split("://", 1)[-1]
    return Briefing(
        title=f"{council.name}, ward by ward",
        day=f"{day(said.today, said.today)} {said.today.year}",
        sentences=said.sentences,
        figures=said.figures,
        picture=said.picture,
        caption=[
            *([said.caption] if said.whole else []),
            f"{said.layer.says} The number in each ward is its number in the table.",
        ],
        columns=columns_of(said),
        lines=lines_of(said),
        notes=notes_of(said),
        address=address,
        demonstration=demonstration_of(council),
    )


def demonstration_of(council: Council) -> str:
    """What to say on everything made from made-up data, or nothing."""
    if not council.is_demonstration:
        return ""
    made_up = what_is_made_up([(council.code, council.name)])
    return f"Demonstration. {made_up} and the people here do not exist."


def columns_of(said: Said) -> list[Column]:
    """With no estimate there is only what we did."""
    if said.whole is None:
        return [NUMBER, Column("Ward", 319), HELPED, REACHED]
    first, estimate, reach = (LAYERS[name].headings for name in (FIRST, "estimate", "reach"))
    return [
        NUMBER,
        Column("Ward", 128),
        Column(first[0], 78),
        Column(estimate[0], 60),
        Column(estimate[1], 60),
        HELPED,
        Column(reach[0], 69, is_number=True),
    ]


def lines_of(said: Said) -> list[Line]:
    """Each ward, then people from elsewhere, then the council, which is not compared with itself."""
    counts = said.counts
    away = [counts.helped.cells[NOT_KNOWN].shown, counts.reached.cells[NOT_KNOWN].shown]
    wards = [
        Line([str(row.number), row.ward.name, *cells(said, row.need, row.helped, row.reached)])
        for row in said.rows
    ]
    whole = cells(said, said.whole, counts.helped.total, counts.reached.total)
    if said.whole is not None:
        away, whole = ["", "", "", away[0], ""], ["", *whole[1:]]
    name = said.place.council.name
    return [*wards, Line(["", ELSEWHERE, *away]), Line(["", name, *whole], is_whole=True)]


def cells(said: Said, need: Need | None, helped: Cell, reached: Cell) -> list[str]:
    """What the map's own layers say of one ward, or what we did in it while there is no estimate at all."""
    if said.whole is None:
        return [helped.shown, reached.shown]
    compared, share, reach = (
        LAYERS[name].words(Facts(need, helped)) for name in ("compared", "estimate", "reach")
    )
    return [compared[0], *share[:2], helped.shown, reach[0]]


def notes_of(said: Said) -> list[tuple[str, Sequence[str]]]:
    """What a number means, how an estimate is made, and what from."""
    place = said.place
    notes: list[tuple[str, Sequence[str]]] = [
        ("What the numbers mean", [written("_counted", place)]),
    ]
    sources = [written("_boundaries", place)]
    if place.estimate is not None:
        method = f"How we worked it out: {settings.PUBLIC_BASE_URL}{reverse('reports:method')}"
        made = [f"{written('_modelled', place)} {method}", written("_series", place)]
        notes.append(("Adults without the skills", made))
        releases = (place.estimate.population, place.estimate.deprivation, place.estimate.rates)
        sources += credited(releases)
    return [*notes, ("Sources and licences", sources)]


def written(name: str, place: Place) -> str:
    """A sentence of the ward page's own, as plain text."""
    page = {"place": place, "estimate": place.estimate}
    return " ".join(html.unescape(render_to_string(f"reports/{name}.html", page)).split())
