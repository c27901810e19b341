"""One press makes a text plain: every letter in the cheap tables, and never a part more than before."""
# ruff: noqa: RUF001 -- the letters people type are what is tested

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sms.previews import preview
from sms.rewriting import dear_letters, rewrite
from sms.segments import BASIC, ESCAPED, is_plain, measure

PLAIN = "".join(sorted(BASIC | ESCAPED))
# Letters that become at most two, as every European alphabet in Latin script has; with quotes, dashes and emoji.
DEAR = "ŵŷâîôûŴŶąćęłńóśźżĄĆĘŁŃÓŚŹŻçãõşğœþđ‘’“”„«»–—•\u00a0\u2009\u200d\ufeff😀🎉👍🏽❤️👩‍💻🇬🇧"
LETTERS = st.text(st.sampled_from(PLAIN + DEAR), max_size=400)


@given(LETTERS.map(lambda text: f"a{text}"))
@example("a" + "😀" * 33)
@example("a" + "œ" * 66 + "€" * 3)
def test_a_text_in_latin_letters_becomes_plain_and_takes_no_more_parts(text):
    plain = rewrite(text)
    assert is_plain(plain)
    assert measure(plain).count <= measure(text).count


@given(st.text() | LETTERS)
@example("…" * 70)
@example("😀" * 10)
@example("\u0301")
@example("🇬")
def test_any_text_becomes_plain_or_is_left_as_it_was_and_never_takes_more_parts(text):
    plain = rewrite(text)
    assert plain == text or is_plain(plain)
    assert measure(plain).count <= measure(text).count


@given(st.text() | LETTERS)
def test_rewriting_twice_changes_nothing_more(text):
    assert rewrite(rewrite(text)) == rewrite(text)


@given(st.text(st.sampled_from(PLAIN)))
def test_what_is_plain_already_is_not_touched(text):
    assert rewrite(text) == text
    assert dear_letters(text) == []


@given(st.text() | LETTERS)
def test_no_letter_ever_becomes_a_question_mark(text):
    assert rewrite(text).count("?") <= text.count("?") + sum(c in "⁇⁈⁉︖﹖？" for c in text)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("“Don’t” – she said…", '"Don\'t" - she said...'),
        ("10\u00a0am", "10 am"),
        ("Dŵr i’r tŷ", "Dwr i'r ty"),
        ("Zażółć gęślą jaźń", "Zazolc gesla jazn"),
        ("e\u0301te\u0301", "été"),
        ("Well done 🎉", "Well done (party popper)"),
        ("Go 👍🏽", "Go (thumbs up sign)"),
        ("👩‍💻 club", "(woman, personal computer) club"),
        ("🇬🇧 day", "(flag GB) day"),
        ("½ price", "1/2 price"),
        ("© us", "(c) us"),
        ("مرحبا “a”", "مرحبا “a”"),
    ],
)
def test_what_people_type_is_written_as_they_would_write_it(typed, plain):
    assert rewrite(typed) == plain


def test_emoji_are_left_out_where_their_names_would_cost_another_part():
    assert rewrite("Well done" + "🎉" * 30) == "Well done"


def test_what_keeping_a_welsh_accent_costs_is_shown():
    shown = preview("Dewch i’r tŷ " + "a" * 100, 500)
    assert (shown.typed.letters, shown.typed.parts, shown.typed.costs) == ("Every script", 2, "10p")
    assert (shown.plainer.parts, shown.plainer.costs) == (1, "5p")
    assert (shown.dear, shown.keeping_costs) == ("’ ŷ", "5p")


def test_an_accent_that_costs_nothing_more_says_so():
    shown = preview("Tŷ", 500)
    assert (shown.typed.parts, shown.plainer.words, shown.keeping_costs) == (1, "Ty", "")


def test_a_script_with_no_plain_likeness_is_shown_as_it_is():
    shown = preview("مرحبا", 500)
    assert (shown.typed.letters, shown.plainer) == ("Every script", None)
