"""What we know of each phone: when it was last here, how much it still holds, and what it brought."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from inclusion.actions.operations import Reply, receive
from inclusion.actions.senders import Delivery
from inclusion.models import Device, Epoch, User

LONGEST_VERSION = 40
NOTED_FOR = dt.timedelta(minutes=1)


@transaction.atomic
def deliver(
    *,
    device: uuid.UUID,
    said: Sequence[Any],
    delivery: Delivery,
    unsent: int,
    version: str,
    now: dt.datetime,
) -> list[Reply]:
    """A phone brings a batch. It is all on disk when this returns."""
    seen = note_device(id=device, user=delivery.by, unsent=unsent, version=version, now=now)
    return receive(said=said, delivery=delivery, device=seen, now=now)


def note_device(
    *,
    id: uuid.UUID,  # noqa: A002 -- the device's own id, made on it
    user: User,
    unsent: int,
    version: str,
    now: dt.datetime,
) -> Device:
    """A phone was heard from. On a shared phone it goes by whoever used it last."""
    device, _ = Device.objects.update_or_create(
        id=id,
        defaults={
            "user": user,
            "seen_at": now,
            "unsent": unsent,
            "app_version": version[:LONGEST_VERSION],
        },
    )
    return device


def heard_from(
    *,
    id: uuid.UUID,  # noqa: A002 -- the device's own id, made on it
    user: User,
    unsent: int | None,
    version: str,
    now: dt.datetime,
) -> None:
    """A phone asked who has it. Noted once a minute at most: it asks often, and a write holds others up.

    What it did not tell, `None` or "", stays as it was.
    """
    known = Device.objects.filter(pk=id).first() or Device(
        pk=id, user=user, seen_at=now - NOTED_FOR
    )
    if known.user_id == user.pk and known.seen_at > now - NOTED_FOR:
        return
    holds = known.unsent if unsent is None else unsent
    note_device(id=id, user=user, unsent=holds, version=version or known.app_version, now=now)


def epoch() -> str:
    """The name of this database's life, made the first time anyone asks."""
    return str(Epoch.objects.get_or_create(number=1)[0].code)
