"""Councils side by side: words before ranks, ranges beside estimates, and nothing their own pages hide."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from inclusion.actions.events import record
from inclusion.models import Council
from reports.choices import Comparison
from reports.councils import Standing, beside_the_network, compared, in_words
from reports.disclosure import publish_cell
from reports.models import Estimate
from reports.need import Need
from tests.factories import BoundarySetFactory, CouncilFactory, WardFactory
from tests.reports.factories import estimate_of
from tests.reports.test_views_wards import help_people, text_of


def a_council(name, share=None, helped=0, spread=0.03):
    """A council of one ward, with an estimate of 1,000 adults where a share is given."""
    council = CouncilFactory(name=name, slug=name.lower(), code=f"E0800{len(name):04}")
    wards = BoundarySetFactory(council=council)
    ward = WardFactory(boundary_set=wards, name=f"{name} Ward")
    if share is not None:
        estimate_of(wards, **{ward.name: share})
        Estimate.objects.filter(boundary_set=wards).update(
            share=share, low=share - spread, high=share + spread
        )
    if helped:
        help_people(council, helped, ward)
    if helped >= 10:  # with fewer from elsewhere, the council's total is left out
        help_people(council, 12, None)
    return council


@pytest.fixture
def three(db):
    """Ashmere has more than most, Bow about as many as all together, and Cressing no estimate."""
    a_council("Ashmere", 0.3, helped=34)
    a_council("Bow", 0.1, helped=7)
    a_council("Cressing")


def rows_of(client):
    text = client.get("/wards.csv").content.decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_each_council_has_its_estimate_with_its_range_beside_what_was_done(client, three):
    page = text_of(client.get("/wards/"))
    assert "Ashmere Higher about 30% 27 to 33% 45 15.0% 2 April 2025" in page
    assert "Bow Lower about 10% 7 to 13% not shown not known 1 April 2025" in page
    assert "Cressing Not worked out yet not shown 0 April 2025" in page


def test_it_begins_in_words_and_no_council_has_a_place(client, three):
    page = text_of(client.get("/wards/"))
    assert (
        "We think more adults lack the skills in Ashmere. We think fewer adults lack the skills in Bow."
        in page
    )
    assert "This is not a league table." in page


def test_councils_are_by_name_until_another_order_is_asked_for(client, db):
    a_council("Ashmere", 0.1)
    a_council("Bow", 0.3)
    by_name, by_share = (client.get(f"/wards/{ask}").content for ask in ("", "?sort=share"))
    assert by_name.index(b"/wards/ashmere/") < by_name.index(b"/wards/bow/")
    assert by_share.index(b"/wards/bow/") < by_share.index(b"/wards/ashmere/")
    assert client.get("/wards/?sort=<script>").content == by_name


@pytest.mark.parametrize("sort", ["helped", "reach", "sessions"])
def test_a_number_hidden_or_not_known_comes_last(client, three, sort):
    a_council("Ab", 0.2)
    page = client.get(f"/wards/?sort={sort}").content
    assert page.index(b"/wards/ashmere/") < page.index(b"/wards/ab/")


def test_the_spreadsheet_says_what_the_page_says(client, three):
    ashmere, bow, cressing = rows_of(client)
    assert ashmere["people_helped"] == "45"
    assert ashmere["helped_of_those_without_percent"] == "15.0"
    assert [ashmere[end] for end in ("estimate_low", "estimate_high")] == ["27", "33"]
    assert (bow["people_helped"], bow["people_helped_status"]) == ("not shown", "suppressed")
    assert bow["helped_of_those_without_percent"] == ""
    assert (cressing["estimate_status"], cressing["sessions_held"]) == ("not_worked_out", "0")


def test_a_councils_name_runs_nothing_in_a_spreadsheet(client, db):
    a_council("=Sum")
    assert rows_of(client)[0]["council_name"] == "'=Sum"


def test_a_council_with_no_wards_is_named_and_is_not_in_the_file(client, db):
    CouncilFactory(name="Newtown", slug="newtown")
    assert "Newtown No map of its wards yet" in text_of(client.get("/wards/"))
    assert rows_of(client) == []


def test_a_council_alone_is_beside_nobody(client, db):
    a_council("Ashmere", 0.3)
    page = text_of(client.get("/wards/"))
    assert "Beside the others" not in page
    assert "We think more" not in page


def test_councils_measured_in_different_ways_are_not_compared(client, db):
    a_council("Ashmere", 0.3)
    a_council("Bow", 0.1)
    Estimate.objects.filter(share=0.1).update(year=2024)
    assert "Beside the others" not in text_of(client.get("/wards/"))


def test_it_changes_as_soon_as_a_class_is_logged(client, three):
    client.get("/wards/")
    help_people(Council.objects.get(name="Ashmere"), 20, None)
    record("save_register", Council.objects.get(name="Ashmere"), by=None)
    assert rows_of(client)[0]["people_helped"] == "65"


@pytest.mark.parametrize("councils", [1, 3])
def test_a_page_already_made_takes_one_look_however_many_councils(
    client, db, councils, django_assert_num_queries
):
    for number in range(councils):
        a_council("Town" * (number + 1), 0.2)
    client.get("/wards/")
    with django_assert_num_queries(1):  # the newest event
        client.get("/wards/")


def need(share, spread, adults=1_000):
    hidden = publish_cell(0)
    return Need(adults, share, max(share - spread, 0), min(share + spread, 1), hidden, hidden)


shares = st.floats(0, 1)
needs = st.builds(need, shares, st.floats(0, 0.5), st.integers(1, 10_000))


@given(needs, shares)
def test_nothing_is_said_of_a_council_whose_range_holds_the_share_of_all(one, share):
    is_inside = one.low <= share <= one.high
    assert (compared(one, share) is Comparison.SIMILAR) == is_inside


@given(st.lists(needs, min_size=2, max_size=6))
@example([need(0.7701544694326683, 0.0, 1), need(0.7701544694326683, 0.0, 2)])
def test_the_councils_are_never_all_higher_nor_all_lower_than_all_of_them(found):
    rows = [
        Standing(Council(pk=number, name=str(number)), need=one, measured=(1, 1, 1, "EDS 2022"))
        for number, one in enumerate(found)
    ]
    said = beside_the_network(rows)
    assert set(said) == set(range(len(found)))
    assert set(said.values()) not in ({Comparison.HIGHER}, {Comparison.LOWER})


def test_councils_too_alike_are_said_to_be():
    rows = [Standing(Council(pk=1, name="Bow"), need=need(0.2, 0.1), measured=(1, 1, 1, "EDS"))]
    said = in_words(rows, {1: Comparison.SIMILAR})
    assert said == "The councils are too alike to tell apart."
