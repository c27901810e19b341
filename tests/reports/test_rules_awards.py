"""What earns a certificate, and what does not."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from inclusion.choices import HelpGiven, Rater
from inclusion.rules.skills import Observation
from reports.awards import earned_on, tasks_done
from reports.choices import Award

OBSERVATIONS = st.lists(
    st.builds(
        Observation,
        task=st.integers(1, 6),
        help_given=st.sampled_from(HelpGiven),
        rater=st.sampled_from(Rater),
        seen_on=st.dates(dt.date(2026, 1, 1), dt.date(2026, 3, 1)),
    ),
    max_size=30,
)


def seen(task, help_given, day, rater=Rater.OBSERVED):
    return Observation(task, help_given, rater, dt.date(2026, 11, day))


def test_a_child_earns_it_when_the_last_project_is_made_even_with_help():
    looks = [seen(1, HelpGiven.HELPED, 3), seen(2, HelpGiven.SHOWN, 4), seen(2, HelpGiven.ALONE, 9)]
    assert earned_on(Award.PROJECTS, looks, 2) == dt.date(2026, 11, 9)


def test_an_adult_has_to_do_it_alone():
    looks = [seen(1, HelpGiven.HELPED, 3), seen(2, HelpGiven.ALONE, 9)]
    assert earned_on(Award.LEVEL, looks, 2) is None


def test_being_shown_a_project_is_not_making_it():
    assert earned_on(Award.PROJECTS, [seen(1, HelpGiven.SHOWN, 3)], 1) is None


@given(OBSERVATIONS, st.sampled_from(Award), st.integers(1, 6))
def test_what_people_say_of_themselves_earns_nothing(looks, award, needed):
    own_word = [Observation(o.task, o.help_given, Rater.SELF, o.seen_on) for o in looks]
    assert earned_on(award, own_word, needed) is None


@given(OBSERVATIONS, st.sampled_from(Award), st.integers(1, 6))
def test_it_is_earned_when_enough_tasks_may_be_named_and_only_then(looks, award, needed):
    assert (earned_on(award, looks, needed) is not None) == (
        len(tasks_done(award, looks)) >= needed
    )


@given(OBSERVATIONS, OBSERVATIONS, st.sampled_from(Award), st.integers(1, 6))
def test_more_evidence_never_takes_it_away_or_makes_it_later(before, more, award, needed):
    first = earned_on(award, before, needed)
    if first is not None:
        assert earned_on(award, before + more, needed) <= first


@given(OBSERVATIONS, st.integers(1, 6))
def test_whoever_earns_the_level_would_have_earned_projects(looks, needed):
    if earned_on(Award.LEVEL, looks, needed):
        assert earned_on(Award.PROJECTS, looks, needed)
