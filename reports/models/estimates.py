"""How many adults we think lack the skills: one estimate a council, boundary set and release, and its wards."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from inclusion.models import BoundarySet, Ward
from reports.choices import Comparison, Splitting
from reports.models.statistics import Release
from reports.models.surveys import Survey

# What makes two estimates one series. A survey of the council's own makes another.
SERIES = (
    "boundary_set",
    "rates",
    "population",
    "deprivation",
    "definition",
    "level",
    "year",
    "method",
)


class EstimateQuerySet(models.QuerySet["Estimate"]):
    def current(self, boundary_set: BoundarySet) -> "Estimate | None":
        """The one to show: of the newest figures, by the newest method. Older ones are other series."""
        return (
            self.filter(boundary_set=boundary_set)
            .select_related("rates", "population", "deprivation", "survey")
            .order_by("-year", "-method", "-worked_out_at")
            .first()
        )


class Estimate(models.Model):
    """A council's estimate. Another definition, release or method makes another row: a new series, not a new point."""

    boundary_set = models.ForeignKey(
        BoundarySet, on_delete=models.CASCADE, related_name="estimates"
    )
    rates = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="estimates_by_rates")
    population = models.ForeignKey(
        Release, on_delete=models.PROTECT, related_name="estimates_by_population"
    )
    deprivation = models.ForeignKey(
        Release, on_delete=models.PROTECT, related_name="estimates_by_deprivation"
    )
    survey = models.ForeignKey(
        Survey,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="The council's own survey that moved it, if one did.",
    )
    definition = models.CharField(max_length=100)
    level = models.CharField("what was measured", max_length=60, blank=True)
    year = models.PositiveSmallIntegerField(help_text="The year the skills survey is for.")
    method = models.PositiveSmallIntegerField("version of the method")
    splitting = models.CharField(max_length=9, choices=Splitting.choices)
    slope = models.FloatField(help_text="On the log-odds scale; see reports/estimate/settings.py.")
    spread = models.FloatField(help_text="On the log-odds scale.")
    adults = models.PositiveIntegerField()
    share = models.FloatField(help_text="0 to 1.")
    low = models.FloatField()
    high = models.FloatField()
    at_other_slopes = models.JSONField(
        help_text="A list of slope, the council's share, the lowest ward's and the highest ward's."
    )
    worked_out_at = models.DateTimeField(default=timezone.now)

    objects = EstimateQuerySet.as_manager()

    class Meta:
        ordering = ["boundary_set", "-year", "-method"]
        constraints = [
            models.UniqueConstraint(
                fields=SERIES, condition=Q(survey__isnull=True), name="one_estimate_a_series"
            ),
            models.UniqueConstraint(
                fields=[*SERIES, "survey"],
                condition=Q(survey__isnull=False),
                name="one_estimate_a_series_and_survey",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.definition} {self.year}, {self.boundary_set}"

    @property
    def slopes(self) -> list[list[str]]:
        """What other slopes would give, and this one, as words: slope, council, lowest ward, highest ward."""
        return [
            [f"{slope:g}", *(f"{share:.0%}" for share in shares)]
            for slope, *shares in self.at_other_slopes
        ]


class NeedEstimateQuerySet(models.QuerySet["NeedEstimate"]):
    def by_ward(self) -> dict[int, "NeedEstimate"]:
        return {row.ward_id: row for row in self}

    def of(self, estimate: Estimate | None) -> Self:
        return self.filter(estimate=estimate) if estimate else self.none()


class NeedEstimate(models.Model):
    """One ward's part of an estimate: the share of adults without the skills, and the 95 % range it lies in."""

    estimate = models.ForeignKey(Estimate, on_delete=models.CASCADE, related_name="wards")
    ward = models.ForeignKey(Ward, on_delete=models.CASCADE, related_name="need_estimates")
    adults = models.PositiveIntegerField("people of 16 and over")
    share = models.FloatField()
    low = models.FloatField()
    high = models.FloatField()
    comparison = models.CharField(max_length=7, choices=Comparison.choices)
    chance_worst_fifth = models.FloatField(
        help_text="0 to 1: how sure we are that it is among the fifth of wards with the most."
    )

    objects = NeedEstimateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estimate", "ward"], name="one_ward_in_an_estimate"),
            models.CheckConstraint(
                condition=Q(low__gte=0, high__lte=1, low__lte=F("share"), high__gte=F("share")),
                name="estimate_is_in_its_range",
            ),
        ]

    def __str__(self) -> str:
        return f"ward {self.ward_id} in estimate {self.estimate_id}"


class AreaNeedQuerySet(models.QuerySet["AreaNeed"]):
    def of(self, estimate: Estimate | None) -> Self:
        return self.filter(estimate=estimate) if estimate else self.none()


class AreaNeed(models.Model):
    """The part of a small area that lies in one ward, and what the model says of it before any survey.

    For the council's own people only: some 700 adults each, too few to say aloud.
    """

    estimate = models.ForeignKey(Estimate, on_delete=models.CASCADE, related_name="areas")
    ward = models.ForeignKey(Ward, on_delete=models.CASCADE, related_name="+")
    area = models.CharField("code of the small area", max_length=9)
    easting = models.PositiveIntegerField(help_text="The middle of its homes in this ward, metres.")
    northing = models.PositiveIntegerField()
    adults = models.FloatField("people of 16 and over")
    without = models.FloatField("of them, without the skills")

    objects = AreaNeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["estimate", "ward", "area"], name="one_part_of_an_area_in_a_ward"
            )
        ]

    def __str__(self) -> str:
        return f"area {self.area} in estimate {self.estimate_id}"
