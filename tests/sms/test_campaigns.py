"""Texts to a group: who gets one, at what hour, for how much, and what pausing and stopping do."""

import datetime as dt
import threading
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from inclusion.actions.consent import withdraw
from inclusion.choices import Channel, ConsentPurpose
from inclusion.models import Event
from inclusion.rules.reminders import is_waking_hour
from sms import campaigns, dispatch
from sms.audiences import audience
from sms.choices import CampaignState, MessageState, Priority, TextKind
from sms.dispatch import send_due
from sms.hours import later_awake, next_waking_moment, spread
from sms.models import Campaign, DeadNumber, Message
from tests.factories import (
    AttendanceFactory,
    CentreFactory,
    LearnerFactory,
    OrganisationFactory,
    SessionFactory,
    coordinator,
)
from tests.sms.factories import NOON, CampaignFactory, OptOutFactory, texted_learner

HOUR, MINUTE = dt.timedelta(hours=1), dt.timedelta(minutes=1)
LONDON = ZoneInfo("Europe/London")
LONG_AGO = NOON - dt.timedelta(weeks=52)


@pytest.fixture
def organisation(db):
    return OrganisationFactory()


@pytest.fixture
def amy(organisation):
    return coordinator(organisation)


@pytest.fixture
def campaign(organisation, amy):
    return CampaignFactory(organisation=organisation, made_by=amy)


def people(organisation, count, **details):
    return [
        texted_learner(
            f"+4477009001{n:02}", organisation=organisation, added_at=LONG_AGO, **details
        )
        for n in range(count)
    ]


def states():
    return list(Message.objects.order_by("not_before", "address").values_list("state", flat=True))


def test_everybody_who_agreed_gets_one_text_and_says_how_to_stop(organisation, campaign, amy):
    people(organisation, 3)

    assert campaigns.send(campaign=campaign, by=amy, now=NOON) == 3
    send_due(NOON)

    texts = Message.objects.all()
    assert {text.body for text in texts} == {
        "New: free tea and tablets on Fridays at 2pm. Text STOP to end these."
    }
    assert {(t.kind, t.priority, t.state) for t in texts} == {
        (TextKind.GROUP, Priority.BULK, MessageState.ACCEPTED)
    }
    assert Event.objects.get(verb="send_to_group").facts == {"texts": 3}


def test_pressing_send_twice_sends_it_once(organisation, campaign, amy):
    people(organisation, 2)
    assert [campaigns.send(campaign=campaign, by=amy, now=NOON) for _ in range(2)] == [2, 0]
    assert Message.objects.count() == 2


def test_those_who_cannot_be_texted_are_counted_by_why_and_left_out(organisation, campaign):
    kept, *_ = people(organisation, 1)
    texted_learner(kept.phone, organisation=organisation)
    texted_learner("+447700900150", organisation=organisation)
    OptOutFactory(address="+447700900150")
    texted_learner("+447700900151", organisation=organisation)
    DeadNumber.objects.create(pk="+447700900151", why="30005", found_at=NOON)
    LearnerFactory(organisation=organisation, phone="+447700900152")
    LearnerFactory(organisation=organisation, phone="")
    texted_learner("+447700900153", organisation=OrganisationFactory())

    found = audience(campaign, NOON)

    assert found.people == [(kept.pk, kept.phone)]
    assert found.left_out == {
        "share a number with somebody who gets it": 1,
        "said STOP": 1,
        "have a number that can't get texts": 1,
        "have not agreed to texts": 1,
        "have no number": 1,
    }


def test_a_group_is_a_centre_a_language_or_those_who_have_not_come_for_weeks(organisation):
    hall = CentreFactory(organisation=organisation)
    at_hall, reads_polish, *_ = people(organisation, 3)
    type(at_hall).objects.filter(pk=at_hall.pk).update(centre=hall)
    type(at_hall).objects.filter(pk=reads_polish.pk).update(language="pl")
    session = SessionFactory(centre=hall, starts_at=NOON - dt.timedelta(days=3))
    AttendanceFactory(session=session, learner=at_hall)

    def group(**who):
        return [pk for pk, _ in audience(CampaignFactory.build(organisation=organisation, **who), NOON).people]  # fmt: skip

    assert group(centre=hall) == [at_hall.pk]
    assert group(language="pl") == [reads_polish.pk]
    assert at_hall.pk not in group(away_weeks=4)
    assert len(group(away_weeks=4)) == 2


def test_somebody_who_says_stop_or_takes_back_their_agreement_meanwhile_gets_nothing(
    organisation, campaign, amy
):
    stopped, unsure, keeps = people(organisation, 3)
    campaigns.send(campaign=campaign, by=amy, now=NOON)
    OptOutFactory(address=stopped.phone)
    withdraw(person=unsure, purpose=ConsentPurpose.TEXTS, channel=Channel.SPOKEN, by=amy, now=NOON)

    send_due(NOON)

    gone = Message.objects.exclude(state=MessageState.SUPPRESSED)
    assert [text.learner for text in gone] == [keeps]


def test_texts_are_spread_over_waking_hours_and_none_goes_at_night(organisation, amy):
    people(organisation, 4)
    evening = dt.datetime(2026, 11, 24, 19, tzinfo=dt.UTC)
    campaign = CampaignFactory(organisation=organisation, made_by=amy, hours=4)
    campaigns.send(campaign=campaign, by=amy, now=evening)
    moments = Message.objects.order_by("not_before").values_list("not_before", flat=True)
    assert [f"{moment.astimezone(LONDON):%a %H:%M}" for moment in moments] == [
        "Tue 19:00",
        "Wed 08:00",
        "Wed 09:00",
        "Wed 10:00",
    ]


