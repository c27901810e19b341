"""Whatever is texted, in any language and any order, with silences between: every conversation can be played again."""

import datetime as dt
from dataclasses import asdict

from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from sms.choices import ConversationStatus
from sms.conversations import replayed
from sms.dispatch import send_due
from sms.keywords import STARTS
from sms.models import Conversation, Message, OptOut
from sms.timers import fire_due
from sms.words import LANGUAGES
from tests.factories import CentreFactory, SessionFactory, volunteer
from tests.sms.factories import NOON, PHONE, texted_learner
from tests.sms.talking import send_in

OFFICE = "+447700900555"
BEGINNINGS = sorted(
    {
        word
        for language in LANGUAGES.values()
        for family in STARTS
        for word in language.KEYWORDS[family]
    }
)
OTHER = sorted(
    {word for language in LANGUAGES.values() for family in ("stop", "start", "help", "yes", "language", "this_language") for word in language.KEYWORDS[family]}
)  # fmt: skip
# The webhook takes no NUL in: PostgreSQL can't hold one.
WRITTEN = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30)
WORDS = st.one_of(
    st.sampled_from(BEGINNINGS),
    st.sampled_from(
        ["1", "2", "3", "0", "9", "٢", "۳", "two", "no", "nie", "LOG 8", "JOIN Market Library"]
    ),
    st.sampled_from(OTHER),
    WRITTEN,
)
STEPS = st.one_of(
    st.tuples(st.sampled_from([PHONE, OFFICE]), WORDS),
    st.sampled_from([("", "worker"), ("", "silence")]),
)


class RandomWalks(TestCase):
    """Real tables, since what is played again is what is in them."""

    def set_out(self):
        centre = CentreFactory(name="Market Library")
        texted_learner(centre=centre, organisation=centre.organisation)
        helper = volunteer(centre.organisation)
        helper.phone = OFFICE
        helper.save()
        for day in (-1, 1, 2):
            SessionFactory(
                centre=centre, places=2, starts_at=NOON + dt.timedelta(days=day, hours=-3)
            )

    @given(st.lists(STEPS, min_size=1, max_size=14))
    @settings(max_examples=25)
    def test_the_log_of_a_walk_makes_the_same_conversations_again(self, steps):
        self.walk(steps)

        for talk in Conversation.objects.all():
            state, effects = replayed(talk)
            assert (state.node, state.data) == (talk.node, talk.data)
            kept = [step.effects for step in talk.steps.all()]
            assert [[asdict(one) for one in step] for step in effects] == kept

    @given(st.lists(STEPS, min_size=1, max_size=14))
    @example([(PHONE, "KONIEC"), (PHONE, "STOP")])
    @settings(max_examples=25)
    def test_a_walk_never_has_two_questions_open_on_one_number_nor_texts_one_that_stopped(
        self, steps
    ):
        self.walk(steps)

        waiting = Conversation.objects.filter(status=ConversationStatus.WAITING)
        numbers = list(waiting.values_list("address", flat=True))
        assert len(numbers) == len(set(numbers))
        for stopped in OptOut.objects.live():
            late = Message.objects.filter(address=stopped.address, queued_at__gt=stopped.began_at)
            assert list(late.filter(tried_at__isnull=False).values_list("kind", flat=True)) == []

    def walk(self, steps):
        self.set_out()
        now = NOON
        for who, words in steps:
            now += dt.timedelta(minutes=1)
            if words == "silence":
                now += dt.timedelta(days=1, hours=2)
            if who:
                send_in(words, now, who)
            else:
                send_due(now)
                fire_due(now)
        send_due(now)
