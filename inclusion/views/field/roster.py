"""Who may be on a register: the names a volunteer is likely to need, without asking."""

import datetime as dt
from collections.abc import Collection
from typing import cast
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from inclusion.models import Attendance, Booking, Enrolment, Learner, Person, Session, User
from inclusion.models.learners import LearnerQuerySet
from inclusion.rules.cards import read_card_code

LOOK_BACK = dt.timedelta(weeks=8)
MOST_FOUND = 8


def roster(session: Session, user: User, also: Collection[str] = ()) -> list[Person]:
    """Everyone likely to be here, and anyone already named on the page, who is one of ours.

    Children: the cohort. Adults: a place booked, or here in the eight weeks before, most often first.
    """
    ids = [id_ for id_ in also if is_id(id_)]
    if session.cohort:
        return list(children(session, user, ids))
    return list(learners(session, user, ids))


def children(session: Session, user: User, ids: Collection[str]) -> QuerySet[Enrolment]:
    came = session.attendances.standing().values("enrolment")
    return Enrolment.objects.visible_to(user).filter(
        Q(left_at__isnull=True) | Q(pk__in=came) | Q(pk__in=ids), cohort=session.cohort
    )


def learners(session: Session, user: User, ids: Collection[str]) -> QuerySet[Learner]:
    recent = Attendance.objects.standing().filter(
        session__centre=session.centre_id,
        session__starts_at__gte=session.starts_at - LOOK_BACK,
        session__starts_at__lt=session.starts_at,
    )
    booked = Booking.objects.standing().filter(session=session)
    here = Q(pk__in=session.attendances.standing().values("learner")) | Q(pk__in=ids)
    likely = Q(pk__in=recent.values("learner")) | Q(pk__in=booked.values("learner"))
    visit = Q(attendances__in=recent)
    return (
        ours(session, user)
        .filter(here | (likely & Q(merged_into__isnull=True)))
        .annotate(
            visits=Count("attendances", filter=visit),
            is_booked=Exists(booked.filter(learner=OuterRef("pk"))),
        )
        .order_by("-visits", "first_name", "initial", "id")
    )


def ours(session: Session, user: User) -> LearnerQuerySet:
    """Learners of the organisation that runs the session."""
    return Learner.objects.visible_to(user).filter(organisation=session.centre.organisation_id)


def found(session: Session, user: User, words: str) -> list[Person]:
    """Others of the organisation with that first name, or that card."""
    if not words or session.cohort:
        return []
    code = read_card_code(words)
    people = ours(session, user).current().named_like(code or words)
    return cast(list[Person], list(people[:MOST_FOUND]))


def is_id(text: str) -> bool:
    """Whether this is an id as we write them, and so may be looked up and put in an address."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
