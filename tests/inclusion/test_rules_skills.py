import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from inclusion.choices import HelpGiven, Rater
from inclusion.rules.skills import Observation, best_of, done_alone, level_reached_on, next_task

TASKS = range(1, 9)
DAY = dt.date(2026, 11, 3)

observations = st.lists(
    st.builds(
        Observation,
        task=st.sampled_from(TASKS),
        help_given=st.sampled_from(HelpGiven),
        rater=st.sampled_from(Rater),
        seen_on=st.dates(dt.date(2026, 1, 1), dt.date(2026, 1, 9)),
    )
)


def alone(task, seen_on=DAY, rater=Rater.OBSERVED):
    return Observation(task, HelpGiven.ALONE, rater, seen_on)


def test_foundation_level_is_reached_the_day_the_eighth_task_is_done_alone():
    seen = [alone(task, DAY + dt.timedelta(weeks=task)) for task in TASKS]

    assert level_reached_on(seen[:7], tasks_needed=8) is None
    assert level_reached_on(seen, tasks_needed=8) == DAY + dt.timedelta(weeks=8)


def test_what_people_say_of_themselves_earns_no_level():
    said = [alone(task, rater=Rater.SELF) for task in TASKS]

    assert done_alone(said) == set()
    assert level_reached_on(said, tasks_needed=8) is None


def test_a_bad_day_later_takes_nothing_away():
    later = Observation(1, HelpGiven.SHOWN, Rater.OBSERVED, DAY + dt.timedelta(days=7))

    assert best_of([alone(1), later]) == {1: HelpGiven.ALONE}


def test_what_is_next_is_the_first_task_not_yet_done_alone():
    assert next_task(TASKS, {1, 2, 4}) == 3
    assert next_task(TASKS, set(TASKS)) is None


@given(observations, observations)
def test_more_practice_never_lowers_anything(before, more):
    assert done_alone(before) <= done_alone(before + more)


@given(observations, st.integers(1, 8), st.randoms())
def test_the_order_things_are_written_down_in_does_not_matter(seen, needed, dice):
    shuffled = dice.sample(seen, len(seen))

    assert level_reached_on(seen, needed) == level_reached_on(shuffled, needed)
    assert best_of(seen) == best_of(shuffled)


@given(observations, st.integers(1, 8))
def test_the_level_is_reached_just_when_enough_tasks_are_done_alone(seen, needed):
    assert (level_reached_on(seen, needed) is not None) == (len(done_alone(seen)) >= needed)
