import pytest
from hypothesis import given
from hypothesis import strategies as st

from inclusion.rules.cards import LETTERS, new_card_code, read_card_code


def test_a_code_has_two_groups_of_four_that_spell_no_word():
    code = new_card_code()

    assert [len(group) for group in code.split("-")] == [4, 4]
    assert set(code) - {"-"} <= set(LETTERS)
    assert set("AEIOU0158LS") & set(LETTERS) == set()


@given(st.text(alphabet=LETTERS, min_size=8, max_size=8))
def test_a_code_read_aloud_and_typed_any_way_is_the_same_code(letters):
    code = f"{letters[:4]}-{letters[4:]}"
    typed = [
        code,
        letters,
        letters.lower(),
        f" {letters[:4].lower()} {letters[4:]} ",
        f"{letters[:2]} {letters[2:]}",
    ]

    assert {read_card_code(t) for t in typed} == {code}


@pytest.mark.parametrize("typed", ["", "K7MD", "K7MD-4PXHX", "AEIO-UAEI", "K7MD 4PX0", "'; DROP"])
def test_what_cannot_be_a_code_is_no_code(typed):
    assert read_card_code(typed) == ""
