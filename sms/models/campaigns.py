"""A text to a group: what it says, to whom, how it is spread, and what it may cost."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from inclusion.choices import Language
from inclusion.models import Centre, Organisation, User
from sms.choices import CampaignState

LONGEST_SPREAD = 72


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def visible_to(self, user: User) -> Self:
        """Of the organisations somebody coordinates."""
        return self.filter(organisation__in=user.reach.coordinates)


class Campaign(models.Model):
    """One text to many people of one organisation. How far it has got is counted from its texts, never kept beside them.

    `centre`, `language` and `away_weeks` say whom it is for; empty means everybody. `hours` are waking hours.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    words = models.TextField()
    centre = models.ForeignKey(
        Centre, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    language = models.CharField(max_length=2, choices=Language.choices, blank=True)
    away_weeks = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Only those who have not come for so many weeks."
    )
    hours = models.PositiveSmallIntegerField(default=0, help_text="Spread over so many hours.")
    pounds = models.PositiveIntegerField(help_text="The most its texts may cost.")
    state = models.CharField(
        max_length=7, choices=CampaignState.choices, default=CampaignState.DRAFT
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(hours__lte=LONGEST_SPREAD), name="campaign_spread_over_3_days_at_most"
            ),
            models.CheckConstraint(
                condition=Q(state=CampaignState.PAUSED, paused_at__isnull=False)
                | (~Q(state=CampaignState.PAUSED) & Q(paused_at__isnull=True)),
                name="campaign_paused_when",
            ),
        ]

    def __str__(self) -> str:
        return f"Campaign {self.pk}"

    @property
    def is_draft(self) -> bool:
        return self.state == CampaignState.DRAFT
