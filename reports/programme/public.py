"""A council's programme as everybody may see it.

Only over the ward page's own time and wards: figures by organisation, by month or over another time would subtract
from these to a handful of people. So a target's progress is shown only where it counts over this very time.
"""

import datetime as dt
from dataclasses import dataclass

from reports.choices import Aim
from reports.disclosure import Cell, Published, Status, publish, publish_cell
from reports.figures import NOT_KNOWN, Period
from reports.keeping import kept
from reports.models import Target
from reports.programme.measures import ASSESSED, HOURS, RETAINED, TEXTS, Measure, by_ward, in_all
from reports.programme.pace import Progress
from reports.programme.page import ELSEWHERE, progress_of
from reports.ward_page import Place, exact_cell

# Hours and texts are not people, but one class's worth of either could be told from the next.
NEAREST = 10


@dataclass(frozen=True)
class PublicProgramme:
    """By the name of the measure: people, ward by ward; and the council's hours and texts."""

    people: dict[str, Published[int]]
    sessions: dict[int, int]
    hours: int
    texts: int


@dataclass(frozen=True)
class PublicPage:
    """The same put in the order of the page."""

    place: Place
    found: PublicProgramme

    @property
    def period(self) -> Period:
        return self.place.period

    @property
    def figures(self) -> list[tuple[str, Cell]]:
        """The council's own numbers, each with what it counts."""
        people = [(aim.label, self.found.people[aim].total) for aim in Aim]
        return [
            *people,
            ("Sessions held", exact_cell(sum(self.found.sessions.values()))),
            ("Volunteers' hours", about(self.found.hours)),
            ("Texts sent", about(self.found.texts)),
        ]

    @property
    def headings(self) -> list[str]:
        return [*(aim.label for aim in Aim), "Sessions held"]

    @property
    def lines(self) -> list[tuple[str, list[Cell]]]:
        """One line a ward, and one for the rest."""
        names = {ward.pk: ward.name for ward in self.place.wards} | {NOT_KNOWN: ELSEWHERE}
        return [(name, self.cells(key)) for key, name in names.items()]

    def cells(self, ward: int) -> list[Cell]:
        people = [self.found.people[aim].cells[ward] for aim in Aim]
        return [*people, exact_cell(self.found.sessions[ward])]

    def targets(self, today: dt.date) -> list[tuple[Target, Progress | None]]:
        targets = Target.objects.filter(council=self.place.council)
        return [(target, self.progress(target, today)) for target in targets]

    def progress(self, target: Target, today: dt.date) -> Progress | None:
        """From the number already on the page, or nothing."""
        done = self.found.people[target.aim].total.value
        if target.starts_on != self.period.since or target.ends_on < today or done is None:
            return None
        return progress_of(target, today, done)


def public_page(place: Place) -> PublicPage:
    """Kept until something happens."""
    return PublicPage(
        place, kept(f"programme:{place.name}", place.version, lambda: published(place))
    )


def published(place: Place) -> PublicProgramme:
    counts = place.public()
    return PublicProgramme(
        people={
            Aim.HELPED: counts.helped,
            Aim.ASSESSED: publish(of_wards(ASSESSED, place)),
            Aim.REACHED: counts.reached,
            Aim.RETAINED: publish(of_wards(RETAINED, place)),
        },
        sessions=counts.sessions,
        hours=in_all(HOURS, place.council, place.period),
        texts=in_all(TEXTS, place.council, place.period),
    )


def of_wards(measure: Measure, place: Place) -> dict[int, int]:
    counted = by_ward(measure, place.council, place.period, place.boundary_set)
    return {key: counted.get(key, 0) for key in (*(ward.pk for ward in place.wards), NOT_KNOWN)}


def about(number: int) -> Cell:
    if number < NEAREST:
        return publish_cell(0)
    rounded = round(number / NEAREST) * NEAREST
    return Cell(f"{rounded:,}", Status.OK, rounded)
