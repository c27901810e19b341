"""What a ward's own page draws: people helped each quarter, and how old its adults are."""

import datetime as dt
from collections import defaultdict
from itertools import pairwise, product

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from inclusion.choices import SessionState
from reports.age_picture import adults_by_band, picture_of
from reports.charts import HIGH, WIDE, Part, bars
from reports.disclosure import publish, publish_cell, publish_series
from reports.figures import this_period
from reports.models import AreaNeed, Population
from reports.trend import next_quarter, whole_quarters
from tests.factories import (
    AttendanceFactory,
    BoundarySetFactory,
    CentreFactory,
    CouncilFactory,
    LearnerFactory,
    OrganisationFactory,
    PostcodeFactory,
    SessionFactory,
    WardFactory,
)
from tests.reports.factories import estimate_of
from tests.reports.test_views_wards import text_of

PAGE = "/wards/ashmere/E05000001/"


@pytest.fixture
def market(db):
    """One ward of Ashmere."""
    wards = BoundarySetFactory(council=CouncilFactory(name="Ashmere", slug="ashmere"))
    return WardFactory(boundary_set=wards, name="Market", code="E05000001")


@pytest.fixture
def neighbours(market):
    """Sixty people who live in Market."""
    organisation = OrganisationFactory(council=market.boundary_set.council)
    postcode = PostcodeFactory(ward=market)
    return LearnerFactory.create_batch(60, organisation=organisation, postcode=postcode)


def come(people, quarter):
    """These people come to a session in the middle of a quarter, the first of the page's time being 0."""
    starts = this_period(timezone.now()).since
    for _ in range(quarter):
        starts = next_quarter(starts)
    moment = timezone.make_aware(dt.datetime.combine(starts, dt.time(10))) + dt.timedelta(days=40)
    session = SessionFactory(
        centre=CentreFactory(organisation=people[0].organisation),
        starts_at=moment,
        ends_at=moment + dt.timedelta(hours=1),
        state=SessionState.HELD,
    )
    for person in people:
        AttendanceFactory(session=session, learner=person)


def line(quarter, shown):
    starts = this_period(timezone.now()).since
    for _ in range(quarter):
        starts = next_quarter(starts)
    last = next_quarter(starts) - dt.timedelta(days=1)
    return f"{starts:%B} to {last:%B %Y} {shown}"


def test_each_quarter_is_rounded_alone_and_a_small_one_is_hidden(client, neighbours):
    come(neighbours[:22], 0)
    come(neighbours[:7], 1)
    come(neighbours[:13], 2)
    page = text_of(client.get(PAGE))
    assert line(0, "20") in page
    assert line(1, "fewer than 10") in page
    assert line(2, "15") in page
    assert "20 people who live here helped" in page


def test_quarters_are_left_out_where_those_shown_cannot_hold_everybody(client, neighbours):
    """Thirty people came, and no more than 22 in the quarter that can be shown: the rest came in a hidden one."""
    come(neighbours[:22], 0)
    come(neighbours[22:30], 1)
    page = text_of(client.get(PAGE))
    assert "30 people who live here helped" in page
    assert line(0, "20") not in page
    assert "Quarters are not shown for Market yet." in page


def test_a_ward_whose_number_is_hidden_has_no_quarters(client, neighbours):
    come(neighbours[:8], 0)
    assert "Quarters are not shown for Market yet." in text_of(client.get(PAGE))


def test_a_person_who_comes_twice_in_a_quarter_is_counted_once_in_it(client, neighbours):
    for quarter in (0, 0, 1, 2):
        come(neighbours[:12], quarter)
    assert line(0, "10") in text_of(client.get(PAGE))


def test_people_of_another_ward_are_not_counted_here(client, neighbours, market):
    other = PostcodeFactory(ward=WardFactory(boundary_set=market.boundary_set, name="Quarry"))
    away = LearnerFactory.create_batch(20, organisation=neighbours[0].organisation, postcode=other)
    for quarter in (0, 1, 2):
        come([*neighbours[:12], *away], quarter)
    assert line(1, "10") in text_of(client.get(PAGE))


# Every small world: three quarters, and how many different people came in all of them together.
SIZES = (*range(10), 10, 12, 13, 17, 18, 22)


def worlds():
    """What could be published, and each world that would be published so."""
    alike = defaultdict(list)
    for counts in product(SIZES, repeat=3):
        for people in range(max(counts), min(sum(counts), 30) + 1):
            shown = publish_series(counts, publish({0: people}), 0)
            series = None if shown is None else tuple(cell.shown for cell in shown)
            alike[publish_cell(people).shown, series].append(counts)
    return alike


