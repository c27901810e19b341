"""What texts cost, for those who answer for it: by organisation and kind, never a word of what was said."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from inclusion.choices import Role
from sms.choices import MessageState, TextKind
from sms.dispatch import send_due
from sms.models import Message
from sms.outbox import pull_due_notices
from tests.clients import HouseClient
from tests.factories import OrganisationFactory, coordinator, council_person, volunteer
from tests.sms.factories import NOON, MessageFactory, reminder_owed

pytestmark = pytest.mark.django_db
MONEY = reverse("sms:money")


@pytest.fixture
def organisation():
    return OrganisationFactory(name="Ashmere Libraries")


def sent(organisation, **details):
    """A text that arrived at noon, reckoned at 5p a part."""
    return MessageFactory(
        **{
            "organisation": organisation, "state": MessageState.DELIVERED, "attempts": 1, "tried_at": NOON,
            "estimate": 500, "body": "Told us a plumless secret", **details,
        }
    )  # fmt: skip


def costs(person, query="", at=NOON):
    """What the page holds for somebody: (organisation, kind, texts, parts, estimate, charged)."""
    client = HouseClient()
    client.force_login(person)
    with time_machine.travel(at, tick=False):
        page = client.get(MONEY + query)
    return page, [
        (a.total.label, line.label, line.texts, line.parts, line.estimated, line.charged)
        for a in page.context["accounts"]
        for line in a.kinds.values()
    ]


def test_a_reminder_carries_its_estimate_from_the_day_it_is_written():
    reminder_owed()
    pull_due_notices(NOON)
    message = Message.objects.get()
    assert (message.segments, message.estimate) == (1, 500)


def test_the_owners_own_price_is_the_one_used(settings):
    settings.TEXT_PENCE_A_PART = Decimal("2.4")
    reminder_owed()
    pull_due_notices(NOON)
    assert Message.objects.get().estimate == 240


def test_a_month_is_added_up_by_organisation_and_kind(organisation):
    sent(organisation)
    sent(organisation, segments=2, estimate=1000)
    sent(organisation, kind=TextKind.PERSON, price=Decimal("0.042"), price_unit="GBP")
    page, lines = costs(coordinator(organisation))
    assert lines == [
        ("Ashmere Libraries", "An answer the machine gave", 2, 3, "15p", ""),
        ("Ashmere Libraries", "Written by a person", 1, 1, "5p", "£0.04"),
    ]
    assert "2 of them have no charge yet." in page.content.decode()


def test_charges_in_two_currencies_are_never_added_up(organisation):
    sent(organisation, price=Decimal("0.04"), price_unit="USD")
    sent(organisation, price=Decimal("0.05"), price_unit="GBP")
    assert costs(coordinator(organisation))[1] == [
        ("Ashmere Libraries", "An answer the machine gave", 2, 2, "10p", "£0.05 and US$0.04")
    ]


def test_each_try_counts_and_what_was_refused_or_never_sent_does_not(organisation):
    sent(organisation, attempts=2)
    sent(organisation, state=MessageState.FAILED)
    sent(organisation, state=MessageState.SUPPRESSED, attempts=0)
    sent(organisation, state=MessageState.QUEUED, attempts=0, tried_at=None)
    assert costs(coordinator(organisation))[1] == [
        ("Ashmere Libraries", "An answer the machine gave", 1, 2, "10p", "")
    ]


def test_a_text_after_midnight_in_london_is_the_next_months(organisation):
    sent(organisation, tried_at=dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC))
    person = coordinator(organisation)
    assert costs(person, "?month=2026-06")[1] == []
    assert [line[2] for line in costs(person, "?month=2026-07")[1]] == [1]


@pytest.mark.parametrize("query", ["?month=2026-13", "?month=2031-01", "?month=%00"])
def test_a_month_that_is_not_there_is_this_one(organisation, query):
    assert str(costs(coordinator(organisation), query)[0].context["month"]) == "November 2026"


def test_a_lead_sees_the_whole_council_and_not_one_word(organisation):
    beside = OrganisationFactory(council=organisation.council, name="Beside")
    for one in (organisation, beside, OrganisationFactory(name="Elsewhere")):
        sent(one)
    page, lines = costs(council_person(Role.LEAD, organisation.council))
    assert [line[0] for line in lines] == ["Ashmere Libraries", "Beside"]
    assert "plumless" not in page.content.decode()


def test_a_coordinator_sees_their_own_organisation_alone(organisation):
    sent(OrganisationFactory(council=organisation.council))
    assert costs(coordinator(organisation))[1] == []


def test_texts_to_strangers_are_seen_while_one_council_has_the_machine(organisation):
    sent(None)
    person = council_person(Role.ADMINISTRATOR, organisation.council)
    assert [line[0] for line in costs(person)[1]] == ["Numbers nobody knows"]
    OrganisationFactory()
    assert costs(person)[1] == []


@pytest.mark.parametrize("person", [volunteer, lambda: council_person(Role.EDITOR)])
def test_others_may_not_look(client, person):
    client.force_login(person())
    assert client.get(MONEY).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_the_same_queries_however_many_texts(
    client, organisation, django_assert_num_queries, rows
):
    for n in range(rows):
        one = OrganisationFactory(council=organisation.council, name=f"Body {n}")
        for kind in (TextKind.ANSWER, TextKind.PERSON):
            sent(one, kind=kind)
    client.force_login(council_person(Role.LEAD, organisation.council))
    with time_machine.travel(NOON, tick=False), django_assert_num_queries(6):
        client.get(MONEY)


def test_what_was_sent_by_the_worker_is_in_the_ledger(organisation):
    MessageFactory(organisation=organisation, estimate=500)
    send_due(NOON)
    assert costs(coordinator(organisation))[1] == [
        ("Ashmere Libraries", "An answer the machine gave", 1, 1, "5p", "")
    ]
