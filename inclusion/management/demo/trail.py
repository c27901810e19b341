"""The events the actions would have written: who put what in the diary, whose register, who was added."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from uuid import UUID

from inclusion.choices import SessionState
from inclusion.management.demo.learners import Newcomer
from inclusion.management.demo.registers import Register
from inclusion.management.demo.timetable import PLANNED_AHEAD, Meeting
from inclusion.models import Event

NOTICE_OF_A_CANCELLATION = dt.timedelta(hours=26)


def leave(newcomers: Sequence[Newcomer], meetings: Sequence[Meeting], register: Register) -> None:
    """Store the events, oldest first."""
    heads = Counter(row.session_id for row in register.attendances)
    events = [
        *(added(each) for each in newcomers),
        *(event for meeting in meetings for event in of_a_meeting(meeting, heads)),
    ]
    events.sort(key=lambda event: (event.at, event.verb, event.noun_id))
    Event.objects.bulk_create(events, batch_size=1000)


def added(newcomer: Newcomer) -> Event:
    learner = newcomer.learner
    return Event(
        at=learner.added_at,
        actor_id=learner.added_by_id,
        verb="add_learner",
        noun="learner",
        noun_id=str(learner.pk),
        organisation_id=learner.organisation_id,
    )


def of_a_meeting(meeting: Meeting, heads: Counter[UUID]) -> Iterator[Event]:
    """Planned; then held, or called off."""
    session = meeting.session
    yield about(meeting, "plan_session", session.starts_at - PLANNED_AHEAD)
    if session.state == SessionState.HELD:
        held = about(meeting, "save_register", meeting.written_at)
        held.facts = {"named": heads[session.pk], "unnamed": session.unnamed_heads}
        yield held
    if session.state == SessionState.CANCELLED:
        yield about(meeting, "cancel_session", session.starts_at - NOTICE_OF_A_CANCELLATION)


def about(meeting: Meeting, verb: str, at: dt.datetime) -> Event:
    return Event(
        at=at,
        actor_id=meeting.leader.pk,
        verb=verb,
        noun="session",
        noun_id=str(meeting.session.pk),
        organisation_id=meeting.session.centre.organisation_id,
    )
