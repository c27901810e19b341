"""The desk's own links lead only where somebody may go."""

import pytest

from inclusion.choices import Role
from inclusion.views.desk.rooms import rooms_for
from tests.factories import coordinator, council_person, volunteer

pytestmark = pytest.mark.django_db


def test_a_volunteer_is_not_let_into_the_front_room(client):
    client.force_login(volunteer())

    assert client.get("/desk/").status_code == 403


def test_a_coordinator_finds_the_front_room_marked_as_the_page_they_are_on(client):
    client.force_login(coordinator())

    page = client.get("/desk/")

    assert [link.label for link in page.context["frame"].rooms if link.is_current] == ["Today"]


def test_nobody_is_shown_a_room_that_is_not_built_or_not_theirs():
    editor = council_person(Role.EDITOR)

    assert rooms_for(editor) == []


def test_somebody_who_is_signed_in_is_not_asked_to_sign_in_at_the_foot_of_the_page(client):
    def foot():
        return [link.label for link in client.get("/sessions/").context["frame"].foot_links]

    before = foot()
    client.force_login(coordinator())

    assert before == ["Open data", "What we keep about you", "Sign in"]
    assert foot() == ["Open data", "What we keep about you"]
