"""What a coordinator has to look at: two people's different words, and work held back."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from inclusion.choices import ConflictState, QuarantineState
from inclusion.models.learners import Learner
from inclusion.models.organisations import Organisation, User
from inclusion.models.records import Device
from inclusion.models.sessions import Session


class ConflictQuerySet(models.QuerySet["Conflict"]):
    def visible_to(self, user: User) -> Self:
        """For those who coordinate the organisation."""
        return self.filter(organisation__in=user.reach.coordinates)

    def open(self) -> Self:
        return self.filter(state=ConflictState.OPEN)


class Conflict(models.Model):
    """Somebody offered a value for a field that somebody else had changed meanwhile. What stood still stands.

    One open row a person and field: their later word takes the place of their earlier one. `merged` rows say only
    that two people changed different fields of one thing, which were put together.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="conflicts"
    )
    session = models.ForeignKey(
        Session, null=True, blank=True, on_delete=models.CASCADE, related_name="conflicts"
    )
    learner = models.ForeignKey(
        Learner, null=True, blank=True, on_delete=models.CASCADE, related_name="conflicts"
    )
    field = models.CharField(max_length=20)
    offered = models.JSONField(default=None, null=True, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="conflicts"
    )
    operation = models.UUIDField(default=uuid.uuid4)
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(
        max_length=6, choices=ConflictState.choices, default=ConflictState.OPEN
    )
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = ConflictQuerySet.as_manager()

    class Personal:
        fields = ("offered",)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(session__isnull=False, learner__isnull=True)
                | Q(session__isnull=True, learner__isnull=False),
                name="conflict_is_about_one_thing",
            ),
            models.UniqueConstraint(
                fields=["session", "field", "author"],
                condition=Q(state=ConflictState.OPEN, session__isnull=False),
                name="one_open_offer_each_for_a_session",
            ),
            models.UniqueConstraint(
                fields=["learner", "field", "author"],
                condition=Q(state=ConflictState.OPEN, learner__isnull=False),
                name="one_open_offer_each_for_a_learner",
            ),
        ]

    def __str__(self) -> str:
        return f"Conflict {self.pk}"


class QuarantineQuerySet(models.QuerySet["Quarantine"]):
    def visible_to(self, user: User) -> Self:
        """For those who coordinate the organisation."""
        return self.filter(organisation__in=user.reach.coordinates)

    def waiting(self) -> Self:
        return self.filter(state=QuarantineState.WAITING)


class Quarantine(models.Model):
    """Work from somebody whose part has ended. It is kept, and counts only when a coordinator accepts it.

    `person` is the learner it names, so that it goes when they are rubbed out.
    """

    operation = models.UUIDField(primary_key=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="quarantined"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="quarantined"
    )
    delivered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    device = models.ForeignKey(
        Device, null=True, blank=True, on_delete=models.SET_NULL, related_name="quarantined"
    )
    kind = models.CharField(max_length=40)
    body = models.JSONField()
    person = models.UUIDField(null=True, blank=True, db_index=True)
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(
        max_length=9, choices=QuarantineState.choices, default=QuarantineState.WAITING
    )
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = QuarantineQuerySet.as_manager()

    class Personal:
        fields = ("body", "person")

    class Meta:
        ordering = ["at", "operation"]

    def __str__(self) -> str:
        return f"Quarantine {self.pk}"
