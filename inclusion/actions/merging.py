"""Making two records of one person into one. Nothing that was said is lost; it can't be undone."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.module_loading import import_string

from inclusion.actions import facts, notices
from inclusion.actions.edits import mark
from inclusion.actions.events import record
from inclusion.actions.finding import held_learners, held_sessions
from inclusion.actions.learners import change_learner
from inclusion.actions.ledger import Ledger
from inclusion.choices import ABOUT_A_NUMBER, BookingState, ConsentPurpose
from inclusion.models import Conflict, Consent, Fact, Learner, Session, User

FILLED_IN = ("initial", "centre_id", "postcode_id", "age_band", "goal")
BLANK: dict[str, Any] = {
    "first_name": "",
    "initial": "",
    "phone": "",
    "postcode_id": None,
    "age_band": "",
    "goal": "",
    "centre_id": None,
    "edits": {},
}


class CannotMerge(Exception):
    """Why these two can't be made one, for the coordinator."""


@transaction.atomic
def merge_learners(*, kept: Learner, other: Learner, by: User, now: dt.datetime) -> Learner:
    """Everything of `other` becomes `kept`'s, whose own details stand. Again is harmless. Raises CannotMerge.

    What is left of `other` is its id and its card's code, so that phones and cards that still know it find `kept`.
    """
    ledger, sessions = registers_of(kept, other)
    found = {learner.pk: learner for learner in held_learners([kept.pk, other.pk])}
    if len(found) < 2:
        raise CannotMerge("One of these records is not there any more.")
    kept, other = found[kept.pk], found[other.pk]
    if other.merged_into_id == kept.pk:
        return kept
    if kept.merged_into_id or other.merged_into_id:
        raise CannotMerge("One of these was already put together with another.")
    if kept.organisation_id != other.organisation_id:
        raise CannotMerge("Those are two organisations' learners.")
    take_over_details(kept, other, by)
    take_over_registers(ledger, sessions, kept, other, now)
    take_over_places(kept, other)
    take_over_consents(kept, other, now)
    take_over_debts(kept, other, now)
    take_over_feedback(kept, other)
    for merge_also in settings.MERGE_ALSO:
        import_string(merge_also)(kept, other, now)
    Learner.objects.filter(merged_into=other).update(merged_into=kept)
    Learner.objects.filter(pk=other.pk).update(merged_into=kept, version=F("version") + 1, **BLANK)
    owner = kept.organisation_id
    record("merge_learners", kept, by=by, organisation_id=owner, other=str(other.pk))
    return kept


def registers_of(kept: Learner, other: Learner) -> tuple[Ledger, list[Session]]:
    """The sessions `other` is on the register of, held, with what was said there of both."""
    said: set[UUID | None] = set(other.facts.values_list("session", flat=True))
    said |= set(other.attendances.values_list("session", flat=True))
    said |= set(other.evidence.values_list("session", flat=True))
    sessions = list(held_sessions([pk for pk in said if pk]))
    ledger = Ledger()
    ledger.look([session.pk for session in sessions], [kept.pk, other.pk])
    return ledger, sessions


def take_over_details(kept: Learner, other: Learner, by: User) -> None:
    """What `kept` does not say yet. What it says is now the coordinator's word, so late edits of `other` wait for them."""
    missing = {
        name: getattr(other, name)
        for name in FILLED_IN
        if not getattr(kept, name) and getattr(other, name)
    }
    if other.phone and not kept.phone:
        missing |= {"phone": other.phone, "language": other.language}
    kept.version += 1
    mark(kept, [name for name in ("first_name", "phone", *FILLED_IN) if getattr(kept, name)], by)
    kept.save()
    change_learner(learner=kept, by=by, **missing)


