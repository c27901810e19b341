"""The machine's own memory: who did what, what a phone sent, and which parts are alive."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from inclusion.choices import OperationStatus


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


class Device(models.Model):
    """A phone or browser that sends us work: when it was last heard from, and how much it still holds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="devices"
    )
    seen_at = models.DateTimeField(default=timezone.now)
    unsent = models.PositiveIntegerField(default=0)
    app_version = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return f"Device {self.pk}"


class Receipt(models.Model):
    """One operation somebody sent, and what became of it. A second send of the same one finds this and stops."""

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

    def __str__(self) -> str:
        return f"Receipt {self.operation}"


class Heartbeat(models.Model):
    """A long-running part says it is alive. `/healthz` reads it."""

    part = models.CharField(primary_key=True, max_length=40)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.part
