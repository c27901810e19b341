import pytest
from hypothesis import given
from hypothesis import strategies as st

from inclusion.rules.postcodes import tidy_postcode


@pytest.mark.parametrize("typed", ["NE1 4ST", "ne14st", " ne1  4st ", "NE1-4ST", "ne1.4st"])
def test_a_postcode_typed_any_way_is_one_postcode(typed):
    assert tidy_postcode(typed) == "NE1 4ST"


@pytest.mark.parametrize(
    "real", ["M1 1AE", "B33 8TH", "CR2 6XH", "DN55 1PT", "W1A 0AX", "EC1A 1BB"]
)
def test_every_shape_of_postcode_is_known(real):
    assert tidy_postcode(real.replace(" ", "")) == real


@pytest.mark.parametrize("typed", ["", "NE1", "NE1 4", "hello", "12345", "NE1 4SI", "NE1 4STX"])
def test_what_cannot_be_a_postcode_is_none(typed):
    assert tidy_postcode(typed) == ""


@given(st.text(max_size=12))
def test_tidying_twice_is_tidying_once(typed):
    assert tidy_postcode(tidy_postcode(typed)) == tidy_postcode(typed)
