"""Meeting somebody new, one question a page."""

import datetime as dt

import pytest
import time_machine
from django.contrib.sessions.models import Session as BrowserSession
from django.urls import reverse
from django.utils import timezone

from inclusion.choices import Channel, ConsentPurpose
from inclusion.models import Learner
from inclusion.views.field.draft import KEY
from tests.factories import (
    CentreFactory,
    EvidenceFactory,
    LearnerFactory,
    PostcodeFactory,
    SessionFactory,
    TaskFactory,
    volunteer,
)

pytestmark = pytest.mark.django_db

START = "/field/learners/new/"
ANSWERS = {
    "name": {"first_name": "Jean", "letter": "m"},
    "age": {"age_band": "65-74"},
    "postcode": {"postcode": "as11aa"},
    "mobile": {"phone": "07700 900123", "texts": "yes"},
    "language": {"language": "cy"},
    "goal": {"goal": "Video call my grandson"},
    "check": {"agreed": "spoken"},
}


@pytest.fixture
def centre():
    PostcodeFactory(code="AS1 1AA")
    return CentreFactory()


@pytest.fixture
def amy(client, centre):
    user = volunteer(centre.organisation)
    client.force_login(user)
    return user


def fill_in(client, until="check", start=START, **changes):
    """Answer page after page; hand back the last answer."""
    address = client.get(start).url
    for step, answers in ANSWERS.items():
        response = client.post(address, {**answers, **changes.get(step, {})})
        if step == until or response.status_code != 302:
            return response
        address = response.url
    return response


def on_page(client, step, **changes):
    """The page for one step, reached with the usual answers before it, and what it says to these."""
    return fill_in(client, until=step, **{step: changes})


def test_seven_short_pages_make_one_learner_with_what_they_agreed_to(client, amy, centre):
    response = fill_in(client)

    jean = Learner.objects.get()
    assert (jean.known_as, jean.organisation, jean.centre) == (
        "Jean M",
        centre.organisation,
        centre,
    )
    assert (jean.postcode_id, jean.age_band, jean.phone) == ("AS1 1AA", "65-74", "+447700900123")
    assert (jean.language, jean.goal) == ("cy", "Video call my grandson")
    assert set(jean.consents.values_list("purpose", "channel")) == {
        (ConsentPurpose.RECORD, Channel.SPOKEN),
        (ConsentPurpose.TEXTS, Channel.SPOKEN),
    }
    assert jean.card_code in client.get(response.url).content.decode()


def test_a_first_name_and_their_word_are_enough(client, amy):
    nothing = {"letter": "", "age_band": "", "postcode": "", "phone": "", "texts": "", "goal": ""}

    fill_in(client, **dict.fromkeys(ANSWERS, nothing))

    jean = Learner.objects.get()
    assert (jean.known_as, jean.phone, jean.postcode) == ("Jean", "", None)
    assert list(jean.consents.values_list("purpose", flat=True)) == [ConsentPurpose.RECORD]


def test_somebody_who_says_no_to_texts_is_not_texted(client, amy):
    fill_in(client, mobile={"texts": "no"})

    assert not Learner.objects.who_agreed_to(ConsentPurpose.TEXTS).exists()


def test_somebody_who_does_not_read_texts_may_agree_to_be_rung_instead(client, amy):
    fill_in(client, mobile={"texts": "no", "calls": "yes"})

    (jean,) = Learner.objects.who_agreed_to(ConsentPurpose.CALLS)
    assert set(jean.consents.values_list("purpose", flat=True)) == {
        ConsentPurpose.RECORD,
        ConsentPurpose.CALLS,
    }


@pytest.mark.parametrize(
    ("agreed", "words"),
    [
        ({"texts": "yes"}, "07700 900123, we may text"),
        ({"texts": "no", "calls": "yes"}, "07700 900123, we may ring"),
        ({"texts": "yes", "calls": "yes"}, "07700 900123, we may text or ring"),
        ({"texts": "no"}, "07700 900123, no texts or calls"),
    ],
)
def test_what_they_agreed_to_is_read_back_before_it_is_saved(client, amy, agreed, words):
    check = client.get(fill_in(client, until="goal", mobile=agreed).url)

    assert ("Mobile", words, "mobile") in check.context["answers"]


def test_without_their_agreement_nothing_is_kept(client, amy):
    response = on_page(client, "check", agreed="")

    assert "We can only keep a record of people who agree." in response.content.decode()
    assert Learner.objects.count() == 0


