"""What each kind of operation does. Every one may come twice, late, or before what it is about.

Each function is given a sender it believes and an operation that has been read; it raises NotClear, NotYet, Gone or
Held before it writes anything, and gives the fields that wait for a coordinator.
"""

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from inclusion.actions import facts
from inclusion.actions.edits import is_off, settle_state
from inclusion.actions.events import event, record
from inclusion.actions.finding import (
    NotYet,
    find_centre,
    find_fact,
    find_learner,
    find_person,
    find_session,
    find_task,
    refuse_the_gone,
)
from inclusion.actions.joining import join_club, leave_club
from inclusion.actions.learners import add_learner
from inclusion.actions.offers import offer
from inclusion.actions.senders import Sender
from inclusion.actions.sessions import plan_session
from inclusion.choices import Rater, SessionKind, SessionState
from inclusion.models import Centre, Cohort, Evidence, Fact, Learner, Postcode, Session
from inclusion.rules.operations import Operation
from inclusion.rules.readers import NotClear

# What a wrong clock is caught by: nobody writes up a session to come, or one of years ago.
AHEAD, BEHIND, LONGEST = dt.timedelta(days=1), dt.timedelta(days=400), dt.timedelta(hours=14)
Waiting = list[str]


def log_session(sender: Sender, operation: Operation, now: dt.datetime) -> Waiting:
    """A session was held. One that we know already stays as it is."""
    body = operation.body
    known = Session.objects.filter(pk=body["session"]).exists()
    if known:
        held(sender, find_session(sender, body["session"]), now, has_changed=False)
        return []
    centre = find_centre(sender, body["centre"])
    cohort = cohort_of(centre, body)
    check_times(body["starts_at"], body["ends_at"], now)
    plan_session(
        id=body["session"],
        centre=centre,
        kind=body["kind"],
        topic=body["topic"],
        audience=body["audience"],
        starts_at=body["starts_at"],
        ends_at=body["ends_at"],
        places=centre.places,
        cohort=cohort,
        by=sender.author,
    )
    sender.shelf.ledger.started.add(body["session"])
    held(sender, find_session(sender, body["session"]), now, has_changed=False)
    return []


def cohort_of(centre: Centre, body: Any) -> Cohort | None:
    """The term of the club that met, if one did."""
    is_club = body["kind"] == SessionKind.CODE_CLUB
    found = Cohort.objects.filter(
        pk=body["cohort"], club__centre__organisation=centre.organisation_id
    ).first()
    if (is_club and found is None) or (body["cohort"] and not is_club):
        raise NotClear("Choose which Code Club it was.", "cohort")
    return found


def check_times(starts_at: dt.datetime, ends_at: dt.datetime, now: dt.datetime) -> None:
    if starts_at > now + AHEAD:
        raise NotClear("That day is still to come. Choose the day it was.", "starts_at")
    if starts_at < now - BEHIND:
        raise NotClear("That is more than a year ago. Check the day.", "starts_at")
    if not starts_at < ends_at <= starts_at + LONGEST:
        raise NotClear("Check when it ended.", "ends_at")


def held(sender: Sender, session: Session, now: dt.datetime, *, has_changed: bool) -> None:
    """The author was there, so it was held. Counts the version up when the register changed."""
    is_first = session.logged_at is None
    ledger = sender.shelf.ledger
    part = (session.pk, sender.author.pk)
    if part not in sender.shelf.teams:
        session.team.add(sender.author)
        sender.shelf.teams.add(part)
    if is_first:
        session.logged_by, session.logged_at = sender.author, now
    was = session.state
    if is_off(session):
        ledger.write()  # whether anybody came is asked of the database
    settle_state(session)
    session.version += has_changed
    if is_first or has_changed or was != session.state:
        ledger.touch(session)


def add_attendance(sender: Sender, operation: Operation, now: dt.datetime) -> Waiting:
    return say(sender, operation, now, is_sight=False)


def add_evidence(sender: Sender, operation: Operation, now: dt.datetime) -> Waiting:
    return say(sender, operation, now, is_sight=True)


def say(sender: Sender, operation: Operation, now: dt.datetime, *, is_sight: bool) -> Waiting:
    body = operation.body
    session = find_session(sender, body["session"])
    person = find_person(sender, session, body)
    task = find_task(sender, session, body["task"]) if is_sight else None
    ledger = sender.shelf.ledger
    has_changed = facts.say(
        ledger,
        id=operation.id,
        session=session,
        person=person,
        task=task,
        help_given=body.get("help"),
        by=sender.author,
        now=now,
    )
    held(sender, session, now, has_changed=has_changed)
    owner, fact = session.centre.organisation_id, str(operation.id)
    ledger.add(event("say", session, by=sender.author, organisation_id=owner, fact=fact))
    return []


def take_back(sender: Sender, operation: Operation, now: dt.datetime) -> Waiting:
    """Somebody's word is taken back, by its own id, even when it has not come yet."""
    ledger, pk = sender.shelf.ledger, operation.body["fact"]
    fact = find_fact(sender, pk) or find_older(sender, operation)
    if fact is None:
        facts.take_back_unheard(ledger, id=pk, by=sender.author, now=now)
        return []
    has_changed = facts.take_back(ledger, fact=fact, by=sender.author, now=now)
    if fact.session:
        held(sender, fact.session, now, has_changed=has_changed)
        owner = fact.session.centre.organisation_id
        record("take_back", fact.session, by=sender.author, organisation_id=owner, fact=str(pk))
    return []


