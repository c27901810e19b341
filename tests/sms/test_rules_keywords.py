"""What a text says, when a machine may act on it."""
# ruff: noqa: RUF001, RUF028 -- letters that look alike are what this is about

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms.choices import Meaning
from sms.keywords import STARTS, lexicon, meaning_of, normalise


@pytest.mark.parametrize(
    "text",
    [
        "STOP", "stop", " Stop. ", "STOP!!", "\u200fstop\u200b", "ＳＴＯＰ", "stopall", "Stop all", "unsubscribe", "CANCEL", "end",
        "Quit", "REVOKE", "opt-out", "STOPIO", "stopiwch", "Przestań", "PRZESTAN", "بند", "بند کریں", "روکیں", "توقف", "إيقاف",
        "ايقاف",
    ],
)  # fmt: skip
def test_stopping_is_understood_in_every_language_we_offer(text):
    assert meaning_of(text) == Meaning.STOP


@pytest.mark.parametrize(
    "text", ["stop texting me about tuesday", "please stop", "can't stop smiling", "the end"]
)
def test_stopping_counts_only_as_the_whole_text(text):
    assert meaning_of(text) == Meaning.OTHER


@pytest.mark.parametrize("text", ["START", "unstop", "Dechrau", "ابدأ"])
def test_starting_again_is_understood(text):
    assert meaning_of(text) == Meaning.START


@pytest.mark.parametrize("text", ["ok thanks", "OK", "thank you", "👍", "", "?"])
def test_thanks_turns_nothing_on_and_books_nothing(text):
    assert meaning_of(text) == Meaning.OTHER


@pytest.mark.parametrize("text", ["help", "INFO", "Cymorth", "pomoc", "مدد"])
def test_help_is_understood(text):
    assert meaning_of(text) == Meaning.HELP


@pytest.mark.parametrize(
    "text",
    [
        "1",
        "1.",
        " 1 ",
        "1️⃣",
        "١",
        "۱",
        "१",
        "১",
        "one",
        "Yes",
        "yes please",
        "Y",
        "Yes I will be there",
        "1 thanks",
        "tak",
        "ydw",
        "ہاں",
        "نعم",
    ],  # fmt: skip
)
def test_yes_in_any_script_is_coming(text):
    assert meaning_of(text) == Meaning.COMING


@pytest.mark.parametrize(
    "text",
    [
        "2",
        "2️⃣",
        "٢",
        "۲",
        "no",
        "No 2",
        "can't",
        "can\u2019t come sorry",
        "Sorry I cannot make it",
        "not coming",
        "dau",
        "nie",
        "دو",
        "لا",
    ],  # fmt: skip
)
def test_no_in_any_script_is_not_coming(text):
    assert meaning_of(text) == Meaning.NOT_COMING


@pytest.mark.parametrize("text", ["1 2", "yes 2", "12", "no problem", "yes if my bus comes", "3"])
def test_what_could_mean_either_goes_to_a_person(text):
    assert meaning_of(text) == Meaning.OTHER


def test_no_word_means_two_things():
    known = lexicon().families
    families = [
        known[name]
        for name in (*STARTS, "stop", "start", "help", "language", "coming", "not_coming")
    ]
    families += lexicon().languages.values()
    assert len(frozenset().union(*families)) == sum(map(len, families))


@given(st.text(max_size=200))
def test_any_text_at_all_is_understood_as_something(text):
    assert meaning_of(text) in set(Meaning)
    assert normalise(normalise(text)) == normalise(text)
