"""A council lead asks where to hold the next sessions, sees why, and suggests them with one button."""

import datetime as dt
import json
import tempfile
from pathlib import Path

import pytest
import shapely
from django.core.management import CommandError, call_command
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from inclusion.models import Event, SessionDraft
from inclusion.rules.diary import moment
from reports.models import Barrier
from reports.siting.question import Question, clashes, slot
from tests.factories import (
    BoundarySetFactory,
    CentreFactory,
    OrganisationFactory,
    PostcodeFactory,
    SessionDraftFactory,
    SessionFactory,
    WardFactory,
    coordinator,
    council_person,
)
from tests.reports.factories import estimate_of

OPEN = "Monday to Friday, 9am to 6pm"
# 7 January 2030 is a Monday.
ASK = {"sessions": 2, "day": "7 1 2030", "starts": "10am", "ends": "noon", "minutes": 5}
MONDAY = dt.date(2030, 1, 7)
QUESTION = Question(2, 10, MONDAY, dt.time(10), dt.time(12))


def middle_of(ward):
    return round(shapely.from_wkb(bytes(ward.outline)).centroid.x)


@pytest.fixture
def town(db):
    """Two wards, a hall in each, and an estimate."""
    wards = BoundarySetFactory()
    halls = {}
    for name in ("Market", "Quarry"):
        ward = WardFactory(boundary_set=wards, name=name)
        organisation = OrganisationFactory(council=wards.council)
        halls[name] = CentreFactory(
            organisation=organisation, name=f"{name} Hall", opening=OPEN,
            postcode=PostcodeFactory(ward=ward, easting=middle_of(ward) + 100, northing=500), step_free=name == "Market",
        )  # fmt: skip
    estimate_of(wards, Market=0.3, Quarry=0.1)
    return wards.council, halls


@pytest.fixture
def lead(town, client):
    person = council_person("lead", town[0])
    client.force_login(person)
    return person


def ask(client, council, **changes):
    page = client.get(reverse("reports:where_next", args=[council.slug]), {**ASK, **changes})
    return page, page.content.decode()


def test_both_halls_are_chosen_most_need_first_each_with_its_reason(town, lead, client):
    page, words = ask(client, town[0])
    choices = page.context["answer"].choices
    assert [choice.centre.name for choice in choices] == ["Market Hall", "Quarry Hall"]
    assert [choice.adds for choice in choices] == [300, 100]
    assert "About 300 adults without the skills live within a walk." in words
    assert "Chosen in 200 of 200 tries." in words
    assert "No session here yet." in words
    assert Event.objects.filter(verb="ask_where_next").count() == 1


def test_a_hall_without_what_people_need_is_left_out_and_said_to_be(town, lead, client):
    page, words = ask(client, town[0], needs=["step_free"])
    assert [choice.centre.name for choice in page.context["answer"].choices] == ["Market Hall"]
    assert "Quarry Hall: it has no step-free way in." in words


def test_a_hall_that_is_busy_is_asked_another_day_or_left_out(town, lead, client):
    SessionFactory(
        centre=town[1]["Market"],
        starts_at=moment(MONDAY, dt.time(11)), ends_at=moment(MONDAY, dt.time(13)),
    )  # fmt: skip
    page, _ = ask(client, town[0])
    assert page.context["answer"].choices[0].when[0] == moment(dt.date(2030, 1, 8), dt.time(10))
    _, words = ask(client, town[0], weekday=0)
    assert "Market Hall: something is on there then." in words


def test_a_river_cuts_people_off(town, lead, client):
    council, halls = town
    market = halls["Market"].postcode
    before, _ = ask(client, council)
    fence = [
        [market.easting + x, market.northing + y]
        for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))
    ]
    import_barriers(council, fence)
    after, words = ask(client, council)
    assert len(before.context["answer"].choices) == 2
    assert [choice.centre.name for choice in after.context["answer"].choices] == ["Quarry Hall"]
    assert "Thick lines are rivers" in words


def import_barriers(council, line, kind="LineString", **options):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "river.geojson"
        coordinates = line if kind == "LineString" else line[0]
        path.write_text(
            json.dumps(
                {
                    "type": "FeatureCollection",
                    "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}},
                    "features": [
                        {
                            "type": "Feature",
                            "properties": {"name": "The Ash"},
                            "geometry": {"type": kind, "coordinates": coordinates},
                        }
                    ],
                }
            )
        )
        call_command("import_barriers", str(path), council=council.code, **options)


def test_barriers_take_the_place_of_those_before_and_a_preview_changes_nothing(town):
    council = town[0]
    import_barriers(council, [[0, 0], [5, 5]])
    import_barriers(council, [[0, 0], [9, 9]])
    import_barriers(council, [[0, 0], [7, 7]], dry_run=True)
    assert [barrier.name for barrier in Barrier.objects.all()] == ["The Ash"]


