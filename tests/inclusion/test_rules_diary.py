"""Weeks and months in a diary."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inclusion.rules.diary import moment, month_of, weekly

DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))


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
