"""Sessions a council lead suggests: nobody can book one until the people who run the place say yes."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from inclusion.actions.drafts import TooLate, decline_draft, draft_session, plan_draft
from inclusion.choices import SessionKind
from inclusion.models import Event, Session, SessionDraft
from tests.factories import (
    CentreFactory,
    OrganisationFactory,
    SessionDraftFactory,
    coordinator,
    council_person,
    volunteer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return SessionDraftFactory(reason="About 300 adults without the skills live within a walk.")


@pytest.fixture
def marta(draft):
    return coordinator(draft.centre.organisation)


def press(client, draft, choice):
    return client.post(reverse("inclusion:desk_draft_settle", args=[draft.pk]), {"choice": choice})


def test_a_draft_is_no_session_and_the_public_does_not_see_it(client, draft):
    assert Session.objects.count() == 0
    assert draft.topic not in client.get(reverse("inclusion:sessions")).content.decode()


def test_a_coordinator_says_yes_and_it_is_in_the_diary(client, draft, marta):
    client.force_login(marta)
    assert "Suggested" in client.get(reverse("inclusion:desk")).content.decode()
    assert "About 300 adults" in client.get(reverse("inclusion:desk_drafts")).content.decode()
    answer = press(client, draft, "yes")
    session = Session.objects.get()
    assert answer.url == reverse("inclusion:desk_session", args=[session.pk])
    assert (session.pk, session.centre, session.topic) == (draft.pk, draft.centre, draft.topic)
    assert (session.starts_at, session.kind) == (draft.starts_at, SessionKind.CLASS)
    assert session.places == draft.centre.places
    assert "Suggested" not in client.get(reverse("inclusion:desk")).content.decode()


def test_saying_yes_twice_makes_one_session(client, draft, marta):
    client.force_login(marta)
    press(client, draft, "yes")
    press(client, draft, "yes")
    assert Session.objects.count() == 1
    assert Event.objects.filter(verb="plan_session").count() == 1


def test_a_coordinator_says_no_and_it_is_gone(client, draft, marta):
    client.force_login(marta)
    assert press(client, draft, "no").url == reverse("inclusion:desk_drafts")
    assert Session.objects.count() == 0
    assert SessionDraft.objects.waiting().count() == 0


def test_a_no_does_not_take_back_a_yes(draft, marta):
    session = plan_draft(draft=draft, by=marta, now=timezone.now())
    decline_draft(draft=draft, by=marta, now=timezone.now())
    draft.refresh_from_db()
    assert draft.session == session


def test_a_yes_that_comes_after_its_time_is_refused_in_words(client, draft, marta):
    late = draft.starts_at + dt.timedelta(minutes=1)
    with pytest.raises(TooLate, match="That time has passed"):
        plan_draft(draft=draft, by=marta, now=late)
    SessionDraft.objects.update(
        starts_at=timezone.now() - dt.timedelta(hours=2), ends_at=timezone.now()
    )
    client.force_login(marta)
    page = client.post(
        reverse("inclusion:desk_draft_settle", args=[draft.pk]), {"choice": "yes"}, follow=True
    )
    assert "That time has passed" in page.content.decode()


def test_a_batch_sent_twice_is_one_draft_for_each_place():
    centre, batch = CentreFactory(), uuid.uuid4()
    lead = council_person("lead", centre.organisation.council)
    starts = timezone.now() + dt.timedelta(days=3)
    for _ in range(2):
        draft_session(
            batch=batch, centre=centre, topic="Email", starts_at=starts,
            ends_at=starts + dt.timedelta(hours=1), reason="", by=lead,
        )  # fmt: skip
    assert SessionDraft.objects.count() == 1
    assert Event.objects.filter(verb="draft_session").count() == 1


def test_only_the_people_who_run_the_place_may_answer(client, draft):
    beside = coordinator(OrganisationFactory(council=draft.centre.organisation.council))
    for person, status in (
        (beside, 404),
        (volunteer(draft.centre.organisation), 403),
        (council_person("lead", draft.centre.organisation.council), 403),
    ):
        client.force_login(person)
        assert press(client, draft, "yes").status_code == status
    assert Session.objects.count() == 0


def test_a_lead_sees_that_it_waits_for_somebody_else(client, draft):
    client.force_login(council_person("lead", draft.centre.organisation.council))
    page = client.get(reverse("inclusion:desk_drafts")).content.decode()
    assert f"Waiting for {draft.centre.organisation.name}" in page
    assert "Put it in the diary" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_little_however_many_there_are(
    client, draft, marta, count, django_assert_num_queries
):
    for _ in range(count - 1):
        SessionDraftFactory(centre=CentreFactory(organisation=draft.centre.organisation))
    client.force_login(marta)
    client.get(reverse("inclusion:desk_drafts"))
    with django_assert_num_queries(QUERIES):
        client.get(reverse("inclusion:desk_drafts"))


QUERIES = 5