def test_a_point_is_no_barrier_and_its_row_is_named(town):
    with pytest.raises(CommandError, match="row 1: it holds a Point and not a line"):
        import_barriers(town[0], [[0, 0]], kind="Point")
    assert Barrier.objects.count() == 0


def suggest(client, council, centres, batch="6f0f6a0e-6a86-4b3c-9d1e-3f5f0f2d7c11", **changes):
    address = reverse("reports:where_next", args=[council.slug])
    query = "&".join(f"{key}={value}".replace(" ", "+") for key, value in ASK.items())
    says = {"batch": batch, "topic": "Email", "centre": [hall.pk for hall in centres], **changes}
    return client.post(f"{address}?{query}", says, follow=True)


def test_one_press_makes_the_ticked_drafts_and_a_second_press_no_more(town, lead, client):
    council, halls = town
    for _ in range(2):
        page = suggest(client, council, halls.values())
    assert "2 sessions are suggested" in page.content.decode()
    drafts = list(SessionDraft.objects.order_by("reason"))
    assert [draft.centre for draft in drafts] == [halls["Quarry"], halls["Market"]]
    assert {draft.starts_at for draft in drafts} == {moment(MONDAY, dt.time(10))}
    assert {draft.made_by for draft in drafts} == {lead}
    assert "Chosen in 200 of 200 tries" in drafts[0].reason


def test_a_place_that_is_not_ticked_is_not_suggested(town, lead, client):
    suggest(client, town[0], [town[1]["Quarry"]])
    assert [draft.centre for draft in SessionDraft.objects.all()] == [town[1]["Quarry"]]


def test_nothing_ticked_and_nothing_typed_are_said_beside_it(town, lead, client):
    assert "Tick at least one place first." in suggest(client, town[0], []).content.decode()
    page = suggest(client, town[0], town[1].values(), topic="").content.decode()
    assert "Say in a few words what they are about." in page
    assert SessionDraft.objects.count() == 0


def test_a_draft_that_waits_keeps_its_time(town, lead, client):
    SessionDraftFactory(
        centre=town[1]["Market"],
        starts_at=moment(MONDAY, dt.time(9)), ends_at=moment(MONDAY, dt.time(11)),
    )  # fmt: skip
    page, _ = ask(client, town[0])
    assert page.context["answer"].choices[0].when[0].date() == dt.date(2030, 1, 8)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"sessions": "many"}, "We need a number of sessions, like 6."),
        ({"sessions": 13}, "We can choose 12 places at a time."),
        ({"day": "1 1 2020"}, "We need a day to come"),
        ({"ends": "9am"}, "It ends before it starts."),
    ],
)
def test_what_cannot_be_asked_is_said_beside_it_and_what_was_typed_stays(
    town, lead, client, changes, says
):
    page, words = ask(client, town[0], **changes)
    assert says in words
    assert page.context.get("answer") is None
    assert f'value="{next(iter(changes.values()))}"' in words


def test_without_an_estimate_it_says_what_is_missing(client):
    ward = WardFactory()
    council = ward.boundary_set.council
    client.force_login(council_person("lead", council))
    _, words = ask(client, council)
    assert "We do not know yet where people without the skills live." in words


def test_only_the_councils_own_lead_may_ask(town, client):
    council, halls = town
    for person, status in (
        (council_person("lead"), 404),
        (coordinator(halls["Market"].organisation), 403),
    ):
        client.force_login(person)
        assert ask(client, council)[0].status_code == status


def test_a_lead_of_one_council_goes_straight_to_it(town, lead, client):
    answer = client.get(reverse("reports:where_next_councils"))
    assert answer.url == reverse("reports:where_next", args=[town[0].slug])


@pytest.mark.parametrize("count", [1, 3])
def test_more_halls_are_no_more_queries(town, lead, client, count, django_assert_num_queries):
    for _ in range(count - 1):
        CentreFactory(
            organisation=town[1]["Market"].organisation, opening=OPEN,
            postcode=town[1]["Market"].postcode,
        )  # fmt: skip
    ask(client, town[0])
    with django_assert_num_queries(QUERIES):
        ask(client, town[0])


QUERIES = 19


def test_a_place_whose_hours_nobody_wrote_down_is_not_guessed_at():
    assert slot(QUESTION, "Ring us", []) == "we do not know when it is open"
    assert slot(QUESTION, "Monday to Friday, 1pm to 5pm", []) == "it is not open then"


@given(st.integers(0, 47), st.integers(1, 12))
def test_a_time_that_is_offered_never_clashes_and_is_always_in_the_week(start, length):
    begins = moment(MONDAY, dt.time()) + dt.timedelta(hours=start)
    busy = [(begins, begins + dt.timedelta(hours=length))]
    found = slot(QUESTION, "Every day, 9am to 6pm", busy)
    assert not clashes(found, busy)
    assert MONDAY <= found[0].date() < MONDAY + dt.timedelta(days=7)
