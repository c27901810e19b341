"""What goes on pocket cards and paper registers: people and sessions in, pages out."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import islice

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from inclusion.actions.cohorts import note_look_at_children
from inclusion.actions.events import record
from inclusion.models import Attendance, Enrolment, Event, Framework, Learner, Session, User
from inclusion.rules.clock import day, span
from reports.drawing import Card, Paper, paper_register, pocket_cards

TO_STOP = "To end our texts, text STOP"
MADE = "print_card"
MOST_CARDS = 100  # ten sheets
LOOK_BACK = dt.timedelta(weeks=8)


@transaction.atomic
def print_cards(*, learners: Sequence[Learner], by: User) -> bytes:
    """Cards for these people. Each leaves an event, which is how we know who has one."""
    for learner in learners:
        record(MADE, learner, by=by, organisation_id=learner.organisation_id)
    return pocket_cards([card_of(learner) for learner in learners])


def card_of(learner: Learner) -> Card:
    """One card. The centre is where they usually come, or else whoever helps them."""
    number = settings.TWILIO_FROM
    return Card(
        known_as=learner.known_as,
        code=learner.card_code,
        place=learner.centre.name if learner.centre else learner.organisation.name,
        text_us=f"{TO_STOP} to {number}." if number else f"{TO_STOP}.",
        is_demonstration=learner.organisation.council.is_demonstration,
    )


def without_a_card(learners: Iterable[Learner]) -> list[Learner]:
    """The first of these for whom no card has been printed: as many as are printed at once.

    Looks a few hundred at a time, so that a long list is never held, nor asked about, as a whole.
    """
    people = iter(learners)
    found: list[Learner] = []
    while len(found) < MOST_CARDS and (some := list(islice(people, 500))):
        ids = [str(learner.pk) for learner in some]
        made = Event.objects.filter(noun="learner", noun_id__in=ids, verb=MADE)
        have_one = set(made.values_list("noun_id", flat=True))
        found += [learner for learner in some if str(learner.pk) not in have_one]
    return found[:MOST_CARDS]


@transaction.atomic
def print_register(*, session: Session, by: User) -> bytes:
    """The register of one session, on paper. Whoever prints children's names is on record."""
    if session.cohort:
        note_look_at_children(cohort=session.cohort, by=by)
    framework = framework_of(session)
    return paper_register(
        Paper(
            topic=session.topic,
            when=spoken_time(session),
            place=session.centre.name,
            names=expected_at(session, by),
            tasks=[task.short_name for task in framework.tasks.all()] if framework else [],
            link=f"{settings.PUBLIC_BASE_URL}/field/sessions/{session.pk}/",
            is_demonstration=session.centre.organisation.council.is_demonstration,
        )
    )


def spoken_time(session: Session) -> str:
    """Friday 27 March, 10am to 11:30am. By London time, like every other page."""
    starts, ends = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    return f"{day(starts.date(), timezone.localdate())}, {span(starts, ends)}"


def framework_of(session: Session) -> Framework | None:
    """A club's own projects, or the newest adult framework in use."""
    if session.cohort:
        return session.cohort.projects
    return Framework.objects.for_adults().in_use().first()


def expected_at(session: Session, by: User) -> list[str]:
    """The names on a register: a club's children; else whoever has a place or came here in the eight weeks before."""
    if session.cohort:
        children = Enrolment.objects.visible_to(by).current().filter(cohort=session.cohort)
        return [child.known_as for child in children]
    recent = Attendance.objects.standing().filter(
        session__centre=session.centre_id,
        session__starts_at__gte=session.starts_at - LOOK_BACK,
        session__starts_at__lt=session.starts_at,
    )
    likely = [
        session.bookings.standing().values("learner"),
        session.attendances.standing().values("learner"),
        recent.values("learner"),
    ]
    people = Learner.objects.visible_to(by).current()
    named = people.filter(organisation=session.centre.organisation_id)
    wanted = Q(pk__in=likely[0]) | Q(pk__in=likely[1]) | Q(pk__in=likely[2])
    return [learner.known_as for learner in named.filter(wanted)]
