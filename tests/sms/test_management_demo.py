"""The demo's texts: the same every time, and alive."""

import datetime as dt
import random

import pytest

from inclusion.choices import BookingState, ConsentPurpose, NoticeKind, Role, SessionState
from inclusion.management.demo.world import World
from inclusion.models import Consent, Feedback, Learner, Notice, Organisation
from sms.management import demo_feedback, demo_groups
from sms.management.demo import dress
from sms.models import Campaign, Inbound, Message, OptOut
from tests.factories import (
    AttendanceFactory,
    BookingFactory,
    MembershipFactory,
    OrganisationFactory,
    SessionFactory,
)
from tests.sms.factories import NOON, texted_learner


@pytest.fixture
def world(db):
    organisation = OrganisationFactory()
    learners = [texted_learner(f"+447700900{200 + n}", organisation=organisation) for n in range(6)]
    for days in (-30, -9, -2, 1):
        session = SessionFactory(
            centre__organisation=organisation, starts_at=NOON + dt.timedelta(days=days)
        )
        for learner in learners:
            state = BookingState.HELD if days > 0 else BookingState.CONFIRMED
            BookingFactory(session=session, learner=learner, state=state)
    return World(council=organisation.council, dice=random.Random(7), now=NOON)


def test_the_demo_has_answers_a_stop_and_two_texts_for_a_person(world):
    dress(world)
    assert Message.objects.filter(notice__isnull=False).count() == 24
    assert Inbound.objects.for_a_person().count() == 2
    assert OptOut.objects.live().count() == 1
    assert Inbound.objects.filter(body__startswith="Thank you for your help").count() == 1


def test_every_text_it_made_fits_in_one_part(world):
    dress(world)
    assert set(Message.objects.values_list("segments", flat=True)) == {1}


def test_a_reminder_of_tomorrow_is_there_to_be_answered(world):
    dress(world)
    soon = Message.objects.filter(notice__session__starts_at__gt=NOON)
    assert set(soon.values_list("state", flat=True)) == {"delivered"}
    assert soon.count() == 6


def test_some_were_asked_how_it_was_and_some_said(world):
    for learner in Learner.objects.all():
        session = SessionFactory(
            centre__organisation=learner.organisation,
            starts_at=NOON - dt.timedelta(days=3),
            state=SessionState.HELD,
        )
        AttendanceFactory(learner=learner, session=session)
    demo_feedback.dress(world)
    assert Notice.objects.filter(kind=NoticeKind.HOW_WAS_IT).count() == 6
    assert 0 < Feedback.objects.count() < 6


def test_a_coordinator_finds_a_text_to_a_group_that_went_one_being_written_and_people_to_ring(
    world,
):
    MembershipFactory(organisation=Organisation.objects.get(), role=Role.COORDINATOR)
    Learner.objects.update(added_at=NOON - dt.timedelta(weeks=9))
    demo_groups.dress(world)
    assert sorted(Campaign.objects.values_list("state", flat=True)) == ["draft", "going"]
    assert Message.objects.filter(campaign__state="going").count() == 6
    assert Consent.objects.filter(purpose=ConsentPurpose.CALLS).count() == 3


def test_a_council_with_no_coordinator_yet_has_no_text_to_a_group(world):
    demo_groups.dress(world)
    assert Campaign.objects.count() == 0
