import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inclusion.rules.reminders import (
    LONDON,
    SHORTEST_NOTICE,
    Window,
    is_waking_hour,
    reminder_window,
)

START_OF_2026 = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
SESSION = dt.datetime(2026, 11, 24, 14, tzinfo=LONDON)


def at(day, hour, minute=0):
    return dt.datetime(2026, 11, day, hour, minute, tzinfo=LONDON)


def test_people_are_reminded_at_ten_the_day_before():
    assert reminder_window(SESSION, at(20, 9)) == Window(at(23, 10), at(24, 12))


def test_someone_who_books_late_is_reminded_at_once():
    assert reminder_window(SESSION, at(23, 18)) == Window(at(23, 18), at(24, 12))


def test_nobody_is_reminded_in_the_last_two_hours():
    assert reminder_window(SESSION, at(24, 12)) is None


@pytest.mark.parametrize(
    ("starts_at", "reminded_at"),
    [
        (dt.datetime(2026, 10, 26, 9, tzinfo=LONDON), "2026-10-25T10:00:00+00:00"),
        (dt.datetime(2026, 10, 25, 14, tzinfo=LONDON), "2026-10-24T10:00:00+01:00"),
        (dt.datetime(2027, 3, 29, 9, tzinfo=LONDON), "2027-03-28T10:00:00+01:00"),
        (dt.datetime(2027, 3, 28, 14, tzinfo=LONDON), "2027-03-27T10:00:00+00:00"),
    ],
    ids=["the day after autumn", "that autumn day", "the day after spring", "that spring day"],
)
def test_the_reminder_keeps_to_ten_oclock_on_both_sides_of_both_clock_changes(
    starts_at, reminded_at
):
    window = reminder_window(starts_at, starts_at - dt.timedelta(days=6))

    assert window.due_at.astimezone(LONDON).isoformat() == reminded_at


@pytest.mark.parametrize(
    ("moment", "awake"),
    [
        (at(24, 7, 59), False),
        (at(24, 8), True),
        (at(24, 19, 59), True),
        (at(24, 20), False),
        (at(22, 8, 30), False),
        (at(22, 9), True),
    ],
    ids=["too early", "weekday 8am", "last minute", "evening", "Sunday 8:30am", "Sunday 9am"],
)
def test_texts_go_out_only_in_waking_hours(moment, awake):
    assert is_waking_hour(moment) is awake


@given(
    st.integers(0, 366 * 24 * 60).map(
        lambda minutes: START_OF_2026 + dt.timedelta(minutes=minutes)
    ),
    st.timedeltas(dt.timedelta(), dt.timedelta(days=30)),
)
def test_a_reminder_is_never_for_a_session_about_to_start(now, until_it_starts):
    window = reminder_window(now + until_it_starts, now)

    assert (window is None) == (until_it_starts <= SHORTEST_NOTICE)
    assert window is None or now <= window.due_at < window.useful_until
