"""The list of learners at the desk."""

import datetime as dt

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from inclusion.choices import Role
from inclusion.models import Learner
from inclusion.views.desk.learners import ORDER
from inclusion.views.paging import page_of
from tests.factories import (
    AttendanceFactory,
    CentreFactory,
    EvidenceFactory,
    FrameworkFactory,
    LearnerFactory,
    OrganisationFactory,
    SessionFactory,
    TaskFactory,
    coordinator,
    council_person,
    volunteer,
)

pytestmark = pytest.mark.django_db
LIST = "/desk/learners/"


@pytest.fixture
def library():
    return OrganisationFactory()


@pytest.fixture
def desk(client, library):
    """A browser signed in as the library's coordinator."""
    client.force_login(coordinator(library))
    return client


def names(page):
    return [row.learner.first_name for row in page.context["rows"]]


def came(learner, days_ago):
    """They came to a session some days ago."""
    starts = timezone.now() - dt.timedelta(days=days_ago)
    return AttendanceFactory(learner=learner, session=SessionFactory(starts_at=starts))


def test_a_coordinator_sees_their_own_learners_in_order_of_name(desk, library):
    LearnerFactory(organisation=library, first_name="Zainab")
    LearnerFactory(organisation=library, first_name="Aisha")
    LearnerFactory(first_name="Elsewhere")

    assert names(desk.get(LIST)) == ["Aisha", "Zainab"]


def test_each_row_says_when_they_came_what_is_done_and_what_is_next(desk, library):
    wifi = TaskFactory(framework=FrameworkFactory(), number=1)
    email = TaskFactory(framework=wifi.framework, number=2)
    jean = LearnerFactory(organisation=library)
    visit = came(jean, days_ago=3)
    EvidenceFactory(learner=jean, task=wifi)

    row = desk.get(LIST).context["rows"][0]

    assert (row.last_came, row.marks, row.next_task) == (
        visit.session.starts_at,
        [True, False],
        email,
    )


@pytest.mark.parametrize("learners", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(
    desk, library, learners, django_assert_num_queries
):
    task = TaskFactory()
    for learner in LearnerFactory.create_batch(learners, organisation=library):
        EvidenceFactory(learner=learner, task=task)
        came(learner, days_ago=3)

    with django_assert_num_queries(9):
        desk.get(LIST)


def test_a_name_typed_to_find_somebody_never_reaches_an_address(desk, library):
    LearnerFactory(organisation=library, first_name="Jean")
    LearnerFactory(organisation=library, first_name="Aisha")

    page = desk.post(f"{LIST}find/", {"words": "jea"}, follow=True)

    assert (names(page), page.redirect_chain) == (["Jean"], [(f"{LIST}?searching=yes", 302)])


def test_a_card_code_finds_its_learner(desk, library):
    jean = LearnerFactory(organisation=library, first_name="Jean")
    LearnerFactory(organisation=library, first_name="Aisha")

    page = desk.post(f"{LIST}find/", {"words": jean.card_code.lower()}, follow=True)

    assert names(page) == ["Jean"]


def test_the_plain_list_forgets_what_was_typed_before(desk, library):
    LearnerFactory(organisation=library, first_name="Aisha")
    desk.post(f"{LIST}find/", {"words": "jea"})

    assert names(desk.get(LIST)) == ["Aisha"]


def test_finding_with_nothing_typed_says_what_to_type(desk):
    page = desk.post(f"{LIST}find/", {"words": ""}, follow=True)

    assert [str(message) for message in page.context["messages"]] == [
        "Type the start of a first name, or the code on their card."
    ]


def test_learners_can_be_narrowed_to_one_centre(desk, library):
    market = CentreFactory(organisation=library)
    LearnerFactory(organisation=library, first_name="Jean", centre=market)
    LearnerFactory(organisation=library, first_name="Aisha")

    assert names(desk.get(LIST, {"centre": market.slug})) == ["Jean"]


def test_somebody_away_for_five_weeks_is_found_and_a_newcomer_is_not(desk, library):
    long_ago = timezone.now() - dt.timedelta(days=90)
    away = LearnerFactory(organisation=library, first_name="Away", added_at=long_ago)
    here = LearnerFactory(organisation=library, first_name="Here", added_at=long_ago)
    LearnerFactory(organisation=library, first_name="New")
    came(away, days_ago=35)
    came(here, days_ago=5)

    assert names(desk.get(LIST, {"away": "yes"})) == ["Away"]


def test_those_who_reached_the_level_did_every_needed_task_alone(desk, library):
    framework = FrameworkFactory(tasks_for_the_level=2)
    wifi, email = TaskFactory.create_batch(2, framework=framework)
    done, twice = LearnerFactory.create_batch(2, organisation=library)
    EvidenceFactory(learner=done, task=wifi)
    EvidenceFactory(learner=done, task=email)
    EvidenceFactory.create_batch(2, learner=twice, task=wifi)

    page = desk.get(LIST, {"level": "yes"})

    assert [row.learner for row in page.context["rows"]] == [done]


def test_the_next_page_follows_the_last_row_by_its_id_alone(desk, library):
    LearnerFactory.create_batch(26, organisation=library, first_name="Jean")

    first = desk.get(LIST)
    last_shown = first.context["rows"][-1].learner
    second = desk.get(LIST, {"after": first.context["next_after"]})

    assert (first.context["next_after"], len(second.context["rows"])) == (str(last_shown.pk), 1)


@pytest.mark.parametrize("after", ["nonsense", "00000000-0000-0000-0000-000000000000"])
def test_a_page_after_nobody_starts_the_list_again(desk, library, after):
    LearnerFactory(organisation=library, first_name="Aisha")

    assert names(desk.get(LIST, {"after": after})) == ["Aisha"]


def test_an_empty_list_says_what_to_do_next(desk):
    assert "Add the first one" in desk.get(LIST).content.decode()


@pytest.mark.parametrize("someone", [volunteer, lambda: council_person(Role.LEAD)])
def test_only_the_desk_of_the_organisation_sees_the_list(client, someone):
    client.force_login(someone())

    assert client.get(LIST).status_code == 403


class EveryLearnerOnce(TestCase):
    """Whatever the names and the page size, turning every page shows every learner exactly once."""

    @given(
        people=st.lists(
            st.tuples(st.sampled_from(["Al", "al", "Bo", "Éa", "Zo"]), st.sampled_from("AB")),
            max_size=12,
        ),
        size=st.integers(1, 5),
    )
    def test_pages_cover_the_list(self, people, size):
        library = OrganisationFactory()
        for first_name, initial in people:
            LearnerFactory(organisation=library, first_name=first_name, initial=initial)
        everyone, seen, after = Learner.objects.filter(organisation=library), [], None

        while True:
            page = page_of(everyone, order=ORDER, after=after, size=size)
            seen += page.rows
            if not page.next_after:
                break
            after = everyone.get(pk=page.next_after)

        assert seen == list(everyone.order_by(*ORDER))
