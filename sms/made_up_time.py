"""The clock of the built-in phones. Moved on, reminders come and questions lapse at once, instead of tomorrow.

The worker does its jobs by it too. With a real provider it is the world's own clock, whatever anybody pressed before.
"""

import datetime as dt

from django.conf import settings
from django.utils import timezone

from sms.models import MadeUpClock

STEPS = {"hour": dt.timedelta(hours=1), "day": dt.timedelta(days=1)}


def is_made_up() -> bool:
    """Whether everybody here is: only then may the clock be moved."""
    return not settings.TWILIO_ACCOUNT_SID and (settings.DEMO or settings.DEVELOPMENT)


def moment() -> dt.datetime:
    """What time it is for the worker and the phones."""
    return timezone.now() + ahead()


def ahead() -> dt.timedelta:
    if not is_made_up():
        return dt.timedelta()
    clock = MadeUpClock.objects.first()
    return clock.ahead if clock else dt.timedelta()


def move_on(step: str) -> None:
    """Let an hour or a day pass ("hour", "day"). Any other word puts the clock right again."""
    now = ahead() + STEPS[step] if step in STEPS else dt.timedelta()
    MadeUpClock.objects.update_or_create(pk=1, defaults={"ahead": now})
