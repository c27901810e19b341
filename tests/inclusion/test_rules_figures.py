"""Numbers in words, and distances."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inclusion.rules.distance import METRES_IN_A_MILE, miles_between, miles_in_words
from inclusion.rules.figures import compared, places_left


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (12, 0, "12 more than the 28 days before"),
        (1, 1201, "1,200 fewer than the 28 days before"),
        (5, 5, "The same as the 28 days before"),
    ],
)
def test_a_count_beside_the_one_before(now, before, words):
    assert compared(now, before) == words


@pytest.mark.parametrize(
    ("taken", "words"), [(2, "6 places left"), (7, "1 place left"), (8, "Full"), (9, "Full")]
)
def test_what_is_left_of_eight_places(taken, words):
    assert places_left(8, taken) == words


@pytest.mark.parametrize(
    ("miles", "words"),
    [(0.04, "less than 0.1 miles"), (0.44, "0.4 miles"), (3.0, "3.0 miles"), (12.6, "13 miles")],
)
def test_a_distance_in_words(miles, words):
    assert miles_in_words(miles) == words


POINTS = st.tuples(st.integers(0, 700_000), st.integers(0, 1_300_000))


@given(one=POINTS, other=POINTS)
def test_it_is_as_far_there_as_back(one, other):
    assert miles_between(one, other) == miles_between(other, one)


def test_a_mile_east_is_a_mile():
    assert miles_between((0, 0), (round(METRES_IN_A_MILE), 0)) == pytest.approx(1, abs=0.001)
