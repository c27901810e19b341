"""A coordinator looks at two records side by side and makes them one; nobody else can, and nothing does it alone."""

import pytest
from django.urls import reverse

from inclusion.models import Learner
from tests.factories import (
    AttendanceFactory,
    LearnerFactory,
    OrganisationFactory,
    coordinator,
    volunteer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def library():
    return OrganisationFactory()


@pytest.fixture
def desk(client, library):
    client.force_login(coordinator(library))
    return client


def person(library, first_name, initial="P", **details):
    return LearnerFactory(organisation=library, first_name=first_name, initial=initial, **details)


def merge_page(one, other):
    return reverse("inclusion:desk_merge", args=[one.pk, other.pk])


def test_names_that_are_nearly_the_same_are_suggested_and_others_are_not(desk, library):
    jean, jeanne = person(library, "Jeane"), person(library, "Jeanne")
    person(library, "Jeanne", "Q")
    person(library, "Jeanne", merged_into=jean)
    person(OrganisationFactory(), "Jeanne")

    pairs = desk.get("/desk/learners/twins/").context["pairs"]

    assert [{*pair} for pair in pairs] == [{jean, jeanne}]
    assert Learner.objects.current().count() == 4


def test_a_learners_own_page_leads_to_theirs_alone(desk, library):
    jean, jeanne = person(library, "Jeane"), person(library, "Jeanne")
    person(library, "Omar")
    person(library, "Omar")

    pairs = desk.get(reverse("inclusion:desk_twins_of", args=[jean.pk])).context["pairs"]

    assert pairs == [(jean, jeanne)]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_however_many_pairs(desk, library, rows, django_assert_num_queries):
    for initial in "ABC"[:rows]:
        person(library, "Jean", initial)
        person(library, "Jean", initial)

    with django_assert_num_queries(5):
        page = desk.get("/desk/learners/twins/")

    assert len(page.context["pairs"]) == rows


def test_both_are_side_by_side_and_it_says_that_it_cannot_be_undone(desk, library):
    jean = person(library, "Jean", goal="See the grandchildren")
    jeanne = person(library, "Jeanne", phone="+447700900123")
    AttendanceFactory(learner=jeanne)

    page = desk.get(merge_page(jean, jeanne))

    words = page.content.decode()
    assert ("This can&#x27;t be undone." in words or "This can't be undone." in words) is True
    assert ["See the grandchildren" in words, "07700 900123" in words] == [True, True]
    assert [side.sessions for side in page.context["sides"]] == [0, 1]


def test_whichever_is_chosen_is_kept(desk, library):
    jean, jeanne = person(library, "Jean"), person(library, "Jeanne")

    answer = desk.post(merge_page(jean, jeanne), {"kept": str(jeanne.pk)})

    assert answer.url == reverse("inclusion:desk_learner", args=[jeanne.pk])
    assert list(Learner.objects.current()) == [jeanne]
    assert desk.get(merge_page(jean, jeanne)).status_code == 404


@pytest.mark.parametrize("kept", ["", "nobody"])
def test_with_neither_chosen_nothing_is_done(desk, library, kept):
    jean, jeanne = person(library, "Jean"), person(library, "Jeanne")

    page = desk.post(merge_page(jean, jeanne), {"kept": kept})

    assert "Choose which of the two to keep." in page.content.decode()
    assert Learner.objects.current().count() == 2


def test_other_organisations_and_volunteers_cannot(client, desk, library):
    jean, stranger = person(library, "Jean"), person(OrganisationFactory(), "Jean")
    assert desk.post(merge_page(jean, stranger), {"kept": str(jean.pk)}).status_code == 404

    client.force_login(volunteer(library))
    twin = person(library, "Jean")
    assert client.post(merge_page(jean, twin), {"kept": str(jean.pk)}).status_code == 403
    assert Learner.objects.current().count() == 3
