"""Nobody who sets all our pages and files side by side can say more of a hidden count than "fewer than 10"."""

import csv
import html
import io
import json
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reports.disclosure import publish, publish_beside, publish_series
from reports.within import publish_within
from tests.factories import (
    BoundarySetFactory,
    CouncilFactory,
    LearnerFactory,
    OrganisationFactory,
    PostcodeFactory,
    WardFactory,
)
from tests.reports.attack import Attack
from tests.reports.test_ward_pictures import come

# Around the least number shown and the edges of a rounding, where the most can be worked out; and larger ones.
COUNTS = st.integers(0, 24) | st.integers(0, 60)
NUMBER = re.compile(r"[\d,]+$")


@st.composite
def places(draw):
    """Wards, each with the people helped in each quarter and in all, and who was assessed, got there, and stayed."""
    wards = []
    for _ in range(draw(st.integers(1, 4))):
        quarters = draw(st.lists(COUNTS, min_size=3, max_size=5))
        helped = draw(st.integers(max(quarters), sum(quarters)))
        assessed = draw(st.integers(0, helped))
        reached = draw(st.integers(0, assessed))
        wards.append((quarters, helped, assessed, reached, draw(st.integers(0, reached))))
    return wards


def everything_published(wards):
    """The ward page, its files, the programme page and each ward's own page, seen by one person."""
    quarters, *counts = (dict(enumerate(column)) for column in zip(*wards, strict=True))
    helped = publish(counts[0])
    reached = publish_within(counts[2], helped)
    attack = Attack()
    for name, table in (("helped", helped), ("reached", reached)):
        cells = {key: cell.value for key, cell in table.cells.items()}
        attack.see_table(name, cells, table.total.value)
    for key, times in quarters.items():
        series = publish_series(times, helped, key) or []
        attack.see_series(key, [cell.value for cell in series])
    assessed = publish_beside(sum(counts[1].values()), reached.total)
    retained = publish_beside(sum(counts[3].values()), reached.total)
    attack.see_around("reached", assessed.value, retained.value)
    attack.see_among("reached", "helped")
    attack.see_below("assessed", "helped")
    return attack


# 33 people came, and their quarters hold 36 at most: one fewer than "35" can stand for, so one more in the last ward.
AT_MOST_36 = [
    ([11, 11, 11], 33, 0, 0, 0),
    *[([12, 12, 12], 12, 0, 0, 0)] * 3,
    ([6, 0, 0], 6, 0, 0, 0),
]

# At most 12 of those who reached the level came in the other places, and "15" stands for 13 or more: one lives in the third.
NEARLY_ALL_REACHED = [
    ([count, 0, 0], count, count, reached, 0)
    for count, reached in ((4, 3), (0, 0), (10, 9), (3, 1), (2, 2))
]
# Left out for this one total alone: 28 or more reached the level, of whom the first two wards hold 27 at most.
REACHED_BY_ALL_BUT_A_FEW = [
    ([count, 0, 0], count, count, reached, 0) for count, reached in ((21, 21), (2, 2), (11, 9))
]


@settings(max_examples=100)
@given(places())
@example([([3, 12, 52], 67, 0, 0, 0), ([0, 0, 26], 26, 0, 0, 0)])
@example(AT_MOST_36)
@example(NEARLY_ALL_REACHED)
@example(REACHED_BY_ALL_BUT_A_FEW)
def test_no_sum_or_difference_of_what_is_published_narrows_a_hidden_count(wards):
    assert everything_published(wards).narrowed() == {}


def test_who_is_still_there_is_not_said_where_it_would_stand_for_a_total_left_out():
    """Fifteen reached the level in Market and eleven in Quarry: with 25 still there, six or more were in Quarry."""
    reached = publish({"Market": 17, "Quarry": 9})
    assert publish_beside(26, reached.total).shown == "not shown"


