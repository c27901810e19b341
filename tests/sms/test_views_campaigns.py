"""The desk texts a group: written, looked at with its price, tried out, sent, and watched while it goes."""

import pytest
import time_machine
from django.urls import reverse

from inclusion.choices import Role
from sms import campaigns
from sms.choices import CampaignState, MessageState, TextKind
from sms.dispatch import send_due
from sms.models import Campaign, Message
from tests.factories import (
    CentreFactory,
    LearnerFactory,
    OrganisationFactory,
    coordinator,
    council_person,
    volunteer,
)
from tests.sms.factories import NOON, CampaignFactory, MessageFactory, texted_learner

pytestmark = pytest.mark.django_db
LIST, NEW = reverse("sms:campaigns"), reverse("sms:campaign_new")
TYPED = {"name": "Friday tea", "words": "Free tea and tablets on Fridays at 2pm.", "centre": "", "language": "", "away_weeks": "", "hours": "0", "pounds": "20"}  # fmt: skip


@pytest.fixture
def organisation():
    return OrganisationFactory()


@pytest.fixture
def amy(organisation):
    return coordinator(organisation)


@pytest.fixture
def desk(client, amy):
    client.force_login(amy)
    with time_machine.travel(NOON, tick=False):
        yield client


def page_of(campaign):
    return reverse("sms:campaign", args=[campaign.pk])


def press(client, campaign, button, **more):
    address = reverse("sms:campaign_do", args=[campaign.pk])
    return client.post(address, {"do": button, **more}, follow=True).content.decode()


def typed(organisation, **changes):
    return {**TYPED, "organisation": organisation.pk, **changes}


def test_a_text_is_written_looked_at_sent_and_watched(desk, organisation):
    for n in range(3):
        texted_learner(f"+44770090010{n}", organisation=organisation)
    LearnerFactory(organisation=organisation, phone="")

    shown = desk.post(NEW, typed(organisation), follow=True).content.decode()

    campaign = Campaign.objects.get()
    assert "Free tea and tablets on Fridays at 2pm. Text STOP to end these." in shown
    for words in (
        "<b>3</b> phones",
        "1 have no number",
        "about 15p",
        "£20 at most",
        "Plain letters",
    ):
        assert words in shown
    assert Message.objects.count() == 0

    assert "3 texts will go now." in press(desk, campaign, "send")
    assert "0 of 3 gone." in desk.get(page_of(campaign)).content.decode()
    send_due(NOON)
    shown = desk.get(page_of(campaign)).content.decode()
    assert "3 of 3 gone." in shown
    assert "about 15p of £20" in shown
    assert "All gone" in desk.get(LIST).content.decode()


def test_a_page_of_texts_on_their_way_looks_again_unless_held_still(desk, organisation):
    campaign = CampaignFactory(organisation=organisation, state=CampaignState.GOING, sent_at=NOON)
    MessageFactory(campaign=campaign)
    assert desk.get(page_of(campaign)).headers["Refresh"] == "10"
    assert "Refresh" not in desk.get(f"{page_of(campaign)}?still").headers
    Message.objects.update(state=MessageState.DELIVERED)
    assert "Refresh" not in desk.get(page_of(campaign)).headers


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"name": ""}, "Give it a name, to find it again."),
        ({"words": ""}, "Type what you want to say."),
        ({"words": "a" * 300}, "With how to stop that is 3 texts long. Make it shorter, to fit in 2."),
        ({"pounds": "0"}, "We need whole pounds from 1 to 10,000, like 20."),
        ({"pounds": "lots"}, "We need whole pounds from 1 to 10,000, like 20."),
        ({"hours": "99"}, "99 is not one of the available choices."),
    ],
)  # fmt: skip
def test_what_cannot_go_is_explained_and_kept(desk, organisation, changes, problem):
    shown = desk.post(NEW, typed(organisation, **changes)).content.decode()
    assert problem in shown
    assert changes.get("words", TYPED["words"]) in shown
    assert not Campaign.objects.exists()


def test_one_welsh_letter_shows_what_it_costs_and_plain_letters_are_one_press_away(
    desk, organisation
):
    texted_learner("+447700900101", organisation=organisation)
    campaign = CampaignFactory(organisation=organisation, words="Te yn y tŷ am ddim bob dydd Gwener am ddau o'r gloch, gyda help.")  # fmt: skip
    shown = desk.get(page_of(campaign)).content.decode()
    assert "These do not fit in plain letters: <b>ŷ</b>" in shown
    shown = press(desk, campaign, "plainer")
    assert "These do not fit in plain letters" not in shown
    campaign.refresh_from_db()
    assert campaign.words.startswith("Te yn y ty am ddim")


