"""A council's programme as everybody may see it.

Only over the ward page's own time and wards: figures by organisation, by month or over another time would subtract
from these to a handful of people. So a target's progress is shown only where it counts over this very time.
Who was assessed and who is still there are counted for the whole council and not by ward: everybody still there has
reached the level and everybody who reached it was assessed, so three tables of them give away what one hides.
"""

import datetime as dt
from dataclasses import dataclass

from reports.choices import Aim
from reports.disclosure import Cell, Status, publish_beside, publish_cell
from reports.exact import exact_cell
from reports.figures import NOT_KNOWN, Period, PublicCounts
from reports.keeping import kept
from reports.models import Target
from reports.programme.measures import ASSESSED, HOURS, RETAINED, TEXTS, Measure, in_all
from reports.programme.pace import Progress
from reports.programme.page import ELSEWHERE, progress_of
from reports.ward_page import Place

# Hours and texts are not people, but one class's worth of either could be told from the next.
NEAREST = 10


@dataclass(frozen=True)
class PublicProgramme:
    """The council's people, by the name of the measure; and its hours and texts."""

    people: dict[str, Cell]
    hours: int
    texts: int


@dataclass(frozen=True)
class PublicPage:
    """The same put in the order of the page, beside the ward page's own counts."""

    place: Place
    counts: PublicCounts
    found: PublicProgramme

    @property
    def period(self) -> Period:
        return self.place.period

    @property
    def figures(self) -> list[tuple[str, Cell]]:
        """The council's own numbers, each with what it counts."""
        people = [(aim.label, self.found.people[aim]) for aim in Aim]
        return [
            *people,
            ("Sessions held", exact_cell(sum(self.counts.sessions.values()))),
            ("Volunteers' hours", about(self.found.hours)),
            ("Texts sent", about(self.found.texts)),
        ]

    @property
    def headings(self) -> list[str]:
        return [Aim.HELPED.label, Aim.REACHED.label, "Sessions held"]

    @property
    def lines(self) -> list[tuple[str, list[Cell]]]:
        """One line a ward, and one for the rest."""
        names = {ward.pk: ward.name for ward in self.place.wards} | {NOT_KNOWN: ELSEWHERE}
        return [(name, self.cells(key)) for key, name in names.items()]

    def cells(self, ward: int) -> list[Cell]:
        counts = self.counts
        sessions = exact_cell(counts.sessions[ward])
        return [counts.helped.cells[ward], counts.reached.cells[ward], sessions]

    def targets(self, today: dt.date) -> list[tuple[Target, Progress | None]]:
        targets = Target.objects.filter(council=self.place.council)
        return [(target, self.progress(target, today)) for target in targets]

    def progress(self, target: Target, today: dt.date) -> Progress | None:
        """From the number already on the page, or nothing."""
        done = self.found.people[target.aim].value
        if target.starts_on != self.period.since or target.ends_on < today or done is None:
            return None
        return progress_of(target, today, done)


def public_page(place: Place) -> PublicPage:
    """Kept until something happens."""
    counts = place.public()
    found = kept(f"programme:{place.name}", place.version, lambda: published(place, counts))
    return PublicPage(place, counts, found)


def published(place: Place, counts: PublicCounts) -> PublicProgramme:
    def whole(measure: Measure) -> int:
        return in_all(measure, place.council, place.period)

    return PublicProgramme(
        people={
            Aim.HELPED: counts.helped.total,
            Aim.ASSESSED: publish_beside(whole(ASSESSED), counts.reached.total),
            Aim.REACHED: counts.reached.total,
            Aim.RETAINED: publish_beside(whole(RETAINED), counts.reached.total),
        },
        hours=whole(HOURS),
        texts=whole(TEXTS),
    )


def about(number: int) -> Cell:
    if number < NEAREST:
        return publish_cell(0)
    rounded = round(number / NEAREST) * NEAREST
    return Cell(f"{rounded:,}", Status.OK, rounded)
