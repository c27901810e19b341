import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inclusion.rules.feedback import BEST, WORST, Summary, ask_from
from inclusion.rules.reminders import LONDON, is_waking_hour

DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("ended", "asked"),
    [
        ((2026, 11, 24, 11), (2026, 11, 24, 18)),
        ((2026, 11, 24, 17), (2026, 11, 24, 18)),
        ((2026, 11, 24, 19), (2026, 11, 25, 10)),
        ((2026, 10, 24, 20), (2026, 10, 25, 10)),  # the clocks go back in the night
    ],
)
def test_people_are_asked_that_evening_or_the_morning_after(ended, asked):
    assert ask_from(dt.datetime(*ended, tzinfo=LONDON)) == dt.datetime(*asked, tzinfo=LONDON)


@given(st.integers(0, 4 * 366 * 24 * 60))
def test_nobody_is_asked_at_night_or_before_it_ended_or_after_they_forgot(minutes):
    ended = dt.datetime(2024, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=minutes)
    asked = ask_from(ended)
    assert is_waking_hour(asked)
    assert ended < asked <= ended + 2 * DAY


@given(st.dictionaries(st.integers(WORST, BEST), st.integers(0, 400)))
def test_an_average_is_there_from_five_answers_on_and_lies_among_them(scores):
    summary = Summary(0, scores)
    given_scores = [score for score, people in scores.items() if people]
    assert (summary.average is None) == (summary.answers < 5)
    if summary.average is not None:
        assert min(given_scores) <= summary.average <= max(given_scores)
    assert sum(people for _, people in summary.spread) == summary.answers


def test_halves_go_up():
    assert Summary(9, {4: 19, 5: 1}).average == Decimal("4.1")


def test_a_score_nobody_gave_is_shown_as_nobody():
    assert Summary(9, {5: 2, 3: 1}).spread == [(5, 2), (4, 0), (3, 1), (2, 0), (1, 0)]
