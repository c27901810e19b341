"""Where next: the places chosen, why each, and how sure we are of it."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Max

from inclusion.actions.drafts import draft_session
from inclusion.choices import SessionState
from inclusion.models import Centre, Session, SessionDraft, User
from reports.estimate.odds import Floats
from reports.models import Estimate
from reports.need import nearest
from reports.siting.asking import Homes, Venues, barriers_of, homes_of, venues_of
from reports.siting.choosing import DRAWS, choose, how_often
from reports.siting.cover import Mask, reach
from reports.siting.draws import draws_of
from reports.siting.question import Question, Span
from reports.ward_page import Place


@dataclass(frozen=True)
class Choice:
    """One place chosen. `adds` is people within a walk of it and of no place before it; `near` is everybody within one."""

    number: int
    centre: Centre
    when: Span
    adds: int
    near: int
    times: int
    last_held: dt.datetime | None = None

    @property
    def reason(self) -> str:
        """Why here, in a sentence or two, for the people who run the centre."""
        return f"About {self.near:,} adults without the skills live within a walk. {self.tries}"

    @property
    def brings(self) -> str:
        """What it adds to the places before it, for the page."""
        if self.number == 1:
            return f"About {self.adds:,} adults without the skills live within a walk."
        return f"It brings a session within a walk of about {self.adds:,} more adults without the skills."

    @property
    def tries(self) -> str:
        return f"Chosen in {self.times} of {DRAWS} tries."

    @property
    def sure(self) -> str:
        """In words, since the tries are only as good as the estimate."""
        if self.times >= 0.8 * DRAWS:
            return "A sure choice"
        return "A fair choice" if self.times >= 0.5 * DRAWS else "A close call"


@dataclass(frozen=True)
class Plan:
    """The answer to one question about one council. Numbers of people are to the nearest 50."""

    place: Place
    question: Question
    choices: list[Choice]
    venues: Venues
    reached: int
    left: int

    @property
    def tries(self) -> int:
        return DRAWS

    @property
    def share(self) -> str:
        return f"{self.reached / self.left:.0%}" if self.left else "none"


def plan(place: Place, estimate: Estimate, question: Question) -> Plan:
    """Choose places. A handful of queries and no more, however many places or people."""
    homes, venues = homes_of(place, estimate), venues_of(place, question)
    near = reach(venues.spots, homes.spots, minutes=question.minutes, barriers=barriers_of(place))
    order = choose(near, homes.need, question.sessions)
    draws = draws_of(homes.need, homes.ward, homes.share, estimate.spread, DRAWS)
    times = how_often(near, draws, question.sessions)
    choices = _choices(order, near, homes, venues, times.tolist())
    covered = near[order].any(axis=0) if order else near[:0].any(axis=0)
    return Plan(
        place,
        question,
        _with_last_held(choices),
        venues,
        nearest(float(homes.need[covered].sum())),
        nearest(float(homes.need.sum())),
    )


def _choices(
    order: Sequence[int], near: Mask, homes: Homes, venues: Venues, times: Sequence[int]
) -> list[Choice]:
    left: Floats = homes.need.copy()
    choices = []
    for number, row in enumerate(order, start=1):
        adds, everybody = float(left[near[row]].sum()), float(homes.need[near[row]].sum())
        left[near[row]] = 0
        centre, when = venues.centres[row], venues.times[row]
        choices.append(Choice(number, centre, when, nearest(adds), nearest(everybody), times[row]))
    return choices


def _with_last_held(choices: list[Choice]) -> list[Choice]:
    """When each place last held a session."""
    held = Session.objects.filter(
        centre__in=[choice.centre for choice in choices], state=SessionState.HELD
    )
    last: Mapping[int, dt.datetime] = dict(
        held.order_by().values_list("centre").annotate(last=Max("starts_at"))
    )
    return [replace(choice, last_held=last.get(choice.centre.pk)) for choice in choices]


@transaction.atomic
def make_drafts(
    *, answer: Plan, centres: Collection[int], batch: uuid.UUID, topic: str, by: User
) -> list[SessionDraft]:
    """Suggest the ticked places of a plan to the people who run them. Pressing twice suggests once."""
    before = list(SessionDraft.objects.filter(batch=batch))
    return before or [
        draft_session(
            batch=batch,
            centre=choice.centre,
            topic=topic,
            starts_at=choice.when[0],
            ends_at=choice.when[1],
            reason=choice.reason,
            by=by,
        )
        for choice in answer.choices
        if choice.centre.pk in centres
    ]
