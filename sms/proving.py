"""Proving that a number is somebody's: we text a code to it, and they type it back.

What waits for the code is in their sign-in session: the number, a hash of the code, until when, and the tries.
"""

import datetime as dt
import secrets
import uuid
from collections.abc import MutableMapping
from typing import Any

from django.utils.crypto import constant_time_compare, salted_hmac

from inclusion.models import User
from sms.choices import Priority, TextKind
from sms.models import Message
from sms.outbox import in_words, locale_of, put

WAITS = "own_number"
WORKS_FOR = dt.timedelta(minutes=10)
MOST_TRIES, MOST_CODES_AN_HOUR = 5, 3


class TooManyCodes(Exception):
    """So that nobody is pestered with codes, or we with their price."""


def send_code(
    *, user: User, number: str, kept: MutableMapping[str, Any], now: dt.datetime
) -> Message:
    """Text a code to a number, and remember in `kept` what would prove it. Raises TooManyCodes."""
    lately = Message.objects.filter(kind=TextKind.CODE, queued_at__gt=now - dt.timedelta(hours=1))
    mine = lately.filter(key__startswith=f"code:{user.pk}:").count()
    if max(mine, lately.filter(address=number).count()) >= MOST_CODES_AN_HOUR:
        raise TooManyCodes
    code = f"{secrets.randbelow(1_000_000):06d}"
    until = now + WORKS_FOR
    kept[WAITS] = {"number": number, "code": hashed(code), "until": until.isoformat(), "tries": 0}
    locale = locale_of(number)
    return put(
        key=f"code:{user.pk}:{uuid.uuid4()}",
        kind=TextKind.CODE,
        address=number,
        body=in_words("code", locale, code=code),
        priority=Priority.REPLY,
        not_before=now,
        useful_until=until,
        locale=locale,
    )


def hashed(code: str) -> str:
    return salted_hmac("sms.proving", code).hexdigest()


def waiting_for(kept: MutableMapping[str, Any], now: dt.datetime) -> str:
    """The number whose code somebody may still type; empty if there is none."""
    waits = kept.get(WAITS)
    if not waits or waits["tries"] >= MOST_TRIES:
        return ""
    return str(waits["number"]) if now < dt.datetime.fromisoformat(waits["until"]) else ""


def proved(kept: MutableMapping[str, Any], typed: str, now: dt.datetime) -> str:
    """The number that this code proves; empty if it is not the code. A code works once, and so many wrong ones end it."""
    number = waiting_for(kept, now)
    if not number:
        return ""
    if constant_time_compare(hashed(typed), kept[WAITS]["code"]):
        del kept[WAITS]
        return number
    kept[WAITS] = {**kept[WAITS], "tries": kept[WAITS]["tries"] + 1}
    return ""


def give_up(kept: MutableMapping[str, Any]) -> None:
    """Forget about the code that was sent."""
    kept.pop(WAITS, None)
