"""What a call says. Words in, words out; nothing is measured, because nobody pays by the letter."""

import datetime as dt
from typing import Any

from inclusion.rules.calls import has_voice
from inclusion.rules.clock import clock
from inclusion.rules.reminders import LONDON
from sms.texts import FALLBACK
from sms.words import LANGUAGES


def can_speak(locale: str) -> bool:
    """Whether there are a voice and sentences for a language."""
    return locale in LANGUAGES and has_voice(locale) and bool(LANGUAGES[locale].VOICE)


def voice_of(locale: str) -> tuple[str, str]:
    """The provider's name of the voice, and of its language."""
    language = LANGUAGES[locale]
    return language.VOICE, language.VOICE_LANGUAGE


def speak(key: str, locale: str = FALLBACK, *, when: str = "", place: str = "") -> str:
    """A sentence to be said. Raises KeyError for one that nobody wrote."""
    language = LANGUAGES[locale]
    sentence: str = language.SPOKEN[key]
    return sentence.format(when=when, place=place or language.YOUR_CENTRE)


def when_spoken(moment: dt.datetime, locale: str = FALLBACK) -> str:
    """Wednesday 25 November, at 10am: in full, because a voice reads "Wed" as a word."""
    local, language = moment.astimezone(LONDON), LANGUAGES[locale]
    date: str = language.SPOKEN_DATE
    return date.format(
        weekday=language.SPOKEN_WEEKDAYS[local.weekday()],
        day=local.day,
        month=language.SPOKEN_MONTHS[local.month - 1],
        clock=clock(local) if locale == FALLBACK else f"{local:%H:%M}",
    )


def in_speech(
    key: str, locale: str, *, at: dt.datetime | None = None, place: str = "", **_facts: Any
) -> str:
    """A sentence with its moment said as that language says it."""
    return speak(key, locale, when=when_spoken(at, locale) if at else "", place=place)
