"""The desk's texts: only your own organisation's, with numbers masked, and answered from there."""

import uuid

import pytest
from django.urls import reverse

from inclusion.choices import Role
from inclusion.models import Event
from sms.choices import Meaning, MessageState, TextKind
from sms.models import Message
from tests.factories import (
    NoticeFactory,
    OrganisationFactory,
    coordinator,
    council_person,
    volunteer,
)
from tests.sms.factories import (
    NOON,
    PHONE,
    InboundFactory,
    MessageFactory,
    OptOutFactory,
    texted_learner,
)

pytestmark = pytest.mark.django_db
TEXTS = reverse("sms:texts")


@pytest.fixture
def organisation():
    return OrganisationFactory()


@pytest.fixture
def desk(client, organisation):
    client.force_login(coordinator(organisation))
    return client


def waiting(organisation=None, **details):
    return InboundFactory(
        organisation=organisation,
        meaning=Meaning.OTHER,
        needs_person=True,
        processed_at=NOON,
        **details,
    )


def read(client, address=TEXTS):
    return client.get(address).content.decode()


def test_a_strangers_text_may_be_picked_up_by_anyone_in_the_only_council(client, organisation):
    beside = OrganisationFactory(council=organisation.council)
    stranger = waiting(body="When are you open?")
    for body in (organisation, beside):
        client.force_login(coordinator(body))
        assert "When are you open?" in read(client)
        assert client.get(reverse("sms:text", args=[stranger.pk])).status_code == 200


def test_a_strangers_text_is_shown_to_nobody_where_two_councils_share_the_machine(
    client, organisation
):
    elsewhere = OrganisationFactory()
    stranger = waiting(body="When are you open?")
    MessageFactory(address=stranger.sender, body="Thank you, stranger.")
    for body in (organisation, elsewhere):
        client.force_login(coordinator(body))
        assert "stranger" not in read(client)
        assert "When are you open?" not in read(client)
        assert client.get(reverse("sms:text", args=[stranger.pk])).status_code == 404


def test_what_waits_for_a_person_is_shown_with_its_number_masked(desk, organisation):
    waiting(organisation, body="Can I bring a pram?")
    shown = read(desk)
    assert "Can I bring a pram?" in shown
    assert "ends 101" in shown
    assert PHONE.lstrip("+") not in shown
    assert "900101" not in shown


def test_another_organisations_texts_do_not_exist(desk):
    theirs = waiting(OrganisationFactory(), body="Secret")
    assert "Secret" not in read(desk)
    assert desk.get(reverse("sms:text", args=[theirs.pk])).status_code == 404
    assert desk.post(reverse("sms:text_done", args=[theirs.pk])).status_code == 404
    assert desk.post(reverse("sms:text", args=[theirs.pk]), {"words": "Hi"}).status_code == 404


def test_a_text_from_nobody_we_know_can_be_picked_up(desk):
    waiting(None, body="What is this?")
    assert "Not known to us" in read(desk)


@pytest.mark.parametrize(
    "person", [volunteer, lambda: council_person(Role.LEAD), lambda: council_person(Role.EDITOR)]
)
def test_only_coordinators_read_texts(client, person):
    client.force_login(person())
    assert client.get(TEXTS).status_code == 403


def test_somebody_who_has_not_signed_in_is_asked_to(client):
    assert client.get(TEXTS).status_code == 302


def test_a_reply_goes_into_the_outbox_and_the_text_is_dealt_with(desk, organisation):
    inbound = waiting(organisation)
    form = {"words": "Yes, of course.", "key": uuid.uuid4()}
    for _ in range(2):
        desk.post(reverse("sms:text", args=[inbound.pk]), form)
    message, inbound = Message.objects.get(), type(inbound).objects.get()
    assert (message.body, message.kind, message.address) == (
        "Yes, of course.",
        TextKind.PERSON,
        PHONE,
    )
    assert message.written_by == inbound.dealt_with_by
    assert "Nobody is waiting for an answer." in read(desk)
    assert set(Event.objects.values_list("verb", flat=True)) == {"reply_to_text", "deal_with_text"}


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("", "Type what you want to say."),
        ("a" * 400, "That is 3 texts long. Make it shorter, to fit in 2."),
    ],
)
def test_a_reply_that_cannot_go_is_explained_and_kept(desk, organisation, words, problem):
    inbound = waiting(organisation)
    response = desk.post(
        reverse("sms:text", args=[inbound.pk]), {"words": words, "key": uuid.uuid4()}
    )
    assert problem in response.content.decode()
    assert words in response.content.decode()
    assert not Message.objects.exists()


def test_somebody_who_stopped_cannot_be_texted(desk, organisation):
    inbound = waiting(organisation)
    OptOutFactory()
    address = reverse("sms:text", args=[inbound.pk])
    assert "They asked to have no more texts" in read(desk, address)
    desk.post(address, {"words": "Hello", "key": uuid.uuid4()})
    assert not Message.objects.exists()


def test_a_text_can_be_marked_as_dealt_with(desk, organisation):
    inbound = waiting(organisation)
    desk.post(reverse("sms:text_done", args=[inbound.pk]))
    inbound.refresh_from_db()
    assert inbound.dealt_with_at is not None


def test_a_shared_phone_says_who_may_have_written(desk, organisation):
    texted_learner(organisation=organisation, first_name="Jean")
    texted_learner(organisation=organisation, first_name="Mo")
    inbound = waiting(organisation)
    assert "They share it, so do not use a name." in read(
        desk, reverse("sms:text", args=[inbound.pk])
    )


def test_what_is_owed_and_what_did_not_arrive_are_shown(desk, organisation):
    NoticeFactory(learner=texted_learner(organisation=organisation, first_name="Ewa"))
    MessageFactory(organisation=organisation, body="Still to go")
    from django.utils import timezone  # noqa: PLC0415 -- today, for what did not arrive this week

    MessageFactory(
        organisation=organisation, state=MessageState.UNDELIVERED, changed_at=timezone.now(),
        last_error="The phone was off or had no signal. Code 30003.",
    )  # fmt: skip
    shown = read(desk)
    assert "for Ewa M" in shown
    assert "Still to go" in shown
    assert "The phone was off or had no signal. Code 30003." in shown


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_the_same_queries_however_much_it_shows(
    desk, organisation, django_assert_num_queries, rows
):
    for _ in range(rows):
        waiting(organisation)
        InboundFactory(organisation=organisation, meaning=Meaning.COMING, processed_at=NOON)
        MessageFactory(organisation=organisation)
        NoticeFactory(learner=texted_learner(organisation=organisation))
    with django_assert_num_queries(12):
        desk.get(TEXTS)