@pytest.fixture
def ashmere(db, time_machine):
    """Three wards and people from elsewhere, each rounded down as far as can be, so that their total gives all away."""
    time_machine.move_to("2026-11-20T12:00:00+00:00", tick=False)
    wards = BoundarySetFactory(council=CouncilFactory(name="Ashmere", slug="ashmere"))
    organisation = OrganisationFactory(council=wards.council)
    homes = [
        PostcodeFactory(ward=WardFactory(boundary_set=wards, name=name))
        for name in ("Market", "Quarry", "Docklands")
    ]
    market, *others = (
        LearnerFactory.create_batch(size, organisation=organisation, postcode=home)
        for home, size in zip([*homes, None], (62, 12, 12, 12), strict=True)
    )
    for quarter, first in enumerate(range(0, len(market), 12)):
        come(market[first : first + 12], quarter)
    come([person for ward in others for person in ward], 0)
    return wards.council


def test_nobody_can_put_our_pages_and_files_together_and_find_the_two_who_came_last(
    client, ashmere
):
    """Who takes the others from the total knows that all 62 of Market came, and that six quarters but one hold 60."""
    attack = Attack()
    read_files(client, attack)
    read_programme(client, attack)
    for code in ashmere.boundary_sets.get().wards.values_list("code", flat=True):
        read_ward(client, attack, code)
    attack.see_among("reached", "helped")
    attack.see_below("assessed", "helped")
    assert ("quarter", "Quarry", 5) in attack.ranges
    assert attack.narrowed() == {}


def read_files(client, attack):
    """JSON, CSV and GeoJSON of the council, and the line it has among all councils."""
    document = json.loads(client.get("/wards/ashmere.json").content)
    on_a_map = json.loads(client.get("/wards/ashmere.geojson").content)["features"]
    *lines, whole = csv.DictReader(io.StringIO(client.get("/wards/ashmere.csv").content.decode()))
    [among_all] = csv.DictReader(io.StringIO(client.get("/wards.csv").content.decode()))
    for name, column in (("helped", "people_helped"), ("reached", "reached_level")):
        rows = [*document["wards"], document["elsewhere"]]
        cells = {row["ward_name"]: row[column] for row in rows}
        attack.see_table(name, cells, document["council"][column])
        for row in [*(feature["properties"] for feature in on_a_map), *lines]:
            attack.see((name, row["ward_name"]), number(row[column]))
        assert {number(whole[column]), number(among_all[column])} == {document["council"][column]}


def read_programme(client, attack):
    """Everybody's page of the programme: its wards, and its people in large print."""
    page = client.get("/wards/ashmere/programme/").content.decode()
    for ward, (helped, reached, _) in rows_of(page):
        attack.see(("helped", ward.replace(",", "")), number(helped))
        attack.see(("reached", ward.replace(",", "")), number(reached))
    _, assessed, _, retained, *_ = in_large_print(page)
    attack.see_around("reached", assessed, retained)


def read_ward(client, attack, code):
    """One ward's number in large print, and its quarters where it has any."""
    page = client.get(f"/wards/ashmere/{code}/").content.decode()
    [ward] = re.findall("<h1>(.*?)</h1>", page)
    attack.see(("helped", ward), in_large_print(page)[0])
    quarters = [shown[0] for label, shown in rows_of(page) if re.search(r" \d{4}$", label)]
    attack.see_series(ward, [number(shown) for shown in quarters])


def in_large_print(page):
    return [number(shown) for shown in re.findall(r'<div class="bignum[^>]*>(.*?)</div>', page)]


def rows_of(page):
    """Each line of the page's tables: what it is of, and its cells."""
    for row in re.findall(r'<tr>(<th scope="row".*?)</tr>', page):
        heading, *cells = (html.unescape(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t", row))
        yield heading, cells


def number(shown):
    """A whole number, from a file or a page, or nothing for words."""
    found = NUMBER.match(str(shown or ""))
    return int(found[0].replace(",", "")) if found else None
