"""A council's programme put together: exact at the desk, and as it may be published for everybody."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils import timezone

from inclusion.models import CodeClub, Council, Organisation
from reports.choices import Aim
from reports.exact import as_they_are
from reports.figures import NOT_KNOWN, Period, boundary_set_on
from reports.models import Plan, PublishedFigure, Target
from reports.need import Need
from reports.programme.cost import Cost, Price, cost_of
from reports.programme.measures import (
    ASSESSED,
    COULD_BE,
    HELPED,
    OF_ADULTS,
    OF_CLUBS,
    REACHED,
    RETAINED,
    Measure,
    by_club,
    by_month,
    by_organisation,
    by_ward,
    in_all,
    number_of,
)
from reports.programme.pace import Progress
from reports.programme.spans import Span
from reports.programme.story import Figure, Story, stories
from reports.ward_page import Place, need_of_council, needs_of

ELSEWHERE = "Elsewhere, or not known"
NAMELESS = {"Organisation": "No organisation", "Code Club": "Not a Code Club"}
BREAKDOWNS = {
    "ward": "By ward",
    "organisation": "By organisation",
    "month": "By month",
    "club": "By Code Club",
}
MEASURES = {
    Aim.HELPED: HELPED,
    Aim.ASSESSED: ASSESSED,
    Aim.REACHED: REACHED,
    Aim.RETAINED: RETAINED,
}


@dataclass(frozen=True)
class Line:
    """One line of a table: whose figures they are, and the figures in the order of the headings."""

    label: str
    figures: tuple[int, ...]


@dataclass(frozen=True)
class Table:
    """What was done, one line a ward, organisation, month or club."""

    what: str
    headings: tuple[str, ...]
    lines: list[Line]
    adds_up: bool

    @property
    def total(self) -> list[int]:
        return [sum(column) for column in zip(*(line.figures for line in self.lines), strict=True)]


@dataclass(frozen=True)
class Left:
    """One ward's need beside what was done about it, and what the rest would cost."""

    name: str
    need: Need
    cost: Cost | None


@dataclass(frozen=True)
class Programme:
    """One council's programme over one span, for the council's own people. Every figure is exact."""

    council: Council
    span: Span

    @property
    def period(self) -> Period:
        return self.span.period

    @cached_property
    def place(self) -> Place | None:
        """The wards in force on the last day of the span."""
        wards = boundary_set_on(self.council, self.period.last_day)
        return Place(self.council, wards, self.period) if wards else None

    @cached_property
    def totals(self) -> dict[str, int]:
        """By the name of the measure."""
        measures = (*OF_ADULTS, COULD_BE)
        return {one.name: in_all(one, self.council, self.period) for one in measures}

    @property
    def figures(self) -> list[tuple[str, int, str]]:
        """Each big number with what it counts, and what it is out of."""
        could_be = self.totals[COULD_BE.name]
        notes = {RETAINED.name: f"of {could_be:,} who reached it 12 weeks ago or longer"}
        return [(one.label, self.totals[one.name], notes.get(one.name, "")) for one in OF_ADULTS]

    def table(self, by: str) -> Table:
        makers: dict[str, Callable[[], Table]] = {
            "ward": self.ward_table,
            "organisation": self.organisation_table,
            "month": self.month_table,
            "club": self.club_table,
        }
        return makers[by]()

    def ward_table(self) -> Table:
        """Each in the ward of their own postcode; with no map of wards, all of them elsewhere."""
        if self.place is None:
            return table("Ward", OF_ADULTS, {NOT_KNOWN: ELSEWHERE}, self.whole_of)
        names = {ward.pk: ward.name for ward in self.place.wards}
        wards = self.place.boundary_set
        return table(
            "Ward",
            OF_ADULTS,
            {**names, NOT_KNOWN: ELSEWHERE},
            lambda one: by_ward(one, self.council, self.period, wards),
        )

    def whole_of(self, measure: Measure) -> dict[Any, int]:
        return {NOT_KNOWN: self.totals[measure.name]}

    def organisation_table(self) -> Table:
        names = dict(Organisation.objects.filter(council=self.council).values_list("pk", "name"))
        return table(
            "Organisation",
            OF_ADULTS,
            names,
            lambda one: by_organisation(one, self.council, self.period),
        )

    def month_table(self) -> Table:
        """Newest first. Months in which nothing was done are left out."""
        columns = [by_month(one, self.council, self.period) for one in OF_ADULTS]
        months = sorted({month for column in columns for month in column}, reverse=True)
        lines = [
            Line(f"{month:%B %Y}", tuple(column.get(month, 0) for column in columns))
            for month in months
        ]
        return Table("Month", headings(OF_ADULTS), lines, adds_up=False)

    def club_table(self) -> Table:
        clubs = CodeClub.objects.filter(centre__organisation__council=self.council)
        return table(
            "Code Club",
            OF_CLUBS,
            dict(clubs.values_list("pk", "name")),
            lambda one: by_club(one, self.council, self.period),
        )

    @cached_property
    def price(self) -> Price | None:
        return price_of(self.council)

    @cached_property
    def needs(self) -> tuple[Left | None, list[Left]]:
        """The council's need, and each ward's, beside exact counts. Nothing where there is no estimate."""
        if self.place is None or self.place.estimate is None:
            return None, []
        return left_to_do(self.place, as_they_are(self.place.exact()), self.price)

    def targets(self, today: dt.date) -> list[tuple[Target, Progress]]:
        """Each target with how it gets on. Two looks, however many."""
        found = list(Target.objects.filter(council=self.council))
        done = done_for(self.council, found, self.period.until)
        return [(one, progress_of(one, today, done[one.pk])) for one in found]

    @property
    def stories(self) -> list[Story]:
        return stories_of(self.council)


