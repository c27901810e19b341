"""Days and times as people type them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inclusion.rules.clock import clock, day
from inclusion.rules.diary import (
    NotADay,
    NotATime,
    moment,
    month_of,
    read_day,
    read_time,
    weekly,
)

TODAY = dt.date(2026, 3, 20)
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))


@pytest.mark.parametrize(
    "typed",
    [
        "27 3 2026",
        "27/3/26",
        "27.03.2026",
        "27-3-2026",
        "2026-03-27",
        "27 March",
        "27th march 2026",
        "Friday 27 March",
        "fri 27 mar",
        "  27 3  ",
    ],
)
def test_one_day_can_be_typed_many_ways(typed):
    assert read_day(typed, TODAY) == dt.date(2026, 3, 27)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("today", TODAY),
        ("Tomorrow", dt.date(2026, 3, 21)),
        ("19 3", dt.date(2027, 3, 19)),
        ("29 2", dt.date(2028, 2, 29)),
    ],
)
def test_a_day_with_no_year_is_the_next_such_day(typed, meant):
    assert read_day(typed, TODAY) == meant


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("soon", "We need a date like 27 3 2026."),
        ("27", "We need a date like 27 3 2026."),
        ("31 2 2026", "There is no such day. We need a date like 27 3 2026."),
        ("27 3 126", "The year needs 4 numbers, like 2026."),
        ("Monday 27 March 2026", "27 March 2026 is a Friday. Which did you mean?"),
    ],
)
def test_a_day_that_is_none_says_why(typed, reason):
    with pytest.raises(NotADay) as problem:
        read_day(typed, TODAY)
    assert str(problem.value) == reason


@given(date=DAYS, today=DAYS)
def test_every_day_we_write_can_be_typed_back(date, today):
    if date.year != today.year or date >= today:
        assert read_day(day(date, today), today) == date


@given(date=DAYS, shape=st.sampled_from(["%d %m %Y", "%d/%m/%y", "%d %B %Y", "%Y-%m-%d"]))
def test_every_day_can_be_typed_in_every_shape(date, shape):
    assert read_day(date.strftime(shape), TODAY) == date


@given(typed=st.text(alphabet="0123456789 -/.:apmonday²marché\n", max_size=20), today=DAYS)
def test_anything_typed_is_a_day_or_a_reason(typed, today):
    try:
        found = read_day(typed, today)
    except NotADay:
        return
    assert isinstance(found, dt.date)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("10am", dt.time(10)),
        ("10 AM", dt.time(10)),
        ("10.30 a.m.", dt.time(10, 30)),
        ("2:30pm", dt.time(14, 30)),
        ("12am", dt.time(0)),
        ("12pm", dt.time(12)),
        ("noon", dt.time(12)),
        ("14:30", dt.time(14, 30)),
        ("9:30", dt.time(9, 30)),
        ("02:30", dt.time(2, 30)),
    ],
)
def test_a_time_can_be_typed_many_ways(typed, meant):
    assert read_time(typed) == meant


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("10", "We need a time like 10am or 14:30."),
        ("25:00", "We need a time like 10am or 14:30."),
        ("10:75", "We need a time like 10am or 14:30."),
        ("13pm", "We need a time like 10am or 14:30."),
        ("2:30", "Is that 2:30am or 2:30pm?"),
    ],
)
def test_a_time_that_is_none_says_why(typed, reason):
    with pytest.raises(NotATime) as problem:
        read_time(typed)
    assert str(problem.value) == reason


@given(time=st.times().map(lambda t: t.replace(second=0, microsecond=0)))
def test_every_time_we_write_can_be_typed_back(time):
    assert read_time(clock(time)) == time


@given(typed=st.text(alphabet="0123456789 .:apm²noon\n", max_size=10))
def test_anything_typed_is_a_time_or_a_reason(typed):
    try:
        found = read_time(typed)
    except NotATime:
        return
    assert isinstance(found, dt.time)


@given(first=DAYS, times=st.integers(1, 26))
def test_weekly_keeps_the_day_of_the_week(first, times):
    days = weekly(first, times)

    assert (len(days), {d.weekday() for d in days}) == (times, {first.weekday()})


def test_ten_oclock_stays_ten_oclock_when_the_clocks_go_forward():
    before, after = weekly(dt.date(2026, 3, 27), 2)

    assert [moment(d, dt.time(10)).astimezone(dt.UTC).hour for d in (before, after)] == [10, 9]


@pytest.mark.parametrize(
    ("typed", "span"),
    [
        ("2026-12", (dt.date(2026, 12, 1), dt.date(2027, 1, 1))),
        ("2026-13", None),
        ("9999-12", None),
        ("0000-01", None),
        ("march", None),
    ],
)
def test_a_month_in_an_address(typed, span):
    assert month_of(typed) == span
