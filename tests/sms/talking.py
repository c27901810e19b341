"""Texting the service as somebody with a phone does, and reading what it answers."""

import datetime as dt

from sms import receive
from sms.models import Inbound, Message
from tests.sms.factories import NOON, PHONE, InboundFactory


def send_in(body: str, now: dt.datetime, sender: str = PHONE) -> Inbound:
    """A text that came in and was read; as it is kept."""
    inbound = InboundFactory(body=body, sender=sender, received_at=now)
    receive.read(inbound.pk, now)
    inbound.refresh_from_db()
    return inbound


def answer_to(inbound: Inbound) -> str:
    """The words of our answer, or none."""
    said = Message.objects.filter(in_reply_to=inbound).first()
    return said.body if said else ""


def text(body: str, minutes: int = 0, sender: str = PHONE) -> str:
    """Text the service so long after noon, and read its answer to this text."""
    return answer_to(send_in(body, NOON + dt.timedelta(minutes=minutes), sender))
