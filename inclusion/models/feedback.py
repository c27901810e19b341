"""What somebody who came says of a session."""

import datetime as dt
import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from inclusion.choices import Channel
from inclusion.models.learners import Learner
from inclusion.models.organisations import User
from inclusion.models.sessions import Session
from inclusion.rules.feedback import BEST, WORST


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    def visible_to(self, user: User) -> Self:
        """What was said of sessions at the centres of the organisations someone works for."""
        return self.filter(session__centre__organisation__in=user.reach.organisations)

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)

    def since(self, moment: dt.datetime) -> Self:
        return self.filter(said_at__gte=moment)


class Feedback(models.Model):
    """One person's score for one session, from 1 (bad) to 5 (very good), and a sentence if they liked.

    It goes with the person when they ask to be forgotten. There is no phone number in it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="feedback")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="feedback")
    score = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True, help_text="Theirs, as they came. They go after a while.")
    channel = models.CharField(max_length=6, choices=Channel.choices, default=Channel.TEXT)
    said_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = FeedbackQuerySet.as_manager()

    class Personal:
        fields = ("words",)

    class Meta:
        ordering = ["-said_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["session", "learner"], name="one_feedback_a_session"),
            models.CheckConstraint(
                condition=Q(score__gte=WORST, score__lte=BEST), name="feedback_score_is_1_to_5"
            ),
        ]
        indexes = [
            models.Index(fields=["said_at"], name="feedback_with_words", condition=~Q(words=""))
        ]

    def __str__(self) -> str:
        return f"Feedback {self.pk}"
