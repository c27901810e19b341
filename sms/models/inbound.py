"""What people text us, and who has asked us to stop."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, Q
from django.utils import timezone

from inclusion.models import Organisation, User
from inclusion.rules.contact import masked
from sms.choices import Meaning, Medium
from sms.known import Known


def of_organisations(user: User) -> Q:
    """Rows of the organisations someone works for. Those of no organisation too, while one council has the machine."""
    organisations = user.reach.organisations
    if not organisations:
        return Q(pk__in=[])
    elsewhere = Organisation.objects.exclude(council__in=user.reach.all_councils)
    return Q(organisation__in=organisations) | Q(~Exists(elsewhere), organisation__isnull=True)


def one_council_has_the_machine() -> bool:
    """Whether a text from a stranger can only be for one council's people."""
    return Organisation.objects.order_by().values("council").distinct().count() <= 1


class InboundQuerySet(models.QuerySet["Inbound"]):
    def visible_to(self, user: User) -> Self:
        """Texts to the organisations someone works for, and from numbers nobody knows yet.

        Such a text may be for any of one council's people, so any of them may pick it up. Where several councils
        share the machine nobody may: it could be for the others.
        """
        return self.filter(of_organisations(user))

    def unread_by_the_machine(self) -> Self:
        return self.filter(processed_at__isnull=True)

    def for_a_person(self) -> Self:
        """In somebody's own words, and nobody has dealt with it yet."""
        return self.filter(needs_person=True, dealt_with_at__isnull=True)


class Inbound(models.Model):
    """One text that came in, or a number pressed in a call. Kept as it came, once: a second delivery of it finds this row and stops."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.CharField(max_length=10)
    medium = models.CharField(max_length=4, choices=Medium.choices, default=Medium.SMS)
    sid = models.CharField("the provider's own id", max_length=64)
    sender = models.CharField("from", max_length=64, db_index=True)
    recipient = models.CharField("to", max_length=64)
    body = models.TextField(blank=True)
    parameters = models.JSONField(
        help_text="Everything the provider said, each name with its values."
    )
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Who last texted this number, or helps somebody who has it.",
    )
    meaning = models.CharField(max_length=10, choices=Meaning.choices, blank=True)
    received_at = models.DateTimeField(default=timezone.now)
    processed_at = models.DateTimeField(null=True, blank=True)
    needs_person = models.BooleanField(default=False)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    assigned_at = models.DateTimeField(null=True, blank=True)
    dealt_with_at = models.DateTimeField(null=True, blank=True)
    dealt_with_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    # While it is read: what was looked up of its number, and the answer it has got. Neither is stored.
    known: Known | None = None
    answered: Any = None

    objects = InboundQuerySet.as_manager()

    class Personal:
        fields = ("sender", "body", "parameters")

    class Meta:
        ordering = ["-received_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["provider", "sid"], name="one_inbound_a_provider_id")
        ]
        indexes = [
            models.Index(
                fields=["received_at"],
                condition=Q(processed_at__isnull=True),
                name="inbound_not_yet_read",
            ),
            models.Index(
                fields=["organisation", "received_at"],
                condition=Q(needs_person=True, dealt_with_at__isnull=True),
                name="inbound_for_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"Inbound {self.pk}"

    @property
    def masked_sender(self) -> str:
        return masked(self.sender)


class OptOutQuerySet(models.QuerySet["OptOut"]):
    def live(self, medium: Medium = Medium.SMS) -> Self:
        """Numbers that stand as stopped, for texts unless calls are asked about."""
        return self.filter(medium=medium, ended_at__isnull=True)

    def covers(self, address: str) -> bool:
        """Whether we must not text this number."""
        return self.live().filter(address=address).exists()


class OptOut(models.Model):
    """A number that asked us to stop. It outlives every record it was on; only the same number can end it."""

    address = models.CharField(max_length=16, help_text="E.164: +447700900123.")
    medium = models.CharField(max_length=4, choices=Medium.choices, default=Medium.SMS)
    began_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    by_text = models.ForeignKey(
        Inbound,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The text that asked; empty if the provider told us.",
    )

    objects = OptOutQuerySet.as_manager()

    class Personal:
        fields = ("address",)

    class Meta:
        ordering = ["-began_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["address", "medium"],
                condition=Q(ended_at__isnull=True),
                name="one_live_opt_out_a_number",
            )
        ]

    def __str__(self) -> str:
        return f"OptOut {self.pk}"
