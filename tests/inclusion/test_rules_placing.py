"""Which ward a point is in."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from inclusion.rules.placing import NEAREST_WITHIN_M, NOWHERE, fit_for_placing, place

# Nine squares of one kilometre, three to a row.
GRID = [
    shapely.box(x * 1000, y * 1000, x * 1000 + 1000, y * 1000 + 1000)
    for y in range(3)
    for x in range(3)
]
inside_a_square = st.tuples(
    st.integers(0, 2), st.integers(0, 2), st.integers(1, 999), st.integers(1, 999)
)


@given(st.lists(inside_a_square, min_size=1, max_size=30))
def test_a_point_inside_one_square_gets_that_square(points):
    placed = place(
        [column * 1000 + x for column, _, x, _ in points],
        [row * 1000 + y for _, row, _, y in points],
        GRID,
    )

    assert placed.ward.tolist() == [row * 3 + column for column, row, *_ in points]
    assert not placed.nearest.any()


@given(st.integers(0, 3000), st.integers(0, 3000))
def test_every_point_of_the_grid_gets_a_ward_even_on_a_line(x, y):
    assert place([x], [y], GRID).ward[0] != NOWHERE


@given(st.integers(1, NEAREST_WITHIN_M - 1), st.integers(0, 3000))
def test_our_own_point_in_the_water_takes_the_nearest_ward(out, y):
    placed = place([3000 + out], [y], GRID, may_be_outside=True)

    assert placed.ward[0] in {2, 5, 8}
    assert placed.nearest.tolist() == [True]


def test_a_point_on_the_far_bank_is_another_councils():
    placed = place([3100, 3100], [500, 500], GRID, may_be_outside=np.array([True, False]))

    assert placed.ward.tolist() == [2, NOWHERE]


def test_a_point_out_at_sea_is_a_mistake_and_gets_none():
    placed = place([3001 + NEAREST_WITHIN_M], [500], GRID, may_be_outside=True)

    assert placed.ward.tolist() == [NOWHERE]


def test_where_wards_overlap_the_first_wins():
    assert place([500], [500], [GRID[0], shapely.box(0, 0, 2000, 2000)]).ward.tolist() == [0]
    assert place([500], [500], [shapely.box(0, 0, 2000, 2000), GRID[0]]).ward.tolist() == [0]


def test_no_points_is_no_answers():
    assert place([], [], GRID).ward.tolist() == []


@pytest.mark.parametrize(("metres", "fit"), [(0, True), (20, True), (200, False), (500, False)])
def test_only_fine_lines_may_decide_a_ward(metres, fit):
    assert fit_for_placing(metres) is fit
