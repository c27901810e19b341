"""The programme's pages: exact at a lead's desk, rounded for everybody, and the forms behind them."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from inclusion.choices import Role
from inclusion.models import Event
from reports.figures import this_period
from reports.models import Plan, PublishedFigure, Target
from tests.factories import CouncilFactory, MembershipFactory, WardFactory, council_person
from tests.reports.factories import (
    PlanFactory,
    PublishedFigureFactory,
    TargetFactory,
    estimate_of,
)
from tests.reports.test_views_wards import ashmere, help_people, text_of, ward_of  # noqa: F401

pytestmark = pytest.mark.django_db
DESK = "/desk/programme/ashmere/"
PUBLIC = "/wards/ashmere/programme/"
A_PRICE = {"pounds": 141, "reason": "Our accounts", "public": 34, "voluntary": 33, "private": 33}
A_FIGURE = {
    "survey": "ONS, quarterly",
    "measures": "had never used the internet",
    "on": "15 5 2011",
    "share": "29%",
    "asked": "900",
    "source": "A news page",
}


@pytest.fixture
def lead(client, ashmere):  # noqa: F811
    person = council_person(Role.LEAD, ashmere)
    client.force_login(person)
    return person


def estimated(council):
    return estimate_of(council.boundary_sets.get(), Market=0.3)


def test_a_lead_sees_exact_numbers_and_that_they_looked_is_on_record(client, ashmere, lead):  # noqa: F811
    help_people(ashmere, 7, ward_of(ashmere))
    page = text_of(client.get(DESK))
    assert "Market 7 0 0 0 1 0 0" in page
    assert Event.objects.filter(verb="see_private_figures", actor_id=lead.pk).count() == 1


def test_everybody_sees_the_same_rounded_and_never_a_small_number(client, ashmere):  # noqa: F811
    help_people(ashmere, 7, ward_of(ashmere))
    few = "fewer than 10"
    assert f"Market {few} {few} 1" in text_of(client.get(PUBLIC))


def test_the_public_page_says_no_more_of_wards_than_the_ward_page(client, ashmere):  # noqa: F811
    help_people(ashmere, 23, ward_of(ashmere))
    assert "Market 25" in text_of(client.get(PUBLIC))
    assert "1 Market 25" in text_of(client.get("/wards/ashmere/"))


@pytest.mark.parametrize("asked", ["?by=organisation", "?by=month", "?span=last", "?span=all"])
def test_nobody_can_ask_the_public_page_for_another_cut(client, ashmere, asked):  # noqa: F811
    help_people(ashmere, 23, ward_of(ashmere))
    assert client.get(PUBLIC + asked).content == client.get(PUBLIC).content


@pytest.mark.parametrize("by", ["ward", "organisation", "month", "club"])
def test_a_lead_can_cut_it_four_ways(client, ashmere, lead, by):  # noqa: F811
    help_people(ashmere, 3, ward_of(ashmere))
    first = {
        "ward": "Market",
        "organisation": r"Ashmere Libraries \d+",
        "month": "[A-Z][a-z]+ 20[0-9]{2}",
        "club": "Not a Code Club",
    }
    assert re.search(rf"{first[by]} [03] 0", text_of(client.get(f"{DESK}?by={by}")))


def test_the_rest_costs_what_the_council_says_split_three_ways(client, ashmere, lead):  # noqa: F811
    estimated(ashmere)
    client.post(f"{DESK}price/", A_PRICE)
    assert Plan.objects.get().pounds == 141
    for page in (DESK, PUBLIC):
        words = text_of(client.get(page))
        assert "would cost about £28,000 (likely £24,000 to £32,000), at £141 a person" in words
        assert "Council and other public money: 34%, £10,000" in words  # 200 people are left


def test_parts_that_do_not_make_100_are_told_and_nothing_is_kept(client, ashmere, lead):  # noqa: F811
    page = text_of(client.post(f"{DESK}price/", {**A_PRICE, "public": 50}))
    assert "The three parts make 116. We need them to make 100." in page
    assert not Plan.objects.exists()


def test_a_price_is_changed_and_not_kept_twice(client, ashmere, lead):  # noqa: F811
    PlanFactory(council=ashmere)
    assert 'value="150"' in client.get(f"{DESK}price/").content.decode()
    client.post(f"{DESK}price/", A_PRICE)
    assert Plan.objects.get().pounds == 141


def test_a_target_says_how_it_gets_on_in_words_to_everybody(client, ashmere, lead):  # noqa: F811
    help_people(ashmere, 23, ward_of(ashmere))
    help_people(ashmere, 12, None)
    since = this_period(timezone.now()).since
    last = since.replace(year=since.year + 3)
    answers = {"aim": "helped", "people": 20, "starts_on": f"{since}", "ends_on": f"{last}"}
    client.post(f"{DESK}targets/new/", answers)
    assert "Reached 35 of 20." in text_of(client.get(DESK))
    assert "Reached 35 of 20." in text_of(client.get(PUBLIC))


def test_a_target_over_other_days_has_its_progress_at_the_desk_only(client, ashmere, lead):  # noqa: F811
    help_people(ashmere, 23, ward_of(ashmere))
    start = timezone.localdate() - dt.timedelta(days=40)
    TargetFactory(council=ashmere, aim="helped", people=20, starts_on=start)
    assert "Reached 23 of 20." in text_of(client.get(DESK))
    assert "its progress is not here" in text_of(client.get(PUBLIC))


def test_a_target_that_ends_before_it_starts_is_told(client, ashmere, lead):  # noqa: F811
    answers = {"aim": "helped", "people": 20, "starts_on": "1 4 2026", "ends_on": "1 3 2026"}
    page = text_of(client.post(f"{DESK}targets/new/", answers))
    assert "It ends before it starts. Check both days." in page
    assert not Target.objects.exists()


def test_a_story_is_told_from_what_the_council_entered(client, ashmere, lead):  # noqa: F811
    client.post(f"{DESK}figures/new/", A_FIGURE)
    client.post(f"{DESK}figures/new/", {**A_FIGURE, "on": "15 5 2012", "share": "17"})
    assert PublishedFigure.objects.count() == 2
    for page in (DESK, PUBLIC):
        words = text_of(client.get(page))
        assert "29% (26 to 33%) of adults had never used the internet in May 2011" in words
        assert "That is a fall of 12 points, more than chance alone would give." in words


def test_a_share_with_no_range_is_refused_with_the_remedy(client, ashmere, lead):  # noqa: F811
    page = text_of(client.post(f"{DESK}figures/new/", {**A_FIGURE, "asked": ""}))
    assert "We need how many were asked, or both ends of the range." in page
    assert not PublishedFigure.objects.exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"share": "129"}, "We need a per cent, like 29 or 17.5."),
        ({"low": "30", "high": "40"}, "The share is not in that range. Check all three."),
        ({"on": "spring"}, "We need a date like 27 3 2026."),
    ],
)
def test_a_figure_that_cannot_be_right_is_told(client, ashmere, lead, typed, words):  # noqa: F811
    assert words in text_of(client.post(f"{DESK}figures/new/", {**A_FIGURE, **typed}))
    assert not PublishedFigure.objects.exists()


def test_a_published_range_is_kept_as_it_was_published(client, ashmere, lead):  # noqa: F811
    client.post(f"{DESK}figures/new/", {**A_FIGURE, "asked": "", "low": "24", "high": "35"})
    kept = PublishedFigure.objects.get()
    assert (kept.low, kept.high, kept.asked) == (0.24, 0.35, None)


@pytest.mark.parametrize(
    ("name", "make", "model"),
    [
        ("reports:drop_target", TargetFactory, Target),
        ("reports:drop_figure", PublishedFigureFactory, PublishedFigure),
    ],
)
def test_a_lead_takes_away_their_own_councils_and_no_others(
    client,
    ashmere,  # noqa: F811
    lead,
    name,
    make,
    model,
):
    ours, theirs = make(council=ashmere), make()
    assert client.post(reverse(name, args=[theirs.pk])).status_code == 404
    assert client.post(reverse(name, args=[ours.pk])).status_code == 302
    assert list(model.objects.all()) == [theirs]


def test_a_lead_of_two_councils_chooses_and_of_one_is_taken_there(client, ashmere, lead):  # noqa: F811
    assert client.get("/desk/programme/").url == DESK
    MembershipFactory(user=lead, organisation=None, council=CouncilFactory(), role=Role.LEAD)
    assert 'href="/desk/programme/ashmere/"' in client.get("/desk/programme/").content.decode()


def test_a_council_with_no_wards_still_has_its_programme_at_the_desk(client, lead):
    bare = CouncilFactory(slug="bare")
    MembershipFactory(user=lead, organisation=None, council=bare, role=Role.LEAD)
    page = text_of(client.get("/desk/programme/bare/"))
    assert "Elsewhere, or not known 0 0 0 0 0 0 0" in page
    assert client.get("/wards/bare/programme/").status_code == 404


@pytest.mark.parametrize("wards", [1, 3])
def test_the_public_page_takes_as_many_looks_however_many_wards(
    client,
    ashmere,  # noqa: F811
    wards,
    django_assert_num_queries,
):
    WardFactory.create_batch(wards, boundary_set=ashmere.boundary_sets.get())
    PlanFactory(council=ashmere)
    client.get(PUBLIC)
    with django_assert_num_queries(9):
        client.get(PUBLIC)


@pytest.mark.parametrize("wards", [1, 3])
def test_the_desks_page_takes_as_many_looks_however_many_wards(
    client,
    ashmere,  # noqa: F811
    lead,
    wards,
    django_assert_num_queries,
):
    WardFactory.create_batch(wards, boundary_set=ashmere.boundary_sets.get())
    client.get(DESK)
    with django_assert_num_queries(28):
        client.get(DESK)


@pytest.mark.parametrize("targets", [1, 3])
def test_the_desks_page_takes_as_many_looks_however_many_targets(
    client,
    ashmere,  # noqa: F811
    lead,
    targets,
    django_assert_num_queries,
):
    help_people(ashmere, 23, ward_of(ashmere))
    for aim in ("helped", "reached", "retained")[:targets]:
        TargetFactory(council=ashmere, aim=aim)
    client.get(DESK)
    with django_assert_num_queries(29):
        page = text_of(client.get(DESK))
    assert "23 of 500" in page


def test_a_target_that_has_not_begun_has_nobody_yet(client, ashmere, lead):  # noqa: F811
    help_people(ashmere, 23, ward_of(ashmere))
    start = timezone.localdate() + dt.timedelta(days=40)
    TargetFactory(council=ashmere, aim="helped", starts_on=start)
    assert "To come" in text_of(client.get(DESK))
