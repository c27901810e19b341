"""Asking the provider, once an hour, what it charged. It knows the price of a text only some time after it was sent."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from sms.gateway import HandsetGateway, gateway
from sms.models import Carrier, Message
from sms.prices import Charge

ASK_EVERY = dt.timedelta(hours=1)
# Prices are there within hours. What has none by then was free, or its number was bad, and is no longer asked after.
ASK_FOR = dt.timedelta(days=3)
AT_ONCE = 500


def ask_due(now: dt.datetime) -> int:
    """A job of the worker. Returns how many texts it learnt the price of."""
    provider = gateway()
    if isinstance(provider, HandsetGateway) or not my_turn(provider.sender, now):
        return 0
    since = Message.objects.without_a_price(now - ASK_FOR).order_by("tried_at").first()
    if since is None or since.tried_at is None:
        return 0
    return note(provider.charges(since.tried_at))


@transaction.atomic
def my_turn(sender: str, now: dt.datetime) -> bool:
    """Whether nobody has asked for this sender in the last hour. If so, we are the one who does."""
    carrier = Carrier.objects.held(sender)
    if carrier.charges_asked_at and now - carrier.charges_asked_at < ASK_EVERY:
        return False
    carrier.charges_asked_at = now
    carrier.save(update_fields=["charges_asked_at"])
    return True


def note(told: Iterable[Charge]) -> int:
    """Write down charges by the provider's ids. Told twice, written once; ids of texts that are not ours are nothing."""
    charges = {charge.sid: charge for charge in told}
    sids, learnt = list(charges), 0
    for start in range(0, len(sids), AT_ONCE):
        learnt += note_some({sid: charges[sid] for sid in sids[start : start + AT_ONCE]})
    return learnt


@transaction.atomic
def note_some(charges: dict[str, Charge]) -> int:
    texts = list(
        Message.objects.select_for_update()
        .filter(provider_sid__in=charges, price__isnull=True)
        .order_by("pk")
    )
    for text in texts:
        charge = charges[text.provider_sid or ""]
        text.price, text.price_unit = charge.amount, charge.unit
    return Message.objects.bulk_update(texts, ["price", "price_unit"]) if texts else 0
