"""Dates and times the way people write them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inclusion.rules.clock import clock, day
from inclusion.rules.dates import NotADate, NotATime, read_day, read_time

TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    "typed",
    [
        "27 3 2026",
        "27/3/26",
        "27.03.2026",
        "27-3-2026",
        "2026-03-27",
        "27 March",
        "27th mar 2026",
        "Friday 27 March",
    ],
)
def test_the_ways_people_write_a_day(typed):
    assert read_day(typed, TODAY) == dt.date(2026, 3, 27)


@pytest.mark.parametrize(
    ("typed", "hour", "minute"),
    [
        ("10am", 10, 0),
        ("2.30pm", 14, 30),
        ("14:30", 14, 30),
        ("9", 9, 0),
        ("12am", 0, 0),
        ("12 pm", 12, 0),
        ("1430", 14, 30),
        ("10.30 a.m.", 10, 30),
        ("noon", 12, 0),
        ("02:30", 2, 30),
    ],
)
def test_the_ways_people_write_a_time(typed, hour, minute):
    assert read_time(typed) == dt.time(hour, minute)


@pytest.mark.parametrize("typed", ["", "soon", "31 2 2026", "3/27/2026", "0 0 0", "27 mumble"])
def test_what_is_not_a_day_is_refused_with_a_reason(typed):
    with pytest.raises(NotADate, match="We need a date like 27 3 2026"):
        read_day(typed, TODAY)


@pytest.mark.parametrize("typed", ["", "late", "25:00", "10:75", "13pm", "0am"])
def test_what_is_not_a_time_is_refused_with_a_reason(typed):
    with pytest.raises(NotATime, match="We need a time like 10am or 14:30"):
        read_time(typed)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)))
def test_a_day_as_we_write_it_reads_back_the_same(date):
    assert read_day(day(date, TODAY), TODAY) == date


@given(st.times())
def test_a_time_as_we_write_it_reads_back_to_the_minute(time):
    assert read_time(clock(time)) == time.replace(second=0, microsecond=0, fold=0)


@given(st.text())
def test_anything_typed_is_read_or_refused_and_nothing_breaks(typed):
    for read in (lambda: read_day(typed, TODAY), lambda: read_time(typed)):
        try:
            read()
        except (NotADate, NotATime):
            continue


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("23 11", dt.date(2026, 11, 23)),
        ("21 11", dt.date(2027, 11, 21)),
        ("29 2", dt.date(2028, 2, 29)),
        ("Tomorrow", dt.date(2026, 11, 23)),
        ("21 11 2026", dt.date(2026, 11, 21)),
    ],
)
def test_a_day_to_come_with_no_year_is_the_next_such_day(typed, meant):
    assert read_day(typed, TODAY, is_to_come=True) == meant


def test_a_weekday_that_does_not_fit_is_asked_about():
    with pytest.raises(NotADate, match="27 March 2026 is a Friday"):
        read_day("Monday 27 March 2026", TODAY)


@pytest.mark.parametrize("typed", ["2", "2:30"])
def test_two_oclock_without_am_or_pm_is_asked_about(typed):
    with pytest.raises(NotATime, match=f"Is that {typed}am or {typed}pm"):
        read_time(typed)


@given(
    date=st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)),
    today=st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)),
    shape=st.sampled_from(["%d %m %Y", "%d/%m/%y", "%d %B %Y", "%A %d %b %Y", "%Y-%m-%d"]),
)
def test_every_day_can_be_typed_in_every_shape(date, today, shape):
    assert read_day(date.strftime(shape), today, is_to_come=True) == date