def test_who_knows_the_rule_cannot_narrow_a_hidden_quarter_nor_learn_from_its_being_left_out():
    narrowed = [
        (seen, quarter)
        for seen, alike in worlds().items()
        for quarter in range(3)
        if seen[1] is None or seen[1][quarter] == "fewer than 10"
        if not set(range(10)) <= {counts[quarter] for counts in alike}
    ]
    assert narrowed == []


def test_two_quarters_are_too_few_to_leave_one_out_safely():
    assert publish_series([20, 20], publish({0: 30}), 0) is None


@given(st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)), st.integers(0, 900))
def test_quarters_are_whole_and_one_after_another(since, days):
    today = since + dt.timedelta(days=days)
    found = whole_quarters(since, today)
    assert all(start.day == 1 and start.month in (1, 4, 7, 10) for start in found)
    assert [next_quarter(start) for start in found[:-1]] == found[1:]
    assert all(since <= start and next_quarter(start) <= today for start in found)


def test_the_quarter_we_are_in_is_not_shown_until_it_is_over():
    assert whole_quarters(dt.date(2026, 4, 1), dt.date(2026, 9, 30)) == [dt.date(2026, 4, 1)]
    assert whole_quarters(dt.date(2026, 4, 1), dt.date(2026, 10, 1))[-1] == dt.date(2026, 7, 1)
    assert whole_quarters(dt.date(2026, 5, 7), dt.date(2026, 8, 1)) == []


def people_of(estimate, area, *ages):
    bands = ("a16_24", "a25_34", "a35_49", "a50_64", "a65_74", "a75_over")
    Population.objects.create(
        release=estimate.population, area=area, under_16=9, **dict(zip(bands, ages, strict=True))
    )


@pytest.fixture
def aged(market):
    """Market has all of one small area and half of another; Quarry has the other half."""
    quarry = WardFactory(boundary_set=market.boundary_set, name="Quarry")
    estimate = estimate_of(market.boundary_set, Market=0.2)
    AreaNeed.objects.all().delete()
    people_of(estimate, "E01000001", 100, 100, 200, 200, 100, 300)
    people_of(estimate, "E01000002", 800, 200, 0, 0, 0, 0)
    for ward, area, adults in (
        (market, "E01000001", 1_000), (market, "E01000002", 500), (quarry, "E01000002", 500),
    ):  # fmt: skip
        AreaNeed.objects.create(
            estimate=estimate, ward=ward, area=area, easting=1, northing=1, adults=adults, without=1
        )
    return estimate


def test_a_wards_ages_are_those_of_the_parts_of_small_areas_in_it(aged, market):
    ages = picture_of(adults_by_band(aged), market.pk).ages
    assert [round(age.people) for age in ages] == [500, 200, 200, 200, 100, 300]
    assert [age.share_words for age in ages] == ["33%", "13%", "13%", "13%", "7%", "20%"]
    assert [age.council_words for age in ages] == ["45%", "15%", "10%", "10%", "5%", "15%"]


def test_the_page_says_in_a_table_what_it_draws(client, aged):
    page = text_of(client.get(PAGE))
    assert "16 to 24 about 500 33% 45%" in page
    assert "75 and over about 300 20% 15%" in page
    assert client.get(PAGE).content.decode().count("<rect") == 6


def test_a_ward_no_small_area_lies_in_has_no_ages(client, market):
    estimate_of(market.boundary_set, Market=0.2)
    assert "How old adults here are" not in text_of(client.get(PAGE))


parts = st.builds(
    lambda value, beside: Part(value, "", (), 9, beside),
    st.none() | st.floats(0, 1e6),
    st.none() | st.floats(0, 1e6),
)


@given(st.lists(parts, max_size=9))
def test_every_bar_is_inside_the_picture_and_none_lies_over_another(given_parts):
    drawn = bars(given_parts)
    assert all(bar.x >= 0 and bar.end <= WIDE and bar.words_at - 12 >= 0 for bar in drawn)
    assert all(bar.y + bar.height == HIGH - 42 for bar in drawn)
    assert all(before.end <= after.x for before, after in pairwise(drawn))


@given(st.lists(st.floats(0, 1e6), min_size=2, max_size=9))
def test_a_larger_number_is_never_a_lower_bar(values):
    heights = [bar.height for bar in bars([Part(value, "", ()) for value in values])]
    in_order = sorted(range(len(values)), key=lambda place: values[place])
    assert [heights[place] for place in in_order] == sorted(heights)
