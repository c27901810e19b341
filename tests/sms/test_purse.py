"""No council's texts cost more in a month than it decided, save those that must go."""

import datetime as dt
import threading

import pytest
import time_machine
from django.db import connection
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from inclusion.choices import Role
from inclusion.models import Event
from sms import dispatch, purse
from sms.choices import MessageState, Priority, TextKind
from sms.dispatch import send_due
from sms.models import Message, Purse
from tests.clients import HouseClient
from tests.factories import CouncilFactory, OrganisationFactory, coordinator, council_person
from tests.sms.factories import NOON, MessageFactory, reminder_owed, texted_learner

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
NEXT_MONTH = dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC)


@pytest.fixture
def organisation():
    """One whose council lets its texts cost a pound a month."""
    organisation = OrganisationFactory(council=CouncilFactory(name="Ashmere", slug="ashmere"))
    Purse.objects.create(pk=organisation.council_id, pounds=1)
    return organisation


def spent(organisation, hundredths, at=NOON):
    return MessageFactory(
        organisation=organisation, state=MessageState.DELIVERED, attempts=1, tried_at=at,
        estimate=hundredths, not_before=at,
    )  # fmt: skip


def reminder(organisation, phone="+447700900101", at=NOON):
    """A reminder in the outbox that costs 5p."""
    learner = texted_learner(phone, organisation=organisation)
    return MessageFactory(
        organisation=organisation, learner=learner, address=phone, kind=TextKind.NOTICE, estimate=500,
        not_before=at, useful_until=at + 6 * HOUR,
    )  # fmt: skip


def now_of(message):
    message.refresh_from_db()
    return message.state, message.last_error, message.not_before


def test_a_reminder_goes_while_there_is_money_for_it(organisation):
    spent(organisation, 9_500)
    message = reminder(organisation)
    send_due(NOON)
    assert now_of(message)[0] == "accepted"


def test_a_reminder_waits_when_the_money_is_spent_and_says_why(organisation):
    spent(organisation, 9_501)
    message = reminder(organisation)
    send_due(NOON)
    assert now_of(message) == ("queued", purse.WAITS, NOON + HOUR)


def test_a_reminder_that_would_come_too_late_lapses_and_says_why(organisation):
    spent(organisation, 10_000)
    message = reminder(organisation)
    for hours in range(7):
        send_due(NOON + hours * HOUR)
    assert now_of(message)[:2] == ("suppressed", purse.LAPSED)


@pytest.mark.parametrize("priority", [Priority.CONFIRMATION, Priority.REPLY])
def test_replies_to_people_and_word_that_a_session_is_off_still_go(organisation, priority):
    spent(organisation, 10_000)
    message = MessageFactory(organisation=organisation, estimate=500, priority=priority)
    send_due(NOON)
    assert now_of(message)[0] == "accepted"


def test_a_real_reminder_is_held_back_and_sent_when_more_money_is_set(organisation):
    spent(organisation, 10_000)
    notice = reminder_owed(learner=texted_learner(organisation=organisation))
    send_due(NOON)
    assert Message.objects.get(notice=notice).last_error == purse.WAITS
    lead = council_person(Role.LEAD, organisation.council)
    soon = NOON + dt.timedelta(minutes=5)
    purse.set_cap(council=organisation.council, pounds=2, by=lead, now=soon)
    send_due(soon)
    assert Message.objects.get(notice=notice).state == "accepted"


def test_a_new_month_has_a_full_purse(organisation):
    spent(organisation, 10_000)
    message = reminder(organisation, at=NEXT_MONTH)
    send_due(NEXT_MONTH)
    assert now_of(message)[0] == "accepted"


def test_it_looks_again_as_the_month_turns(organisation):
    late = dt.datetime(2026, 11, 30, 19, 30, tzinfo=dt.UTC)
    spent(organisation, 10_000, at=late)
    message = reminder(organisation, at=late)
    verdict = purse.verdict_for(message, purse.month_of(late), late + 4 * HOUR)
    assert verdict.wait_until == dt.datetime(2026, 12, 1, tzinfo=dt.UTC)


def test_one_councils_empty_purse_is_not_anothers(organisation):
    spent(organisation, 10_000)
    message = reminder(OrganisationFactory())
    send_due(NOON)
    assert now_of(message)[0] == "accepted"


def test_two_organisations_of_a_council_share_its_purse(organisation):
    spent(OrganisationFactory(council=organisation.council), 10_000)
    message = reminder(organisation)
    send_due(NOON)
    assert now_of(message)[1] == purse.WAITS


def test_a_batch_taken_at_once_stops_where_the_money_ends(organisation):
    spent(organisation, 8_900)
    for n in range(5):
        reminder(organisation, f"+44770090011{n}")
    send_due(NOON)
    states = Message.objects.filter(kind=TextKind.NOTICE).values_list("state", flat=True)
    assert sorted(states) == ["accepted"] * 2 + ["queued"] * 3


