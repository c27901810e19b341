"""What the text channel stores. Import models from here, never from the files inside."""

from sms.models.campaigns import Campaign
from sms.models.carriers import Carrier, DeadNumber
from sms.models.clocks import MadeUpClock
from sms.models.conversations import Conversation, ConversationStep, Line, Timer
from sms.models.handsets import Handset
from sms.models.inbound import Inbound, OptOut, one_council_has_the_machine
from sms.models.messages import Message, StatusReport
from sms.models.money import Purse, councils_kept_by

__all__ = [
    "Campaign",
    "Carrier",
    "Conversation",
    "ConversationStep",
    "DeadNumber",
    "Handset",
    "Inbound",
    "Line",
    "MadeUpClock",
    "Message",
    "OptOut",
    "Purse",
    "StatusReport",
    "Timer",
    "councils_kept_by",
    "one_council_has_the_machine",
]
