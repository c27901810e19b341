"""Code Clubs: a club, a term of it, and the children in it under nicknames."""

import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from inclusion.choices import FrameworkKind
from inclusion.models.organisations import User
from inclusion.models.places import Centre
from inclusion.models.skills import Framework
from inclusion.rules.cards import new_card_code


class CodeClub(models.Model):
    """A club where volunteers teach 9 to 13 year olds to write code."""

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="code_clubs")
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class CohortQuerySet(models.QuerySet["Cohort"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(
            Q(club__centre__organisation__in=user.reach.organisations)
            | Q(club__centre__organisation__council__in=user.reach.councils)
        )


class Cohort(models.Model):
    """One term of a Code Club, working through one set of projects."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    club = models.ForeignKey(CodeClub, on_delete=models.PROTECT, related_name="cohorts")
    name = models.CharField(max_length=60, help_text="Such as: Autumn 2026.")
    projects = models.ForeignKey(
        Framework,
        on_delete=models.PROTECT,
        related_name="cohorts",
        limit_choices_to={"kind": FrameworkKind.CODE_CLUB},
    )
    starts_on = models.DateField()
    ends_on = models.DateField()
    places = models.PositiveSmallIntegerField(default=15)

    objects = CohortQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="cohort_ends_after_it_starts"
            ),
            models.UniqueConstraint(fields=["club", "name"], name="one_cohort_of_a_name_in_a_club"),
        ]

    def __str__(self) -> str:
        return f"{self.club.name}, {self.name}"


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def visible_to(self, user: User) -> Self:
        """Children are listed only to the people of the organisation that runs the club."""
        return self.filter(cohort__club__centre__organisation__in=user.reach.organisations)

    def current(self) -> Self:
        return self.filter(left_at__isnull=True)


class Enrolment(models.Model):
    """A child in a cohort, under a nickname. Their real name stays on paper with the club leader."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="enrolments")
    nickname = models.CharField(max_length=30)
    school_year = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Year 4 to Year 9."
    )
    card_code = models.CharField(max_length=9, unique=True, default=new_card_code, editable=False)
    joined_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Personal:
        fields = ("nickname", "school_year", "card_code")

    class Meta:
        ordering = ["nickname", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "nickname"],
                condition=Q(left_at__isnull=True),
                name="one_child_a_nickname_in_a_cohort",
            ),
            models.CheckConstraint(
                condition=Q(school_year__isnull=True) | Q(school_year__gte=4, school_year__lte=9),
                name="child_is_in_year_4_to_9",
            ),
        ]

    def __str__(self) -> str:
        return f"Child {self.card_code}"

    @property
    def known_as(self) -> str:
        return self.nickname