def table(
    what: str,
    measures: Iterable[Measure],
    names: Mapping[Any, str],
    counted: Callable[[Measure], dict[Any, int]],
) -> Table:
    """One line for each name, and one for what has none where there is any."""
    measures = tuple(measures)
    columns = [counted(one) for one in measures]
    keys = sorted(names, key=lambda key: (key == NOT_KNOWN, names[key]))
    lines = [Line(names[key], tuple(column.get(key, 0) for column in columns)) for key in keys]
    nameless = tuple(
        sum(number for key, number in column.items() if key not in names) for column in columns
    )
    if any(nameless):
        lines.append(Line(NAMELESS.get(what, ELSEWHERE), nameless))
    return Table(what, headings(measures), lines, adds_up=True)


def headings(measures: Iterable[Measure]) -> tuple[str, ...]:
    return tuple(one.label for one in measures)


def left_to_do(place: Place, counts: Any, price: Price | None) -> tuple[Left | None, list[Left]]:
    """A council's need and its wards', beside counts exact or as published."""
    whole = need_of_council(place.estimate, counts)
    needs = needs_of(place.estimate, counts)
    rows = [
        Left(ward.name, needs[ward.pk], cost_of(needs[ward.pk], price) if price else None)
        for ward in place.wards
        if ward.pk in needs
    ]
    if whole is None:
        return None, rows
    return Left(place.council.name, whole, cost_of(whole, price) if price else None), rows


def price_of(council: Council) -> Price | None:
    plan = Plan.objects.filter(council=council).first()
    return Price(plan.pounds, plan.public, plan.voluntary, plan.private) if plan else None


def stories_of(council: Council) -> list[Story]:
    """From the figures the council gave, and never from an estimate or the programme's own counts."""
    rows = PublishedFigure.objects.filter(council=council)
    return stories(
        Figure(
            row.survey, row.measures, row.on, row.share, row.low, row.high, row.source, row.country
        )
        for row in rows
    )


def done_for(council: Council, targets: Sequence[Target], now: dt.datetime) -> dict[int, int]:
    """How many people each target has, by its id, up to its end or to now, whichever is first."""
    periods = {target.pk: target_period(target, now) for target in targets}
    counts = {
        f"target_{target.pk}": number_of(MEASURES[Aim(target.aim)], council, periods[target.pk])
        for target in targets
        if periods[target.pk].starts < periods[target.pk].until
    }
    found: Mapping[str, Any] = (
        Council.objects.filter(pk=council.pk).values(**counts).get() if counts else {}
    )
    return {pk: found.get(f"target_{pk}") or 0 for pk in periods}


def target_period(target: Target, now: dt.datetime) -> Period:
    after = timezone.make_aware(
        dt.datetime.combine(target.ends_on + dt.timedelta(days=1), dt.time())
    )
    return Period(target.starts_on, min(after, now))


def progress_of(target: Target, today: dt.date, done: int) -> Progress:
    return Progress(target.people, done, target.starts_on, target.ends_on, today)
