"""How was it? A number, then a sentence if they like, and people at the desk who read it and answer."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from inclusion.choices import NoticeKind, NoticeState
from inclusion.models import Feedback, Learner
from sms.choices import ConversationStatus, TextKind
from sms.conversations import replayed
from sms.dispatch import send_due
from sms.models import Conversation, Inbound, Message
from sms.openings import begin_due
from sms.retention import rub_out_old_words
from sms.timers import fire_due
from tests.factories import (
    CentreFactory,
    FeedbackFactory,
    NoticeFactory,
    OrganisationFactory,
    SessionFactory,
    coordinator,
    volunteer,
)
from tests.sms import talking
from tests.sms.factories import NOON, PHONE, OptOutFactory, texted_learner

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
WHY = "Thank you. If you like, say why in one text. Your centre reads it. If not, do nothing."
THANKS = "Thank you. People at your centre will read what you said."
PAGE = reverse("sms:feedback")


def text(body, minutes=5):
    return talking.text(body, minutes)


@pytest.fixture
def centre():
    return CentreFactory(name="Market Library")


@pytest.fixture
def learner(centre):
    return texted_learner(centre=centre, organisation=centre.organisation)


@pytest.fixture
def asked(learner, centre):
    """Somebody has just been asked."""
    session = SessionFactory(centre=centre, starts_at=NOON - DAY)
    notice = NoticeFactory(
        kind=NoticeKind.HOW_WAS_IT, learner=learner, session=session, due_at=NOON,
        useful_until=NOON + 2 * DAY,
    )  # fmt: skip
    begin_due(NOON)
    send_due(NOON)
    notice.refresh_from_db()
    return notice


@pytest.fixture
def desk(client, centre):
    client.force_login(coordinator(centre.organisation))
    return client


def read(client, address=PAGE):
    return client.get(address).content.decode()


def test_a_number_and_a_sentence_are_kept_for_the_centre(asked):
    assert Message.objects.get(notice=asked).body == (
        "How was Mon 23 Nov, 12pm at Market Library? Reply with a number, 1 (bad) to 5 (very good). "
        "Your centre reads it. Text STOP to end these."
    )
    assert [text("4"), text(" I sent my first email! ", 6)] == [WHY, THANKS]
    said = Feedback.objects.get()
    assert (said.learner, said.session, said.score, said.words, said.channel) == (
        asked.learner,
        asked.session,
        4,
        "I sent my first email!",
        "text",
    )
    assert (asked.state, Inbound.objects.for_a_person().count()) == (NoticeState.SETTLED, 0)


def test_a_number_alone_is_enough(asked):
    text("\u0665")
    send_due(NOON + DAY / 24)
    fire_due(NOON + DAY / 24)
    fire_due(NOON + 2 * DAY)
    assert Conversation.objects.get().status == ConversationStatus.EXPIRED
    assert [(said.score, said.words) for said in Feedback.objects.all()] == [(5, "")]


def test_no_to_the_second_question_is_not_kept_as_words(asked):
    assert [text("two"), text("No thanks", 6)] == [WHY, THANKS]
    assert (Feedback.objects.get().score, Feedback.objects.get().words) == (2, "")


@pytest.mark.parametrize("odd", ["6", "0", "fine", "quite good"])
def test_what_is_no_score_is_asked_again_and_never_guessed(asked, odd):
    assert text(odd).startswith("How was Mon 23 Nov")
    assert not Feedback.objects.exists()
    assert text("3", 6) == WHY


def test_somebody_who_tells_us_at_once_is_read_by_a_person(asked):
    assert text("2 hours was too long for me").startswith("Thank you. A person")
    assert not Feedback.objects.exists()
    assert Inbound.objects.for_a_person().count() == 1


def test_no_word_of_theirs_is_kept_in_the_conversation_and_played_again_it_is_the_same(asked):
    text("1")
    text("Zebedee was unkind", 6)
    talk = Conversation.objects.get()
    kept = [str(step.event) + str(step.effects) for step in talk.steps.all()]
    state, _ = replayed(talk)
    assert [words for words in kept if "ebedee" in words] == []
    assert (state.node, state.data) == (talk.node, talk.data)


def test_somebody_who_stopped_or_took_back_their_agreement_is_not_asked(learner, centre):
    OptOutFactory()
    notice = NoticeFactory(kind=NoticeKind.HOW_WAS_IT, learner=learner, due_at=NOON)
    begin_due(NOON)
    notice.refresh_from_db()
    assert (notice.state, Message.objects.count()) == (NoticeState.DROPPED, 0)


def test_forget_takes_the_score_and_the_words(asked):
    text("4")
    text("Loud", 6)
    text("FORGET", 7)
    text("YES", 8)
    assert (Feedback.objects.count(), Learner.objects.count()) == (0, 0)


def test_words_that_were_read_go_after_their_days_and_the_score_stays(settings):
    settings.TEXT_WORDS_KEPT_DAYS = 30
    old = {"said_at": NOON - 31 * DAY, "words": "Loud"}
    FeedbackFactory(read_at=NOON, **old)
    waits = FeedbackFactory(**old)
    new = FeedbackFactory(read_at=NOON, said_at=NOON - 29 * DAY, words="Warm")
    rub_out_old_words(NOON)
    assert set(Feedback.objects.exclude(words="")) == {waits, new}
    assert Feedback.objects.filter(score=4).count() == 3


def test_the_desk_shows_score_and_words_and_neither_name_nor_number(desk, asked):
    Learner.objects.update(first_name="Xanthippe")
    text("2")
    text("It was very loud", 6)
    said = Feedback.objects.get()
    for address in (PAGE, reverse("sms:feedback_one", args=[said.pk])):
        shown = read(desk, address)
        assert "2 out of 5" in shown
        assert "It was very loud" in shown
        assert "Xanthippe" not in shown
        assert "900101" not in shown
    assert "1 to read" in read(desk, reverse("sms:texts"))


def test_an_answer_goes_by_text_once_and_marks_it_read(desk, learner, centre):
    said = FeedbackFactory(learner=learner, session__centre=centre)
    form = {"words": "We have a quiet hour on Mondays.", "key": uuid.uuid4()}
    for _ in range(2):
        desk.post(reverse("sms:feedback_one", args=[said.pk]), form)
    message = Message.objects.get()
    said.refresh_from_db()
    assert (message.body, message.kind, message.address, message.organisation) == (
        "We have a quiet hour on Mondays.",
        TextKind.PERSON,
        PHONE,
        centre.organisation,
    )
    assert (said.read_at is None, said.answered_at is None) == (False, False)
    assert "Answered" in read(desk)


def test_an_answer_with_no_words_sends_nothing_and_says_so(desk, learner, centre):
    said = FeedbackFactory(learner=learner, session__centre=centre)
    page = desk.post(reverse("sms:feedback_one", args=[said.pk]), {"key": uuid.uuid4()})
    assert "Type what you want to say." in page.content.decode()
    assert not Message.objects.exists()


def test_somebody_who_may_not_be_texted_gets_no_answer(desk, learner, centre):
    said = FeedbackFactory(learner=learner, session__centre=centre)
    OptOutFactory()
    address = reverse("sms:feedback_one", args=[said.pk])
    assert "We can't text them" in read(desk, address)
    desk.post(address, {"words": "Hello", "key": uuid.uuid4()})
    assert not Message.objects.exists()


def test_what_needs_no_answer_is_marked_as_read(desk, centre):
    said = FeedbackFactory(session__centre=centre)
    desk.post(reverse("sms:feedback_read", args=[said.pk]))
    said.refresh_from_db()
    assert said.read_at is not None
    assert "You have read everything" in read(desk)


def test_each_centre_has_its_numbers_in_words_and_no_average_of_too_few(desk, centre):
    hall = CentreFactory(name="Hill Hall", organisation=centre.organisation)
    for score in (5, 5, 4, 4, 3):
        FeedbackFactory(session__centre=centre, score=score)
    FeedbackFactory(session__centre=hall, score=5)
    NoticeFactory.create_batch(
        7, kind=NoticeKind.HOW_WAS_IT, session__centre=centre, state=NoticeState.SETTLED,
        settled_at=Feedback.objects.first().said_at,
    )  # fmt: skip
    shown = read(desk)
    assert "We asked 7 times. 5 answered. The average is 4.2 out of 5." in shown
    assert "2 gave 5, 2 gave 4, 1 gave 3, 0 gave 2, 0 gave 1." in shown
    assert "1 answered. That is too few for an average." in shown
    assert shown.index("Hill Hall</b>") < shown.index("Market Library</b>")


def test_what_was_said_elsewhere_does_not_exist(desk):
    theirs = FeedbackFactory(words="Secret", session__centre__organisation=OrganisationFactory())
    assert "Secret" not in read(desk)
    for name in ("sms:feedback_one", "sms:feedback_read"):
        assert desk.post(reverse(name, args=[theirs.pk])).status_code == 404


def test_a_volunteer_does_not_read_it(client):
    client.force_login(volunteer())
    assert client.get(PAGE).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_however_much_was_said(
    desk, centre, rows, django_assert_num_queries
):
    FeedbackFactory.create_batch(rows, session__centre=centre)
    FeedbackFactory.create_batch(rows, session__centre=centre, read_at=NOON)
    read(desk)
    with django_assert_num_queries(8):
        read(desk)
