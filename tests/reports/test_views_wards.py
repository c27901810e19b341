"""The ward pages, as somebody who opens them sees them."""

import csv
import datetime as dt
import gzip
import io
import json
import re

import pytest
from django.utils import timezone

from inclusion.actions.events import record
from inclusion.choices import Role, SessionState
from inclusion.models import Event
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

pytestmark = pytest.mark.django_db


@pytest.fixture
def ashmere():
    """A council with one ward, Market, and a library in it."""
    council = CouncilFactory(name="Ashmere", slug="ashmere")
    wards = BoundarySetFactory(council=council, source="Drawn by hand", licence="OGL v3")
    WardFactory(boundary_set=wards, name="Market", code="E05000001")
    return council


def help_people(council, count, ward):
    """So many different people came to a session yesterday."""
    organisation = OrganisationFactory(council=council)
    postcode = PostcodeFactory(ward=ward)
    centre = CentreFactory(organisation=organisation, postcode=postcode, name="Market Library")
    starts = timezone.now() - dt.timedelta(days=1)
    session = SessionFactory(centre=centre, starts_at=starts, state=SessionState.HELD)
    for _ in range(count):
        AttendanceFactory(
            session=session, learner=LearnerFactory(organisation=organisation, postcode=postcode)
        )
    return centre


def test_new_wards_begin_a_new_count_so_nobody_can_take_one_from_the_other(client, ashmere):
    """Twenty came before the new wards and none since: the page on the new wards says nothing of the twenty."""
    help_people(ashmere, 20, ward_of(ashmere))
    before = ashmere.boundary_sets.get()
    assert "1 Market 20" in text_of(client.get("/wards/ashmere/"))
    today = timezone.localdate()
    before.in_force_to = today
    before.save()
    after = BoundarySetFactory(council=ashmere, in_force_from=today)
    WardFactory(boundary_set=after, name="New Market")
    record("import_wards", ashmere, by=None)

    public = text_of(client.get("/wards/ashmere/"))

    assert "New Market fewer than 10" in public
    assert ",20," not in client.get("/wards/ashmere.csv").content.decode()


def ward_of(council):
    return council.boundary_sets.get().wards.get()


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_a_page_links_to_every_council(client, ashmere):
    assert '<a href="/wards/ashmere/">' in client.get("/wards/").content.decode()


def test_a_small_number_is_never_on_the_page(client, ashmere):
    help_people(ashmere, 7, ward_of(ashmere))
    page = text_of(client.get("/wards/ashmere/"))
    assert "1 Market fewer than 10 fewer than 10 1 Not worked out yet" in page


def test_a_larger_number_is_rounded_with_its_source_beside_it(client, ashmere):
    help_people(ashmere, 13, ward_of(ashmere))
    page = text_of(client.get("/wards/ashmere/"))
    assert "1 Market 15 fewer than 10 1 Not worked out yet" in page
    assert "Map: Drawn by hand. Licence: OGL v3." in page


def test_the_page_changes_as_soon_as_a_class_is_logged(client, ashmere):
    client.get("/wards/ashmere/")
    help_people(ashmere, 22, ward_of(ashmere))
    record("save_register", ashmere, by=None)
    assert "1 Market 20" in text_of(client.get("/wards/ashmere/"))


