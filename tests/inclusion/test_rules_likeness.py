"""Names that may be one person's are shown to a coordinator, and no others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inclusion.rules.likeness import may_be_one

names = st.tuples(st.text(min_size=1, max_size=12), st.text(max_size=2))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Jean", "P"), ("jean", "p")),
        (("José", "M"), ("Jose", "M")),
        (("Catherine", "B"), ("Katherine", "B")),
        (("Jeane", "P"), ("Jeanne", "P")),
        (("Sam", "T"), ("Samantha", "T")),
        (("Mary-Ann", "S"), ("Mary Ann", "S")),
        (("Jean", ""), ("Jean", "P")),
    ],
)
def test_these_may_be_one_person(one, other):
    assert may_be_one(one, other)
    assert may_be_one(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Jean", "P"), ("Jean", "Q")),
        (("Jean", "P"), ("Joan", "Q")),
        (("Al", "P"), ("Alfred", "P")),
        (("Ann", "P"), ("Amy", "P")),
        (("Jeanne", ""), ("Jean", "P")),
        (("Aisha", "B"), ("Ahmed", "B")),
    ],
)
def test_these_are_not_suggested(one, other):
    assert not may_be_one(one, other)


@given(names, names)
def test_it_does_not_matter_who_comes_first(one, other):
    assert may_be_one(one, other) == may_be_one(other, one)
