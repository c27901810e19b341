"""What other people counted ward by ward, such as a charity's own year: totals, with no records behind them."""

from django.db import models
from django.utils import timezone

from inclusion.models import BoundarySet, Ward


class PartnerCounts(models.Model):
    """One table from somebody else, in the wards of one boundary set."""

    boundary_set = models.ForeignKey(BoundarySet, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=100, help_text="Who counted whom: Age UK, helped in 2025.")
    source = models.CharField(max_length=300)
    licence = models.CharField(max_length=100)
    imported_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["boundary_set", "name"], name="one_partner_table_a_name_in_a_set"
            )
        ]

    def __str__(self) -> str:
        return self.name


class PartnerCount(models.Model):
    """One ward's total."""

    counts = models.ForeignKey(PartnerCounts, on_delete=models.CASCADE, related_name="wards")
    ward = models.ForeignKey(Ward, on_delete=models.CASCADE, related_name="+")
    people = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["counts", "ward"], name="one_total_a_ward_in_a_partner_table"
            )
        ]

    def __str__(self) -> str:
        return f"{self.people} in ward {self.ward_id}"
