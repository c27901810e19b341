"""Totals others counted come in, are shown in today's wards to a council lead, and are marked where they were shared out."""

import datetime as dt
from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from inclusion.choices import Placement, Role
from inclusion.models import PostcodeWard
from reports.models import PartnerCount, PartnerCounts
from reports.reallocating import NOWHERE, reallocated
from tests.factories import (
    BoundarySetFactory,
    CouncilFactory,
    PostcodeFactory,
    WardFactory,
    council_person,
)
from tests.reports.test_views_wards import text_of

TODAY, BEFORE = dt.date(2026, 5, 7), dt.date(2018, 5, 3)
COUNCIL = "E08999999"


@pytest.fixture
def ashmere(db):
    """Old Town was one ward; three of its four postcodes are in North since, and one in South."""
    council = CouncilFactory(name="Ashmere", slug="ashmere", code=COUNCIL)
    old = BoundarySetFactory(council=council, in_force_from=BEFORE, in_force_to=TODAY)
    new = BoundarySetFactory(council=council, in_force_from=TODAY)
    town = WardFactory(boundary_set=old, name="Old Town", code="E05000001")
    north = WardFactory(boundary_set=new, name="North", code="E05000008")
    south = WardFactory(boundary_set=new, name="South", code="E05000009")
    for ward in (north, north, north, south):
        PostcodeWard.objects.create(
            postcode=PostcodeFactory(ward=town),
            boundary_set=new,
            ward=ward,
            placed=Placement.WITHIN,
        )
    return council


def bring_in(tmp_path, text, name="Age UK 2025", **options):
    path = tmp_path / "totals.csv"
    path.write_text(text)
    call_command("import_totals", path, council=COUNCIL, release=name, **options)


@pytest.fixture
def private(client, ashmere):
    client.force_login(council_person(Role.LEAD, ashmere))
    return lambda: text_of(client.get("/wards/ashmere/private/"))


def test_totals_of_old_wards_are_shared_out_by_postcode_and_marked(tmp_path, private):
    bring_in(tmp_path, "ward_code,people\nE05000001,100\n", on=BEFORE)
    words = private()
    assert "Age UK 2025 shared out" in words
    assert "North about 75 South about 25" in words
    assert "Counted in the wards in force from Thursday 3 May 2018." in words


def test_totals_of_todays_wards_are_shown_as_they_came(tmp_path, private):
    bring_in(tmp_path, "ward_code,people\nE05000008,41\n")
    words = private()
    assert "North 41 South 0" in words
    assert "shared out" not in words


def test_people_of_a_ward_with_no_postcodes_are_not_lost(tmp_path, private, ashmere):
    PostcodeWard.objects.all().delete()
    bring_in(tmp_path, "ward_code,people\nE05000001,100\n", on=BEFORE)
    assert "In none of these wards about 100" in private()


def test_where_nobody_gave_any_the_page_says_nothing_of_them(private):
    assert "Counted by others" not in private()


def test_they_are_never_on_a_page_for_everybody(tmp_path, client, ashmere):
    bring_in(tmp_path, "ward_code,people\nE05000008,41\n")
    assert "Age UK" not in text_of(client.get("/wards/ashmere/"))


def test_the_same_name_again_takes_the_place_of_the_first(tmp_path, ashmere):
    for people in (41, 43):
        bring_in(tmp_path, f"ward_code,people\nE05000008,{people}\n")
    assert PartnerCounts.objects.count() == 1
    assert PartnerCount.objects.get().people == 43


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ward_code,people\nE05000001,9\n", r"row 2: E05000001 is not among .* say after --on"),
        ("ward_code,people\nE05000008,many\n", 'row 2: "many" in column "people" is not a number'),
        ("ward_code,people\nE05000008,1\nE05000008,1\n", "row 3: E05000008 is there twice"),
        ("ward_code,heads\nE05000008,1\n", "it has no column for how many people"),
        ("ward_code,people\n", "it has no wards in it"),
    ],
)
def test_a_table_that_cannot_be_right_is_refused_and_nothing_is_kept(
    tmp_path, ashmere, text, words
):
    with pytest.raises(CommandError, match=words):
        bring_in(tmp_path, text)
    assert not PartnerCounts.objects.exists()


@pytest.mark.parametrize("tables", [1, 3])
def test_the_page_takes_as_many_looks_however_many_tables(
    tmp_path, client, ashmere, tables, django_assert_num_queries
):
    client.force_login(council_person(Role.LEAD, ashmere))
    for number in range(tables):
        bring_in(tmp_path, "ward_code,people\nE05000001,9\n", name=f"T{number}", on=BEFORE)
    client.get("/wards/ashmere/private/")
    with django_assert_num_queries(18):
        client.get("/wards/ashmere/private/")


WARDS = st.integers(1, 4)


@given(
    st.dictionaries(WARDS, st.integers(0, 1_000)),
    st.dictionaries(st.text("AB1", min_size=1, max_size=4), WARDS),
    st.dictionaries(st.text("AB1", min_size=1, max_size=4), WARDS),
)
def test_nobody_is_lost_or_counted_twice_however_wards_lie(totals, before, after):
    assert sum(reallocated(totals, before, after).values()) == pytest.approx(sum(totals.values()))


@given(st.dictionaries(WARDS, st.integers(0, 1_000), min_size=1))
def test_wards_that_stay_as_they_were_keep_their_totals(totals):
    places = {f"P{ward}": ward for ward in totals}
    assert reallocated(totals, places, places) == {ward: float(n) for ward, n in totals.items()}


def test_a_ward_nobody_lives_in_keeps_its_people_apart():
    assert reallocated({7: 12}, {}, {}) == Counter({NOWHERE: 12.0})
