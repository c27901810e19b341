"""When a text is read: in the request that brought it, and by the worker if that went wrong. It is stored before either."""

import datetime as dt
import logging
import uuid

from django.db import InterfaceError, OperationalError

from inclusion.rules.faults import in_short
from sms import receive
from sms.known import known_of
from sms.models import Inbound

logger = logging.getLogger(__name__)
READ_AT_ONCE = 50
# A text is read in the request that brought it; the worker reads only what that request could not.
LEFT_UNREAD_FOR = dt.timedelta(seconds=30)


def read_now(inbound: Inbound) -> bool:
    """Read a text that just came. It is kept, so a fault in reading is no news for the provider: the worker tries again."""
    try:
        receive.read_from(inbound.sender, inbound.received_at, inbound.received_at)
    except Exception as problem:  # noqa: BLE001 -- whatever it is, the text is safe
        logger.error("Reading text %s failed: %s", inbound.pk, in_short(problem))
        return False
    return True


def read_left_over(now: dt.datetime) -> int:
    """A job of the worker: read texts that were stored and then not read, oldest first.

    One that cannot be read a second time is a person's, and does not hold up those behind it. Raises what the database
    raises when it is away: then nothing is decided.
    """
    ids = list(
        Inbound.objects.unread_by_the_machine()
        .filter(received_at__lte=now - LEFT_UNREAD_FOR)
        .order_by("received_at", "pk")
        .values_list("pk", flat=True)[:READ_AT_ONCE]
    )
    for inbound_id in ids:
        try:
            receive.read(inbound_id, now)
        except (InterfaceError, OperationalError):
            raise
        except Exception as problem:  # noqa: BLE001 -- one text's fault must not hold up the others
            logger.error("Reading text %s failed again: %s", inbound_id, in_short(problem))
            leave_unread(inbound_id, now)
    return len(ids)


def leave_unread(inbound_id: uuid.UUID, now: dt.datetime) -> None:
    """A text the machine cannot read waits at the desk."""
    for inbound in Inbound.objects.unread_by_the_machine().filter(pk=inbound_id):
        inbound.organisation_id = known_of(inbound.sender, now).organisation_id
        inbound.processed_at, inbound.needs_person = now, True
        inbound.save(update_fields=["organisation", "processed_at", "needs_person"])
