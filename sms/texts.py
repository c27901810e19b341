"""Putting a sentence together so that it fits. Words in, words out.

A long centre name is shortened at a word until the whole text is one part. Curly quotes and dashes become plain ones,
because a single one of them would make the text two or three times as dear; no letter is ever turned into "?".
"""

import datetime as dt
import unicodedata

from inclusion.rules.clock import clock
from inclusion.rules.reminders import LONDON
from sms.segments import BASIC, ESCAPED, is_plain, measure
from sms.words import en

# A language is one file in `sms/words`. Until its file is there, English is sent, and said to be English.
LANGUAGES = {"en": en}
FALLBACK = "en"
PLAINER = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-"}
    | {"\u00a0": " ", "\u2026": "...", "`": "'", "\t": " "}
)
# An English sentence around a centre name in another script takes three; plain letters take one.
MOST_PARTS = {"GSM-7": 1, "UCS-2": 3}


def locale_for(language: str) -> str:
    """The language to write in: theirs if we have its words."""
    return language if language in LANGUAGES else FALLBACK


def say(key: str, locale: str = FALLBACK, *, when: str = "", place: str = "") -> str:
    """A sentence in a language, with its place shortened until it fits.

    One part in plain letters, three at most in any other script. Raises KeyError for a sentence nobody wrote.
    """
    language = LANGUAGES[locale]
    sentence, place = language.SENTENCES[key], plain(place) or language.YOUR_CENTRE
    text: str = sentence.format(when=when, place=place)
    while not fits(text) and len(place) > 1:
        place = shorter(place)
        text = sentence.format(when=when, place=place)
    return text


def fits(text: str) -> bool:
    measured = measure(text)
    return measured.count <= MOST_PARTS[measured.encoding]


def shorter(place: str) -> str:
    """The name without its last word, or without its last letter when there is only one."""
    words = place.rsplit(maxsplit=1)
    return (words[0] if len(words) > 1 else place[:-1]).rstrip(" ,-(&")


def when(moment: dt.datetime, locale: str = FALLBACK) -> str:
    """Tue 24 Nov, 10am: short, and the same width whatever the month."""
    local, language = moment.astimezone(LONDON), LANGUAGES[locale]
    day = f"{language.WEEKDAYS[local.weekday()]} {local.day} {language.MONTHS[local.month - 1]}"
    return f"{day}, {clock(local)}"


def plain(words: str) -> str:
    """The same words in letters that cost least: plain quotes and dashes, and no accents the tables lack."""
    simple = "".join(map(_plain_letter, words.translate(PLAINER)))
    return " ".join((simple if is_plain(simple) else words).split())


def _plain_letter(c: str) -> str:
    if c in BASIC or c in ESCAPED:
        return c
    bare = "".join(
        part for part in unicodedata.normalize("NFKD", c) if not unicodedata.combining(part)
    )
    return bare or c
