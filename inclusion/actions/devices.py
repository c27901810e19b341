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


def epoch() -> str:
    """The name of this database's life, made the first time anyone asks."""
    return str(Epoch.objects.get_or_create(number=1)[0].code)
