"""Published figures the ward estimates stand on: people by age, deprivation, and digital skills rates."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from reports.choices import Direction, ReleaseKind


class ReleaseQuerySet(models.QuerySet["Release"]):
    def of(self, kind: ReleaseKind) -> Self:
        return self.filter(kind=kind)


class Release(models.Model):
    """One published table as we read it: its name, its source, and when. Releases never mix in one figure."""

    kind = models.CharField(max_length=11, choices=ReleaseKind.choices)
    name = models.CharField(max_length=100, help_text="Such as: Census 2021.")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.CharField(max_length=300)
    licence = models.CharField(max_length=100)
    areas = models.CharField(
        max_length=10, blank=True, help_text="The areas its rows are for: LSOA 2021."
    )
    imported_at = models.DateTimeField(default=timezone.now)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-year", "name"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "name"], name="one_release_a_name_of_a_kind")
        ]

    def __str__(self) -> str:
        return self.name


class Population(models.Model):
    """How many people of each age live in one small area, in the age bands of the 2022 skills survey."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="populations")
    area = models.CharField("LSOA code", max_length=9)
    under_16 = models.PositiveIntegerField()
    a16_24 = models.PositiveIntegerField()
    a25_34 = models.PositiveIntegerField()
    a35_49 = models.PositiveIntegerField()
    a50_64 = models.PositiveIntegerField()
    a65_74 = models.PositiveIntegerField()
    a75_over = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "area"], name="one_population_an_area_in_a_release"
            )
        ]

    def __str__(self) -> str:
        return self.area


class SmallAreaQuerySet(models.QuerySet["SmallArea"]):
    def near(self, box: tuple[float, float, float, float]) -> Self:
        """Areas whose own box meets a box of west, south, east, north in metres."""
        west, south, east, north = box
        return self.filter(
            east__gte=int(west), west__lte=int(east), north__gte=int(south), south__lte=int(north)
        )


class SmallArea(models.Model):
    """Where one small area is: its outline, or, where we only have a look-up, the ward it fits best."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="small_areas")
    area = models.CharField("LSOA code", max_length=9)
    outline = models.BinaryField(
        null=True, blank=True, help_text="WKB, British National Grid metres (EPSG:27700)."
    )
    west = models.IntegerField(null=True, blank=True)
    south = models.IntegerField(null=True, blank=True)
    east = models.IntegerField(null=True, blank=True)
    north = models.IntegerField(null=True, blank=True)
    ward_code = models.CharField("best-fit ward's GSS code", max_length=9, blank=True)

    objects = SmallAreaQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "area"], name="one_place_an_area_in_a_release"
            ),
            models.CheckConstraint(
                condition=Q(outline__isnull=False) | ~Q(ward_code=""),
                name="small_area_has_an_outline_or_a_ward",
            ),
        ]
        indexes = [models.Index(fields=["west", "east"], name="small_areas_by_place")]

    def __str__(self) -> str:
        return self.area


class Deprivation(models.Model):
    """How deprived one small area is. Rank 1 and decile 1 are the most deprived in the country."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="deprivations")
    area = models.CharField("LSOA code", max_length=9)
    rank = models.PositiveIntegerField("Index of Multiple Deprivation rank")
    decile = models.PositiveSmallIntegerField("Index of Multiple Deprivation decile")
    adult_skills = models.FloatField(
        "share of adults with no or low qualifications or little English, 0 to 1",
        null=True,
        blank=True,
        help_text="The adult skills and English language proficiency indicator; IoD 2025 has it.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "area"], name="one_deprivation_an_area_in_a_release"
            ),
            models.CheckConstraint(
                condition=Q(decile__gte=1, decile__lte=10), name="decile_is_one_to_ten"
            ),
        ]

    def __str__(self) -> str:
        return self.area


class RateQuerySet(models.QuerySet["Rate"]):
    def by_age(self) -> Self:
        """Rows for an age band, youngest first."""
        return self.filter(age_lower__isnull=False).order_by("age_lower", "age_upper")


class Rate(models.Model):
    """One published share of one group, in one definition of the skill level. Definitions never join into one line."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="rates")
    year = models.PositiveSmallIntegerField()
    fieldwork = models.CharField(max_length=40, blank=True)
    definition = models.CharField(max_length=100)
    level = models.CharField("what was measured", max_length=60, blank=True)
    population = models.CharField("who was asked", max_length=60, blank=True)
    group_type = models.CharField(max_length=40, help_text="all, age, region, income and so on.")
    group = models.CharField(max_length=60)
    age_lower = models.PositiveSmallIntegerField(null=True, blank=True)
    age_upper = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The oldest included; empty means and over."
    )
    share = models.FloatField(
        null=True,
        blank=True,
        help_text="0 to 1; empty where only a number of people was published.",
    )
    people_millions = models.FloatField(null=True, blank=True)
    direction = models.CharField(max_length=7, choices=Direction.choices)
    source = models.CharField(max_length=300)
    note = models.CharField(max_length=300, blank=True)

    objects = RateQuerySet.as_manager()

    class Meta:
        ordering = ["definition", "year", "group_type", "age_lower", "group"]
        constraints = [
            models.CheckConstraint(
                condition=Q(share__isnull=True) | Q(share__gte=0, share__lte=1),
                name="rate_share_is_nought_to_one",
            )
        ]

    def __str__(self) -> str:
        return f"{self.definition} {self.year}, {self.group}"
