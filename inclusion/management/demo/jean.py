"""Jean, who is one task away from the level: with her a visitor can go down the whole road in one class.

She has a place at each of today's classes of the first volunteer of the cast, so she is on whichever register is opened.
"""

import datetime as dt

from django.db.models import F
from django.utils import timezone

from inclusion.choices import (
    AgeBand,
    Channel,
    ConsentPurpose,
    HelpGiven,
    OwnWord,
    Rater,
    SessionKind,
    SessionState,
)
from inclusion.management.demo.learners import agreement
from inclusion.management.demo.skills import foundation
from inclusion.management.demo.timetable import Series
from inclusion.management.demo.world import World
from inclusion.models import Attendance, Booking, Consent, Evidence, Learner, Session, User
from inclusion.rules.contact import DRAMA_PREFIX

ALONE, HELPED, NOT_YET = OwnWord.ALONE, OwnWord.HELPED, OwnWord.NOT_YET
SAID_FIRST = (HELPED, HELPED, NOT_YET, HELPED, NOT_YET, HELPED, NOT_YET, NOT_YET)
SAID_AGAIN = (ALONE, ALONE, HELPED, ALONE, HELPED, ALONE, HELPED, NOT_YET)
NAME, INITIAL, PHONE = "Jean", "M", f"{DRAMA_PREFIX}123"


def nearly_there(world: World, series: Series, volunteer: User) -> None:
    """Store Jean, what she agreed to, seven classes with a task done alone at each, and her places today."""
    before = Session.objects.filter(
        centre=series.centre, kind=SessionKind.CLASS, state=SessionState.HELD
    )
    tasks = foundation()
    classes = list(before.order_by("-starts_at")[: len(tasks) - 1])[::-1]
    if not classes:
        return
    jean = arrive(world, series, classes[0].starts_at, volunteer)
    for session, task in zip(classes, tasks, strict=False):
        Attendance.objects.create(
            session=session, learner=jean, recorded_by=volunteer, recorded_at=session.ends_at
        )
        Evidence.objects.create(
            id=world.new_id(),
            learner=jean,
            session=session,
            task=task,
            help_given=HelpGiven.ALONE,
            rater=Rater.OBSERVED,
            seen_on=session.held_on,
            seen_by=volunteer,
            recorded_at=session.ends_at,
        )
    say_how_far(world, jean, classes[0].ends_at)
    keep_a_chair(world, jean, volunteer, booked_at=classes[-1].ends_at)


def say_how_far(world: World, jean: Learner, first: dt.datetime) -> None:
    """What she texted of herself after her first class, and again four weeks later: modest then, and truer since."""
    checks = [(first, SAID_FIRST), (first + dt.timedelta(weeks=4), SAID_AGAIN)]
    Evidence.objects.bulk_create(
        Evidence(
            id=world.new_id(),
            learner=jean,
            task=task,
            help_given=word,
            rater=Rater.SELF,
            channel=Channel.TEXT,
            seen_on=timezone.localdate(at),
            recorded_at=at,
        )
        for at, words in checks
        if at < world.now
        for task, word in zip(foundation(), words, strict=False)
    )


def keep_a_chair(world: World, jean: Learner, volunteer: User, booked_at: dt.datetime) -> None:
    """Her place at each of today's classes, on a chair more than there was."""
    today = Session.objects.filter(team=volunteer, state=SessionState.PLANNED).on(world.today)
    ids = list(today.exclude(kind=SessionKind.CODE_CLUB).values_list("pk", flat=True))
    Session.objects.filter(pk__in=ids).update(places=F("places") + 1)
    Booking.objects.bulk_create(
        Booking(
            session_id=pk,
            learner=jean,
            channel=Channel.SPOKEN,
            made_at=booked_at,
            changed_at=booked_at,
        )
        for pk in ids
    )


def arrive(world: World, series: Series, first_came: dt.datetime, volunteer: User) -> Learner:
    """Her record, with her word that we may keep it and may text her."""
    centre = series.centre
    jean = Learner.objects.create(
        id=world.new_id(),
        organisation=centre.organisation,
        centre=centre,
        first_name=NAME,
        initial=INITIAL,
        card_code=world.new_card_code(),
        postcode=centre.postcode,
        age_band=AgeBand.A65_74,
        phone=PHONE,
        goal="Book my own flu jab",
        added_at=first_came,
        added_by=volunteer,
    )
    Consent.objects.bulk_create(
        agreement(jean, purpose, Channel.SPOKEN)
        for purpose in (ConsentPurpose.RECORD, ConsentPurpose.TEXTS)
    )
    return jean
