"""What people text of a session: kept for its centre, and answered by text."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from inclusion.actions import feedback
from inclusion.choices import Channel, ConsentPurpose
from inclusion.models import Feedback, Learner, User
from sms.choices import Priority, TextKind
from sms.models import Message, OptOut
from sms.outbox import ANSWERS_USEFUL_FOR, put
from sms.turns import Turn

LONGEST_WORDS = 480


def keep_score(turn: Turn, facts: Mapping[str, Any]) -> None:
    """The number they gave. Nothing is kept of somebody whose record is gone."""
    if turn.conversation.learner:
        feedback.keep_score(
            session_id=facts["session"],
            learner=turn.conversation.learner,
            score=facts["score"],
            channel=Channel.TEXT,
            now=turn.now,
        )


def keep_words(turn: Turn, facts: Mapping[str, Any]) -> None:
    """Their sentence, read from the text itself."""
    if turn.conversation.learner and turn.inbound:
        feedback.keep_words(
            session_id=facts["session"],
            learner=turn.conversation.learner,
            words=turn.inbound.body.strip()[:LONGEST_WORDS],
        )


def may_answer(learner: Learner) -> bool:
    """Whether a person may text them about what they said: they have a number, agree to texts, and never said STOP."""
    agrees = Learner.objects.filter(pk=learner.pk).who_agreed_to(ConsentPurpose.TEXTS).exists()
    return bool(learner.phone) and agrees and not OptOut.objects.covers(learner.phone)


@transaction.atomic
def answer(*, said: Feedback, words: str, key: str, by: User, now: dt.datetime) -> Message:
    """A person's answer to what somebody said of a session. Pressing twice sends it once.

    It comes from the centre the session was at, so that what they text back comes there too.
    """
    message = put(
        key=f"person:{key}",
        kind=TextKind.PERSON,
        address=said.learner.phone,
        body=words,
        priority=Priority.CONFIRMATION,
        not_before=now,
        useful_until=now + 2 * ANSWERS_USEFUL_FOR,
        learner=said.learner,
        organisation_id=said.session.centre.organisation_id,
        written_by=by,
    )
    feedback.mark_read(feedback=said, by=by, now=now, answered=True)
    return message
