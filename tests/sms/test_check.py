"""CHECK: eight tiny questions by text, again after 4 and 12 weeks, kept beside what a volunteer saw."""

import datetime as dt
from dataclasses import asdict

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from inclusion.actions.progress import progress_of
from inclusion.choices import FrameworkKind, NoticeKind, OwnWord, Rater
from inclusion.models import Evidence, Framework, Notice, Task
from sms.choices import ConversationStatus
from sms.conversations import replayed
from sms.dispatch import send_due
from sms.flows.check import step
from sms.flows.parts import Event, State
from sms.models import Conversation, Message
from sms.openings import begin_due
from sms.timers import fire_due
from sms.words import LANGUAGES
from tests.factories import EvidenceFactory, FrameworkFactory, TaskFactory, coordinator
from tests.sms.factories import NOON, OptOutFactory, texted_learner
from tests.sms.talking import answer_to, send_in, text

DAY, WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)
CODES = ["turn-on", "apps", "wifi"]
FIRST = (
    "1 of 3. Can you turn on a phone or computer and log in? "
    "Reply 1 yes, by yourself, 2 with help, 3 not yet."
)
SECOND = (
    "2 of 3. Can you find an app and open it? Reply 1 yes, by yourself, 2 with help, 3 not yet."
)
THIRD = "3 of 3. Can you join a Wi-Fi network, at home or out? Reply 1 yes, by yourself, 2 with help, 3 not yet."
DONE = "Thank you. You say you can do 1 of 3 by yourself. For help with the others, text NEXT for dates."
TO_A_PERSON = "Thank you. A person will read your text and answer you soon."


@pytest.fixture
def framework(db):
    framework = FrameworkFactory(kind=FrameworkKind.ADULT_SKILLS, tasks_for_the_level=3)
    for number, code in enumerate(CODES, 1):
        TaskFactory(framework=framework, number=number, code=code, short_name=f"Task {number}")
    return framework


@pytest.fixture
def learner(framework):
    return texted_learner()


def said_of_themselves():
    own = Evidence.objects.own_word().order_by("task__number", "recorded_at")
    return list(own.values_list("task__code", "help_given"))


def answer_all(now, words=("1", "2", "3")):
    """A whole check, and our answers to it."""
    return [
        answer_to(send_in(word, now + dt.timedelta(minutes=n))) for n, word in enumerate(words, 1)
    ]


def weeks_pass(weeks):
    """The worker comes by so many weeks later."""
    now = NOON + weeks * WEEK
    begin_due(now)
    send_due(now)
    return now


def test_somebody_answers_three_questions_and_each_answer_is_kept_as_it_comes(learner):
    assert text("Check") == FIRST
    assert text("1", 1) == SECOND
    assert said_of_themselves() == [("turn-on", "alone")]
    assert [text("2", 2), text("3", 3)] == [THIRD, DONE]
    assert said_of_themselves() == [("turn-on", "alone"), ("apps", "helped"), ("wifi", "not_yet")]
    assert set(Evidence.objects.values_list("rater", "channel", "seen_by")) == {("self", "text", None)}  # fmt: skip


def test_yes_and_no_will_do_and_all_alone_is_well_done(learner):
    text("my skills")
    assert text("yes", 1) == SECOND
    text("no", 2)
    assert said_of_themselves() == [("turn-on", "alone"), ("apps", "not_yet")]
    text("CHECK", 10)
    said = [text("1", n) for n in (11, 12, 13)]
    assert said[-1] == (
        "Thank you. You say you can do all 3 by yourself. Well done! Text NEXT for dates, and show us."
    )


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_it_is_asked_for_and_asked_in_every_language(framework, code):
    learner = texted_learner(language=code)
    language = LANGUAGES[code]
    expected = language.SENTENCES["check_ask"].format(
        n=1, total=3, skill=language.SKILLS["turn-on"]
    )
    words = language.KEYWORDS["check"]
    assert [text(word, minute) for minute, word in enumerate(words)] == [expected] * len(words)
    assert learner.language == code


def test_what_they_say_of_themselves_earns_nothing(learner, framework):
    text("CHECK")
    answer_all(NOON, ("1", "1", "1"))
    assert progress_of(learner, framework).level_reached_on is None
    assert Evidence.objects.counted().count() == 0


def test_only_they_themselves_may_say_not_yet(learner, framework):
    from django.db import IntegrityError, transaction  # noqa: PLC0415 -- for this one question

    with pytest.raises(IntegrityError), transaction.atomic():
        EvidenceFactory(
            learner=learner,
            task=framework.tasks.first(),
            help_given=OwnWord.NOT_YET,
            rater=Rater.OBSERVED,
        )


def test_saying_it_again_the_same_day_takes_back_what_was_said_first(learner):
    text("CHECK")
    answer_all(NOON)
    text("CHECK", 30)
    answer_all(NOON + dt.timedelta(minutes=30), ("2", "2", "2"))
    assert said_of_themselves() == [("turn-on", "helped"), ("apps", "helped"), ("wifi", "helped")]


