"""A language is one file: put it in the folder and we speak it."""

import datetime as dt

import pytest

from sms import words
from sms.keywords import lexicon, normalise
from sms.models import Line
from sms.words import LANGUAGES
from tests.sms.factories import NOON, PHONE
from tests.sms.talking import answer_to, send_in

pytestmark = pytest.mark.django_db
RTL = ("ur", "ar")


@pytest.fixture
def tok(tmp_path, monkeypatch):
    """A made-up language of one file, in a folder beside the others; gone afterwards."""
    english = (words.__path__[0] + "/en.py").removeprefix("file:")
    with open(english, encoding="utf-8") as file:
        made_up = file.read()
    for before, after in {
        'NAME, LISTED_AS, DIRECTION = "English", "ENGLISH", "ltr"': 'NAME, LISTED_AS, DIRECTION = "Tok", "TOK", "ltr"',
        '"ENGLISH", "SAESNEG", "ANGIELSKI"': '"TOK",',
        '("STOP", "STOP ALL", "OPT OUT", "NO MORE TEXTS")': '("ZABAN",)',
        '("NEXT",)': '("BIYAN",)',
        "We will text you in English from now on.": "Tok nau.",
        '("two",)': '("tupela",)',
    }.items():
        assert before in made_up
        made_up = made_up.replace(before, after)
    (tmp_path / "tok.py").write_text(made_up, encoding="utf-8")
    monkeypatch.setattr(words, "__path__", [*words.__path__, str(tmp_path)])
    words.discover()
    lexicon.cache_clear()
    yield
    monkeypatch.undo()
    words.discover()
    lexicon.cache_clear()


def text(body, minutes=0):
    inbound = send_in(body, NOON + dt.timedelta(minutes=minutes))
    return inbound.meaning, answer_to(inbound)


def test_a_new_language_is_one_file_and_is_offered_spoken_and_obeyed(tok):
    assert "TOK" in text("language")[1]
    assert text("tok", 1)[1] == "Tok nau."
    assert Line.objects.get(pk=PHONE).language == "tok"
    assert text("biyan", 2)[0] == "talk"
    assert text("zaban", 3)[0] == "stop"


def test_a_language_that_is_taken_away_is_no_longer_offered():
    assert "TOK" not in text("language")[1]


def test_every_file_says_what_it_is_called_and_which_way_it_is_written():
    for code, language in LANGUAGES.items():
        assert ("rtl" if code in RTL else "ltr") == language.DIRECTION
        assert normalise(language.NAME) in lexicon().languages[code]
        assert normalise(language.LISTED_AS) in lexicon().languages[code]
        assert len(language.NUMBERS) == len(LANGUAGES["en"].NUMBERS)
        assert set(language.KEYWORDS) == set(LANGUAGES["en"].KEYWORDS)
