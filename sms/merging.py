"""What moves when two records are made one: texts and dialogues. What was said of a number stays with the number."""

import datetime as dt

from inclusion.models import Learner
from sms.models import Conversation, Message


def merge(kept: Learner, other: Learner, now: dt.datetime) -> None:
    """An OptOut is kept by number alone, so a STOP stands whichever record is kept."""
    for model in (Message, Conversation):
        model.objects.filter(learner=other).update(learner=kept)