def test_what_was_refused_is_given_back(organisation):
    gone = spent(organisation, 10_000)
    Message.objects.filter(pk=gone.pk).update(state=MessageState.FAILED)
    message = reminder(organisation)
    send_due(NOON)
    assert now_of(message)[0] == "accepted"


@pytest.mark.django_db(transaction=True)
def test_workers_who_race_never_overspend_together(organisation):
    if connection.vendor == "sqlite":
        pytest.skip("threads cannot share a database in memory")
    for n in range(40):
        reminder(organisation, f"+4477009001{n:02}")
    held, together = [], threading.Barrier(4)

    def worker(name):
        together.wait()
        while (taken := dispatch.take(name, dispatch.gateway(), NOON, 3)) != dispatch.NOTHING:
            held.extend(message.pk for message in taken.going)
        connection.close()

    threads = [threading.Thread(target=worker, args=(f"worker {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(held) == 20


@given(
    st.integers(-500, 5_000),
    st.lists(st.tuples(st.booleans(), st.integers(0, 2_000))),
)
def test_only_what_can_wait_waits_and_what_could_wait_and_goes_fits(left, texts):
    waiting = set(purse.what_waits(left, texts))
    spent = 0
    for place, (can_wait, cost) in enumerate(texts):
        if place in waiting:
            assert can_wait
            assert spent + cost > left
        else:
            spent += cost
            assert spent <= left or not can_wait


def page_for(person, address, **form):
    client = HouseClient()
    client.force_login(person)
    with time_machine.travel(NOON, tick=False):
        return client.post(address, form) if form else client.get(address)


def test_a_lead_sets_the_limit_and_takes_it_away_again_on_record(organisation):
    lead = council_person(Role.LEAD, organisation.council)
    cap = reverse("sms:cap", args=["ashmere"])
    assert 'value="1"' in page_for(lead, cap).content.decode()
    assert page_for(lead, cap, pounds="50").status_code == 302
    assert Purse.objects.get().pounds == 50
    assert page_for(lead, cap, pounds="").status_code == 302
    assert not Purse.objects.exists()
    kept = Event.objects.filter(verb="set_text_cap").order_by("pk").values_list("facts", flat=True)
    assert list(kept) == [{"pounds": 50}, {"pounds": None}]


def test_setting_the_same_limit_twice_is_once_on_record(organisation):
    lead = council_person(Role.LEAD, organisation.council)
    for _ in range(2):
        purse.set_cap(council=organisation.council, pounds=7, by=lead, now=NOON)
    assert Event.objects.filter(verb="set_text_cap").count() == 1


@pytest.mark.parametrize("typed", ["0", "-5", "4.50", "lots", "100001"])
def test_a_limit_that_is_no_number_of_pounds_is_explained_and_kept(organisation, typed):
    lead = council_person(Role.ADMINISTRATOR, organisation.council)
    shown = page_for(lead, reverse("sms:cap", args=["ashmere"]), pounds=typed).content.decode()
    assert "We need whole pounds from 1 to 100,000, like 50." in shown
    assert f'value="{typed}"' in shown
    assert Purse.objects.get().pounds == 1


def test_nobody_sets_another_councils_limit_or_with_the_wrong_part(organisation):
    cap = reverse("sms:cap", args=["ashmere"])
    assert page_for(council_person(Role.LEAD), cap, pounds="50").status_code == 404
    assert page_for(coordinator(organisation), cap, pounds="50").status_code == 403
    assert Purse.objects.get().pounds == 1


@pytest.mark.parametrize(
    ("hundredths", "said"),
    [(7_999, None), (8_000, "Money for texts is nearly spent"), (10_000, "Money for texts is spent")],
)  # fmt: skip
def test_the_desk_warns_from_four_fifths_on(organisation, hundredths, said):
    spent(organisation, hundredths)
    shown = page_for(coordinator(organisation), reverse("sms:texts")).content.decode()
    warnings = [w for w in ("Money for texts is nearly spent", "Money for texts is spent") if w in shown]  # fmt: skip
    assert warnings == ([said] if said else [])


def test_the_page_of_costs_says_what_is_spent_of_what(organisation):
    spent(organisation, 8_250)
    shown = page_for(
        council_person(Role.LEAD, organisation.council), reverse("sms:money")
    ).content.decode()
    assert "has spent 82.5p of £1.00 this month" in shown
    assert "Set what texts may cost in Ashmere" in shown


def test_what_waits_for_money_says_so_at_the_desk(organisation):
    spent(organisation, 10_000)
    reminder(organisation)
    send_due(NOON)
    assert purse.WAITS in page_for(
        coordinator(organisation), reverse("sms:texts")
    ).content.decode().replace("&#x27;", "'")
