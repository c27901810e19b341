"""Keeping each sender's breaker, and saying how it is."""

import datetime as dt
import random
import uuid
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from sms.circuit import after_success, after_trouble
from sms.models import Carrier
from sms.outgoing import Outcome, Rejected, Unknown
from sms.statuses import Action, in_words, remedy_for


@transaction.atomic
def note(sender: str, answers: Mapping[uuid.UUID, Outcome], now: dt.datetime) -> None:
    """Learn from a batch of answers whether the provider is well. When all is well there is nothing to write."""
    troubles = {text: what for text, one in answers.items() if (what := trouble_in(one))}
    well = not troubles and not Carrier.objects.filter(pk=sender, troubles__gt=0).exists()
    if well:
        return
    carrier = Carrier.objects.held(sender)
    for text in answers:
        if text in troubles:
            at_once, carrier.why = troubles[text]
            jitter = random.random()  # noqa: S311 -- it spreads load, it keeps no secret
            carrier.circuit = after_trouble(
                carrier.circuit, text, now, at_once=at_once, jitter=jitter
            )
        else:
            carrier.circuit = after_success(carrier.circuit, text, now)
    if not carrier.troubles:
        carrier.why = ""
    carrier.save()


def trouble_in(outcome: Outcome) -> tuple[bool, str] | None:
    """Whether an answer is trouble at the provider's end: if it trips the breaker at once, and why."""
    if isinstance(outcome, Unknown):
        return False, outcome.reason
    if isinstance(outcome, Rejected):
        remedy = remedy_for(outcome.code)
        if remedy.action is Action.HOLD:
            return not remedy.for_this_number, in_words(outcome.code)
    return None


def health() -> str:
    """For /healthz: ok, or held while the provider is in trouble. Texts wait then, and none is lost."""
    return "held" if Carrier.objects.in_trouble(timezone.now()).exists() else "ok"
