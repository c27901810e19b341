"""When a centre is open, read from the words its coordinator wrote."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inclusion.rules.clock import clock
from inclusion.rules.opening import DAYS, Hours, is_open, read_opening

NINE, FIVE = dt.time(9), dt.time(17)
DAY = st.integers(0, 6)
TIME = st.times().map(
    lambda time: time.replace(minute=time.minute // 5 * 5, second=0, microsecond=0)
)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Every day, 9am to 5pm", range(7)),
        ("Monday to Friday, 9am to 5pm", range(5)),
        ("Mondays, Wednesdays and Fridays 9am to 5pm", (0, 2, 4)),
        ("Sat to Mon 9am - 5pm", (0, 5, 6)),
        ("Thursdays, 9:00am to 17:00", (3,)),
        ("Monday & Tuesday 9am to 5pm, closed bank holidays", (0, 1)),
    ],
)
def test_the_ways_people_write_their_opening_times_are_understood(words, days):
    assert read_opening(words) == tuple(Hours(day, NINE, FIVE) for day in days)


def test_a_lunch_hour_and_a_short_saturday_are_understood():
    hours = read_opening("Fridays 10am to noon, 1pm to 4pm; Saturdays 10am to 1pm")
    assert hours == (
        Hours(4, dt.time(10), dt.time(12)),
        Hours(4, dt.time(13), dt.time(16)),
        Hours(5, dt.time(10), dt.time(13)),
    )


@pytest.mark.parametrize(
    "words",
    ["", "Ring us", "9am to 5pm", "Monday 5pm to 9am", "First Monday of the month 9am to 5pm",
     "Monday to Friday 9am to 5pm, closed in August", "Monday 99am to 5pm", "T 9am to 5pm"],
)  # fmt: skip
def test_what_we_are_not_sure_of_is_no_opening_time(words):
    assert read_opening(words) == ()


@given(st.lists(st.tuples(DAY, TIME, TIME).filter(lambda one: one[1] < one[2]), min_size=1))
def test_hours_written_down_are_read_back(stretches):
    words = "; ".join(
        f"{DAYS[day].title()}s {clock(opens)} to {clock(closes)}"
        for day, opens, closes in stretches
    )
    expected = sorted(stretches, key=lambda one: one[:2])
    assert sorted((h.weekday, h.opens, h.closes) for h in read_opening(words)) == sorted(expected)


@given(st.text(max_size=80))
def test_no_words_are_too_odd_to_read(words):
    assert isinstance(read_opening(words), tuple)


def test_a_session_fits_only_inside_one_stretch():
    hours = read_opening("Fridays 10am to noon, 1pm to 4pm")
    assert is_open(hours, 4, dt.time(10), dt.time(12)) is True
    assert is_open(hours, 4, dt.time(11), dt.time(14)) is False
    assert is_open(hours, 3, dt.time(10), dt.time(12)) is False
