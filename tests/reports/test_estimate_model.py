"""The model of who lacks the skills: what must always hold, and how often its ranges are right."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from inclusion.rules.files import BadFile
from reports.choices import Sampling
from reports.estimate.ages import BandRates, band_rates
from reports.estimate.gradient import area_shares, standardised
from reports.estimate.odds import log_odds, share_of
from reports.estimate.ranges import Wards, ranges
from reports.estimate.settings import Settings
from reports.estimate.splitting import best_fit, by_postcodes, into_wards
from reports.estimate.surveys import Answers, NotASample, answers

PEOPLE = np.array([110.0, 150, 220, 200, 90, 80])
TWO_OLD_BANDS = [((65, 74), 0.3), ((75, None), 0.69)]
FEW = {"max_examples": 40, "deadline": None}


def a_council(wards=26, seed=3):
    """Wards of about 9,000 adults, from an easy place to a hard one."""
    dice = np.random.default_rng(seed)
    adults = np.outer(dice.uniform(0.6, 1.4, wards), PEOPLE * 11)
    rates = band_rates(TWO_OLD_BANDS, 0.2, PEOPLE)
    skills = np.linspace(-1.5, 1.5, wards)
    return Wards(adults, adults * area_shares(adults, rates.share, skills, 0.45)), rates


def test_the_narrowest_figure_for_an_age_is_used():
    rates = band_rates([((16, None), 0.2), ((65, None), 0.46), *TWO_OLD_BANDS], None, PEOPLE)
    assert rates.share.tolist() == [0.2, 0.2, 0.2, 0.2, 0.3, 0.69]
    assert rates.figure.tolist() == [0, 0, 0, 0, 2, 3]


def test_ages_with_no_figure_bring_everybody_to_the_published_share():
    rates = band_rates(TWO_OLD_BANDS, 0.2, PEOPLE)
    assert rates.share @ PEOPLE / PEOPLE.sum() == pytest.approx(0.2)


def test_ages_with_no_figure_and_no_share_for_everybody_are_refused():
    with pytest.raises(BadFile, match="no share for ages 16 to 24"):
        band_rates(TWO_OLD_BANDS, None, PEOPLE)


def test_shares_that_cannot_all_be_right_are_refused():
    with pytest.raises(BadFile, match="cannot both be right"):
        band_rates(TWO_OLD_BANDS, 0.05, PEOPLE)


@settings(**FEW)
@given(
    people=arrays.arrays(float, (12, 6), elements=st.integers(1, 900)),
    rates=arrays.arrays(float, 6, elements=st.floats(0.01, 0.95)),
    skills=arrays.arrays(float, 12, elements=st.floats(-3, 3)),
    slope=st.floats(0, 1),
)
def test_the_countrys_share_at_each_age_is_kept_whatever_the_slope(people, rates, skills, slope):
    shares = area_shares(people, rates, skills, slope)
    assert (people * shares).sum(axis=0) / people.sum(axis=0) == pytest.approx(rates, abs=1e-9)
    assert ((shares > 0) & (shares < 1)).all()


def test_a_place_with_fewer_qualifications_has_a_larger_share():
    shares = area_shares(np.ones((3, 1)), np.array([0.2]), np.array([-1.0, 0, 1]), 0.45)[:, 0]
    assert shares[0] < shares[1] < shares[2]
    assert log_odds(shares)[2] - log_odds(shares)[0] == pytest.approx(0.9)


def test_areas_with_no_figure_for_skills_count_as_average():
    assert standardised(np.array([1.0, 3, np.nan]))[2] == 0


@given(arrays.arrays(float, 5, elements=st.floats(0.001, 0.999)))
def test_log_odds_go_there_and_back(share):
    assert share_of(log_odds(share)) == pytest.approx(share)


@settings(**FEW)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(-1, 3)), min_size=1, max_size=60))
def test_nobody_is_counted_twice_when_areas_are_split(placed):
    area, ward = (np.array(column) for column in zip(*placed, strict=True))
    split = by_postcodes(area, ward)
    wards = into_wards(split, np.full((5, 6), 10.0), 4)
    inside = sum(10 * (ward[area == a] >= 0).mean() for a in set(area.tolist()))
    assert wards.sum(axis=0) == pytest.approx(np.full(6, inside))


def test_an_area_with_three_postcodes_of_four_in_a_ward_gives_it_three_quarters():
    split = by_postcodes(np.array([0, 0, 0, 0]), np.array([1, 1, 1, 0]))
    assert into_wards(split, np.array([[100.0]]), 2).tolist() == [[25.0], [75.0]]


def test_best_fit_gives_all_of_an_area_to_one_ward():
    split = best_fit(np.array([0, 1]), np.array([1, 1]))
    assert into_wards(split, np.array([[100.0], [50]]), 2).tolist() == [[0.0], [150.0]]


def test_the_same_seed_gives_the_same_ranges():
    wards, rates = a_council()
    first, again = (ranges(wards, rates, Settings(draws=200), seed=9) for _ in range(2))
    assert first.low.tolist() == again.low.tolist()


def test_every_estimate_lies_in_its_range_and_a_fifth_of_wards_are_the_worst():
    wards, rates = a_council()
    found = ranges(wards, rates, Settings(draws=500), seed=1)
    assert ((found.low < found.share) & (found.share < found.high)).all()
    assert found.chance_worst_fifth.sum() == pytest.approx(6)  # a fifth of 26, rounded up
    assert found.council[1] < found.council[0] < found.council[2]


def test_the_range_is_about_ten_points_either_way():
    wards, rates = a_council()
    found = ranges(wards, rates, Settings(), seed=1)
    assert 0.08 < ((found.high - found.low) / 2).mean() < 0.12


def test_the_95_per_cent_range_holds_the_truth_93_to_97_times_in_100():
    """The truth differs from the model by `spread` on the log-odds scale, and the survey asked other people."""
    wards, rates = a_council()
    found = ranges(wards, rates, Settings(), seed=1)
    dice = np.random.default_rng(2)
    truth = share_of(log_odds(wards.shares) + dice.normal(0, 0.35, (4_000, 26)))
    assert 0.93 <= ((truth >= found.low) & (truth <= found.high)).mean() <= 0.97


def test_a_range_that_is_too_sure_misses_the_truth_half_the_time():
    wards, rates = a_council()
    found = ranges(wards, rates, Settings(spread=0.1), seed=1)
    truth = share_of(log_odds(wards.shares) + np.random.default_rng(2).normal(0, 0.35, (4_000, 26)))
    assert ((truth >= found.low) & (truth <= found.high)).mean() < 0.6


def test_a_survey_moves_its_own_ward_towards_what_people_said_and_narrows_its_range():
    wards, rates = a_council()
    asked = {4: answers(sampling=Sampling.RANDOM, asked=90, without=60, design_effect=1.5)}
    before = ranges(wards, rates, Settings(), seed=1)
    after = ranges(wards, rates, Settings(), seed=1, surveys=asked)
    assert before.share[4] < after.share[4] < 60 / 90
    assert after.high[4] - after.low[4] < before.high[4] - before.low[4] + 0.02
    assert np.delete(after.share, 4).tolist() == np.delete(before.share, 4).tolist()


def test_a_survey_worth_as_much_as_the_model_counts_half():
    share = np.full(6, 0.2)
    wards = Wards(np.full((1, 6), 1_000.0), np.full((1, 6), 200.0))
    worth = 1 / (0.16 * 0.35**2) - 1
    rates = BandRates(share, np.zeros(6, int), np.full(6, 1 / 6))
    found = ranges(wards, rates, Settings(), seed=1, surveys={0: Answers(worth * 0.4, worth * 0.6)})
    assert found.share[0] == pytest.approx(0.3)


@pytest.mark.parametrize(
    "sampling", [Sampling.PROGRAMME, Sampling.REFERRAL, Sampling.DROP_IN, Sampling.SELF_SELECTED]
)
def test_people_who_are_not_a_sample_are_refused_by_type(sampling):
    with pytest.raises(NotASample, match="do not stand for everybody"):
        answers(sampling=sampling, asked=5_000, without=1_000, design_effect=9)


def test_a_survey_that_is_too_sure_of_itself_is_refused():
    with pytest.raises(NotASample, match="use 2 or more"):
        answers(sampling=Sampling.QUOTA, asked=100, without=20, design_effect=1.5)


@pytest.mark.parametrize(("asked", "without"), [(0, 0), (10, 11), (10, -1)])
def test_a_survey_that_does_not_add_up_is_refused(asked, without):
    with pytest.raises(NotASample, match="is not a number of people"):
        answers(sampling=Sampling.RANDOM, asked=asked, without=without, design_effect=1.5)