def test_a_page_that_has_not_changed_is_not_sent_again(client, ashmere):
    first = client.get("/wards/ashmere/")
    again = client.get("/wards/ashmere/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_page_made_small_says_the_same_and_is_not_sent_again(client, ashmere):
    packed = {"Accept-Encoding": "gzip"}
    small = client.get("/wards/ashmere/", headers=packed)
    again = client.get("/wards/ashmere/", headers={**packed, "If-None-Match": small["ETag"]})
    assert gzip.decompress(small.content) == client.get("/wards/ashmere/").content
    assert (small["Vary"], again.status_code) == ("Accept-Encoding", 304)


def test_the_page_kept_for_everybody_is_never_that_of_somebody_signed_in(client, ashmere):
    everybodys = client.get("/wards/ashmere/").content
    client.force_login(coordinator())
    theirs = client.get("/wards/ashmere/").content
    client.logout()
    assert (client.get("/wards/ashmere/").content, b"Aisha B" in theirs) == (everybodys, True)


def test_everybody_may_keep_the_page_and_no_session_is_looked_at(client, ashmere):
    response = client.get("/wards/ashmere/")
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "Cookie" not in response.get("Vary", "")
    assert response.cookies == {}


def test_somebody_signed_in_sees_their_own_frame_and_no_cache_keeps_it(client, ashmere):
    client.force_login(coordinator())
    response = client.get("/wards/ashmere/")
    assert "Aisha B" in response.content.decode()
    assert "private" in response["Cache-Control"]


@pytest.mark.parametrize("wards", [1, 3])
def test_a_page_already_made_takes_one_look_however_many_wards(
    client, ashmere, wards, django_assert_num_queries
):
    WardFactory.create_batch(wards, boundary_set=ashmere.boundary_sets.get())
    client.get("/wards/ashmere/")
    with django_assert_num_queries(1):  # the newest event
        client.get("/wards/ashmere/")


@pytest.mark.parametrize("wards", [1, 3])
def test_a_page_being_made_takes_as_many_looks_however_many_wards(
    client, ashmere, wards, django_assert_num_queries
):
    WardFactory.create_batch(wards, boundary_set=ashmere.boundary_sets.get())
    with django_assert_num_queries(13):
        client.get("/wards/ashmere/")


def test_wards_are_put_in_order_by_links_with_hidden_numbers_last(client, ashmere):
    wards = ashmere.boundary_sets.get()
    help_people(ashmere, 12, WardFactory(boundary_set=wards, name="Quarry"))
    page = text_of(client.get("/wards/ashmere/?sort=helped"))
    assert page.index("2 Quarry 10") < page.index("1 Market fewer than 10")


def test_an_order_we_do_not_know_is_by_name(client, ashmere):
    assert (
        client.get("/wards/ashmere/?sort=<script>").content == client.get("/wards/ashmere/").content
    )


def test_a_council_with_no_wards_says_so(client):
    CouncilFactory(name="Newtown", slug="newtown")
    assert "We do not have a map of the wards of Newtown yet" in text_of(
        client.get("/wards/newtown/")
    )
    assert client.get("/wards/newtown.csv").status_code == 404


@pytest.mark.parametrize(
    "address", ["/wards/nowhere/", "/wards/nowhere.csv", "/wards/ashmere/E05999999/"]
)
def test_a_place_we_do_not_know_is_not_found(client, ashmere, address):
    assert client.get(address).status_code == 404


def test_a_ward_page_has_its_figures_its_centres_and_what_is_on(client, ashmere):
    library = help_people(ashmere, 31, ward_of(ashmere))
    SessionFactory(centre=library, topic="Video calls")
    page = text_of(client.get("/wards/ashmere/E05000001/"))
    assert "30 people who live here helped" in page
    assert "Market Library Video calls" in page


@pytest.mark.parametrize("sessions", [1, 3])
def test_a_ward_page_takes_as_many_looks_however_much_is_on(
    client, ashmere, sessions, django_assert_num_queries
):
    library = help_people(ashmere, 1, ward_of(ashmere))
    SessionFactory.create_batch(sessions, centre=library)
    client.get("/wards/ashmere/")
    with django_assert_num_queries(8):
        client.get("/wards/ashmere/E05000001/")


def test_a_lead_sees_exact_numbers_marked_not_for_sharing_and_it_is_on_record(client, ashmere):
    help_people(ashmere, 7, ward_of(ashmere))
    lead = council_person(Role.LEAD, ashmere)
    client.force_login(lead)
    response = client.get("/wards/ashmere/private/")
    assert "Not for sharing." in text_of(response)
    assert "1 Market 7 0 1" in text_of(response)
    assert "no-store" in response["Cache-Control"]
    assert Event.objects.filter(verb="see_private_figures", actor_id=lead.pk).count() == 1


def test_exact_numbers_are_not_for_another_councils_lead(client, ashmere):
    client.force_login(council_person(Role.LEAD))
    assert client.get("/wards/ashmere/private/").status_code == 404


def test_exact_numbers_are_not_for_a_coordinator(client, ashmere):
    client.force_login(coordinator(OrganisationFactory(council=ashmere)))
    assert client.get("/wards/ashmere/private/").status_code == 403


def test_the_spreadsheet_has_the_published_numbers_and_runs_nothing(client, ashmere):
    help_people(ashmere, 44, ward_of(ashmere))
    WardFactory(boundary_set=ashmere.boundary_sets.get(), name="=HYPERLINK(1)", code="E05000002")
    response = client.get("/wards/ashmere.csv")
    rows = list(csv.DictReader(io.StringIO(response.content.decode(), newline="")))
    assert [
        (row["ward_name"], row["people_helped"], row["people_helped_status"]) for row in rows
    ] == [
        ("'=HYPERLINK(1)", "fewer than 10", "suppressed"),
        ("Market", "45", "ok"),
        ("Elsewhere or not known", "fewer than 10", "suppressed"),
        ("Ashmere", "not shown", "suppressed"),
    ]
    assert rows[0]["estimate_status"] == "not_worked_out"
    assert response.content.count(b"\r\n") == 5


def test_the_map_file_is_in_degrees_with_the_published_numbers(client, ashmere):
    help_people(ashmere, 44, ward_of(ashmere))
    response = client.get("/wards/ashmere.geojson")
    [feature] = json.loads(response.content)["features"]
    longitude, latitude = feature["geometry"]["coordinates"][0][0]
    assert response["Content-Type"] == "application/geo+json"
    figures = feature["properties"]
    assert (figures["people_helped"], figures["people_helped_status"]) == (45, "ok")
    assert (figures["reached_level"], figures["reached_level_status"]) == (None, "suppressed")
    assert figures["sessions_held"] == 1
    assert -9 < longitude < 2
    assert 49 < latitude < 61


def test_a_page_of_26_wards_is_light(client, ashmere):
    WardFactory.create_batch(25, boundary_set=ashmere.boundary_sets.get())
    assert len(gzip.compress(client.get("/wards/ashmere/").content)) < 10_000
