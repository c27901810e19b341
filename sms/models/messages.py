"""The outbox. The message row is the queue row: there is no other queue to fall out of step with."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.db import connection, models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from inclusion.models import Learner, Notice, Organisation, User
from inclusion.rules.contact import masked
from sms.choices import (
    IN_FLIGHT,
    OUT_OF_OUR_HANDS,
    Encoding,
    Medium,
    MessageState,
    Priority,
    TextKind,
)
from sms.models.campaigns import Campaign
from sms.models.inbound import Inbound, of_organisations

AT_ONCE = 1000


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, user: User) -> Self:
        """The texts of the organisations someone works for. A code is for whoever holds the phone, and nobody else."""
        return self.filter(of_organisations(user)).exclude(kind=TextKind.CODE)

    def costs_visible_to(self, user: User) -> Self:
        """Texts whose cost someone may see, though perhaps not one word of them: their council's too."""
        theirs = Organisation.objects.visible_to(user)
        elsewhere = Organisation.objects.exclude(council__in=user.reach.all_councils)
        return self.filter(
            Q(organisation__in=theirs)
            | Q(~Exists(elsewhere), Exists(theirs), organisation__isnull=True)
        )

    def put_many(self, texts: Iterable["Message"]) -> None:
        """Add a long queue at once, and have PostgreSQL look at it: left to itself it does so a minute later, and until then
        plans for a queue of two, where the next text takes two seconds to find (17 ms once it knows).
        """
        self.bulk_create(texts, batch_size=AT_ONCE)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE sms_message")

    def without_a_price(self, since: dt.datetime) -> Self:
        """Texts the provider took since then, and has not told the price of."""
        return self.filter(price__isnull=True, provider_sid__isnull=False, tried_at__gte=since)

    def waiting(self) -> Self:
        return self.filter(state=MessageState.QUEUED)

    def went_out(self) -> Self:
        return self.filter(state__in=OUT_OF_OUR_HANDS)

    def due(self, now: dt.datetime) -> Self:
        """Waiting, and its time has come."""
        return self.waiting().filter(not_before__lte=now)

    def next_for_each_number(self, now: dt.datetime) -> Self:
        """Due texts whose turn it is: nothing to the same number is in flight, or ahead in the queue."""
        same_number = Message.objects.filter(address=OuterRef("address"))
        busy = same_number.filter(state__in=IN_FLIGHT)
        ahead = same_number.due(now).filter(
            Q(priority__gt=OuterRef("priority"))
            | Q(priority=OuterRef("priority"), queued_at__lt=OuterRef("queued_at"))
            | Q(
                priority=OuterRef("priority"),
                queued_at=OuterRef("queued_at"),
                pk__lt=OuterRef("pk"),
            )
        )
        return (
            self.due(now)
            .exclude(Exists(busy))
            .exclude(Exists(ahead))
            .order_by("-priority", "not_before", "pk")
        )


class Message(models.Model):
    """A text or a call to one number, from the moment we owe it to the moment we know what became of it.

    `key` names the debt in ids, so that owing it twice sends it once. `attempts` counts the times we asked the
    provider to send it. The body of a call is what is said. Trouble at the provider's own end is not counted there but in `troubles`. `unsure_at` says that for
    a time nobody knew whether it had gone, and is never taken back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=140, unique=True, help_text="Ids only.")
    kind = models.CharField(max_length=8, choices=TextKind.choices)
    medium = models.CharField(max_length=4, choices=Medium.choices, default=Medium.SMS)
    notice = models.ForeignKey(
        Notice, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    in_reply_to = models.ForeignKey(
        Inbound, null=True, blank=True, on_delete=models.SET_NULL, related_name="replies"
    )
    campaign = models.ForeignKey(
        Campaign, null=True, blank=True, on_delete=models.SET_NULL, related_name="texts"
    )
    learner = models.ForeignKey(
        Learner, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    address = models.CharField("to", max_length=16, help_text="E.164: +447700900123.")
    sender = models.CharField("from", max_length=64)
    body = models.TextField()
    locale = models.CharField(max_length=5, default="en")
    encoding = models.CharField(max_length=5, choices=Encoding.choices)
    segments = models.PositiveSmallIntegerField("parts")
    estimate = models.PositiveIntegerField(
        default=0, help_text="What one try should cost, in hundredths of a penny."
    )
    price = models.DecimalField(
        max_digits=9, decimal_places=5, null=True, blank=True, help_text="What was charged."
    )
    price_unit = models.CharField(max_length=3, blank=True, help_text="A currency: GBP.")
    priority = models.SmallIntegerField(choices=Priority.choices)
    not_before = models.DateTimeField()
    useful_until = models.DateTimeField(help_text="After this moment there is no point.")
    state = models.CharField(
        max_length=11, choices=MessageState.choices, default=MessageState.QUEUED
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    troubles = models.PositiveSmallIntegerField(default=0)
    unsure_at = models.DateTimeField(null=True, blank=True)
    queued_at = models.DateTimeField(default=timezone.now)
    tried_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_owner = models.CharField(max_length=60, blank=True)
    provider_sid = models.CharField(max_length=64, unique=True, null=True, blank=True)
    last_error = models.CharField(
        max_length=200, blank=True, help_text="A code and plain words, never a number or a body."
    )

    objects = MessageQuerySet.as_manager()

    class Personal:
        fields = ("address", "body", "locale")

    class Meta:
        ordering = ["-queued_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["address"], condition=Q(state__in=IN_FLIGHT), name="one_in_flight_a_number"
            ),
            models.CheckConstraint(condition=Q(segments__gte=1), name="message_has_a_part"),
            models.CheckConstraint(
                condition=Q(address__startswith="+"), name="message_address_is_e164"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=IN_FLIGHT) | Q(attempts__gte=1, tried_at__isnull=False),
                name="message_in_flight_was_tried",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-priority", "not_before", "id"],
                condition=Q(state=MessageState.QUEUED),
                name="message_queue",
            ),
            models.Index(
                fields=["address"],
                condition=Q(state=MessageState.QUEUED),
                name="message_queue_a_number",
            ),
            models.Index(
                fields=["state", "lease_until"],
                condition=Q(state__in=IN_FLIGHT),
                name="message_in_flight",
            ),
            models.Index(fields=["address", "queued_at"], name="message_to_a_number"),
            models.Index(fields=["organisation", "queued_at"], name="message_of_organisation"),
            models.Index(fields=["organisation", "tried_at"], name="message_costs"),
        ]

    def __str__(self) -> str:
        return f"Message {self.pk}"

    @property
    def masked_address(self) -> str:
        return masked(self.address)


class StatusReport(models.Model):
    """One thing the provider told us about a text. Added, never changed: the state is worked out from these."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="reports")
    sid = models.CharField(max_length=64)
    status = models.CharField("the provider's own word", max_length=30)
    error_code = models.CharField(max_length=10, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["message", "sid", "status", "error_code"], name="one_report_of_a_status"
            )
        ]

    def __str__(self) -> str:
        return f"StatusReport {self.pk}"
