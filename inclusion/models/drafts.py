"""Sessions somebody has suggested, and nobody has put in the diary yet."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from inclusion.models.organisations import User
from inclusion.models.places import Centre
from inclusion.models.sessions import Session


class SessionDraftQuerySet(models.QuerySet["SessionDraft"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(
            Q(centre__organisation__in=user.reach.organisations)
            | Q(centre__organisation__council__in=user.reach.councils)
        )

    def run_by(self, user: User) -> Self:
        """Drafts for the organisations someone works for: those they may put in the diary."""
        return self.visible_to(user).filter(centre__organisation__in=user.reach.organisations)

    def waiting(self) -> Self:
        """Nobody has said yes or no yet."""
        return self.filter(settled_at__isnull=True)


class SessionDraft(models.Model):
    """A session a council lead suggests to the people who run a centre. It is no session, and nobody can book it, until
    they put it in the diary: that session then has the draft's own id.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    batch = models.UUIDField(
        db_index=True, default=uuid.uuid4, help_text="The plan it was suggested in, with others."
    )
    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="drafts")
    topic = models.CharField(max_length=100)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reason = models.CharField("why here", max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    session = models.OneToOneField(
        Session,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="draft",
        help_text="What it became; empty if nobody wanted it.",
    )

    objects = SessionDraftQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="draft_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return f"Draft {self.pk}"
