"""Every sentence we text, at its longest, and the hours it may go out."""

import datetime as dt
import json
from pathlib import Path
from string import Formatter
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import inclusion
from inclusion.choices import Language, NoticeKind
from inclusion.rules.reminders import is_waking_hour
from sms import texts
from sms.hours import next_waking_moment
from sms.keywords import PROVIDER_STOP, normalise
from sms.segments import measure
from sms.texts import LANGUAGES, Option, locale_for, plain, say, when

LONDON = ZoneInfo("Europe/London")
FRAMEWORKS = Path(inclusion.__file__).parent / "frameworks"
LONGEST_WHEN = when(dt.datetime(2026, 11, 25, 11, 30, tzinfo=LONDON))
KEYS = sorted(LANGUAGES["en"].SENTENCES)


def longest(locale, in_a_list=False):
    """The moment that takes most room in a language."""
    days = [
        dt.datetime(2026, month, day, 11, 30, tzinfo=LONDON)
        for month in range(1, 13)
        for day in range(20, 28)
    ]
    return max((when(day, locale, in_a_list=in_a_list) for day in days), key=len)  # fmt: skip


def longest_skill(locale):
    skills = LANGUAGES[locale].SKILLS
    return max(skills, key=lambda code: len(skills[code]))


def said(key, locale, place):
    """A sentence with the longest moments there are, and three places to choose from."""
    options = [Option(longest(locale, in_a_list=True), f"{place} {n}") for n in range(3)]
    return say(
        key,
        locale,
        when=longest(locale),
        place=place,
        options=options,
        code="888888",
        heads=500,
        done=88,
        total=88,
        left=88,
        n=88,
        skill=longest_skill(locale),
    )


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("place", ["W" * 100, "€" * 100, "St Mary's " * 10, "Market Library"])
def test_every_english_sentence_is_one_plain_text_at_its_longest(key, place):
    measured = measure(said(key, "en", place))
    assert (measured.encoding, measured.count) == ("GSM-7", 1)


@pytest.mark.parametrize("locale", sorted(set(LANGUAGES) - {"en"}))
@pytest.mark.parametrize("place", ["W" * 100, "St Mary's " * 10, "مكتبة السوق" * 9, "Łódź " * 9])
def test_a_sentence_in_another_language_is_one_plain_text_or_two_parts_at_most(locale, place):
    measured = {key: measure(said(key, locale, place)) for key in KEYS}
    most = {"GSM-7": 1, "UCS-2": 3 if locale == "cy" else 2}
    assert {key: m.count for key, m in measured.items() if m.count > most[m.encoding]} == {}


@pytest.mark.parametrize("locale", sorted(LANGUAGES))
def test_every_task_of_the_framework_we_ship_can_be_asked_about_in_every_language(locale):
    edition = json.loads((FRAMEWORKS / "eds-foundation-2022.json").read_text())
    assert {task["code"] for task in edition["tasks"]} == set(LANGUAGES[locale].SKILLS)


@pytest.mark.parametrize("locale", sorted(LANGUAGES))
def test_an_ordinary_name_is_still_readable_in_every_sentence(locale):
    """Shortened to its first word at worst."""
    for key, sentence in LANGUAGES[locale].SENTENCES.items():
        assert ("Market" in said(key, locale, "Market Library")) == (
            "{place}" in sentence or "{options}" in sentence
        ), key


def test_every_language_a_learner_may_have_is_written():
    assert set(LANGUAGES) == set(Language.values)


@pytest.mark.parametrize("locale", sorted(LANGUAGES))
def test_every_sentence_takes_the_same_facts_in_every_language(locale):
    def facts(sentence):
        return {name for _, name, _, _ in Formatter().parse(sentence) if name}

    english, theirs = LANGUAGES["en"].SENTENCES, LANGUAGES[locale].SENTENCES
    assert {k: facts(v) for k, v in theirs.items()} == {k: facts(v) for k, v in english.items()}


def test_no_sentence_uses_a_word_that_twilio_takes_for_stop():
    taken = PROVIDER_STOP - {"stop", "end"}
    words = {
        word
        for language in LANGUAGES.values()
        for sentence in language.SENTENCES.values()
        for word in normalise(sentence).split()
    }
    assert words & taken == set()


@pytest.mark.parametrize("key", KEYS)
def test_a_centre_with_an_arabic_name_costs_three_parts_at_most(key):
    text = said(key, "en", "مكتبة السوق" * 9)
    assert text.count("?") == said(key, "en", "Market Library").count("?")
    assert measure(text).count <= 3


def test_a_reminder_reads_well():
    moment = dt.datetime(2026, 11, 24, 10, tzinfo=LONDON)
    assert say("session_reminder", when=when(moment), place="Market Library") == (
        "Reminder: your session is Tue 24 Nov, 10am at Market Library. Free. "
        "Reply 1 if you will come, 2 if you can't, 3 for another day. Text STOP to end these."
    )


def test_every_kind_of_notice_has_a_sentence_in_every_language():
    for language in LANGUAGES.values():
        assert set(NoticeKind.values) <= set(language.SENTENCES)
        assert set(language.SENTENCES) == set(KEYS)


def test_a_curly_quote_does_not_make_a_text_dearer():
    assert plain("St Mary\u2019s \u2013 Llŷn\u00a0Hall") == "St Mary's - Llyn Hall"


@pytest.mark.parametrize("place", ["Biblioteka Łódź", "مكتبة السوق", "図書館"])
def test_letters_the_plain_table_lacks_are_never_turned_into_question_marks(place):
    assert "?" not in plain(place)


def test_a_language_without_its_words_yet_gets_english():
    assert [locale_for("ur"), locale_for("fr"), locale_for("")] == ["ur", "en", "en"]


@given(st.text(max_size=120))
def test_any_centre_name_at_all_makes_a_text(name):
    assert measure(say("session_reminder", when=LONGEST_WHEN, place=name)).count <= 3


@pytest.mark.parametrize(
    ("now", "wakes"),
    [
        ((2026, 11, 24, 12), (2026, 11, 24, 12)),
        ((2026, 11, 24, 20), (2026, 11, 25, 8)),
        ((2026, 11, 27, 21), (2026, 11, 28, 9)),
        ((2026, 11, 29, 23), (2026, 11, 30, 8)),
        ((2026, 3, 28, 23), (2026, 3, 29, 9)),  # the clocks go forward
        ((2026, 10, 24, 23), (2026, 10, 25, 9)),  # the clocks go back
    ],
)
def test_texts_wait_for_the_morning(now, wakes):
    moment = dt.datetime(*now, tzinfo=LONDON)
    assert next_waking_moment(moment) == dt.datetime(*wakes, tzinfo=LONDON)


@given(st.integers(0, 4 * 366 * 24 * 60))
def test_the_next_waking_moment_is_one(minutes):
    moment = dt.datetime(2024, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=minutes)
    wakes = next_waking_moment(moment)
    assert is_waking_hour(wakes)
    assert moment <= wakes <= moment + dt.timedelta(hours=15)


def test_a_shortened_name_ends_at_a_word():
    assert texts.shorter("Market Library, ground floor") == "Market Library, ground"
