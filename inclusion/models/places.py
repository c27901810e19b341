"""Where things happen: councils, their wards over time, postcodes and centres."""

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from inclusion.choices import Placement

if TYPE_CHECKING:
    from inclusion.models.organisations import User


class CouncilQuerySet(models.QuerySet["Council"]):
    def visible_to(self, user: "User") -> Self:
        return self.filter(pk__in=user.reach.all_councils)


class Council(models.Model):
    """A local authority. Its GSS code is the ONS's nine characters, such as E08000021."""

    code = models.CharField("GSS code", max_length=9, unique=True)
    name = models.CharField(max_length=100)
    slug = models.SlugField(unique=True)
    colour = models.CharField("Own colour, as #rrggbb", max_length=7, blank=True)
    is_demonstration = models.BooleanField(
        default=False, help_text="The programme data is made up, and every page says so."
    )

    objects = CouncilQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class BoundarySetQuerySet(models.QuerySet["BoundarySet"]):
    def in_force_on(self, day: dt.date) -> Self:
        """The sets in force on a day. A set's last day is the day before `in_force_to`."""
        return self.filter(
            Q(in_force_to__isnull=True) | Q(in_force_to__gt=day), in_force_from__lte=day
        )


class BoundarySet(models.Model):
    """A council's wards from one date to another. Sets may be loaded before they come into force."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="boundary_sets")
    in_force_from = models.DateField()
    in_force_to = models.DateField(
        null=True, blank=True, help_text="The first day it is no longer in force."
    )
    source = models.CharField(max_length=200)
    licence = models.CharField(max_length=200)
    resolution_m = models.FloatField(
        "Detail of the lines, in metres",
        help_text="ONS full extent 0, generalised (BGC) 20, super-generalised (BSC) 200.",
    )

    objects = BoundarySetQuerySet.as_manager()

    class Meta:
        ordering = ["council", "-in_force_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "in_force_from"], name="one_boundary_set_from_a_day"
            ),
            models.CheckConstraint(
                condition=Q(in_force_to__isnull=True) | Q(in_force_to__gt=F("in_force_from")),
                name="boundary_set_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.council} wards from {self.in_force_from:%-d %B %Y}"


class Ward(models.Model):
    """A ward within one boundary set. The same code may come back with other lines, so a code alone is no key."""

    boundary_set = models.ForeignKey(BoundarySet, on_delete=models.CASCADE, related_name="wards")
    code = models.CharField("GSS code", max_length=9)
    name = models.CharField(max_length=100)
    outline = models.BinaryField(help_text="WKB, British National Grid metres (EPSG:27700).")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["boundary_set", "code"], name="one_ward_per_code_in_a_set"
            )
        ]

    def __str__(self) -> str:
        return self.name


class PostcodeQuerySet(models.QuerySet["Postcode"]):
    def in_ward(self, ward: Ward) -> Self:
        return self.filter(placements__ward=ward)


class Postcode(models.Model):
    """A unit postcode and its point, about 15 homes. Ended ones stay, so that old addresses still resolve."""

    code = models.CharField(primary_key=True, max_length=8, help_text="With its space: NE1 4ST.")
    easting = models.PositiveIntegerField(help_text="British National Grid metres.")
    northing = models.PositiveIntegerField(help_text="British National Grid metres.")
    council_code = models.CharField(
        "GSS code of its council",
        max_length=9,
        blank=True,
        help_text="As the postcode file says. Tells a point in our river from one on the far bank.",
    )
    edition = models.CharField(
        max_length=20, help_text="The newest edition that listed it: 2025-10."
    )

    objects = PostcodeQuerySet.as_manager()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class PostcodeWard(models.Model):
    """A postcode's ward in one boundary set, worked out once from its point and kept."""

    postcode = models.ForeignKey(Postcode, on_delete=models.CASCADE, related_name="placements")
    boundary_set = models.ForeignKey(
        BoundarySet, on_delete=models.CASCADE, related_name="placements"
    )
    ward = models.ForeignKey(Ward, on_delete=models.CASCADE, related_name="placements")
    placed = models.CharField(max_length=7, choices=Placement.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["postcode", "boundary_set"], name="one_ward_per_postcode_in_a_set"
            )
        ]

    def __str__(self) -> str:
        return f"{self.postcode_id} in {self.ward_id}"


class CentreQuerySet(models.QuerySet["Centre"]):
    def visible_to(self, user: "User") -> Self:
        """Centres of the organisations someone works for, and of the councils they look after."""
        return self.filter(
            Q(organisation__in=user.reach.organisations)
            | Q(organisation__council__in=user.reach.councils)
        )

    def run_by(self, user: "User") -> Self:
        """Centres of the organisations someone works for: those they may hold a session at."""
        return self.visible_to(user).filter(organisation__in=user.reach.organisations)

    def open_to_the_public(self) -> Self:
        return self.filter(is_open=True)


class Centre(models.Model):
    """A library, school or hall where sessions are held, and what you need to know to get in."""

    organisation = models.ForeignKey(
        "inclusion.Organisation", on_delete=models.PROTECT, related_name="centres"
    )
    name = models.CharField(max_length=100)
    slug = models.SlugField(unique=True)
    address = models.CharField(max_length=200, help_text="One line, without the postcode.")
    postcode = models.ForeignKey(Postcode, on_delete=models.PROTECT, related_name="centres")
    opening = models.CharField("Opening times", max_length=200, blank=True)
    is_open = models.BooleanField(default=True, help_text="Shown to the public.")
    step_free = models.BooleanField("Step-free way in", default=False)
    hearing_loop = models.BooleanField(default=False)
    quiet_hour = models.CharField(
        max_length=100, blank=True, help_text="Such as: Tuesdays 9am to 10am."
    )
    accessible_toilet = models.BooleanField(default=False)
    computers = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(500)])
    wifi = models.BooleanField("Free wi-fi", default=False)
    places = models.PositiveSmallIntegerField(
        "People it can hold", default=12, validators=[MinValueValidator(1)]
    )

    objects = CentreQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
