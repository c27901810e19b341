"""The words of texts go after the days we say, and what is needed for counting stays."""

import datetime as dt

import pytest

from sms.choices import Meaning, MessageState
from sms.models import Inbound, Message
from sms.retention import LOOK_EVERY, rub_out_old_words
from tests.factories import UserFactory
from tests.sms.factories import NOON, PHONE, InboundFactory, MessageFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _thirty_days(settings):
    settings.TEXT_WORDS_KEPT_DAYS = 30


def came_in(days_ago, **details):
    """A text that was read, so long ago."""
    at = NOON - days_ago * DAY
    said = {"body": "It is Zebedee", "parameters": {"Body": ["It is Zebedee"]}}
    return InboundFactory(received_at=at, processed_at=at, **said | details)


def went_out(days_ago, state=MessageState.DELIVERED, **details):
    """A text of ours that was useful until so long ago."""
    was_tried = {"attempts": 1, "tried_at": NOON - days_ago * DAY}
    return MessageFactory(
        not_before=NOON - (days_ago + 1) * DAY, state=state, **was_tried | details
    )


def words():
    return (
        {i.body for i in Inbound.objects.all()} - {""},
        {m.body for m in Message.objects.all()} - {""},
    )


def test_words_go_when_their_days_are_up_and_not_before():
    came_in(31)
    came_in(29, body="Hello")
    went_out(31, body="Old")
    went_out(29, body="New")
    assert rub_out_old_words(NOON) == 2
    assert words() == ({"Hello"}, {"New"})


def test_what_became_of_it_stays_for_counting():
    text, sent = came_in(31, meaning=Meaning.COMING), went_out(31, segments=2)
    rub_out_old_words(NOON)
    text.refresh_from_db()
    sent.refresh_from_db()
    assert (text.sid, text.sender, text.meaning, text.parameters) == (text.sid, PHONE, "coming", {})
    assert (sent.state, sent.segments, sent.attempts) == ("delivered", 2, 1)


def test_the_provider_said_much_about_a_text_with_no_words_and_that_goes_too():
    text = came_in(31, body="", parameters={"From": [PHONE], "Body": [""]})
    assert rub_out_old_words(NOON) == 1
    text.refresh_from_db()
    assert text.parameters == {}


def test_a_text_that_waits_for_a_person_keeps_its_words_until_they_have_read_it():
    waits = came_in(31, needs_person=True)
    assert rub_out_old_words(NOON) == 0
    Inbound.objects.filter(pk=waits.pk).update(dealt_with_at=NOON, dealt_with_by=UserFactory())
    assert rub_out_old_words(NOON + LOOK_EVERY) == 1


@pytest.mark.parametrize("state", [MessageState.QUEUED, MessageState.SENDING, MessageState.UNKNOWN])
def test_a_text_that_may_still_go_keeps_its_words(state):
    went_out(31, state)
    assert rub_out_old_words(NOON) == 0


def test_it_looks_once_an_hour_whoever_asks():
    assert rub_out_old_words(NOON) == 0
    came_in(31)
    assert rub_out_old_words(NOON + LOOK_EVERY - dt.timedelta(seconds=1)) == 0
    assert rub_out_old_words(NOON + LOOK_EVERY) == 1


def test_a_clock_that_was_put_back_holds_nothing_up():
    rub_out_old_words(NOON + 100 * DAY)
    came_in(31)
    assert rub_out_old_words(NOON) == 1


def test_the_page_for_everybody_says_the_days_it_is_set_to(client):
    page = client.get("/data-protection/")
    assert page.status_code == 200
    assert "kept for 30 days" in page.content.decode()
    assert "up to 400 days" in page.content.decode()


def test_every_page_leads_to_it(client):
    assert 'href="/data-protection/"' in client.get("/sessions/").content.decode()
