"""Where a dialogue has got to, and every step that took it there."""

import datetime as dt
import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from inclusion.models import Learner
from sms.choices import ConversationStatus
from sms.models.inbound import Inbound
from sms.models.messages import Message


class Line(models.Model):
    """One number. Its row is the lock under which its texts are read, one after the other."""

    address = models.CharField(max_length=16, primary_key=True, help_text="E.164: +447700900123.")
    language = models.CharField(
        max_length=8, blank=True, help_text="What this number asked for: a file of sms/words."
    )

    class Personal:
        fields = ("address", "language")

    def __str__(self) -> str:
        return "Line"


class ConversationQuerySet(models.QuerySet["Conversation"]):
    def waiting(self) -> Self:
        return self.filter(status=ConversationStatus.WAITING)


class Conversation(models.Model):
    """One dialogue with one number. `seq` counts its steps; a timer set at an earlier step does nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    address = models.CharField(max_length=16, help_text="E.164: +447700900123.")
    learner = models.ForeignKey(
        Learner, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    flow = models.CharField(max_length=12)
    version = models.PositiveSmallIntegerField(default=1)
    node = models.CharField(max_length=20, default="start")
    data = models.JSONField(
        default=dict, help_text="Ids, numbers and the offer made. No words of theirs."
    )
    seq = models.PositiveIntegerField(default=0)
    status = models.CharField(
        max_length=11, choices=ConversationStatus.choices, default=ConversationStatus.WAITING
    )
    prompt = models.ForeignKey(
        Message, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    began_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = ConversationQuerySet.as_manager()

    class Personal:
        fields = ("address",)

    class Meta:
        ordering = ["-began_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["address"],
                condition=Q(status=ConversationStatus.WAITING),
                name="one_waiting_conversation_a_number",
            )
        ]

    def __str__(self) -> str:
        return f"Conversation {self.pk}"


class ConversationStep(models.Model):
    """One event and what was done about it. Added, never changed: played again they make the same conversation."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="steps")
    seq = models.PositiveIntegerField()
    event = models.JSONField()
    effects = models.JSONField()
    inbound = models.ForeignKey(
        Inbound, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["seq"]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "seq"], name="one_step_a_number")
        ]

    def __str__(self) -> str:
        return f"ConversationStep {self.pk}"


class TimerQuerySet(models.QuerySet["Timer"]):
    def not_started(self) -> Self:
        return self.filter(fire_at__isnull=True, done_at__isnull=True)

    def due(self, now: dt.datetime) -> Self:
        return self.filter(fire_at__lte=now, done_at__isnull=True)


class Timer(models.Model):
    """What happens if nobody answers. Its clock starts when the question was sent, not when it was written."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="timers")
    seq = models.PositiveIntegerField(
        help_text="The step it was set at. After another, it does nothing."
    )
    wait = models.DurationField()
    fire_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = TimerQuerySet.as_manager()

    class Meta:
        ordering = ["fire_at", "id"]
        indexes = [
            models.Index(
                fields=["fire_at"], condition=Q(done_at__isnull=True), name="timer_to_fire"
            )
        ]

    def __str__(self) -> str:
        return f"Timer {self.pk}"