def take_over_registers(
    ledger: Ledger, sessions: list[Session], kept: Learner, other: Learner, now: dt.datetime
) -> None:
    """Every word of `other` is a word of `kept`, and each register follows from what is now said of one person."""
    keys = [key for key in ledger.rows if key[1] in (kept.pk, other.pk)]
    keys += [key for key in ledger.said if key[1] in (kept.pk, other.pk)]
    there = {session.pk: session for session in sessions}
    tasks = {fact.task_id: fact.task for fact in ledger.facts.values()}
    tasks |= {sight.task_id: sight.task for sight in ledger.sights.values()}
    for session, who, task in keys:
        if session:
            person = kept if who == kept.pk else other
            facts.facts_about(ledger, there[session], person, tasks.get(task))
    ledger.write()
    Fact.objects.filter(learner=other).update(learner=kept)
    here = {"session__in": kept.attendances.values("session")}
    other.attendances.filter(**here).delete()
    other.attendances.update(learner=kept)
    sights = other.evidence.standing().filter(session__isnull=False)
    for sight in sights:
        same = {"session": sight.session, "task": sight.task, "rater": sight.rater}
        if kept.evidence.standing().filter(**same).exists():
            sights.filter(pk=sight.pk).update(withdrawn_at=now)
    other.evidence.update(learner=kept)
    add_up(sessions, {(session, task) for session, _, task in keys}, tasks, kept, now)


def add_up(sessions: list[Session], keys: Any, tasks: Any, kept: Learner, now: dt.datetime) -> None:
    """Make the registers say what the facts come to, now that they are of one person."""
    ledger = Ledger()
    for session in sessions:
        for task in {task for where, task in keys if where == session.pk}:
            said, row = facts.facts_about(ledger, session, kept, tasks.get(task))
            facts.project(ledger, session, kept, tasks.get(task), said, row, now)
        session.version += 1
        ledger.touch(session)
    ledger.write()


def take_over_places(kept: Learner, other: Learner) -> None:
    """Two places at one session are one, kept if either was."""
    for booking in other.bookings.all():
        own = kept.bookings.filter(session=booking.session_id).first()
        if own is None:
            other.bookings.filter(pk=booking.pk).update(learner=kept)
            continue
        if own.state == BookingState.GIVEN_UP and booking.state != BookingState.GIVEN_UP:
            kept.bookings.filter(pk=own.pk).update(state=booking.state)
        booking.delete()


def take_over_consents(kept: Learner, other: Learner, now: dt.datetime) -> None:
    """Every agreement stays on record; of each purpose their last word stands, and a no is never turned into a yes.

    An agreement to texts or calls was about one number: it ends with a number that is not kept.
    """
    is_lost = bool(other.phone) and other.phone != kept.phone
    for purpose in ConsentPurpose:
        both = [*kept.consents.filter(purpose=purpose), *other.consents.filter(purpose=purpose)]
        for yes in both:
            if is_lost and purpose in ABOUT_A_NUMBER and yes.learner_id == other.pk:
                close(yes, yes.withdrawn_at or now, yes.withdrawn_channel or yes.channel)
        let_the_last_word_stand([yes for yes in both if not (is_lost and yes.withdrawn_at == now)])
    other.consents.update(learner=kept)


def let_the_last_word_stand(both: list[Consent]) -> None:
    noes = [(no.withdrawn_at, no.withdrawn_channel) for no in both if no.withdrawn_at]
    live = sorted((yes for yes in both if not yes.withdrawn_at), key=lambda yes: yes.given_at)
    for yes in live:
        later = [(moment, channel) for moment, channel in noes if moment >= yes.given_at]
        if later:
            close(yes, *max(later))
        elif yes is not live[-1]:
            close(yes, live[-1].given_at, live[-1].channel)


def close(yes: Consent, moment: dt.datetime, channel: str) -> None:
    yes.withdrawn_at, yes.withdrawn_channel = moment, channel
    yes.save(update_fields=["withdrawn_at", "withdrawn_channel"])


def take_over_debts(kept: Learner, other: Learner, now: dt.datetime) -> None:
    """What we owe, each once; and what waits for a coordinator to choose."""
    for notice in other.notices.owed():
        if kept.notices.owed().filter(kind=notice.kind, session=notice.session_id).exists():
            notices.drop(other.notices.filter(pk=notice.pk), now=now)
    other.notices.update(learner=kept)
    asked = Conflict.objects.open().filter(learner=kept)
    for conflict in Conflict.objects.open().filter(learner=other):
        if asked.filter(field=conflict.field, author=conflict.author_id).exists():
            conflict.delete()
    other.conflicts.update(learner=kept)


def take_over_feedback(kept: Learner, other: Learner) -> None:
    """One person gives a session one score: what the kept record says stands."""
    other.feedback.filter(session__in=kept.feedback.values("session")).delete()
    other.feedback.update(learner=kept)
