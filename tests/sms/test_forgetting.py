"""MYDATA and FORGET: knowing what is kept, and having it rubbed out, from a button phone."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inclusion.models import Attendance, Event, Learner, Tombstone
from sms import receive
from sms.dispatch import send_due
from sms.flows import FLOWS, forget
from sms.flows.parts import Event as Happening
from sms.flows.parts import State
from sms.forgetting import KEPT_FOR
from sms.keywords import keyword_in
from sms.models import Conversation, Inbound, Line, Message, OptOut
from sms.retention import rub_out_old_words
from sms.timers import fire_due
from sms.words import LANGUAGES
from tests.factories import AttendanceFactory, CentreFactory, OrganisationFactory
from tests.sms.factories import (
    NOON,
    PHONE,
    InboundFactory,
    OptOutFactory,
    reminder_owed,
    texted_learner,
)

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
SURE = (
    "We can rub out all we keep about you, places and skills too. It can't be undone. "
    "Reply YES to be forgotten. If not, do nothing."
)
GONE = (
    "All we kept about you is rubbed out. If you ever said STOP, that stays. "
    "This is our last text. You are always welcome."
)


def text(body, minutes=0, sender=PHONE):
    """Text the service, and read the newest text to that number."""
    now = NOON + dt.timedelta(minutes=minutes)
    inbound = InboundFactory(body=body, sender=sender, received_at=now)
    receive.read(inbound.pk, now)
    said = Message.objects.filter(address=sender, queued_at=now).first()
    return said.body if said else ""


@pytest.fixture
def learner():
    centre = CentreFactory(name="Market Library")
    return texted_learner(centre=centre, organisation=centre.organisation)


def test_mydata_says_what_we_keep_and_tells_their_centre(learner):
    assert text("My data") == (
        "We keep your first name, phone, sessions, skills and texts. "
        "Ask at Market Library for a free copy. We told them. To rub it all out, text FORGET."
    )
    waits = Inbound.objects.for_a_person().get()
    assert (waits.organisation, waits.body) == (learner.organisation, "My data")


def test_forget_asks_and_yes_rubs_out_everything_and_says_so(learner):
    came = AttendanceFactory(learner=learner, session__centre=learner.centre)
    assert text("FORGET") == SURE
    assert Learner.objects.exists()
    assert text("Yes", 1) == GONE
    assert not Learner.objects.exists()
    assert not Attendance.objects.exists()
    assert Tombstone.objects.filter(pk=learner.pk).exists()
    came.session.refresh_from_db()
    assert came.session.unnamed_heads == 1
    assert Event.objects.get(verb="forget_learner").actor_id is None


def test_after_that_no_row_of_ours_has_their_number_but_the_last_text_and_that_goes_too(learner):
    text("Hello")
    text("FORGET", 1)
    text("YES", 2)
    kept = [*Line.objects.all(), *Conversation.objects.all(), *Inbound.objects.filter(sender=PHONE)]
    assert (kept, [m.body for m in Message.objects.all()]) == ([], [GONE])
    send_due(NOON + dt.timedelta(minutes=3))
    assert Message.objects.get().state == "accepted"
    rub_out_old_words(NOON + KEPT_FOR + 2 * DAY)
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "reply", ["1", "no", "ok", "yes but not my skills", "2", "👍", "NEXT WEEK"]
)
def test_anything_but_a_plain_yes_rubs_out_nothing(learner, reply):
    text("FORGET")
    assert text(reply, 1) == "Nothing is rubbed out. All is as it was."
    assert Learner.objects.get() == learner
    text("YES", 2)
    assert Learner.objects.get() == learner


def test_silence_rubs_out_nothing(learner):
    text("FORGET")
    send_due(NOON)
    fire_due(NOON + 2 * DAY)
    text("YES", 3 * 24 * 60)
    assert Learner.objects.get() == learner


def test_a_yes_to_a_reminder_that_came_meanwhile_is_a_yes_to_that(learner):
    text("FORGET")
    send_due(NOON)
    reminder_owed(now=NOON + DAY / 4, learner=learner, centre=learner.centre)
    send_due(NOON + DAY / 4)
    assert text("YES", 7 * 60).startswith("Thank you. We will see you")
    assert Learner.objects.get() == learner


def test_forget_it_is_no_wish_to_be_forgotten(learner):
    assert keyword_in("Forget it") is None
    assert text("Forget it") != SURE


def test_of_two_people_on_one_phone_a_person_asks_which(learner):
    other = texted_learner(organisation=OrganisationFactory())
    for minutes, word in enumerate(("FORGET", "YES", "MYDATA")):
        text(word, 2 * minutes)
    assert set(Learner.objects.all()) == {learner, other}
    assert Inbound.objects.for_a_person().count() == 3


def test_somebody_who_shares_the_phone_since_the_question_is_not_rubbed_out(learner):
    text("FORGET")
    texted_learner(organisation=learner.organisation)
    assert text("YES", 1) == "Thank you. A person will read your text and answer you soon."
    assert Learner.objects.count() == 2


def test_a_number_nobody_has_can_have_its_texts_rubbed_out():
    text("Hello")
    text("FORGET", 1)
    assert text("YES", 2) == GONE
    assert not Inbound.objects.exclude(sender="").exists()


def test_what_we_keep_of_a_number_nobody_has_is_for_a_person_to_say():
    text("MYDATA")
    assert Inbound.objects.for_a_person().count() == 1


def test_that_they_once_said_stop_stays(learner):
    OptOutFactory(ended_at=NOON)
    text("FORGET")
    text("YES", 1)
    assert OptOut.objects.get().address == PHONE


def test_the_same_yes_brought_twice_is_one(learner):
    text("FORGET")
    text("YES", 1)
    [stub] = Inbound.objects.all()
    receive.read(stub.pk, NOON)
    assert (stub.sender, stub.body, stub.parameters, Message.objects.count()) == ("", "", {}, 1)
    assert stub.sid.startswith("SM")


def test_texts_that_came_with_the_yes_go_with_it_and_the_reading_goes_on(learner):
    text("FORGET")
    later = NOON + dt.timedelta(minutes=2)
    InboundFactory(body="YES", received_at=NOON + dt.timedelta(minutes=1))
    newest = InboundFactory(body="bye", received_at=later)
    receive.read(newest.pk, later)
    assert [i.body for i in Inbound.objects.all()] == [""]
    assert not Learner.objects.exists()


@pytest.mark.parametrize("locale", sorted(LANGUAGES))
def test_every_language_has_its_words_and_they_do_the_same(learner, locale):
    learner.language = locale
    learner.save()
    words, sentences = LANGUAGES[locale].KEYWORDS, LANGUAGES[locale].SENTENCES
    assert text(words["mydata"][0]).startswith(sentences["mydata"][:20])
    assert text(words["forget"][0], 1) == sentences["forget_sure"]
    assert text(words["yes"][0], 2) == sentences["forgotten"]
    assert not Learner.objects.exists()


answers = st.builds(
    lambda number, words, yes: Happening("said", {"number": number, "words": words, "yes": yes}),
    st.none() | st.integers(0, 9),
    st.integers(0, 9),
    st.booleans(),
)


@given(st.lists(answers | st.sampled_from([Happening("silence"), Happening("shared")]), max_size=6))
def test_nothing_but_a_first_plain_yes_ever_asks_for_the_rubbing_out(events):
    state, _ = FLOWS["forget"](State(), Happening("began"))
    asked = []
    for event in events:
        state, effects = forget.step(state, event)
        asked.append(any(effect.kind == "forget" for effect in effects))
    first_is_yes = bool(events) and bool(events[0].facts.get("yes"))
    assert asked == [n == 0 and first_is_yes for n in range(len(events))]
