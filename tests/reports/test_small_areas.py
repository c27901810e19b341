"""A council lead looks at the streets inside a ward: exact numbers, on record, and for nobody else."""

import pytest
import shapely

from inclusion.choices import Role
from inclusion.models import Event
from reports.models import AreaNeed, Release, SmallArea
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
    coordinator,
    council_person,
)
from tests.reports.factories import certificate_for, estimate_of
from tests.reports.test_views_wards import text_of

pytestmark = pytest.mark.django_db
PAGE = "/wards/ashmere/private/E05000001/"


@pytest.fixture
def market():
    """A ward with an estimate and two small areas: the first lies west of 1,000 m and the second east of it."""
    wards = BoundarySetFactory(council=CouncilFactory(name="Ashmere", slug="ashmere"))
    ward = WardFactory(boundary_set=wards, name="Market", code="E05000001")
    estimate = estimate_of(wards, Market=0.2)
    AreaNeed.objects.all().delete()
    release = Release.objects.create(kind="areas", name="Areas", source="Here")
    for column, without in enumerate((90, 300)):
        area_of(estimate, ward, f"E0100000{column + 1}", without)
        outline = shapely.to_wkb(shapely.box(column * 1_000, 0, (column + 1) * 1_000, 1_000))
        SmallArea.objects.create(
            release=release, area=f"E0100000{column + 1}", outline=outline,
            west=column * 1_000, south=0, east=(column + 1) * 1_000, north=1_000,
        )  # fmt: skip
    return ward


def area_of(estimate, ward, code, without):
    return AreaNeed.objects.create(
        estimate=estimate,
        ward=ward,
        area=code,
        easting=1,
        northing=1,
        adults=1_000,
        without=without,
    )


def come_from(ward, easting, people):
    """So many people whose home is there came to a class just now."""
    organisation = OrganisationFactory(council=ward.boundary_set.council)
    home = PostcodeFactory(ward=ward, easting=easting, northing=500)
    session = SessionFactory(centre=CentreFactory(organisation=organisation), state="held")
    session.starts_at = session.starts_at.replace(year=session.starts_at.year - 1, month=12)
    session.save()
    learners = LearnerFactory.create_batch(people, organisation=organisation, postcode=home)
    for learner in learners:
        AttendanceFactory(session=session, learner=learner)
    return learners


@pytest.fixture
def lead(client, market):
    person = council_person(Role.LEAD, market.boundary_set.council)
    client.force_login(person)
    return person


def test_a_lead_sees_each_small_area_exactly_and_it_is_on_record(client, market, lead):
    [neighbour, *_] = come_from(market, 300, 3)
    come_from(market, 1_300, 1)
    come_from(market, 5_000, 2)
    certificate_for(
        organisation=neighbour.organisation, postcode=neighbour.postcode
    )  # somebody else who lives there

    page = text_of(client.get(PAGE))

    assert "1 E01000001 1,000 about 9% 90 3 1" in page
    assert "2 E01000002 1,000 about 30% 300 1 0" in page
    assert "In none of these 2 0" in page
    assert "Not for sharing." in page
    looked = Event.objects.get(verb="see_small_areas")
    assert (looked.actor_id, looked.noun_id) == (lead.pk, str(market.pk))


def test_a_map_shows_the_areas_by_the_same_shades_as_the_wards(client, market, lead):
    page = client.get(PAGE).content.decode()
    assert '<path class="n1"' in page
    assert '<path class="n5"' in page


def test_without_outlines_who_lives_in_which_is_not_known(client, market, lead):
    SmallArea.objects.all().delete()
    come_from(market, 300, 3)
    page = text_of(client.get(PAGE))
    assert "1 E01000001 1,000 about 9% 90 not known not known" in page
    assert "In none of these 3 0" in page


def test_before_there_is_an_estimate_the_page_says_what_brings_them(client, market, lead):
    AreaNeed.objects.all().delete()
    assert "We know no small areas of Market yet." in text_of(client.get(PAGE))


def test_the_exact_page_of_the_council_leads_there(client, market, lead):
    page = client.get("/wards/ashmere/private/").content.decode()
    assert '<a href="E05000001/">' in page


def test_small_areas_are_not_for_everybody(client, market):
    assert client.get(PAGE).status_code == 302
    client.force_login(council_person(Role.LEAD))
    assert client.get(PAGE).status_code == 404
    client.force_login(coordinator(OrganisationFactory(council=market.boundary_set.council)))
    assert client.get(PAGE).status_code == 403
    assert not Event.objects.filter(verb="see_small_areas").exists()


def test_a_ward_we_do_not_know_is_not_found(client, market, lead):
    assert client.get("/wards/ashmere/private/E05999999/").status_code == 404


@pytest.mark.parametrize("more", [1, 3])
def test_the_page_takes_as_many_looks_however_many_areas(
    client, market, lead, more, django_assert_num_queries
):
    estimate = AreaNeed.objects.first().estimate
    for number in range(more):
        area_of(estimate, market, f"E0200000{number}", 100)
    come_from(market, 300, more)
    client.get(PAGE)
    with django_assert_num_queries(12):
        client.get(PAGE)