def test_its_writer_tries_it_on_their_own_phone(desk, organisation, amy):
    campaign = CampaignFactory(organisation=organisation)
    assert "tell us your number" in desk.get(page_of(campaign)).content.decode()
    assert "Tell us your own number first" in press(desk, campaign, "trial", key="x")
    amy.phone = "+447700900199"
    amy.save()
    key = "b1d5f7a0-5c39-4f4e-9a53-6c2d6f1c0b11"
    for _ in range(2):
        assert "on its way to your own phone" in press(desk, campaign, "trial", key=key)
    assert Message.objects.get().kind == TextKind.TRIAL


def test_it_is_paused_goes_on_gets_more_money_and_is_stopped(desk, organisation):
    texted_learner("+447700900101", organisation=organisation)
    campaign = CampaignFactory(organisation=organisation)
    press(desk, campaign, "send")
    assert "Paused. Nothing more goes until you say so." in press(desk, campaign, "pause")
    assert Message.objects.get().state == MessageState.PAUSED
    assert "What it may cost is saved." in press(desk, campaign, "give", pounds="30")
    assert "We need whole pounds" in press(desk, campaign, "give", pounds="-1")
    assert "It goes on." in press(desk, campaign, "go_on")
    assert "Stopped." in press(desk, campaign, "stop")
    assert Message.objects.get().state == MessageState.CANCELLED
    assert "1: Somebody stopped it." in desk.get(page_of(campaign)).content.decode()


def test_once_sent_what_it_says_stays(desk, organisation):
    campaign = CampaignFactory(organisation=organisation, state=CampaignState.GOING, sent_at=NOON)
    change = reverse("sms:campaign_change", args=[campaign.pk])
    assert desk.post(change, typed(organisation, words="Other")).status_code == 302
    press(desk, campaign, "plainer")
    campaign.refresh_from_db()
    assert campaign.words == "New: free tea and tablets on Fridays at 2pm."
    with pytest.raises(campaigns.AlreadySent):
        campaigns.save(campaign=campaign, by=coordinator(organisation))


def test_a_draft_can_be_changed(desk, organisation):
    hall = CentreFactory(organisation=organisation, name="Mill Hall")
    campaign = CampaignFactory(organisation=organisation)
    change = reverse("sms:campaign_change", args=[campaign.pk])
    assert "New: free tea" in desk.get(change).content.decode()
    shown = desk.post(change, typed(organisation, centre=hall.pk, away_weeks="4"), follow=True)
    assert "at Mill Hall, who have not come for 4 weeks" in shown.content.decode()


def test_a_centre_of_another_organisation_is_refused(client, organisation, amy):
    beside = OrganisationFactory(name="Beside")
    theirs = CentreFactory(organisation=beside)
    client.force_login(amy)
    shown = client.post(NEW, typed(organisation, centre=theirs.pk)).content.decode()
    assert "Select a valid choice" in shown


@pytest.mark.parametrize(
    "person", [volunteer, lambda: council_person(Role.LEAD), lambda: council_person(Role.EDITOR)]
)
def test_only_coordinators_text_groups(client, person):
    client.force_login(person())
    assert client.get(LIST).status_code == 403


def test_another_organisations_texts_do_not_exist(desk):
    theirs = CampaignFactory(name="Secret")
    assert "Secret" not in desk.get(LIST).content.decode()
    assert desk.get(page_of(theirs)).status_code == 404
    assert (
        desk.post(reverse("sms:campaign_do", args=[theirs.pk]), {"do": "send"}).status_code == 404
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_however_long(
    desk, organisation, django_assert_num_queries, rows
):
    for _ in range(rows):
        MessageFactory(campaign=CampaignFactory(organisation=organisation))
    with django_assert_num_queries(5):
        desk.get(LIST)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_draft_takes_the_same_queries_however_many_get_it(
    desk, organisation, django_assert_num_queries, rows
):
    campaign = CampaignFactory(organisation=organisation)
    for n in range(rows):
        texted_learner(f"+44770090010{n}", organisation=organisation)
    with django_assert_num_queries(8):
        desk.get(page_of(campaign))
