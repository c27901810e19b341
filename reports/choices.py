"""Every closed list of values in reports, in one place."""

from django.db import models


class ReleaseKind(models.TextChoices):
    """What a published table counts."""

    POPULATION = "population", "People by age"
    DEPRIVATION = "deprivation", "Deprivation"
    RATES = "rates", "Digital skills rates"


class Direction(models.TextChoices):
    """What a published share is a share of. Surveys print it either way round."""

    WITH = "with", "Have the skill level"
    WITHOUT = "without", "Do not have the skill level"
    ZERO = "zero", "Have none of the skills"
    LOW = "low", "Low or very low capability"


class Award(models.TextChoices):
    """What a certificate is for."""

    LEVEL = "level", "Digital skills level"
    PROJECTS = "projects", "Code Club projects"
