"""A number that wants no more texts, or no more calls, whoever shares it and whoever told us. And one that wants texts again."""

import datetime as dt

from django.db.models import OuterRef, Subquery

from inclusion.actions import consent
from inclusion.choices import Channel, ConsentPurpose
from inclusion.models import Consent, Learner
from sms.choices import Medium
from sms.models import Inbound, OptOut


def stop_number(number: str, now: dt.datetime, by_text: Inbound | None = None) -> None:
    """No more texts to this number. Each agreement to texts is taken back, in the open. Again changes nothing.

    `by_text` is the text that asked; none when the provider told us that they had.
    """
    OptOut.objects.get_or_create(
        address=number,
        medium=Medium.SMS,
        ended_at=None,
        defaults={"began_at": now, "by_text": by_text},
    )
    for learner in Learner.objects.filter(phone=number):
        consent.withdraw(
            person=learner, purpose=ConsentPurpose.TEXTS, channel=Channel.TEXT, by=None, now=now
        )


def stop_calls(number: str, now: dt.datetime, by_press: Inbound) -> None:
    """No more calls to this number. Texts go on as they were. Again changes nothing.

    Whoever agrees to calls once more at a centre, after this, is rung again: no text could undo it for somebody who does
    not read texts.
    """
    OptOut.objects.get_or_create(
        address=number,
        medium=Medium.CALL,
        ended_at=None,
        defaults={"began_at": now, "by_text": by_press},
    )
    for learner in Learner.objects.filter(phone=number):
        consent.withdraw(
            person=learner, purpose=ConsentPurpose.CALLS, channel=Channel.SPOKEN, by=None, now=now
        )


def start_number(number: str, now: dt.datetime) -> bool:
    """Texts again, for those whom that STOP took away. False, and nothing is changed, when the number had not stopped.

    Nobody is signed up by it who never agreed, or who has said no in another way since or before.
    """
    stopped = OptOut.objects.live().filter(address=number).first()
    if stopped is None:
        return False
    OptOut.objects.filter(pk=stopped.pk).update(ended_at=now)
    for learner in taken_away(number, since=stopped.began_at):
        consent.agree(
            person=learner, purpose=ConsentPurpose.TEXTS, channel=Channel.TEXT, by=None, now=now
        )
    return True


def taken_away(number: str, since: dt.datetime) -> list[Learner]:
    """Who has this number and whose newest agreement to texts a text took back since then."""
    theirs = Consent.objects.filter(learner=OuterRef("pk"), purpose=ConsentPurpose.TEXTS)
    newest = theirs.order_by("-given_at", "-pk").values("pk")[:1]
    return list(
        Learner.objects.current()
        .filter(phone=number)
        .filter(
            consents__pk=Subquery(newest),
            consents__withdrawn_channel=Channel.TEXT,
            consents__withdrawn_at__gte=since,
        )
    )
