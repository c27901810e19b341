"""A STOP stands whatever happens to the records around it, until the same number says START. And START gives back no more."""

import datetime as dt

import pytest

from inclusion.actions import consent
from inclusion.actions.merging import merge_learners
from inclusion.choices import Channel, ConsentPurpose
from sms.choices import Meaning
from sms.dispatch import send_due
from sms.models import Message, OptOut
from sms.words import LANGUAGES
from tests.factories import ConsentFactory, coordinator
from tests.sms.factories import NOON, PHONE, reminder_owed, texted_learner
from tests.sms.talking import send_in

pytestmark = pytest.mark.django_db
OTHER = "+447700900102"
LATER = NOON + dt.timedelta(minutes=30)


def text(body, now=NOON, sender=PHONE):
    return send_in(body, now, sender)


def agreed(phone=PHONE):
    """Somebody who agreed to texts a season ago."""
    learner = texted_learner(phone)
    learner.consents.update(given_at=NOON - dt.timedelta(days=100))
    return learner


def agrees(learner):
    return learner.consents.live().filter(purpose=ConsentPurpose.TEXTS).exists()


def is_texted(learner, now=LATER):
    """Whether a reminder owed to them goes out."""
    reminder_owed(learner=learner, now=now)
    send_due(now)
    return Message.objects.filter(
        address=learner.phone, tried_at__isnull=False, notice__isnull=False
    ).exists()


@pytest.mark.parametrize(
    "word", sorted({each for language in LANGUAGES.values() for each in language.KEYWORDS["stop"]})
)
def test_stop_is_heard_in_every_language_and_in_the_middle_of_anything(word):
    learner = agreed()
    text("join")

    assert text(word).meaning == Meaning.STOP
    assert (OptOut.objects.covers(PHONE), agrees(learner)) == (True, False)


def test_a_stop_stands_when_two_records_are_made_one():
    one, two = agreed(), agreed(OTHER)
    two.organisation = one.organisation
    two.save()
    text("STOP")

    merge_learners(kept=two, other=one, by=coordinator(one.organisation), now=LATER)

    assert OptOut.objects.covers(PHONE)
    assert not agrees(two)


def test_a_stop_stands_when_somebody_is_added_again_with_the_same_number():
    text("STOP")
    again = texted_learner()

    assert is_texted(again) is False


def test_nothing_but_start_from_the_same_number_ends_a_stop():
    learner = agreed()
    text("STOP")
    for words in ("ok thanks", "1", "YES", "NEXT", "JOIN", "POLSKI", "Start again please?"):
        text(words)
    text("START", sender=OTHER)

    assert (OptOut.objects.covers(PHONE), agrees(learner)) == (True, False)
    text("START")
    assert (OptOut.objects.covers(PHONE), agrees(learner)) == (False, True)


def test_a_change_of_provider_changes_nothing(settings):
    learner = agreed()
    text("STOP")
    settings.TWILIO_ACCOUNT_SID, settings.TWILIO_AUTH_TOKEN = "AC" + "a" * 32, "12345"

    assert (OptOut.objects.covers(PHONE), agrees(learner)) == (True, False)


def test_start_from_a_number_that_never_stopped_renews_nothing_and_says_what_can_be_asked():
    learner = agreed()
    consent.withdraw(
        person=learner, purpose=ConsentPurpose.TEXTS, channel=Channel.TEXT, by=None, now=NOON
    )
    text("START", now=LATER)

    assert agrees(learner) is False
    assert Message.objects.get().body.startswith("Free digital skills help.")


def test_start_gives_back_only_what_that_stop_took():
    """One had stopped by text long ago on this number; another has told a person no since."""
    now_stopped, long_ago, told_us = agreed(), agreed(), agreed()
    withdraw = {"purpose": ConsentPurpose.TEXTS, "by": None}
    consent.withdraw(
        person=long_ago, channel=Channel.TEXT, now=NOON - dt.timedelta(days=90), **withdraw
    )
    text("STOP")
    ConsentFactory(
        learner=told_us, purpose=ConsentPurpose.TEXTS, given_at=NOON + dt.timedelta(minutes=5)
    )
    consent.withdraw(
        person=told_us, channel=Channel.SPOKEN, now=NOON + dt.timedelta(minutes=10), **withdraw
    )
    text("START", now=LATER)

    assert [agrees(each) for each in (now_stopped, long_ago, told_us)] == [True, False, False]
