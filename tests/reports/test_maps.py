"""Outlines become shapes that fit together."""

import re

import pytest
import shapely

from reports.maps import Shape, draw, tile

BOX, EAST_OF_IT = shapely.box(0, 0, 1000, 1000), shapely.box(1000, 0, 2000, 1000)


def test_two_squares_side_by_side_are_drawn_edge_to_edge_north_up():
    drawing = draw({7: shapely.to_wkb(BOX), 9: shapely.to_wkb(EAST_OF_IT)})
    assert (drawing.width, drawing.height) == (720, 361)
    assert corners(drawing.shapes[7].path) == {(1, 1), (1, 360), (360, 1), (360, 360)}
    assert corners(drawing.shapes[9].path) == {(360, 1), (360, 360), (719, 1), (719, 360)}


def test_the_number_goes_in_the_middle_and_is_left_out_where_it_would_not_fit():
    sliver = shapely.box(2000, 0, 2010, 1000)
    shapes = draw(
        {1: shapely.to_wkb(shapely.union(BOX, EAST_OF_IT)), 2: shapely.to_wkb(sliver)}
    ).shapes
    x, y = shapes[1].label
    assert 100 < x < 620
    assert 150 < y < 210
    assert shapes[2].label is None


def test_tiles_keep_north_above_south_and_west_before_east():
    places = {
        name: shapely.box(x, y, x + 1, y + 1)
        for name, x, y in [(1, 5, 5), (2, 0, 5), (3, 0, 0), (4, 5, 0)]
    }
    corners = tile({name: shapely.to_wkb(box) for name, box in places.items()}).corners
    assert sorted(corners, key=lambda name: (corners[name][1], corners[name][0])) == [2, 1, 3, 4]


def test_an_island_is_part_of_its_ward():
    both = shapely.MultiPolygon([BOX, shapely.box(3000, 0, 3500, 500)])
    assert draw({1: shapely.to_wkb(both)}).shapes[1].path.count("M") == 2


def test_a_council_with_no_wards_is_an_empty_picture():
    assert draw({}).shapes == {}


def corners(path):
    """Every point of a path, by walking it."""
    start, rest = path.removesuffix("z").split("l")
    x, y = map(int, start.removeprefix("M").split())
    points = {(x, y)}
    steps = [int(step) for step in re.findall(r"-?\d+", rest)]
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        points.add((x, y))
    return points


@pytest.mark.parametrize(
    ("dots", "label"),
    [([], (50, 50)), ([(90, 50)], (50, 50)), ([(50, 48)], (50, 66)), ([(52, 55)], (50, 34))],
)
def test_a_number_makes_way_for_a_dot_that_would_lie_on_it(dots, label):
    assert Shape("M0 0z", (50, 50)).clear_of(dots).label == label


def test_a_ward_too_small_for_a_number_has_nothing_to_move():
    assert Shape("M0 0z", None).clear_of([(50, 50)]).label is None
