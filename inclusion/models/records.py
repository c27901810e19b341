"""The machine's own memory: who did what, what a phone sent, and which parts are alive."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from inclusion.choices import OperationStatus
from inclusion.models.organisations import User


class Event(models.Model):
    """Who did what to what, and who looked at a child's record. Added, never changed; ids only, no personal data.

    No foreign keys: an event outlives the thing it is about.
    """

    at = models.DateTimeField(default=timezone.now, db_index=True)
    actor_id = models.BigIntegerField(
        null=True, blank=True, help_text="The user, or nobody for the machine and for texts."
    )
    verb = models.CharField(max_length=40, help_text="The action's own name: log_session.")
    noun = models.CharField(max_length=40)
    noun_id = models.CharField(max_length=40)
    organisation_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    facts = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["noun", "noun_id"], name="events_of_a_thing")]

    def __str__(self) -> str:
        return f"{self.verb} {self.noun} {self.noun_id}"


class DeviceQuerySet(models.QuerySet["Device"]):
    def visible_to(self, user: User) -> Self:
        """Devices of the people of the organisations somebody coordinates."""
        theirs = User.objects.filter(memberships__organisation__in=user.reach.coordinates)
        return self.filter(user__in=theirs)


class Device(models.Model):
    """A phone or browser that sends us work: when it was last heard from, and how much it still holds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="devices"
    )
    seen_at = models.DateTimeField(default=timezone.now)
    unsent = models.PositiveIntegerField(default=0)
    app_version = models.CharField(max_length=40, blank=True)

    objects = DeviceQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Device {self.pk}"


class Receipt(models.Model):
    """One operation somebody sent, and what became of it. A second send of the same one finds this and stops.

    Kept only for what is settled: one that was refused, or that must come again, leaves nothing. `said_at` is the
    phone's own clock, which may be years wrong and decides nothing.
    """

    operation = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kind = models.CharField(max_length=40)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="receipts"
    )
    device = models.ForeignKey(
        Device, null=True, blank=True, on_delete=models.SET_NULL, related_name="receipts"
    )
    sha256 = models.CharField(
        max_length=64, help_text="Of the operation's body, in canonical JSON."
    )
    status = models.CharField(max_length=11, choices=OperationStatus.choices)
    at = models.DateTimeField(default=timezone.now)
    said_at = models.DateTimeField(null=True, blank=True)
    delivered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who sent it. On a shared phone that may not be who wrote it.",
    )

    class Meta:
        indexes = [models.Index(fields=["device", "at"], name="newest_receipt_of_a_device")]

    def __str__(self) -> str:
        return f"Receipt {self.operation}"


class Heartbeat(models.Model):
    """A long-running part says it is alive. `/healthz` reads it."""

    part = models.CharField(primary_key=True, max_length=40)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.part


class Epoch(models.Model):
    """The life of this database, under a name of its own. There is one row.

    A phone that meets another name knows that everything it still holds must be sent again.
    """

    number = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    code = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(number=1), name="there_is_one_epoch")
        ]

    def __str__(self) -> str:
        return str(self.code)


class Tombstone(models.Model):
    """Somebody was rubbed out. Only their id is kept, so that a phone that still holds them can't bring them back."""

    id = models.UUIDField(primary_key=True, editable=False)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Tombstone {self.pk}"
