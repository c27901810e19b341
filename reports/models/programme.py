"""What a council plans for its programme: a price, targets, and published figures it tells its story with."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from inclusion.models import Council, User
from reports.choices import Aim


class TargetQuerySet(models.QuerySet["Target"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(council__in=user.reach.councils)


class Plan(models.Model):
    """What a council reckons it costs to help one person, and who pays which part of it."""

    council = models.OneToOneField(Council, on_delete=models.CASCADE, related_name="+")
    pounds = models.PositiveIntegerField("pounds to help one person")
    public = models.PositiveSmallIntegerField("per cent from public money")
    voluntary = models.PositiveSmallIntegerField("per cent from charities and volunteers")
    private = models.PositiveSmallIntegerField("per cent from business")
    reason = models.CharField("where the price comes from", max_length=200)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(public=100 - F("voluntary") - F("private")), name="parts_make_100"
            )
        ]

    def __str__(self) -> str:
        return f"Plan of council {self.council_id}"


class Target(models.Model):
    """So many people, from one day to another."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="+")
    aim = models.CharField(max_length=8, choices=Aim.choices)
    people = models.PositiveIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="Its last day.")
    set_at = models.DateTimeField(default=timezone.now)

    objects = TargetQuerySet.as_manager()

    class Meta:
        ordering = ["ends_on", "aim", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "aim", "starts_on", "ends_on"], name="one_target_an_aim_and_time"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on"), people__gte=1),
                name="target_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_aim_display()}, {self.people:,} by {self.ends_on}"


class PublishedFigureQuerySet(models.QuerySet["PublishedFigure"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(council__in=user.reach.councils)


class PublishedFigure(models.Model):
    """A share of a council's adults that somebody published, with what was asked and how sure it is.

    It never moves an estimate (a survey brought in ward by ward may), and no two surveys or wordings join.
    """

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="+")
    survey = models.CharField(max_length=100)
    measures = models.CharField(
        "what it measures, after 'of adults'",
        max_length=100,
        help_text="had never used the internet",
    )
    on = models.DateField("the day it is for")
    share = models.FloatField(help_text="0 to 1.")
    low = models.FloatField()
    high = models.FloatField()
    asked = models.PositiveIntegerField(
        null=True,
        blank=True,
        help_text="With it we worked the range out; without, it was published.",
    )
    country = models.FloatField("the whole country's share", null=True, blank=True)
    source = models.CharField(max_length=300)
    added_at = models.DateTimeField(default=timezone.now)

    objects = PublishedFigureQuerySet.as_manager()

    class Meta:
        ordering = ["survey", "measures", "on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "survey", "measures", "on"], name="one_figure_a_series_and_day"
            ),
            models.CheckConstraint(
                condition=Q(low__gte=0, high__lte=1, low__lte=F("share"), high__gte=F("share")),
                name="figure_is_in_its_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measures}, {self.on}"
