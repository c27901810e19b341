"""Putting a sentence together so that it fits. Words in, words out.

A long centre name is shortened at a word until the whole text is one part. Curly quotes and dashes become plain ones,
because a single one of them would make the text two or three times as dear; no letter is ever turned into "?".
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from inclusion.rules.clock import clock
from inclusion.rules.reminders import LONDON
from sms.rewriting import plain_letter
from sms.segments import is_plain, measure
from sms.words import LANGUAGES, listed

# A language is one file in `sms/words`. Until its file is there, English is sent.
FALLBACK = "en"
# An English or Welsh sentence around a centre name in another script takes three; plain letters take one.
MOST_PARTS = {"GSM-7": 1, "UCS-2": 2}
MOST_PARTS_IN_PLAIN_LANGUAGES = {"GSM-7": 1, "UCS-2": 3}
PLAIN_LANGUAGES = ("en", "cy")


@dataclass(frozen=True)
class Option:
    """One of the dates on offer."""

    when: str
    place: str


def locale_for(language: str) -> str:
    """The language to write in: theirs if we have its words."""
    return language if language in LANGUAGES else FALLBACK


def say(
    key: str,
    locale: str = FALLBACK,
    *,
    when: str = "",
    place: str = "",
    options: Sequence[Option] = (),
    skill: str = "",
    **facts: object,
) -> str:
    """A sentence in a language, with the names of places shortened until it fits. `skill` is the code of a task.

    One part in plain letters. In any other script two at most, or three around an English or Welsh sentence. Raises KeyError for a sentence nobody wrote.
    """
    language = LANGUAGES[locale]
    facts |= {"when": when, "languages": listed()}
    facts["skill"] = language.SKILLS[skill] if skill else ""
    names = [plain(place) or language.YOUR_CENTRE, *(plain(one.place) for one in options)]
    if len(set(names[1:])) == 1:
        names = [names[0], names[1]]
    while True:
        lines = numbered(options, names[1:])
        text: str = language.SENTENCES[key].format(place=names[0], options=lines, **facts)
        longest = max(range(len(names)), key=lambda i: len(names[i]))
        if fits(text, locale) or len(names[longest]) <= 1:
            return text
        names[longest] = shorter(names[longest])


def numbered(options: Sequence[Option], names: Sequence[str]) -> str:
    """1 to 3, a line each. One place for all of them is said once, above."""
    if len(names) == 1:
        lines = [names[0], *(f"{n} {one.when}" for n, one in enumerate(options, 1))]
    else:
        pairs = zip(options, names, strict=True)
        lines = [f"{n} {one.when} {name}" for n, (one, name) in enumerate(pairs, 1)]
    return "\n".join(lines)


def fits(text: str, locale: str = FALLBACK) -> bool:
    measured = measure(text)
    most = MOST_PARTS_IN_PLAIN_LANGUAGES if locale in PLAIN_LANGUAGES else MOST_PARTS
    return measured.count <= most[measured.encoding]


def shorter(place: str) -> str:
    """The name without its last word, or without its last letter when there is only one."""
    words = place.rsplit(maxsplit=1)
    return (words[0] if len(words) > 1 else place[:-1]).rstrip(" ,-(&")


def when(moment: dt.datetime, locale: str = FALLBACK, *, in_a_list: bool = False) -> str:
    """Tue 24 Nov, 10am: short, and about the same width whatever the month. Only English halves the day."""
    local, language = moment.astimezone(LONDON), LANGUAGES[locale]
    date: str = language.SHORT_DATE if in_a_list else language.DATE
    day = date.format(
        weekday=language.WEEKDAYS[local.weekday()],
        day=local.day,
        month=language.MONTHS[local.month - 1],
    )
    return f"{day}, {clock(local) if locale == FALLBACK else f'{local:%H:%M}'}"


def plain(words: str) -> str:
    """The same words in letters that cost least: plain quotes and dashes, and no accents the tables lack."""
    simple = "".join(map(plain_letter, words))
    return " ".join((simple if is_plain(simple) else words).split())
