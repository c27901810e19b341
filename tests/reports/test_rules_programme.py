"""Targets, costs and stories: what is said, and what must always hold."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.choices import Pace
from reports.exact import exact_cell
from reports.need import Need
from reports.programme.cost import Price, cost_of, money
from reports.programme.pace import Progress
from reports.programme.story import Figure, range_of, stories

APRIL, MARCH = dt.date(2026, 4, 1), dt.date(2027, 3, 31)
THIRDS = Price(141, 34, 33, 33)


def progress(done, today, people=600):
    return Progress(people, done, APRIL, MARCH, today)


def test_half_the_people_at_half_time_is_on_pace():
    half = progress(301, dt.date(2026, 10, 1))
    assert (half.pace, half.needed, half.so_far) == (Pace.ON_PACE, 51, 50)
    assert half.words == "301 of 600 so far, about 50 a month. It needs 51 a month from now."


def test_a_quarter_at_half_time_is_behind_and_needs_more_each_month():
    behind = progress(150, dt.date(2026, 10, 1))
    assert (behind.pace, behind.needed) == (Pace.BEHIND, 76)


def test_a_target_reached_says_so_and_one_that_ended_says_how_far_it_got():
    assert progress(700, dt.date(2026, 5, 1)).words == "700 of 600."
    ended = progress(420, dt.date(2027, 4, 1))
    assert (ended.pace, ended.words) == (Pace.MISSED, "It ended with 420 of 600.")


def test_a_target_to_come_says_what_it_will_need():
    to_come = progress(0, dt.date(2026, 3, 1))
    assert to_come.words == "It starts on Wednesday 1 April, and needs 51 a month."


def test_in_the_last_month_days_are_counted():
    last = progress(500, dt.date(2027, 3, 31))
    assert last.words == "500 of 600 so far, about 42 a month. It needs 100 more in the 1 day left."


@given(
    people=st.integers(1, 10_000),
    done=st.integers(0, 12_000),
    gone=st.integers(-40, 500),
)
def test_keeping_to_the_pace_needed_reaches_the_target(people, done, gone):
    one = progress(done, APRIL + dt.timedelta(days=gone), people)
    if one.pace in (Pace.ON_PACE, Pace.BEHIND):
        months = ((MARCH - one.today).days + 1) / (365.25 / 12)
        assert done + one.needed * max(months, 1) >= people
    assert (one.pace is Pace.REACHED) == (done >= people)


@given(done=st.integers(0, 600), more=st.integers(0, 50), gone=st.integers(0, 364))
def test_more_people_never_makes_it_worse(done, more, gone):
    today = APRIL + dt.timedelta(days=gone)
    order = [Pace.BEHIND, Pace.ON_PACE, Pace.REACHED]
    fewer, bigger = progress(done, today), progress(done + more, today)
    assert order.index(fewer.pace) <= order.index(bigger.pace)


def need(adults=8_000, share=0.2, low=0.1, high=0.3, reached=100):
    return Need(adults, share, low, high, exact_cell(200), exact_cell(reached))


def test_what_is_left_costs_its_people_times_the_price_split_three_ways():
    cost = cost_of(need(), THIRDS)
    assert (cost.words, cost.range) == ("about £212,000", "£99,000 to £324,000")  # 1,500 people
    assert [pounds for _, _, pounds in cost.parts] == ["£72,000", "£70,000", "£70,000"]


def test_nothing_is_left_where_more_reached_the_level_than_lack_it():
    cost = cost_of(need(reached=5_000), THIRDS)
    assert (cost.pounds, cost.low, cost.high) == (0, 0, 0)


@given(st.integers(100, 200_000), st.floats(0.01, 0.5), st.floats(0, 0.2), st.integers(0, 5_000))
def test_a_cost_lies_in_its_range_give_or_take_its_rounding(adults, share, half, reached):
    cost = cost_of(need(adults, share, max(share - half, 0), min(share + half, 1), reached), THIRDS)
    rounding = 50 * THIRDS.pounds
    assert cost.low - rounding <= cost.pounds <= cost.high + rounding


def test_the_2014_costing_comes_out_as_it_was_published():
    """£875 million for 6.2 million people; £292 million for each of three."""
    whole = 6_200_000 * THIRDS.pounds
    assert money(whole) == "£874.2 million"
    assert money(whole / 3) == "£291.4 million"


def figure(share, year, **fields):
    low, high = range_of(share, 900)
    words = {
        "survey": "ONS, quarterly",
        "measures": "had never used the internet",
        "source": "A news page",
        **fields,
    }
    return Figure(on=dt.date(year, 5, 15), share=share, low=low, high=high, **words)


def test_liverpools_story_is_told_with_its_definition_and_its_ranges():
    (story,) = stories([figure(0.17, 2012, country=0.152), figure(0.29, 2011, country=0.171)])
    assert story.words == (
        "29% (26 to 33%) of adults had never used the internet in May 2011, "
        "and 17% (14 to 20%) in May 2012."
    )
    assert story.verdict == "That is a fall of 12 points, more than chance alone would give."
    assert story.beside == (
        "In the whole country it went from 17% to 15% in the same time, "
        "so not all of it is the programme's doing."
    )


def test_a_change_that_chance_could_make_is_called_no_change():
    (story,) = stories([figure(0.20, 2011), figure(0.18, 2012)])
    assert story.verdict == "The likely ranges are too wide to call that a change."


def test_one_figure_is_no_change():
    (story,) = stories([figure(0.2, 2011)])
    assert (story.verdict, story.beside) == ("", "")
    assert story.words.endswith("One figure tells of no change.")


@pytest.mark.parametrize("other", [{"survey": "Ofcom"}, {"measures": "lacked the skills"}])
def test_another_survey_or_another_question_is_another_story(other):
    assert len(stories([figure(0.29, 2011), figure(0.17, 2012, **other)])) == 2


@given(st.floats(0, 1), st.integers(30, 100_000))
def test_a_share_lies_in_its_range_and_more_people_make_it_no_wider(share, asked):
    low, high = range_of(share, asked)
    assert 0 <= low <= share + 1e-9
    assert share - 1e-9 <= high <= 1
    wider = range_of(share, asked // 2 + 15)
    assert (high - low) <= (wider[1] - wider[0]) + 1e-9
