"""LOG: a volunteer on a button phone says how many came, and YES saves the register."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inclusion.actions.sessions import save_register
from inclusion.choices import SessionState
from inclusion.models import Event, Session, User
from sms.flows import FLOWS
from sms.flows.parts import Event as Happening
from sms.flows.parts import State
from sms.models import Conversation, ConversationStep, Inbound
from sms.words import LANGUAGES
from tests.factories import (
    AttendanceFactory,
    CentreFactory,
    OrganisationFactory,
    SessionFactory,
    volunteer,
)
from tests.sms.factories import NOON, PHONE, OptOutFactory, texted_learner
from tests.sms.talking import text

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
SURE = (
    "Reply YES to save: Tue 24 Nov, 10am at Market Library, 8 came. Reply NO for another session."
)


@pytest.fixture
def centre():
    return CentreFactory(name="Market Library")


@pytest.fixture
def person(centre):
    user = volunteer(centre.organisation)
    User.objects.filter(pk=user.pk).update(phone=PHONE)
    return User.objects.get(pk=user.pk)


def begun(centre, hours_ago, person=None, **details):
    """A planned session that began so many hours before noon on Tuesday."""
    starts_at = NOON - hours_ago * HOUR
    session = SessionFactory(centre=centre, starts_at=starts_at, ends_at=starts_at + HOUR, **details)  # fmt: skip
    if person:
        session.team.add(person)
    return session


def test_log_asks_which_session_and_yes_saves_it(centre, person):
    session = begun(centre, 2, person)
    assert text("LOG 8 email") == SURE
    session.refresh_from_db()
    assert session.state == SessionState.PLANNED
    assert text("Yes", 1) == "Saved: Tue 24 Nov, 10am at Market Library, 8 came. Thank you."
    session.refresh_from_db()
    assert (session.state, session.unnamed_heads, session.note, session.logged_by) == (
        SessionState.HELD,
        8,
        "email",
        person,
    )
    assert Event.objects.get(verb="save_register").actor_id == person.pk


def test_no_asks_about_the_one_before_and_then_there_are_none(centre, person):
    begun(centre, 2, person)
    yesterday = begun(centre, 24, person)
    assert text("LOG 8") == SURE
    assert text("No", 1).startswith("Reply YES to save: Mon 23 Nov, 12pm at Market Library")
    assert text("NO", 2).startswith("We found no session")
    yesterday.refresh_from_db()
    assert yesterday.state == SessionState.PLANNED


def test_their_own_session_comes_before_a_newer_one_of_their_organisation(centre, person):
    others = begun(centre, 1)
    own = begun(centre, 2, person)
    assert text("LOG 8") == SURE
    text("NO", 1)
    text("YES", 2)
    others.refresh_from_db()
    own.refresh_from_db()
    assert (own.state, others.state) == (SessionState.PLANNED, SessionState.HELD)


@pytest.mark.parametrize(
    "which", ["to come", "last week", "another organisation's", "held", "called off"]
)
def test_only_a_session_of_today_or_yesterday_with_no_register_is_meant(centre, person, which):
    if which == "to come":
        begun(centre, -3, person)
    elif which == "last week":
        begun(centre, 7 * 24, person)
    elif which == "another organisation's":
        begun(CentreFactory(organisation=OrganisationFactory()), 2, person)
    else:
        state = {"held": SessionState.HELD, "called off": SessionState.CANCELLED}[which]
        begun(centre, 2, person, state=state)
    assert text("LOG 8").startswith("We found no session")


@pytest.mark.parametrize("body", ["LOG", "log email", "LOG 501", "Log in page is broken"])
def test_log_without_a_number_asks_how_many(centre, person, body):
    begun(centre, 2, person)
    assert text(body) == "Say how many came. Text LOG and the number, like LOG 8."


@pytest.mark.parametrize("body", ["log ٨", "Log 8.", "LOG  8 came", "log 8️⃣", "COFNODI 8", "سجل 8"])
def test_the_number_is_understood_however_it_is_typed(centre, person, body):
    begun(centre, 2, person)
    assert text(body) == SURE


@pytest.mark.parametrize("body", ["maybe", "9", "👍", "ok then"])
def test_anything_but_yes_or_no_saves_nothing(centre, person, body):
    begun(centre, 2, person)
    text("LOG 8")
    assert text(body, 1) == "Nothing is saved. Text LOG and how many came, like LOG 8."
    text("YES", 2)
    assert Session.objects.get().state == SessionState.PLANNED


def test_a_register_saved_meanwhile_is_not_written_over(centre, person):
    session = begun(centre, 2, person)
    text("LOG 8")
    save_register(session=session, present=(), seen={}, unnamed_heads=5, note="", by=person)
    assert text("YES", 1) == "That session has a register by now, so nothing is changed."
    session.refresh_from_db()
    assert session.unnamed_heads == 5


def test_names_that_a_phone_has_sent_already_are_not_taken_back(centre, person):
    session = begun(centre, 2, person)
    text("LOG 8")
    came = AttendanceFactory(session=session, learner=texted_learner("+447700900777"))
    text("YES", 1)
    came.refresh_from_db()
    assert came.withdrawn_at is None


def test_a_note_that_is_there_stays(centre, person):
    session = begun(centre, 2, person, note="Bring the spare charger")
    text("LOG 8 email")
    text("YES", 1)
    session.refresh_from_db()
    assert session.note == "Bring the spare charger"


def test_a_number_nobody_proved_logs_nothing_and_a_person_reads_it(centre):
    begun(centre, 2)
    assert text("LOG 8").startswith("Thank you. A person will read your text")
    assert Inbound.objects.for_a_person().count() == 1


def test_somebody_stood_down_between_the_question_and_yes_saves_nothing(centre, person):
    session = begun(centre, 2, person)
    text("LOG 8")
    person.memberships.update(ended_at=NOON)
    text("YES", 1)
    session.refresh_from_db()
    assert session.state == SessionState.PLANNED


def test_a_volunteer_of_another_council_cannot_reach_the_session(centre, person):
    session = begun(centre, 2, person)
    outsider = volunteer(OrganisationFactory())
    User.objects.filter(pk=outsider.pk).update(phone="+447700900888")
    assert text("LOG 8", sender="+447700900888").startswith("We found no session")
    session.refresh_from_db()
    assert session.state == SessionState.PLANNED


def test_a_volunteer_who_is_a_learner_too_does_both_from_one_phone(centre, person):
    begun(centre, 2, person)
    texted_learner(centre=centre, organisation=centre.organisation)
    assert text("LOG 8") == SURE
    assert text("NEXT", 1).startswith("There are no free dates")


def test_somebody_who_stopped_is_not_answered(centre, person):
    begun(centre, 2, person)
    OptOutFactory()
    assert text("LOG 8") == ""


def test_what_they_wrote_is_not_kept_in_the_conversation(centre, person):
    begun(centre, 2, person)
    text("LOG 8 Zebedee was poorly")
    kept = [*Conversation.objects.values_list("data"), *ConversationStep.objects.values_list("event", "effects")]  # fmt: skip
    assert "ebedee" not in str(kept)


@pytest.mark.parametrize("locale", sorted(LANGUAGES))
def test_every_language_has_its_words_and_they_do_the_same(centre, person, locale):
    begun(centre, 2, person)
    words = LANGUAGES[locale].KEYWORDS
    text(words["this_language"][0])
    text(f"{words['log'][0]} 8", 1)
    assert (
        text(words["yes"][0], 2).split(":")[0]
        == (LANGUAGES[locale].SENTENCES["log_saved"].split(":")[0])
    )
    assert Session.objects.get().unnamed_heads == 8


SESSION = {"session": "1", "at": "2026-11-24T10:00:00+00:00", "place": "Hall"}
happenings = st.sampled_from(
    [
        Happening("found_session", {"session": SESSION}),
        Happening("found_session", {"session": None}),
        Happening("said", {"yes": True, "no": False}),
        Happening("said", {"yes": False, "no": True}),
        Happening("said", {"yes": False, "no": False}),
        Happening("saved"),
        Happening("had_register"),
        Happening("silence"),
    ]
)


@given(st.none() | st.integers(0, 500), st.lists(happenings, max_size=10))
def test_nothing_is_saved_but_on_yes_to_a_question_about_it(heads, events):
    state, effects = FLOWS["log"](State(), Happening("began", {"heads": heads, "said_in": "x"}))
    for event in events:
        before = state.node
        state, effects = FLOWS["log"](state, event)
        saves = any(effect.kind == "save_heads" for effect in effects)
        assert saves == (before == "sure" and bool(event.facts.get("yes")))
