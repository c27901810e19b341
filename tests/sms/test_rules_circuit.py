"""The sliding second and the breaker, whatever happens in whatever order."""

import datetime as dt
import uuid

from hypothesis import given
from hypothesis import strategies as st

from sms.circuit import (
    ENOUGH,
    LONGEST_WAIT,
    Circuit,
    after_success,
    after_trouble,
    how_many_fit,
    seconds_until_room,
    tried_with,
    within_the_second,
)
from tests.sms.factories import NOON

SECOND = dt.timedelta(seconds=1)
A, B = uuid.UUID(int=1), uuid.UUID(int=2)


@given(
    st.integers(1, 12),
    st.lists(st.tuples(st.floats(0, 0.7), st.lists(st.integers(1, 3), max_size=9)), max_size=40),
)
def test_no_second_at_all_holds_more_than_its_parts(rate, visits):
    """Workers come after a pause, each wanting texts of so many parts. A text longer than a second's worth goes alone."""
    at, spent, sent = 1_800_000_000.0, [], []
    for pause, wanted in visits:
        at += pause
        fits = how_many_fit(spent, rate, wanted, at)
        spent = within_the_second(spent, at)
        if fits:
            spent.append([at, sum(wanted[:fits])])
            sent += [(at, parts) for parts in wanted[:fits]]
    for start, first in sent:
        in_it = [parts for moment, parts in sent if start <= moment < start + 1]
        assert sum(in_it) <= max(rate, first)


@given(st.integers(1, 5), st.lists(st.floats(0, 0.99), max_size=8), st.integers(1, 3))
def test_room_opens_when_it_says_and_no_sooner(rate, moments, parts):
    spent = [[1000 + moment, 1] for moment in sorted(moments)]
    wait = seconds_until_room(spent, rate, parts, 1001.0)
    assert how_many_fit(spent, rate, [parts], 1001.0 + wait + 1e-6) == 1
    if wait:
        assert how_many_fit(spent, rate, [parts], 1001.0 + wait - 1e-3) == 0


def trip(circuit=None, *, at_once=True, now=NOON, text=A):
    return after_trouble(circuit or Circuit(), text, now, at_once=at_once, jitter=0)


def test_one_timeout_is_bad_luck_and_three_are_a_pattern():
    one = trip(at_once=False)
    two = trip(one, at_once=False)
    three = trip(two, at_once=False)
    assert [circuit.is_shut(NOON) for circuit in (one, two, three)] == [False, False, True]
    assert trip().is_shut(NOON)


def test_a_success_in_between_starts_the_count_again():
    assert after_success(trip(trip(at_once=False), at_once=False), A, NOON) == Circuit()


def test_after_the_wait_one_text_is_tried_and_the_others_wait_for_it():
    later = NOON + 20 * SECOND
    shut = trip()
    assert shut.is_on_trial(later)
    trying = tried_with(shut, B, later)
    assert trying.is_shut(later)
    assert not trying.is_on_trial(later)
    assert after_success(trying, A, later) == trying, "news of an earlier text says nothing"
    assert after_success(trying, B, later) == Circuit()
    again = trip(trying, text=B, now=later)
    assert again.shut_until - later == 2 * (shut.shut_until - NOON)


def test_a_text_tried_by_a_worker_that_died_does_not_hold_everyone_for_ever():
    trying = tried_with(trip(), B, NOON + 20 * SECOND)
    assert trying.is_on_trial(NOON + 90 * SECOND)


@given(st.integers(0, 400), st.floats(0, 1))
def test_no_wait_is_longer_than_the_longest(troubles, jitter):
    shut = after_trouble(Circuit(troubles), A, NOON, at_once=True, jitter=jitter)
    assert NOON < shut.shut_until <= NOON + LONGEST_WAIT * 1.25
    assert shut.troubles >= ENOUGH
