"""Agreeing, and taking it back. Taking back is always allowed and never needs a reason."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from inclusion.actions.events import record
from inclusion.choices import Channel, ConsentPurpose
from inclusion.models import Consent, Person, User, column_of
from inclusion.rules.consent import WORDINGS


@transaction.atomic
def agree(
    *,
    person: Person,
    purpose: ConsentPurpose,
    channel: Channel,
    by: User | None,
    now: dt.datetime | None = None,
) -> Consent:
    """Somebody agreed, in today's words. Agreeing again while it stands changes nothing."""
    wording = WORDINGS[purpose]
    consent, is_new = Consent.objects.get_or_create(
        **column_of(person),
        purpose=purpose,
        withdrawn_at=None,
        defaults={
            "words": wording.words,
            "wording": wording.version,
            "channel": channel,
            "recorded_by": by,
            "given_at": now or timezone.now(),
        },
    )
    if is_new:
        record("agree", consent, by=by, purpose=purpose, channel=channel)
    return consent


@transaction.atomic
def withdraw(
    *,
    person: Person,
    purpose: ConsentPurpose,
    channel: Channel,
    by: User | None,
    now: dt.datetime | None = None,
) -> None:
    """Somebody took it back. Doing so again changes nothing."""
    for consent in person.consents.live().filter(purpose=purpose):
        consent.withdrawn_at, consent.withdrawn_channel = now or timezone.now(), channel
        consent.save(update_fields=["withdrawn_at", "withdrawn_channel"])
        record("withdraw", consent, by=by, purpose=purpose, channel=channel)
