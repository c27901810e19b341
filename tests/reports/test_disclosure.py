"""Nobody can be found in what we publish."""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.disclosure import Cell, Published, Status, publish, publish_cell
from reports.within import publish_within

COUNTS = st.integers(0, 400)


def totals_that_would_look_the_same(published):
    """By trying each total there could have been, as an attacker who has read our code would."""
    boxes = [box(cell) for cell in published.cells.values()]
    least, most = sum(low for low, _ in boxes), sum(high for _, high in boxes)
    return [
        total
        for total in range(least, most + 1)
        if total_as_published(total, published.cells) == published.total
    ]


def box(cell):
    if cell.is_hidden:
        return (0, 9)
    matches = [
        count
        for count in range(cell.value - 9, cell.value + 9)
        if count >= 10 and publish_cell(count) == cell
    ]
    return min(matches), max(matches)


def total_as_published(total, cells):
    """Any counts that make these cells and this total are published alike, so make one such world and publish it."""
    counts = {key: box(cell)[0] for key, cell in cells.items()}
    left = total - sum(counts.values())
    for key, cell in cells.items():
        step = min(left, box(cell)[1] - counts[key])
        counts[key] += step
        left -= step
    return publish(counts).total


def what_a_hidden_count_could_be(published, hidden):
    others = [box(cell) for key, cell in published.cells.items() if key != hidden]
    least, most = sum(low for low, _ in others), sum(high for _, high in others)
    totals = totals_that_would_look_the_same(published)
    return {h for h in range(10) if any(least <= total - h <= most for total in totals)}


@given(st.dictionaries(st.integers(0, 30), COUNTS, max_size=8))
def test_nobody_who_knows_the_rule_can_narrow_a_hidden_count(counts):
    published = publish(counts)
    for key, cell in published.cells.items():
        if cell.is_hidden:
            assert what_a_hidden_count_could_be(published, key) == set(range(10))


@pytest.mark.parametrize("shape", [(3,), (12, 3), (3, 4), (10, 14, 9), (9, 9, 11)])
def test_trying_every_small_world_agrees_with_the_arithmetic(shape):
    """No interval arithmetic here: every world there is, published, and the ones that look alike compared."""
    published = publish(dict(enumerate(shape)))
    ranges = [range(max(0, count - 12), count + 13) for count in shape]
    alike = [world for world in product(*ranges) if publish(dict(enumerate(world))) == published]
    for place, count in enumerate(shape):
        if count < 10:
            assert {world[place] for world in alike} == set(range(10))


def test_nobody_who_knows_that_a_part_is_inside_its_table_can_narrow_a_hidden_count():
    """Every world of two small wards and one of ten or twelve people, and of those of them who reached the level.

    With the total of a part left out only where it says too much itself, it is always the low ones here.
    """
    seen = defaultdict(set)
    for helped in product(range(10), range(10), (10, 12)):
        table = publish(dict(enumerate(helped)))
        for reached in product(*(range(count + 1) for count in helped)):
            part = publish_within(dict(enumerate(reached)), table)
            page = [
                [cell.shown for cell in [*one.cells.values(), one.total]] for one in (table, part)
            ]
            for which, (one, counts) in enumerate(((table, helped), (part, reached))):
                for place, cell in one.cells.items():
                    if cell.is_hidden:
                        seen[str(page), which, place].add(counts[place])
    assert {len(counts) for counts in seen.values()} == {10}


def test_the_total_of_a_part_is_left_out_where_nearly_everybody_reached_the_level():
    """Twelve at most came elsewhere, so of 13 who reached the level one or more lives in the third ward."""
    table = publish({1: 4, 2: 0, 3: 10, 4: 3, 5: 2})
    assert publish_within({1: 3, 2: 0, 3: 9, 4: 1, 5: 2}, table).total.shown == "not shown"


def test_the_total_of_a_part_is_shown_where_it_says_nothing_of_anybody():
    table = publish({1: 60, 2: 80, 3: 45})
    assert publish_within({1: 20, 2: 31, 3: 14}, table).total.shown == "65"


@given(st.dictionaries(st.integers(0, 30), COUNTS, max_size=30))
def test_no_shown_number_is_small_or_exact(counts):
    published = publish(counts)
    shown = [
        cell.value
        for cell in [*published.cells.values(), published.total]
        if cell.value is not None
    ]
    assert all(value >= 10 and value % 5 == 0 for value in shown)


@given(COUNTS)
def test_a_shown_number_is_within_two_of_the_truth(count):
    cell = publish_cell(count)
    assert cell.is_hidden == (count < 10)
    if cell.value is not None:
        assert abs(cell.value - count) <= 2


def test_a_table_with_one_small_ward_keeps_its_total_when_that_is_safe():
    counts = {"Market": 104, "Quarry": 57, "Docklands": 6, "Linfold": 33, "Priory": 4}
    assert publish(counts) == Published(
        cells={
            "Market": Cell("105", Status.OK, 105),
            "Quarry": Cell("55", Status.OK, 55),
            "Docklands": Cell("fewer than 10", Status.SUPPRESSED, None),
            "Linfold": Cell("35", Status.OK, 35),
            "Priory": Cell("fewer than 10", Status.SUPPRESSED, None),
        },
        total=Cell("205", Status.OK, 205),
    )


def test_a_total_that_would_give_a_ward_away_is_left_out():
    assert publish({"Market": 20, "Docklands": 0}).total == Cell(
        "not shown", Status.SUPPRESSED, None
    )


def test_a_number_less_than_nought_is_refused():
    with pytest.raises(ValueError, match="cannot be less than nought"):
        publish({"Market": -1})
