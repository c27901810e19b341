"""Frameworks of skills, and what somebody was seen to do."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from inclusion.choices import Channel, FrameworkKind, HelpGiven, OwnWord, Rater

NOT_YET = (str(OwnWord.NOT_YET), OwnWord.NOT_YET.label)


class FrameworkQuerySet(models.QuerySet["Framework"]):
    def for_adults(self) -> Self:
        return self.filter(kind=FrameworkKind.ADULT_SKILLS)

    def in_use(self) -> Self:
        return self.filter(retired_on__isnull=True)


class Framework(models.Model):
    """One edition of a list of tasks. Editions never mix: each observation names its own."""

    slug = models.SlugField(unique=True)
    kind = models.CharField(max_length=12, choices=FrameworkKind.choices)
    name = models.CharField(max_length=100)
    edition = models.CharField(max_length=20, help_text="Such as: 2022.")
    source = models.CharField(max_length=300)
    tasks_for_the_level = models.PositiveSmallIntegerField(
        help_text="How many of its tasks someone must do alone to reach the level."
    )
    retired_on = models.DateField(
        null=True, blank=True, help_text="No new observations from this day."
    )

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        ordering = ["-edition", "name"]
        constraints = [
            models.UniqueConstraint(fields=["name", "edition"], name="one_framework_an_edition")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.edition}"


class Task(models.Model):
    """One thing to be able to do, in the framework's own words, with a short name for small screens."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="tasks")
    code = models.SlugField(max_length=40)
    number = models.PositiveSmallIntegerField()
    short_name = models.CharField(max_length=30)
    words = models.CharField(max_length=300)

    class Meta:
        ordering = ["framework", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "code"], name="one_task_a_code_in_a_framework"
            ),
            models.UniqueConstraint(
                fields=["framework", "number"], name="one_task_a_number_in_a_framework"
            ),
        ]

    def __str__(self) -> str:
        return self.short_name


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def standing(self) -> Self:
        """Leave out what was taken back."""
        return self.filter(withdrawn_at__isnull=True)

    def counted(self) -> Self:
        """What may earn a certificate: seen or tested by somebody else."""
        return self.standing().exclude(rater=Rater.SELF)

    def own_word(self) -> Self:
        """What people say of themselves. It earns nothing, and stands beside what was seen."""
        return self.standing().filter(rater=Rater.SELF)

    def done_alone(self, framework: Framework) -> Self:
        """Tasks of one framework that somebody else saw done with no help."""
        return self.counted().filter(help_given=HelpGiven.ALONE, task__framework=framework)


class Evidence(models.Model):
    """One observation of one task: who saw it, when, and how much help was given. Added, never edited.

    A mistake is taken back (`withdrawn_at`), so that two phones never have to agree on an order.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(
        "inclusion.Learner",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="evidence",
    )
    enrolment = models.ForeignKey(
        "inclusion.Enrolment",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="evidence",
    )
    session = models.ForeignKey(
        "inclusion.Session",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="evidence",
    )
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="evidence")
    help_given = models.CharField(max_length=7, choices=[*HelpGiven.choices, NOT_YET])
    rater = models.CharField(max_length=8, choices=Rater.choices)
    channel = models.CharField(max_length=6, choices=Channel.choices, default=Channel.ONLINE)
    seen_on = models.DateField()
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["-seen_on", "-recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(learner__isnull=False, enrolment__isnull=True)
                | Q(learner__isnull=True, enrolment__isnull=False),
                name="evidence_is_about_one_person",
            ),
            models.CheckConstraint(
                condition=~Q(help_given=OwnWord.NOT_YET) | Q(rater=Rater.SELF),
                name="only_they_themselves_say_not_yet",
            ),
            models.UniqueConstraint(
                fields=["session", "learner", "task", "rater"],
                condition=Q(
                    withdrawn_at__isnull=True, session__isnull=False, learner__isnull=False
                ),
                name="one_standing_view_of_a_task_a_session",
            ),
            models.UniqueConstraint(
                fields=["session", "enrolment", "task", "rater"],
                condition=Q(
                    withdrawn_at__isnull=True, session__isnull=False, enrolment__isnull=False
                ),
                name="one_standing_view_of_a_project_a_session",
            ),
        ]
        indexes = [models.Index(fields=["learner", "task"], name="evidence_of_a_learner")]

    def __str__(self) -> str:
        return f"Evidence {self.pk}"
