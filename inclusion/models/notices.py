"""What the network owes a person. The text channel pulls from here; nothing here knows about texts."""

import datetime as dt
import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from inclusion.choices import NoticeKind, NoticeState
from inclusion.models.learners import Learner
from inclusion.models.organisations import User
from inclusion.models.sessions import Session


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(learner__organisation__in=user.reach.organisations)

    def owed(self) -> Self:
        return self.filter(state=NoticeState.OWED)

    def due(self, now: dt.datetime) -> Self:
        """Owed, and the time to tell has come."""
        return self.owed().filter(due_at__lte=now)


class Notice(models.Model):
    """Something a person should be told, once. `key` names the debt, so that owing it twice is owing it once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(
        max_length=120, unique=True, help_text="Ids only, never a name or number."
    )
    kind = models.CharField(max_length=20, choices=NoticeKind.choices)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="notices")
    session = models.ForeignKey(
        Session, null=True, blank=True, on_delete=models.CASCADE, related_name="notices"
    )
    due_at = models.DateTimeField(help_text="Tell them from this moment.")
    useful_until = models.DateTimeField(help_text="After this moment there is no point.")
    state = models.CharField(max_length=7, choices=NoticeState.choices, default=NoticeState.OWED)
    settled_at = models.DateTimeField(null=True, blank=True)
    owed_at = models.DateTimeField(default=timezone.now)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "id"]
        indexes = [models.Index(fields=["state", "due_at"], name="notice_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(useful_until__gt=F("due_at")), name="notice_useful_after_it_is_due"
            ),
            models.CheckConstraint(
                condition=Q(state=NoticeState.OWED, settled_at__isnull=True)
                | (~Q(state=NoticeState.OWED) & Q(settled_at__isnull=False)),
                name="notice_settled_when",
            ),
        ]

    def __str__(self) -> str:
        return f"Notice {self.pk}"