def test_what_they_cannot_choose_is_asked_again_and_then_a_persons(learner):
    text("CHECK")
    assert [text("9", 1), text("what", 2), text("eh", 3)] == [FIRST, FIRST, TO_A_PERSON]
    text("CHECK", 4)
    assert text("my hands hurt so I never tried that", 5) == TO_A_PERSON


def test_somebody_is_asked_again_after_4_and_after_12_weeks_and_once_each(learner):
    text("CHECK")
    answer_all(NOON)
    text("CHECK", 30)
    answer_all(NOON + dt.timedelta(minutes=30))
    owed = Notice.objects.filter(kind=NoticeKind.CHECK_AGAIN).order_by("due_at")
    assert [str(one.due_at.astimezone().date()) for one in owed] == ["2026-12-22", "2027-02-16"]
    assert begin_due(NOON + 3 * WEEK) == 0

    now = weeks_pass(4)
    asked = Message.objects.get(notice__kind=NoticeKind.CHECK_AGAIN)
    assert asked.body == (
        "3 quick questions again. 1: Can you turn on a phone or computer and log in? "
        "Reply 1 yes, by yourself, 2 with help, 3 not yet. STOP ends these."
    )
    answer_all(now, ("1", "1", "2"))
    now = weeks_pass(12)
    answer_all(now, ("1", "1", "1"))

    days = Evidence.objects.own_word().order_by("seen_on").values_list("seen_on", flat=True)
    assert [str(day) for day in dict.fromkeys(days)] == ["2026-11-24", "2026-12-22", "2027-02-16"]
    assert Notice.objects.filter(kind=NoticeKind.CHECK_AGAIN).count() == 2


def test_somebody_who_fell_silent_half_way_has_lost_nothing(learner):
    text("CHECK")
    text("1", 1)
    send_due(NOON + dt.timedelta(minutes=2))
    for hours in (1, 30):
        fire_due(NOON + dt.timedelta(hours=hours))
    assert Conversation.objects.get().status == ConversationStatus.EXPIRED
    assert said_of_themselves() == [("turn-on", "alone")]


def test_somebody_who_stopped_is_not_asked_again(learner):
    text("CHECK")
    answer_all(NOON)
    OptOutFactory()
    weeks_pass(4)
    assert not Message.objects.filter(notice__kind=NoticeKind.CHECK_AGAIN).exists()


def test_stop_in_the_middle_of_a_check_is_a_stop(learner):
    text("CHECK")
    assert text("STOP", 1).startswith("You will get no more texts from us.")


def test_where_a_task_has_no_sentence_a_person_answers_and_nothing_is_asked_later(learner):
    text("CHECK")
    answer_all(NOON)
    Task.objects.filter(code="wifi").update(code="quantum")
    assert text("CHECK", 30) == TO_A_PERSON
    weeks_pass(4)
    assert not Message.objects.filter(notice__kind=NoticeKind.CHECK_AGAIN).exists()


def test_an_edition_that_is_put_away_half_way_still_has_its_answers(learner, framework):
    text("CHECK")
    Framework.objects.update(retired_on=NOON.date())
    assert text("1", 1) == SECOND
    assert Evidence.objects.get().task.framework == framework


def test_a_check_can_be_played_again(learner):
    text("CHECK")
    answer_all(NOON, ("1", "what", "3", "2"))
    talk = Conversation.objects.get()
    state, effects = replayed(talk)
    assert (state.node, state.data) == (talk.node, talk.data)
    kept = [taken.effects for taken in talk.steps.all()]
    assert [[asdict(one) for one in each] for each in effects] == kept


def test_on_a_shared_phone_a_person_asks_whose_skills(learner):
    texted_learner(organisation=learner.organisation)
    assert text("CHECK") == TO_A_PERSON


def test_the_desk_sees_what_they_say_beside_what_was_seen(client, learner):
    text("CHECK")
    answer_all(NOON)
    weeks_pass(4)
    answer_all(NOON + 4 * WEEK, ("1", "1", "2"))
    client.force_login(coordinator(learner.organisation))
    shown = client.get(reverse("inclusion:desk_learner", args=[learner.pk])).content.decode()
    assert "What they say themselves" in shown
    assert "Not yet" in shown
    assert "It counts for no certificate." in shown


@given(st.lists(st.integers(0, 4), max_size=40))
def test_every_answer_is_kept_once_and_in_order_whatever_comes_between(numbers):
    state, effects = step(State(), Event("began", {"framework": "f", "tasks": CODES}))
    kept = []
    for number in numbers:
        state, effects = step(state, Event("said", {"number": number, "words": 1}))
        kept += [effect.facts["task"] for effect in effects if effect.kind == "keep_own_word"]
        if state.is_over:
            break
    assert kept == CODES[: len(kept)]
    if state.is_over and len(kept) < len(CODES):
        assert "hand_over" in [effect.kind for effect in effects]
