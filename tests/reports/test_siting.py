"""Choosing where to hold the next sessions: what must always hold, and another solver's word for it."""

import warnings
from itertools import combinations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.siting.choosing import DRAWS, choose, how_often
from reports.siting.cover import Spots, reach
from reports.siting.draws import draws_of

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # its own parts warn as they are brought in
    from pulp import PULP_CBC_CMD
    from spopt.locate import MCLP

FEW = {"max_examples": 40, "deadline": None}
STREET = Spots(np.array([0.0, 500, 1000]), np.array([0.0, 0, 0]))


def a_town(seed, homes=60, places=15, across=5_000):
    dice = np.random.default_rng(seed)
    spots = [Spots(*dice.uniform(0, across, (2, count))) for count in (places, homes)]
    return reach(*spots, minutes=10), dice.uniform(5, 300, homes)


def reached(near, need, chosen):
    return float(need[near[list(chosen)].any(axis=0)].sum()) if len(chosen) else 0.0


def test_ten_minutes_is_800_metres_as_the_crow_flies():
    homes = Spots(np.array([0.0, 0.0, 0.0]), np.array([799.0, 800, 801]))
    hall = Spots(np.array([0.0]), np.array([0.0]))
    assert reach(hall, homes, minutes=10).tolist() == [[True, True, False]]


def test_nobody_is_sent_across_a_river_but_they_may_use_the_bridge():
    hall = Spots(np.array([0.0]), np.array([0.0]))
    homes = Spots(np.array([300.0, 300, -300]), np.array([0.0, 300, 0]))
    river = shapely.MultiLineString([[(150, -900), (150, 100)], [(150, 200), (150, 900)]])
    assert reach(hall, homes, minutes=10, barriers=[river]).tolist() == [[False, True, True]]


@settings(**FEW)
@given(seed=st.integers(0, 10_000), minutes=st.sampled_from([5, 10, 15]))
def test_a_barrier_never_brings_anybody_nearer(seed, minutes):
    dice = np.random.default_rng(seed)
    halls, homes = (Spots(*dice.uniform(0, 3_000, (2, 20))) for _ in range(2))
    river = shapely.LineString(dice.uniform(0, 3_000, (5, 2)))
    with_it = reach(halls, homes, minutes=minutes, barriers=[river])
    without = reach(halls, homes, minutes=minutes)
    assert (with_it & ~without).sum() == 0


def test_the_place_that_reaches_most_comes_first():
    near = np.array([[True, False, False], [False, True, True], [True, False, False]])
    assert choose(near, np.array([10.0, 20, 30]), 1) == [1]
    assert choose(near, np.array([10.0, 20, 30]), 2)[0] == 1


def test_a_place_that_adds_nobody_is_not_chosen():
    near = np.array([[True, True], [True, False], [False, False]])
    assert choose(near, np.array([5.0, 5.0]), 3) == [0]


@pytest.mark.parametrize("count", [0, -1])
def test_no_sessions_are_no_places(count):
    near, need = a_town(1)
    assert choose(near, need, count) == []
    assert how_often(near, need[None, :], count).sum() == 0


def test_where_nobody_is_left_to_reach_nothing_is_chosen():
    near, need = a_town(1)
    assert choose(near, need * 0, 3) == []


@settings(**FEW)
@given(seed=st.integers(0, 10_000), count=st.integers(1, 6))
def test_one_more_session_never_reaches_fewer(seed, count):
    near, need = a_town(seed, homes=30, places=9)
    fewer, more = (reached(near, need, choose(near, need, n)) for n in (count, count + 1))
    assert more >= fewer - 1e-6


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10_000), count=st.integers(1, 4))
def test_no_other_choice_of_so_many_places_reaches_more(seed, count):
    """Every choice there is, tried one by one."""
    near, need = a_town(seed, homes=25, places=8, across=3_000)
    best = max(reached(near, need, some) for some in combinations(range(8), count))
    assert reached(near, need, choose(near, need, count)) == pytest.approx(best)


@pytest.mark.parametrize("seed", range(4))
def test_another_solver_reaches_as_many(seed):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        near, need = a_town(seed, homes=80, places=20)
        theirs = MCLP.from_cost_matrix((~near).T.astype(float), need, 0.5, 5)
        theirs = theirs.solve(PULP_CBC_CMD(msg=False))
    chosen = [n for n, var in enumerate(theirs.fac_vars) if var.value() > 0.5]
    assert reached(near, need, choose(near, need, 5)) == pytest.approx(reached(near, need, chosen))


def test_where_the_need_is_sure_every_draw_says_the_same():
    near, need = a_town(5)
    chosen = choose(near, need, 4)
    times = how_often(near, np.tile(need, (DRAWS, 1)), 4)
    assert {place for place in range(len(near)) if times[place]} == set(chosen)
    assert {int(times[place]) for place in chosen} == {DRAWS}


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), count=st.integers(1, 6))
def test_the_quick_answer_in_each_draw_is_nearly_the_best(seed, count):
    """Greedy and then swapped. In 3,600 made-up towns it was the exact answer in 81 of 100, and 92 % of it at worst."""
    near, need = a_town(seed, homes=120, places=40)
    times = how_often(near, need[None, :], count)
    quick, exact = (
        reached(near, need, np.flatnonzero(times)),
        reached(near, need, choose(near, need, count)),
    )
    assert quick >= 0.9 * exact


def test_draws_differ_as_much_as_the_estimate_is_unsure():
    ward, need = np.array([0, 0, 1]), np.array([100.0, 50, 80])
    draws = draws_of(need, ward, np.array([0.2, 0.3]), 0.35, 4_000)
    assert draws.shape == (4_000, 3)
    assert draws.mean(axis=0) == pytest.approx(need, rel=0.02)
    # A spread of 0.35 on the log-odds is 0.28 of a share of 0.2.
    assert draws[:, 0].std() / 100 == pytest.approx(0.28, abs=0.02)
    assert np.allclose(draws[:, 0], 2 * draws[:, 1])
    assert np.array_equal(draws, draws_of(need, ward, np.array([0.2, 0.3]), 0.35, 4_000))
