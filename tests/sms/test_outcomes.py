"""What becomes of a text: reports in any order, once or many times, end in the same place."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from sms import outcomes
from sms.choices import MessageState
from sms.models import Message, OptOut
from sms.statuses import RANK, REMEDIES, STATES, merge, remedy_for
from tests.sms.factories import NOON, PHONE, MessageFactory

SID = "SM" + "1" * 32
CODES = ["30003", "30007", "30008", "99999"]


def told(message, word, code="", sid=SID):
    outcomes.told(message_id=message.pk, sid=sid, status=word, error_code=code, now=NOON)
    message.refresh_from_db()
    return message.state


def a_sent_text(**details):
    return MessageFactory(
        **{"state": MessageState.ACCEPTED, "provider_sid": SID, "attempts": 1, **details}
    )


class AnyOrder(TestCase):
    @hypothesis_settings(max_examples=40, deadline=None)
    @given(
        st.sampled_from(CODES),
        st.sets(st.sampled_from(["queued", "sent", "delivered", "undelivered", "undelivered+"])),
        st.data(),
    )
    def test_reports_in_any_order_end_in_the_same_place(self, code, words, data):
        """`undelivered+` carries the code; the same news without its code comes too."""
        ends = set()
        for _ in range(2):
            Message.objects.all().delete()
            message = a_sent_text()
            for word in data.draw(st.permutations([*words, *words])):
                told(message, word.rstrip("+"), code if word.endswith("+") else "")
            message.refresh_from_db()
            ends.add((message.state, message.state == "queued" and message.not_before))
        assert len(ends) == 1


@given(st.sampled_from(list(RANK)), st.sampled_from(list(RANK)), st.sampled_from(list(RANK)))
def test_merging_states_does_not_mind_the_order(one, two, three):
    assert merge(merge(one, two), three) == merge(one, merge(three, two))


@pytest.mark.parametrize("code", [*REMEDIES, "", "12345678"])
def test_every_code_has_words_for_the_desk(code):
    assert remedy_for(code).words.endswith(".")


def test_every_state_has_a_rank():
    assert set(RANK) == set(MessageState)
    assert set(STATES.values()) <= set(RANK)


@pytest.mark.django_db
class TestAfterwards:
    def test_a_phone_that_was_off_is_tried_again_in_an_hour(self):
        message = a_sent_text()
        assert told(message, "undelivered", "30003") == "queued"
        assert message.not_before == NOON + dt.timedelta(hours=1)
        assert message.provider_sid is None

    def test_a_text_no_longer_useful_by_then_is_not_tried_again(self):
        message = a_sent_text(useful_until=NOON + dt.timedelta(minutes=30))
        assert told(message, "undelivered", "30003") == "undelivered"

    def test_a_text_that_arrived_after_all_is_not_sent_again(self):
        message = a_sent_text()
        told(message, "undelivered", "30003")
        assert told(message, "delivered") == "delivered"

    def test_a_late_report_of_an_earlier_try_says_nothing_of_this_one(self):
        message = a_sent_text()
        told(message, "undelivered", "30003")
        Message.objects.update(state=MessageState.ACCEPTED, provider_sid="SM" + "2" * 32)
        assert told(message, "undelivered", "30007") == "accepted"

    def test_a_code_is_kept_when_the_same_news_comes_without_one(self):
        message = a_sent_text()
        told(message, "undelivered", "30007")
        told(message, "undelivered", "")
        assert (
            message.last_error
            == "The phone network blocked it. Look at its words and links. Code 30007."
        )

    def test_a_provider_that_says_they_stopped_is_believed(self):
        message = a_sent_text(address=PHONE)
        assert told(message, "failed", "21610") == "failed"
        assert OptOut.objects.covers(PHONE)
