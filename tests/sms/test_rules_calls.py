"""What a call says in each language, and the hours it may be made in."""

import datetime as dt
from string import Formatter
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inclusion.choices import Language
from inclusion.rules.calls import CALLS_FROM, CALLS_UNTIL, has_voice, next_calling_moment
from inclusion.rules.reminders import is_waking_hour
from sms import twiml
from sms.choices import CALLED
from sms.pressed import SAYS
from sms.voices import can_speak, speak, voice_of, when_spoken
from sms.words import LANGUAGES

LONDON = ZoneInfo("Europe/London")
NEW_YEAR = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
MOMENTS = st.integers(0, 4 * 365 * 24 * 60).map(lambda n: NEW_YEAR + dt.timedelta(minutes=n))
SPEAKING = [code for code in LANGUAGES if LANGUAGES[code].VOICE]


@given(MOMENTS)
def test_a_call_is_made_now_or_at_the_next_9_in_the_morning(now):
    moment = next_calling_moment(now)
    local = moment.astimezone(LONDON)
    assert now <= moment <= now + dt.timedelta(hours=16)
    assert CALLS_FROM <= local.time() < CALLS_UNTIL
    assert moment == now or local.time() == CALLS_FROM
    assert next_calling_moment(moment) == moment


@given(MOMENTS)
def test_nobody_is_rung_when_nobody_may_be_texted(now):
    assert is_waking_hour(next_calling_moment(now))


@pytest.mark.parametrize("code", Language.values)
def test_the_desk_and_the_calls_agree_on_who_has_a_voice(code):
    assert can_speak(code) == has_voice(code)


def test_every_voice_says_every_sentence_with_the_same_facts_in_it():
    facts = {
        code: {
            key: {name for _, name, _, _ in Formatter().parse(words) if name}
            for key, words in LANGUAGES[code].SPOKEN.items()
        }
        for code in SPEAKING
    }
    assert [facts[code] for code in SPEAKING] == [facts["en"]] * len(SPEAKING)
    assert set(SAYS.values()) | set(CALLED) <= set(facts["en"])


@pytest.mark.parametrize("code", SPEAKING)
def test_what_is_said_is_short_and_names_the_three_keys(code):
    """About 15 letters a second: nobody listens for longer than 20 seconds."""
    said = speak("session_reminder", code, when="w" * 40, place="p" * 40)
    assert len(said + speak("press", code)) <= 300
    assert [key in speak("press", code) for key in "129"] == [True] * 3
    assert all(voice_of(code))


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "Wednesday 25 November, at 10am"),
        ("cy", "dydd Mercher 25 Tachwedd, am 10:00"),
        ("pl", "środa, 25 listopada, godzina 10:00"),
        ("ar", "الأربعاء، 25 نوفمبر، الساعة 10:00"),
    ],
)
def test_days_and_months_are_said_in_full(code, said):
    assert when_spoken(dt.datetime(2026, 11, 25, 10, tzinfo=LONDON), code) == said


def test_a_centre_with_awkward_letters_in_its_name_breaks_nothing():
    assert "Tea &amp; &lt;Chat&gt;" in twiml.say(["At Tea & <Chat>."], ("Polly.Amy", "en-GB"))
