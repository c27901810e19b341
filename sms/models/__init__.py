"""What the text channel stores. Import models from here, never from the files inside."""

from sms.models.carriers import Carrier, DeadNumber
from sms.models.conversations import Conversation, ConversationStep, Line, Timer
from sms.models.inbound import Inbound, OptOut, one_council_has_the_machine
from sms.models.messages import Message, StatusReport

__all__ = [
    "Carrier",
    "Conversation",
    "ConversationStep",
    "DeadNumber",
    "Inbound",
    "Line",
    "Message",
    "OptOut",
    "StatusReport",
    "Timer",
    "one_council_has_the_machine",
]
