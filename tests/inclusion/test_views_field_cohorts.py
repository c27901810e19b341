"""A Code Club leader's pages."""

import uuid

import pytest
from django.urls import reverse

from inclusion.choices import HelpGiven
from inclusion.models import Enrolment, Event
from tests.factories import (
    CohortFactory,
    ConsentFactory,
    EnrolmentFactory,
    EvidenceFactory,
    TaskFactory,
    volunteer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return CohortFactory()


@pytest.fixture
def amy(client, cohort):
    user = volunteer(cohort.club.centre.organisation)
    client.force_login(user)
    return user


def page(cohort, name="field_cohort"):
    return reverse(f"inclusion:{name}", args=[cohort.pk])


def child(**changes):
    return {
        "id": uuid.uuid4(),
        "nickname": "Comet",
        "school_year": "6",
        "on_paper": "yes",
        **changes,
    }


def test_each_look_at_a_list_of_children_is_written_down(client, amy, cohort):
    for _ in range(2):
        client.get(page(cohort))

    looks = Event.objects.filter(verb="look_at_children", noun_id=str(cohort.pk))
    assert list(looks.values_list("actor_id", flat=True)) == [amy.pk] * 2


def test_a_child_joins_under_a_nickname_with_the_parents_paper(client, amy, cohort):
    form = child()

    for _ in range(2):
        response = client.post(page(cohort, "field_new_child"), form)

    comet = Enrolment.objects.get()
    assert response.url == page(cohort)
    assert (comet.nickname, comet.school_year, comet.consents.count()) == ("Comet", 6, 1)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"nickname": " "}, "We need a nickname."),
        ({"nickname": "Pixel"}, "Another child here has that nickname."),
        ({"school_year": "12"}, "Choose a school year."),
        ({"on_paper": ""}, "Choose yes or not yet."),
    ],
)
def test_a_child_we_cannot_add_stays_typed_with_the_reason(client, amy, cohort, changes, words):
    EnrolmentFactory(cohort=cohort, nickname="Pixel")

    response = client.post(page(cohort, "field_new_child"), child(**changes))

    field, value = next(iter(changes.items()))
    assert words in response.content.decode()
    assert response.context["form"][field].value() == value
    assert cohort.enrolments.count() == 1


@pytest.mark.parametrize("how_many", [1, 3])
def test_more_children_ask_the_database_no_more(
    client, amy, cohort, how_many, django_assert_num_queries
):
    game = TaskFactory(framework=cohort.projects)
    for _ in range(how_many):
        comet = EnrolmentFactory(cohort=cohort)
        ConsentFactory(learner=None, enrolment=comet)
        EvidenceFactory(learner=None, enrolment=comet, task=game, help_given=HelpGiven.SHOWN)

    with django_assert_num_queries(10):
        response = client.get(page(cohort))

    assert [has_paper for *_, has_paper in response.context["children"]] == [True] * how_many


def test_a_child_who_left_is_off_the_list(client, amy, cohort):
    comet = EnrolmentFactory(cohort=cohort, nickname="Comet")

    client.post(reverse("inclusion:field_child_left", args=[comet.pk]))

    assert client.get(page(cohort)).context["children"] == []


def test_another_organisations_club_and_its_children_are_not_there(client, amy):
    other = EnrolmentFactory()

    answers = [
        client.get(page(other.cohort)),
        client.post(page(other.cohort, "field_new_child"), child()),
        client.post(reverse("inclusion:field_child_left", args=[other.pk])),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert Enrolment.objects.get().left_at is None
