"""What is stored about a council's places and the people still to reach, as the solver wants it."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
import shapely

from inclusion.choices import SessionState
from inclusion.models import Centre, Session, SessionDraft
from reports.estimate.odds import Floats, Whole
from reports.figures import PEOPLE, reached, this_period, wards_by_postcode
from reports.models import AreaNeed, Barrier, Estimate, NeedEstimate
from reports.siting.cover import Spots
from reports.siting.question import DAYS_TO_TRY, Question, Span, lacking, slot
from reports.ward_page import Place

ACCESS = (
    ("step_free", "step-free way in"),
    ("hearing_loop", "hearing loop"),
    ("accessible_toilet", "accessible toilet"),
    ("quiet_hour", "quiet hour"),
    ("computers", "computers"),
)


@dataclass(frozen=True)
class Homes:
    """Where those still to reach live. `need` is people in each part of a small area; `ward` a position in `share`."""

    spots: Spots
    need: Floats
    ward: Whole
    share: Floats


@dataclass(frozen=True)
class Venues:
    """Places that could hold a session, with the time each would; and those that could not, with why."""

    centres: list[Centre]
    times: list[Span]
    left_out: list[tuple[Centre, str]]

    @property
    def spots(self) -> Spots:
        points = [(one.postcode.easting, one.postcode.northing) for one in self.centres]
        return Spots(*np.array(points, dtype=float).reshape(-1, 2).T)


def homes_of(place: Place, estimate: Estimate) -> Homes:
    """The model's need in each small area, brought to what its ward's estimate says, less those who reached the level."""
    wards = NeedEstimate.objects.of(estimate).by_ward()
    earned = reached(place.council, this_period(place.period.until))
    done = wards_by_postcode(place.boundary_set).count(earned, "learner__postcode", PEOPLE)
    rows = AreaNeed.objects.of(estimate).filter(ward__in=wards).order_by("ward", "area")
    found = list(rows.values_list("easting", "northing", "without", "ward"))
    east, north, without = np.array([row[:3] for row in found], dtype=float).reshape(-1, 3).T
    position = {pk: row for row, pk in enumerate(wards)}
    ward = np.array([position[row[3]] for row in found], dtype=np.int64)
    modelled = np.bincount(ward, weights=without, minlength=len(wards))
    left = [max(one.share * one.adults - done[pk], 0) for pk, one in wards.items()]
    need = without * (np.array(left) / np.maximum(modelled, 1e-9))[ward]
    return Homes(Spots(east, north), need, ward, np.array([one.share for one in wards.values()]))


def barriers_of(place: Place) -> list[shapely.Geometry]:
    lines = Barrier.objects.filter(council=place.council).values_list("line", flat=True)
    return list(shapely.from_wkb([bytes(line) for line in lines]))


def venues_of(place: Place, question: Question) -> Venues:
    """Every centre the council's organisations run that is open to the public. Two queries."""
    centres = (
        Centre.objects.open_to_the_public()
        .filter(organisation__council=place.council)
        .select_related("postcode", "organisation")
    )
    busy = _busy(place, question)
    venues = Venues([], [], [])
    for centre in centres:
        why = lacking(question, {name for name, _ in ACCESS if getattr(centre, name)}, ACCESS)
        when = why or slot(question, centre.opening, busy.get(centre.pk, []))
        if isinstance(when, str):
            venues.left_out.append((centre, when))
        else:
            venues.centres.append(centre)
            venues.times.append(when)
    return venues


def _busy(place: Place, question: Question) -> dict[int, list[Span]]:
    """What is on at each centre, or suggested and waiting, in the days the question is about."""
    days = question.first, question.first + dt.timedelta(days=DAYS_TO_TRY)
    ours = {"centre__organisation__council": place.council, "starts_at__date__range": days}
    busy: dict[int, list[Span]] = {}
    for rows in (
        Session.objects.exclude(state=SessionState.CANCELLED).filter(**ours),
        SessionDraft.objects.waiting().filter(**ours),
    ):
        for centre, starts, ends in rows.values_list("centre", "starts_at", "ends_at"):
            busy.setdefault(centre, []).append((starts, ends))
    return busy