def test_a_pause_holds_the_rest_and_going_on_sends_them_as_much_later(organisation, amy):
    people(organisation, 4)
    campaign = CampaignFactory(organisation=organisation, made_by=amy, hours=4)
    campaigns.send(campaign=campaign, by=amy, now=NOON)
    send_due(NOON)
    campaigns.pause(campaign=campaign, by=amy, now=NOON + MINUTE)
    send_due(NOON + 3 * HOUR)
    assert states() == ["accepted", "paused", "paused", "paused"]

    campaign.refresh_from_db()
    campaigns.go_on(campaign=campaign, by=amy, now=NOON + 2 * HOUR + MINUTE)

    send_due(NOON + 2 * HOUR + MINUTE)
    assert states() == ["accepted", "queued", "queued", "queued"]
    send_due(NOON + 3 * HOUR)
    assert states() == ["accepted", "accepted", "queued", "queued"]


def test_stopping_calls_back_what_has_not_gone_and_cannot_be_undone(organisation, amy):
    people(organisation, 3)
    campaign = CampaignFactory(organisation=organisation, made_by=amy, hours=3)
    campaigns.send(campaign=campaign, by=amy, now=NOON)
    send_due(NOON)
    campaigns.pause(campaign=campaign, by=amy, now=NOON)
    campaigns.stop(campaign=campaign, by=amy, now=NOON)
    campaign.refresh_from_db()
    campaigns.go_on(campaign=campaign, by=amy, now=NOON + HOUR)
    send_due(NOON + 5 * HOUR)
    assert states() == ["accepted", "cancelled", "cancelled"]
    assert campaign.state == CampaignState.STOPPED


def test_a_group_never_costs_more_than_it_was_given(organisation, amy):
    people(organisation, 30)
    campaign = CampaignFactory(organisation=organisation, made_by=amy, pounds=1)
    campaigns.send(campaign=campaign, by=amy, now=NOON)
    send_due(NOON)
    went, waits = (Message.objects.filter(attempts=n) for n in (1, 0))
    assert (went.count(), waits.count()) == (20, 10)  # 5p a part
    assert {text.last_error for text in waits} == {"It waits: the money for this group is spent."}

    Campaign.objects.update(pounds=2)
    send_due(NOON + HOUR)

    assert campaigns.spent_on([campaign.pk]) == {campaign.pk: 15_000}
    assert states() == ["accepted"] * 30


def test_what_waits_for_money_too_long_is_not_sent_and_says_why(organisation, amy):
    people(organisation, 21)
    campaign = CampaignFactory(organisation=organisation, made_by=amy, pounds=1)
    campaigns.send(campaign=campaign, by=amy, now=NOON)
    send_due(NOON)
    send_due(NOON + dt.timedelta(days=3) - MINUTE)
    lapsed = Message.objects.get(state=MessageState.SUPPRESSED)
    assert lapsed.last_error == "The money for this group was spent."


@pytest.mark.django_db(transaction=True)
def test_four_workers_together_do_not_overspend():
    if connection.vendor == "sqlite":
        pytest.skip("threads cannot share a database in memory")
    organisation = OrganisationFactory()
    amy = coordinator(organisation)
    people(organisation, 60)
    campaign = CampaignFactory(organisation=organisation, made_by=amy, pounds=2)
    campaigns.send(campaign=campaign, by=amy, now=NOON)
    held, together = [], threading.Barrier(4)

    def work(name):
        together.wait()
        while (taken := dispatch.take(name, dispatch.gateway(), NOON, 3)) != dispatch.NOTHING:
            held.extend(message.pk for message in taken.going)
        connection.close()

    workers = [threading.Thread(target=work, args=(f"worker {n}",)) for n in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(held) == len(set(held)) == 40


def test_its_writer_tries_it_out_on_their_own_phone_even_at_night(organisation, campaign, amy):
    amy.phone = "+447700900199"
    amy.save()
    night = dt.datetime(2026, 11, 24, 23, tzinfo=dt.UTC)
    for _ in range(2):
        campaigns.try_out(campaign=campaign, key="a", by=amy, now=night)
    send_due(night)
    trial = Message.objects.get()
    assert (trial.address, trial.state) == (amy.phone, MessageState.ACCEPTED)
    assert campaigns.counts_of([campaign]) == {campaign.pk: {}}


def test_ten_thousand_people_are_put_in_the_outbox_in_few_questions(
    organisation, campaign, amy, django_assert_max_num_queries
):
    people(organisation, 50)
    with django_assert_max_num_queries(14):
        campaigns.send(campaign=campaign, by=amy, now=NOON)


YEAR_BEGINS = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
MOMENTS = st.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: YEAR_BEGINS + minutes * MINUTE)


@given(st.integers(0, 60), MOMENTS, st.integers(0, 72))
def test_a_spread_is_in_order_awake_and_no_longer_than_asked(count, begins, hours):
    moments = spread(count, begins, hours)
    assert len(moments) == count
    assert moments == sorted(moments)
    assert all(is_waking_hour(moment) for moment in moments)
    if moments:
        assert moments[0] == next_waking_moment(begins)
        assert moments[-1] <= later_awake(begins, dt.timedelta(hours=hours))


@pytest.mark.parametrize("day", [dt.date(2026, 3, 28), dt.date(2026, 10, 24)])
def test_a_spread_over_the_night_the_clocks_change_starts_at_nine_on_sunday(day):
    evening = dt.datetime.combine(day, dt.time(19, 30), LONDON)
    _, second, third = spread(3, evening, 3)
    assert [f"{moment.astimezone(LONDON):%a %H:%M}" for moment in (second, third)] == [
        "Sun 09:30",
        "Sun 10:30",
    ]
