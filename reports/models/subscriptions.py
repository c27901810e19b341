"""Who has the monthly briefing by email, and which month's each has had."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from inclusion.choices import Role
from inclusion.models import Council, Membership, User

# Longer than any mail server may keep us waiting: after it, whoever took an email is gone. It is also how long we leave
# a mail server alone that would not take one.
LEASE = dt.timedelta(hours=1)


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def standing(self) -> Self:
        """Not stopped, by somebody who still leads that council."""
        leads = Membership.objects.live().filter(
            user=OuterRef("user"), council=OuterRef("council"), role=Role.LEAD
        )
        return self.filter(Exists(leads), ended_at__isnull=True, user__is_active=True)


class Subscription(models.Model):
    """One person's wish to have one council's briefing each month. Stopped and begun again, it is the same row."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="+")
    began_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "council"], name="one_subscription_a_person_and_council"
            )
        ]

    def __str__(self) -> str:
        return f"Subscription {self.pk}"


class BriefingEmailQuerySet(models.QuerySet["BriefingEmail"]):
    def due(self, month: dt.date, now: dt.datetime) -> Self:
        """A month's, not sent and in nobody's hands, to people who still want it."""
        nobody_has_it = Q(taken_at__isnull=True) | Q(taken_at__lt=now - LEASE)
        wanted = Subscription.objects.standing()
        return self.filter(
            nobody_has_it, month=month, sent_at__isnull=True, subscription__in=wanted
        )


class BriefingEmail(models.Model):
    """One month's email to one person. The database holds no second for the same month."""

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="emails")
    month = models.DateField(help_text="Its first day.")
    taken_at = models.DateTimeField(
        null=True, blank=True, help_text="When a worker last began to send it."
    )
    sent_at = models.DateTimeField(
        null=True, blank=True, help_text="When the mail server had taken it."
    )

    objects = BriefingEmailQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subscription", "month"], name="one_briefing_a_month_for_each"
            )
        ]

    def __str__(self) -> str:
        return f"Briefing {self.pk} for {self.month:%Y-%m}"
