"""Finding what an operation is about, and refusing what is not its author's. Nothing is written here."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from inclusion.actions.senders import Sender
from inclusion.models import (
    Centre,
    Cohort,
    Enrolment,
    Fact,
    Learner,
    Person,
    Session,
    Task,
    Tombstone,
)
from inclusion.rules.operations import Operation
from inclusion.rules.readers import NotClear

LONGEST_MERGE = 5


class Gone(Exception):
    """It is about somebody who was rubbed out."""


class NotYet(Exception):
    """It is about something that has not come to us so far, and may be on its way."""


class Held(Exception):
    """Its author's part in that organisation has ended, so a coordinator looks at it first."""

    def __init__(self, organisation_id: int) -> None:
        super().__init__()
        self.organisation_id = organisation_id


def check_owner(sender: Sender, organisation_id: int, field: str, refusal: str) -> None:
    """Raises Held or NotClear unless the author may write in that organisation."""
    if organisation_id in sender.organisations:
        return
    if organisation_id in sender.former:
        raise Held(organisation_id)
    raise NotClear(refusal, field)


def find_session(sender: Sender, pk: UUID) -> Session:
    """A session of theirs, held until the end of the batch."""
    session = sender.shelf.sessions.get(pk)
    if session is None:
        session = held_sessions([pk]).first()
        if session is None:
            raise NotYet
        sender.shelf.sessions[pk] = session
    owner = session.centre.organisation_id
    check_owner(sender, owner, "session", "That session is not one of yours.")
    return session


def held_sessions(ids: Collection[UUID]) -> QuerySet[Session]:
    """Sessions no other batch can write in meanwhile, always taken in one order so that two never wait for each other."""
    rows = Session.objects.select_for_update(of=("self",)).select_related("centre", "cohort")
    return rows.filter(pk__in=ids).order_by("pk")


def held_learners(ids: Collection[UUID]) -> QuerySet[Learner]:
    """Learners nobody can merge or rub out meanwhile."""
    rows = Learner.objects.select_for_update(of=("self",), no_key=True)
    return rows.filter(pk__in=ids).order_by("pk")


def find_centre(sender: Sender, pk: int) -> Centre:
    centre = sender.shelf.centres.get(pk) or Centre.objects.filter(pk=pk).first()
    if centre is None:
        raise NotClear("Choose one of your own centres.", "centre")
    check_owner(sender, centre.organisation_id, "centre", "Choose one of your own centres.")
    sender.shelf.centres[pk] = centre
    return centre


def find_learner(sender: Sender, pk: UUID) -> Learner:
    """A learner of theirs, held. A record that was merged into another stands for it, and the reply says so."""
    learner = sender.shelf.learners.get(pk)
    if learner is None:
        learner = read_learner(pk)
        sender.shelf.learners[pk] = learner
    check_owner(
        sender, learner.organisation_id, "person", "That person is not one of your learners."
    )
    if learner.pk != pk:
        sender.renamed[str(pk)] = str(learner.pk)
    return learner


def read_learner(pk: UUID) -> Learner:
    learner = held_learners([pk]).first()
    for _ in range(LONGEST_MERGE):
        if learner is None or learner.merged_into_id is None:
            break
        learner = held_learners([learner.merged_into_id]).first()
    if learner is None:
        refuse_the_gone(pk)
        raise NotYet
    return learner


def refuse_the_gone(pk: UUID) -> None:
    if Tombstone.objects.filter(pk=pk).exists():
        raise Gone


def find_person(sender: Sender, session: Session, body: Any) -> Person:
    """Somebody who may be on this session's register: a child of its cohort, or a learner of its organisation."""
    if body["person_kind"] == "child":
        return find_child(sender, session, body["person"])
    learner = find_learner(sender, body["person"])
    if session.cohort_id or learner.organisation_id != session.centre.organisation_id:
        raise NotClear("That person is not one of your learners.", "person")
    return learner


def find_child(sender: Sender, session: Session, pk: UUID) -> Enrolment:
    child = sender.shelf.children.get(pk) or Enrolment.objects.filter(pk=pk).first()
    if child is None:
        refuse_the_gone(pk)
        raise NotYet
    if child.cohort_id != session.cohort_id:
        raise NotClear("That child is not in this club.", "person")
    sender.shelf.children[pk] = child
    return child


def find_task(sender: Sender, session: Session, pk: int) -> Task:
    """A task that may be practised there: the club's own projects, or a framework for adults."""
    rows = Task.objects.select_related("framework")
    task = sender.shelf.tasks.get(pk) or rows.filter(pk=pk).first()
    is_fit = task is not None and (
        task.framework_id == session.cohort.projects_id
        if session.cohort
        else task.framework.kind == "adult_skills"
    )
    if task is None or not is_fit:
        raise NotClear("We don't know one of those skills. Choose it again.", "task")
    sender.shelf.tasks[pk] = task
    return task


def find_fact(sender: Sender, pk: UUID) -> Fact | None:
    """What a taking-back names, if it has come, with its session held."""
    fact = sender.shelf.ledger.find(pk)
    if fact is not None and fact.session_id:
        fact.session = find_session(sender, fact.session_id)
    return fact


def whose(sender: Sender, operation: Operation) -> int:
    """Which of an author's former organisations an operation belongs to: where it says, or else the last of them."""
    body: Any = operation.body
    owners = (
        Centre.objects.filter(pk=body.get("centre")).values_list("organisation", flat=True),
        Session.objects.filter(pk=body.get("session")).values_list(
            "centre__organisation", flat=True
        ),
        Learner.objects.filter(pk=body.get("learner")).values_list("organisation", flat=True),
        Cohort.objects.filter(
            Q(pk=body.get("cohort")) | Q(enrolments=body.get("child"))
        ).values_list("club__centre__organisation", flat=True),
    )
    known = next((found for rows in owners for found in rows), None)
    if known and known not in sender.former:
        raise NotClear("That is not one of yours.")
    return known or sender.former[0]
