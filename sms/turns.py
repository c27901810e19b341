"""What a step of a conversation is taken with."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from inclusion.models import Notice
from sms.models import Conversation, ConversationStep, Inbound, Timer


@dataclass(frozen=True)
class Turn:
    """A conversation, the moment, and what moved it: their text, a debt of ours, or neither when it was silence.

    `again`: a person has the question put once more, so the text that moved it was read long ago. `steps` and `timers` are
    written down with the last step. `afterwards` is what happens once the last step is saved, and the conversation need not be there any more.
    """

    conversation: Conversation
    inbound: Inbound | None
    now: dt.datetime
    notice: Notice | None = None
    again: bool = False
    steps: list[ConversationStep] = field(default_factory=list)
    timers: list[Timer] = field(default_factory=list)
    afterwards: list[Callable[[], object]] = field(default_factory=list)
