"""Lines nobody can walk across: rivers, railways, motorways."""

from django.db import models

from inclusion.models import Council


class Barrier(models.Model):
    """One line a walk may not cross, in a council. Where there is a bridge the line has a gap."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="barriers")
    name = models.CharField(max_length=100)
    line = models.BinaryField(help_text="WKB, British National Grid metres (EPSG:27700).")

    class Meta:
        ordering = ["council", "name", "pk"]

    def __str__(self) -> str:
        return self.name