def find_older(sender: Sender, operation: Operation) -> Fact | None:
    """A tick from before there were facts, which phones know by an id made from it."""
    pk, body = operation.body["fact"], operation.body
    sight = Evidence.objects.standing().filter(pk=pk, rater=Rater.OBSERVED).first()
    if sight and sight.session_id:
        whom = sight.learner or sight.enrolment
        session = find_session(sender, sight.session_id)
        if whom:
            facts.facts_about(sender.shelf.ledger, session, whom, sight.task)
    elif "session" in body:
        with suppress(NotYet):
            session = find_session(sender, body["session"])
            person = find_person(sender, session, body)
            facts.facts_about(sender.shelf.ledger, session, person, None)
    return find_fact(sender, pk)


def set_heads(sender: Sender, operation: Operation, now: dt.datetime) -> Waiting:
    return offer_of_session(
        sender, operation, {"unnamed_heads": operation.body["count"]}, now, was_there=True
    )


def set_note(sender: Sender, operation: Operation, now: dt.datetime) -> Waiting:
    return offer_of_session(
        sender, operation, {"note": operation.body["words"]}, now, was_there=True
    )


def change_session(sender: Sender, operation: Operation, now: dt.datetime) -> Waiting:
    """Where it was, what it was about, when, or that it was not held after all."""
    fields = dict(operation.body["fields"])
    session = find_session(sender, operation.body["session"])
    if ("starts_at" in fields) != ("ends_at" in fields):
        raise NotClear("We need to know when it began and when it ended.", "ends_at")
    if "starts_at" in fields:
        when = fields.pop("starts_at"), fields.pop("ends_at")
        check_times(*when, now)
        fields["when"] = [moment.isoformat() for moment in when]
    if fields.get("state") == SessionState.PLANNED:
        raise NotClear("Choose whether it was held.", "state")
    if {"when", "state"} & set(fields):
        check_nobody_waits(session)
    values = {name: str(v) if isinstance(v, str) else v for name, v in fields.items()}
    return offer_of_session(sender, operation, values, now, was_there=False)


def check_nobody_waits(session: Session) -> None:
    """People who keep a place must be told, which is for the desk."""
    if session.state == SessionState.PLANNED and session.bookings.standing().exists():
        raise NotClear("People have places at this session, so ask your coordinator.", "state")


def offer_of_session(
    sender: Sender,
    operation: Operation,
    values: dict[str, Any],
    now: dt.datetime,
    *,
    was_there: bool,
) -> Waiting:
    session = find_session(sender, operation.body["session"])
    waiting = offer(
        record=session,
        values=values,
        base=operation.body["base"],
        by=sender.author,
        operation=operation.id,
        now=now,
    )
    if was_there:
        held(sender, session, now, has_changed=False)
    return waiting


def start_learner(sender: Sender, operation: Operation, now: dt.datetime) -> Waiting:
    """Somebody new. A record we have already stays as it is."""
    body = dict(operation.body)
    pk, centre = body.pop("learner"), find_centre(sender, body.pop("centre"))
    refuse_the_gone(pk)
    if Learner.objects.filter(pk=pk).exists():
        find_learner(sender, pk)
        return []
    agreed, channel, code = body.pop("agreed"), body.pop("channel"), body.pop("postcode")
    sender.shelf.learners[pk] = add_learner(
        id=pk,
        organisation=centre.organisation,
        centre=centre,
        postcode=Postcode.objects.filter(pk=code).first() if code else None,
        agreed_to=dict.fromkeys(agreed, channel),
        by=sender.author,
        **body,
    )
    sender.shelf.ledger.started.add(pk)
    return []


def change_details(sender: Sender, operation: Operation, now: dt.datetime) -> Waiting:
    learner = find_learner(sender, operation.body["learner"])
    fields = dict(operation.body["fields"])
    if fields.get("centre"):
        find_centre(sender, fields["centre"])
    if fields.get("postcode"):
        known = Postcode.objects.filter(pk=fields["postcode"]).exists()
        if not known:
            refusal = "We do not know that postcode. Check it, or leave it empty."
            raise NotClear(refusal, "postcode")
    if "postcode" in fields:
        fields["postcode"] = fields["postcode"] or None
    values = {name: str(v) if isinstance(v, str) else v for name, v in fields.items()}
    is_renamed = learner.pk != operation.body["learner"]
    return offer(
        record=learner,
        values=values,
        base=0
        if is_renamed
        else operation.body["base"],  # another record's count says nothing here
        by=sender.author,
        operation=operation.id,
        now=now,
    )


DOES: dict[str, Callable[[Sender, Operation, dt.datetime], Waiting]] = {
    "session.log": log_session,
    "session.change": change_session,
    "attendance.add": add_attendance,
    "attendance.remove": take_back,
    "heads.set": set_heads,
    "note.set": set_note,
    "evidence.add": add_evidence,
    "evidence.remove": take_back,
    "learner.add": start_learner,
    "learner.change": change_details,
    "child.add": join_club,
    "child.left": leave_club,
}
# These only add to a register, through the ledger. All others ask the database what was said before them.
ADDS = frozenset({"attendance.add", "evidence.add"})
