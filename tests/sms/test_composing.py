"""Before a reply goes it can be looked at, made plainer with one press, and never goes dear without being shown."""
# ruff: noqa: RUF001 -- the letters people type are what is tested

import uuid

import pytest
from django.urls import reverse

from sms.choices import Meaning
from sms.models import Message
from tests.factories import OrganisationFactory, coordinator
from tests.sms.factories import NOON, InboundFactory

pytestmark = pytest.mark.django_db
DEAR = "Dewch i’r tŷ am baned, mae croeso mawr i bawb bob dydd Mawrth am ddeg o’r gloch y bore"


@pytest.fixture
def answer(client):
    """`answer(words, do)` types a reply and presses a button; what the page then says."""
    organisation = OrganisationFactory()
    client.force_login(coordinator(organisation))
    inbound = InboundFactory(
        organisation=organisation, meaning=Meaning.OTHER, needs_person=True, processed_at=NOON
    )

    def press(words, do="", **form):
        typed = {"words": words, "key": uuid.uuid4(), "do": do, **form}
        return client.post(reverse("sms:text", args=[inbound.pk]), typed)

    return press


def bodies():
    return list(Message.objects.values_list("body", flat=True))


def test_checking_shows_letters_parts_and_pounds_and_sends_nothing(answer):
    page = answer("Yes, of course.", "check")
    shown = page.context["form"].preview.typed
    assert (shown.letters, shown.parts, shown.costs) == ("Plain letters", 1, "5p")
    assert "Not sent yet. This is how it will go" in page.content.decode()
    assert bodies() == []


def test_one_press_makes_the_words_plain_and_sends_nothing(answer):
    page = answer(DEAR, "plainer")
    assert "Dewch i&#x27;r ty am baned" in page.content.decode()
    assert page.context["form"].preview.typed.parts == 1
    assert bodies() == []


def test_a_reply_that_costs_one_part_goes_at_once_as_it_was_typed(answer):
    assert answer("Diolch, Siân ŵ").status_code == 302
    assert bodies() == ["Diolch, Siân ŵ"]


def test_a_reply_that_costs_more_is_shown_first_and_then_goes(answer):
    page = answer(DEAR)
    assert bodies() == []
    assert "Keeping them costs 5p more." in page.content.decode()
    assert 'name="seen" value="2"' in page.content.decode()
    answer(DEAR, seen="2")
    assert bodies() == [DEAR]


def test_words_made_dearer_after_they_were_shown_are_shown_again(answer):
    answer(DEAR, seen="1")
    assert bodies() == []


def test_checking_what_is_too_long_says_so_and_keeps_the_words(answer):
    page = answer("a" * 400, "check")
    assert "That is 3 texts long. Make it shorter, to fit in 2." in page.content.decode()
    assert "a" * 400 in page.content.decode()


@pytest.mark.parametrize("do", ["check", "plainer"])
def test_pressing_a_button_with_nothing_typed_asks_for_words(answer, do):
    assert "Type what you want to say." in answer("", do).content.decode()
