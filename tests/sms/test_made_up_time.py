"""The clock of the built-in phones: tomorrow's texts, today."""

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from sms.handset import code_of
from sms.made_up_time import ahead, moment, move_on
from sms.models import Inbound, Message
from sms.webhooks import MADE_UP_TIME, moment_of
from tests.sms.factories import NOON, PHONE, MessageFactory, reminder_owed

pytestmark = pytest.mark.django_db
A_DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def press(client):
    """Press something on the page of a phone that has had a text."""
    MessageFactory(address=PHONE, state="delivered", not_before=NOON - A_DAY)

    def pressed(page, **said):
        return client.post(reverse(f"sms:{page}", args=[code_of(PHONE)]), said, follow=True)

    return pressed


def test_a_reminder_for_tomorrow_comes_when_a_day_has_passed(press):
    reminder_owed(now=NOON + A_DAY - dt.timedelta(hours=1))
    call_command("work", once=True)
    assert not Message.objects.filter(kind="notice").exists()
    words = press("phone_later", step="day").content.decode()
    assert "On the phones it is Wednesday 25 November, 12pm." in words
    call_command("work", once=True)
    assert Message.objects.get(kind="notice").tried_at == NOON + A_DAY


def test_what_a_phone_texts_then_came_then(press):
    press("phone_later", step="day")
    press("phone_later", step="hour")
    press("phone_write", body="hello")
    assert Inbound.objects.get().received_at == NOON + A_DAY + dt.timedelta(hours=1)


def test_the_clock_can_be_put_right(press):
    press("phone_later", step="day")
    assert "On the phones it is" not in press("phone_later", step="now").content.decode()
    assert moment() == NOON


def test_nobodys_real_texts_follow_a_made_up_clock(settings):
    move_on("day")
    settings.TWILIO_ACCOUNT_SID = "AC" + "a" * 32
    assert (moment(), ahead()) == (NOON, dt.timedelta())


def test_no_request_from_outside_can_say_what_time_it_is(rf):
    """Only the phone on the screen, which is inside this process, can."""
    request = rf.post(reverse("sms:inbound"), headers={MADE_UP_TIME: "2030-01-01T12:00:00Z"})
    assert moment_of(request) == NOON
