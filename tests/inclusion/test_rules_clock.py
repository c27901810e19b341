import datetime as dt

import pytest

from inclusion.rules.clock import clock, day, day_and_clock, span

TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("time", "written"),
    [
        (dt.time(0), "12am"),
        (dt.time(9, 5), "9:05am"),
        (dt.time(10), "10am"),
        (dt.time(12), "12pm"),
        (dt.time(13, 30), "1:30pm"),
        (dt.time(23, 59), "11:59pm"),
    ],
)
def test_times_are_written_the_way_people_say_them(time, written):
    assert clock(time) == written


def test_a_session_is_written_from_when_to_when():
    starts = dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC)

    assert span(starts, starts + dt.timedelta(minutes=90)) == "10am to 11:30am"


def test_this_years_dates_leave_the_year_out():
    assert day(dt.date(2026, 3, 27), TODAY) == "Friday 27 March"


def test_other_years_dates_say_the_year():
    assert day(dt.date(2025, 3, 27), TODAY) == "Thursday 27 March 2025"


def test_a_moment_has_its_day_and_time():
    two = dt.datetime(2026, 11, 24, 14, tzinfo=dt.UTC)

    assert day_and_clock(two, TODAY) == "Tuesday 24 November, 2pm"
