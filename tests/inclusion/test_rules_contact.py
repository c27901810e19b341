import pytest
from hypothesis import given
from hypothesis import strategies as st

from inclusion.rules.contact import NotAMobile, masked, mobile_number, spoken


@pytest.mark.parametrize(
    "typed",
    [
        "07400 123456",
        "+44 7400 123456",
        "0044 7400 123456",
        "07400-123-456",
        " 07400123456 ",
        "(07400) 123456",
    ],
)
def test_a_mobile_typed_any_way_is_one_number(typed):
    assert mobile_number(typed) == "+447400123456"


def test_numbers_kept_for_drama_are_taken_so_that_tests_never_text_a_stranger():
    assert mobile_number("07700 900123") == "+447700900123"


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("hello", "We need a mobile number like 07700 900123."),
        ("", "We need a mobile number like 07700 900123."),
        (
            "07400 1234",
            "That number has too many or too few digits. We need one like 07700 900123.",
        ),
        (
            "0191 278 7878",
            "That is a landline, and landlines can't get texts. Leave it empty if there is no mobile.",
        ),
    ],
)
def test_what_cannot_be_texted_says_why(typed, why):
    with pytest.raises(NotAMobile) as problem:
        mobile_number(typed)

    assert str(problem.value) == why


@given(st.text(max_size=30))
def test_whatever_is_typed_there_is_a_number_or_a_sentence(typed):
    try:
        answer = mobile_number(typed)
    except NotAMobile as problem:
        answer = str(problem)

    assert answer.startswith("+") or answer.endswith(".")


def test_a_coordinator_sees_only_the_last_three_digits():
    assert masked("+447700900123") == "ends 123"
    assert masked("") == "no number"


def test_a_number_is_written_the_way_people_write_it():
    assert spoken("+447700900123") == "07700 900123"
    assert spoken("+48512345678") == "+48 512 345 678"
    assert spoken("") == ""
