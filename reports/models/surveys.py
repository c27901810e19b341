"""A council's own survey, which may move its estimate: only people picked at random or by quota are ever kept."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from inclusion.models import BoundarySet, Ward
from reports.choices import Sampling


class SurveyQuerySet(models.QuerySet["Survey"]):
    def moving(self, boundary_set: BoundarySet, definition: str, level: str) -> "Survey | None":
        """The newest in this set of wards that asked about these very skills. Other words are another thing."""
        same = self.filter(boundary_set=boundary_set, definition=definition, level=level)
        return same.order_by("-year", "-imported_at", "-pk").first()


class Survey(models.Model):
    """One survey of a council's adults, ward by ward, in the wards of one boundary set."""

    boundary_set = models.ForeignKey(BoundarySet, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=100)
    definition = models.CharField(max_length=100)
    level = models.CharField("what was measured", max_length=60, blank=True)
    year = models.PositiveSmallIntegerField()
    sampling = models.CharField(max_length=9, choices=Sampling.choices)
    source = models.CharField(max_length=300)
    licence = models.CharField(max_length=100)
    imported_at = models.DateTimeField(default=timezone.now)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        ordering = ["boundary_set", "-year", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["boundary_set", "name"], name="one_survey_a_name_in_a_set"
            ),
            models.CheckConstraint(
                condition=Q(sampling__in=[Sampling.RANDOM, Sampling.QUOTA]),
                name="survey_is_of_a_sample",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SurveyAnswersQuerySet(models.QuerySet["SurveyAnswers"]):
    def of(self, survey: Survey | None) -> Self:
        return self.filter(survey=survey) if survey else self.none()


class SurveyAnswers(models.Model):
    """How many were asked in one ward, and how many of them lacked the skills."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="answers")
    ward = models.ForeignKey(Ward, on_delete=models.CASCADE, related_name="+")
    asked = models.PositiveIntegerField()
    without = models.PositiveIntegerField()
    design_effect = models.FloatField(
        help_text="How many asked are worth one picked by pure chance."
    )

    objects = SurveyAnswersQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "ward"], name="one_answer_a_ward_in_a_survey"
            ),
            models.CheckConstraint(
                condition=Q(asked__gte=1, without__lte=F("asked")), name="survey_adds_up"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked} asked in ward {self.ward_id}"
