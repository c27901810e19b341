"""Whose a text is, and putting our question to somebody once more."""

import datetime as dt

import pytest
from django.urls import reverse

from inclusion.choices import BookingState
from inclusion.models import Booking, Event, User
from sms import inbox
from sms.choices import ConversationStatus
from sms.dispatch import send_due
from sms.models import Conversation, Message
from tests.factories import CentreFactory, OrganisationFactory, SessionFactory, coordinator
from tests.sms.factories import (
    NOON,
    PHONE,
    InboundFactory,
    OptOutFactory,
    reminder_owed,
    texted_learner,
)
from tests.sms.talking import send_in, text

pytestmark = pytest.mark.django_db
TEXTS = reverse("sms:texts")
DAY = dt.timedelta(days=1)
LONG = "I am not sure what you mean by all of that"


@pytest.fixture
def centre():
    return CentreFactory(name="Market Library")


@pytest.fixture
def amy(centre):
    return named(coordinator(centre.organisation), "Amy", "Marsh")


@pytest.fixture
def ben(centre):
    return named(coordinator(centre.organisation), "Ben", "Fen")


@pytest.fixture
def learner(centre):
    return texted_learner(centre=centre, organisation=centre.organisation)


@pytest.fixture
def desk(client, amy):
    client.force_login(amy)
    return client


def named(person, first, last):
    User.objects.filter(pk=person.pk).update(first_name=first, last_name=last)
    person.refresh_from_db()
    return person


def waiting(centre):
    return InboundFactory(organisation=centre.organisation, needs_person=True, processed_at=NOON)


def whose(inbound):
    inbound.refresh_from_db()
    return inbound.assigned_to


def our_last_words():
    return Message.objects.order_by("queued_at").last().body


def test_somebody_takes_a_text_on_and_their_colleagues_see_it(desk, client, centre, amy, ben):
    inbound = waiting(centre)

    desk.post(reverse("sms:text_assign", args=[inbound.pk]), {"to": amy.pk})

    assert whose(inbound) == amy
    assert "You have it" in desk.get(TEXTS).content.decode()
    client.force_login(ben)
    assert f"{amy.known_as} has it" in client.get(TEXTS).content.decode()


def test_a_text_is_handed_to_a_colleague_and_let_go_again(desk, centre, amy, ben):
    inbound = waiting(centre)
    address = reverse("sms:text_assign", args=[inbound.pk])

    for _ in range(2):
        said = desk.post(address, {"to": ben.pk}, follow=True).content.decode()
    assert (whose(inbound), f"{ben.known_as} has this text now." in said) == (ben, True)
    desk.post(address, {"to": ""})

    assert (whose(inbound), inbound.assigned_at) == (None, None)
    assert [event.facts["to"] for event in Event.objects.filter(verb="assign_text").order_by("pk")] == [
        str(ben.pk),
        "",
    ]  # fmt: skip


def test_nobody_elsewhere_can_be_handed_a_text(desk, centre):
    inbound = waiting(centre)
    elsewhere = coordinator(OrganisationFactory())

    address = reverse("sms:text_assign", args=[inbound.pk])
    said = desk.post(address, {"to": elsewhere.pk}, follow=True).content.decode()

    assert "Choose somebody from the list." in said
    assert whose(inbound) is None
    with pytest.raises(inbox.NotAColleague):
        inbox.assign(inbound=inbound, to=elsewhere, by=coordinator(), now=NOON)


def test_another_organisation_can_neither_take_a_text_nor_ask_again(client, centre):
    inbound = waiting(centre)
    client.force_login(coordinator(OrganisationFactory(council=centre.organisation.council)))
    for name in ("sms:text_assign", "sms:text_again"):
        assert client.post(reverse(name, args=[inbound.pk]), {"to": ""}).status_code == 404


def test_somebody_who_wrote_a_letter_is_offered_the_dates_once_more_and_can_choose(
    centre, learner, amy
):
    later = [SessionFactory(centre=centre, starts_at=NOON + n * DAY) for n in (1, 2)]
    offer = text("NEXT")
    inbound = send_in(LONG, NOON + dt.timedelta(minutes=1))
    assert inbound.needs_person

    asked = inbox.ask_again(inbound=inbound, by=amy, now=NOON + dt.timedelta(minutes=30))

    assert (asked, our_last_words()) == (True, offer)
    inbound.refresh_from_db()
    assert inbound.dealt_with_by == amy
    text("2", 40)
    assert Booking.objects.get().session == later[1]


def test_asking_again_twice_asks_once(centre, learner, amy):
    SessionFactory(centre=centre, starts_at=NOON + DAY)
    text("NEXT")
    inbound = send_in(LONG, NOON + dt.timedelta(minutes=1))
    for _ in range(2):
        inbox.ask_again(inbound=inbound, by=amy, now=NOON + dt.timedelta(minutes=30))
    assert Message.objects.filter(key=f"again:{inbound.pk}").count() == 1
    assert Conversation.objects.waiting().count() == 1
    text("1", 40)
    assert Booking.objects.count() == 1


def test_where_nothing_is_left_to_offer_the_text_still_waits_for_a_person(centre, learner, amy):
    session = SessionFactory(centre=centre, starts_at=NOON + DAY)
    text("NEXT")
    inbound = send_in(LONG, NOON + dt.timedelta(minutes=1))
    session.delete()

    asked = inbox.ask_again(inbound=inbound, by=amy, now=NOON + dt.timedelta(minutes=30))

    assert asked is False
    inbound.refresh_from_db()
    assert (inbound.needs_person, inbound.dealt_with_at) == (True, None)
    assert our_last_words() == (
        "There are no free dates just now. A person will text you when there are."
    )


def test_somebody_we_reminded_is_reminded_once_more_and_can_answer(centre, amy):
    reminder_owed(centre=centre)
    send_due(NOON)
    inbound = send_in(LONG, NOON + dt.timedelta(minutes=1))

    inbox.ask_again(inbound=inbound, by=amy, now=NOON + dt.timedelta(minutes=30))

    assert our_last_words().startswith("Reminder: your session is ")
    text("1", 40)
    assert Booking.objects.get().state == BookingState.CONFIRMED


def test_somebody_we_never_asked_anything_is_told_what_they_can_text(centre, learner, amy):
    inbound = send_in(LONG, NOON)
    inbox.ask_again(inbound=inbound, by=amy, now=NOON + dt.timedelta(minutes=30))
    assert our_last_words().startswith("Free digital skills help. Text NEXT for dates")


def test_a_question_of_last_month_is_not_asked_again(centre, learner, amy):
    SessionFactory(centre=centre, starts_at=NOON + 40 * DAY)
    text("NEXT")
    Conversation.objects.update(status=ConversationStatus.EXPIRED)
    inbound = send_in(LONG, NOON + 30 * DAY)
    inbox.ask_again(inbound=inbound, by=amy, now=NOON + 31 * DAY)
    assert our_last_words().startswith("Free digital skills help.")


def test_somebody_who_stopped_is_not_asked_again(desk, centre, learner):
    inbound = waiting(centre)
    OptOutFactory(address=PHONE)
    said = desk.post(reverse("sms:text_again", args=[inbound.pk]), follow=True).content.decode()
    assert "They asked to have no more texts, so we did not ask." in said
    assert not Message.objects.exists()


def test_the_desk_asks_again_with_one_press(desk, centre, learner):
    inbound = waiting(centre)
    said = desk.post(reverse("sms:text_again", args=[inbound.pk]), follow=True).content.decode()
    assert "Our question is on its way to them again." in said
    assert "Nobody is waiting for an answer." in said
