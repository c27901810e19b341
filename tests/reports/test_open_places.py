"""The map of places people can come to, and the same in tables."""

import datetime as dt

import pytest
from django.utils import timezone

from inclusion.choices import SessionState
from tests.factories import (
    BoundarySetFactory,
    CentreFactory,
    CouncilFactory,
    OrganisationFactory,
    PostcodeFactory,
    SessionFactory,
    WardFactory,
)
from tests.reports.factories import estimate_of
from tests.reports.test_views_wards import text_of

pytestmark = pytest.mark.django_db
PAGE = "/wards/ashmere/?show=places"


@pytest.fixture
def ashmere():
    """Two wards. Market has a library with one session held and two to come, and a hall with none; Quarry has neither."""
    council = CouncilFactory(name="Ashmere", slug="ashmere")
    wards = BoundarySetFactory(council=council)
    market = WardFactory(boundary_set=wards, name="Market", code="E05000001")
    WardFactory(boundary_set=wards, name="Quarry", code="E05000002")
    home = PostcodeFactory(ward=market, easting=500, northing=500)
    organisation = OrganisationFactory(council=council)
    library, _ = (
        CentreFactory(organisation=organisation, name=name, postcode=home)
        for name in ("Market Library", "Old Hall")
    )
    now = timezone.now()
    SessionFactory(centre=library, starts_at=now - dt.timedelta(days=1), state=SessionState.HELD)
    SessionFactory.create_batch(2, centre=library, starts_at=now + dt.timedelta(days=2))
    return council


def test_each_ward_says_how_many_places_and_sessions_to_come_it_has(client, ashmere):
    page = text_of(client.get(PAGE))
    assert "1 Market 2 2 fewer than 10" in page
    assert "2 Quarry 0 0 fewer than 10" in page
    assert "There are 2 places to come to. 1 ward has none." in page


def test_every_dot_on_the_map_is_a_line_of_a_table(client, ashmere):
    page = client.get(PAGE)
    assert page.content.decode().count('r="6"') == 2
    assert "Market Library Market 2 1" in text_of(page)
    assert "Old Hall Market 0 0" in text_of(page)


def test_a_place_where_nothing_is_planned_is_a_ring_and_not_a_dot(client, ashmere):
    assert client.get(PAGE).content.decode().count("spot--bare") == 1 + 1


def test_a_place_that_is_shut_or_elsewhere_is_not_on_the_map(client, ashmere):
    CentreFactory(
        is_open=False, postcode=PostcodeFactory(ward=ashmere.boundary_sets.get().wards.first())
    )
    CentreFactory()
    assert "There are 2 places to come to." in text_of(client.get(PAGE))


def test_a_session_called_off_is_not_still_to_come(client, ashmere):
    for session in SessionFactory._meta.model.objects.filter(state=SessionState.PLANNED):
        session.state = SessionState.CANCELLED
        session.save()
    assert "1 Market 2 0" in text_of(client.get(PAGE))


def test_other_maps_have_no_dots(client, ashmere):
    assert 'class="spot' not in client.get("/wards/ashmere/?show=helped").content.decode()


def test_with_an_estimate_the_map_of_places_is_one_of_six(client, ashmere):
    estimate_of(ashmere.boundary_sets.get(), Market=0.3, Quarry=0.2)
    page = client.get(PAGE).content.decode()
    assert '<b aria-current="true">Places and sessions</b>' in page
    assert page.count('href="?show=') - page.count("&amp;sort=") == 5


@pytest.mark.parametrize("more", [1, 3])
def test_the_map_takes_as_many_looks_however_many_places(
    client, ashmere, more, django_assert_num_queries
):
    CentreFactory.create_batch(
        more, postcode=PostcodeFactory(ward=ashmere.boundary_sets.get().wards.first())
    )
    with django_assert_num_queries(16):
        client.get(PAGE)
