"""The state of each sender, shared by every worker on every machine."""

import datetime as dt
import uuid
from typing import Self

from django.db import models

from sms.circuit import Circuit


class CarrierQuerySet(models.QuerySet["Carrier"]):
    def held(self, sender: str) -> "Carrier":
        """The sender's row, ours until the transaction ends. Made the first time it is asked for."""
        carrier = self.select_for_update().filter(pk=sender).first()
        if carrier is None:
            self.get_or_create(pk=sender)
            carrier = self.select_for_update().get(pk=sender)
        return carrier

    def in_trouble(self, now: dt.datetime) -> Self:
        """Senders whose texts wait now."""
        return self.filter(shut_until__gt=now)


class Carrier(models.Model):
    """One sender at our provider: what it sent in the last second, and whether the provider is in trouble.

    Every worker reads and writes it under its lock, so however many there are, together they keep to one limit.
    """

    sender = models.CharField(max_length=64, primary_key=True)
    spent = models.JSONField(
        default=list, blank=True, help_text="[moment in seconds, parts] of the last second."
    )
    troubles = models.PositiveSmallIntegerField(default=0, help_text="In a row.")
    shut_until = models.DateTimeField(null=True, blank=True)
    trial = models.UUIDField(null=True, blank=True, help_text="The text sent to see.")
    why = models.CharField(max_length=100, blank=True, help_text="A code and plain words.")
    charges_asked_at = models.DateTimeField(null=True, blank=True)

    objects = CarrierQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Carrier {self.pk}"

    @property
    def circuit(self) -> Circuit:
        trial: uuid.UUID | None = self.trial
        return Circuit(self.troubles, self.shut_until, trial)

    @circuit.setter
    def circuit(self, now: Circuit) -> None:
        self.troubles, self.shut_until, self.trial = now.troubles, now.shut_until, now.trial


class DeadNumber(models.Model):
    """A number the networks say cannot get texts. Gone again when it texts us, gets a text, or somebody says to try."""

    address = models.CharField(max_length=16, primary_key=True, help_text="E.164: +447700900123.")
    why = models.CharField(max_length=100, help_text="A code and plain words.")
    found_at = models.DateTimeField()

    class Personal:
        fields = ("address",)

    def __str__(self) -> str:
        return "DeadNumber"
