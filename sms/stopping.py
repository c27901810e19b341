"""A number that wants no more texts: whoever shares it, and whoever told us."""

import datetime as dt

from inclusion.actions import consent
from inclusion.choices import Channel, ConsentPurpose
from inclusion.models import Learner
from sms.models import Inbound, OptOut


def stop_number(number: str, now: dt.datetime, by_text: Inbound | None = None) -> None:
    """No more texts to this number. Each agreement to texts is taken back, in the open. Again changes nothing.

    `by_text` is the text that asked; none when the provider told us that they had.
    """
    OptOut.objects.get_or_create(
        address=number, ended_at=None, defaults={"began_at": now, "by_text": by_text}
    )
    for learner in Learner.objects.filter(phone=number):
        consent.withdraw(
            person=learner, purpose=ConsentPurpose.TEXTS, channel=Channel.TEXT, by=None, now=now
        )
