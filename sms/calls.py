"""Who is rung instead of texted, and whether they still may be at the moment of ringing."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef

from inclusion.choices import ConsentPurpose
from inclusion.models import Consent, Notice
from inclusion.rules.calls import next_calling_moment
from sms.choices import CALLED, Medium
from sms.gateway import gateway
from sms.models import OptOut
from sms.voices import can_speak


def may_be_rung(learners: Collection[Any]) -> set[Any]:
    """Of these learners, the ids of those who agreed to calls, and whose number has not pressed 9 since."""
    if not learners:
        return set()
    stopped = OptOut.objects.live(Medium.CALL).filter(
        address=OuterRef("learner__phone"), began_at__gte=OuterRef("given_at")
    )
    agreed = (
        Consent.objects.live()
        .filter(learner__in=learners, purpose=ConsentPurpose.CALLS)
        .exclude(Exists(stopped))
    )
    return set(agreed.values_list("learner", flat=True))


def can_be_said(notice: Notice, locale: str, now: dt.datetime) -> bool:
    """Whether a debt to somebody who wants calls can be paid by one: we have the words, a voice, a line, and the time."""
    if not (notice.kind in CALLED and can_speak(locale) and gateway().can_ring):
        return False
    begins_at = notice.session.starts_at if notice.session else notice.useful_until
    return next_calling_moment(now) < min(begins_at, notice.useful_until)