@pytest.mark.parametrize(
    ("step", "typed", "words"),
    [
        ("name", {"first_name": " "}, "We need a first name"),
        ("name", {"letter": "Murphy"}, "We only need the first letter."),
        ("age", {"age_band": "12"}, "Choose one of the ages."),
        ("postcode", {"postcode": "Ashmere"}, "We need a postcode like NE1 4ST."),
        ("mobile", {"phone": "12"}, "too few digits"),
        ("mobile", {"phone": "0191 498 0000"}, "That is a landline"),
        ("mobile", {"texts": ""}, "Choose yes or no, so we know if we may text them."),
        ("mobile", {"phone": ""}, "We need their number before we can text them."),
        ("mobile", {"phone": "", "texts": "no", "calls": "yes"}, "before we can ring them."),
        ("language", {"language": "xx"}, "Choose a language."),
        ("goal", {"goal": "x" * 201}, "Keep it under 200 letters."),
    ],
)
def test_an_answer_we_cannot_read_stays_on_the_page_with_the_reason(
    client, amy, step, typed, words
):
    response = on_page(client, step, **typed)

    field, value = next(iter(typed.items()))
    assert words in response.content.decode()
    assert response.context["form"][field].value() == value


def test_a_postcode_not_in_our_list_is_left_out_and_blocks_nothing(client, amy):
    response = on_page(client, "postcode", postcode="AS9 9ZZ")

    assert "AS9 9ZZ is not in our list of postcodes" in client.get(response.url).content.decode()
    assert client.session[KEY]["answers"]["postcode"] == ""


def test_saving_twice_is_one_learner(client, amy):
    before = on_page(client, "goal")

    for _ in range(2):
        response = client.post(before.url, ANSWERS["check"])

    assert response.url == reverse("inclusion:field_learner", args=[Learner.objects.get().pk])


def test_a_page_gone_back_to_still_holds_its_answer_and_returns_to_the_check(client, amy):
    check = on_page(client, "goal").url
    name = check.replace("check", "name")

    assert client.get(name).context["form"]["first_name"].value() == "Jean"
    assert client.post(name, {"first_name": "Joan"}).url == check


def test_somebody_of_the_same_name_is_shown_before_saving_and_never_merged(client, amy, centre):
    known = LearnerFactory(organisation=centre.organisation, first_name="jean", initial="M")
    LearnerFactory(first_name="Jean", initial="M")
    check = client.get(on_page(client, "goal").url)

    client.post(check.wsgi_request.path, ANSWERS["check"])

    assert check.context["alike"] == [known]
    assert "Is this the same person?" in check.content.decode()
    assert Learner.objects.filter(organisation=centre.organisation).count() == 2


def test_coming_from_a_register_they_go_back_to_it_ticked(client, amy, centre):
    session = SessionFactory(centre=CentreFactory(organisation=centre.organisation))

    response = fill_in(client, start=f"{START}?session={session.pk}")

    jean = Learner.objects.get()
    back = f"{reverse('inclusion:field_register', args=[session.pk])}?tick={jean.pk}"
    assert jean.centre == session.centre
    assert back in client.get(response.url).content.decode()


def test_no_answer_is_left_behind_once_they_are_saved(client, amy):
    fill_in(client)

    assert KEY not in client.session


def test_answers_left_for_half_an_hour_are_dropped_by_the_first_page(client, amy):
    on_page(client, "goal")

    with time_machine.travel(timezone.now() + dt.timedelta(minutes=31)):
        client.get("/field/")

    assert "Jean" not in str([s.get_decoded() for s in BrowserSession.objects.all()])


def test_a_made_up_session_in_the_address_is_ignored(client, amy):
    assert fill_in(client, start=f"{START}?session=../../desk").status_code == 302


def test_a_learners_page_says_what_was_seen_by_whom_and_what_is_next(client, amy, centre):
    jean = LearnerFactory(organisation=centre.organisation, phone="+447700900123", age_band="75+")
    wifi = TaskFactory(number=1, short_name="Join Wi-Fi")
    TaskFactory(number=2, short_name="Get online", framework=wifi.framework)
    EvidenceFactory(learner=jean, task=wifi, seen_by=amy)

    page = client.get(reverse("inclusion:field_learner", args=[jean.pk])).content.decode()

    assert "1 of 2 alone" in page
    assert "Did it alone, Tuesday 3 November, seen by Aisha B" in page
    assert '<div class="pad next"><b>Get online</b>' in page
    assert not any(private in page for private in ("900123", "75 or over"))


def test_another_organisations_learner_is_not_there(client, amy):
    address = reverse("inclusion:field_learner", args=[LearnerFactory().pk])

    assert client.get(address).status_code == 404
