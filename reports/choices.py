"""Every closed list of values in reports, in one place."""

from django.db import models


class ReleaseKind(models.TextChoices):
    """What a published table counts."""

    POPULATION = "population", "People by age"
    DEPRIVATION = "deprivation", "Deprivation"
    RATES = "rates", "Digital skills rates"
    AREAS = "areas", "Small areas"


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


class Sampling(models.TextChoices):
    """How the people a survey asked were found. Only the first two can stand for a ward."""

    RANDOM = "random", "People picked at random"
    QUOTA = "quota", "People picked by quota"
    PROGRAMME = "programme", "People who came to our sessions"
    REFERRAL = "referral", "People somebody sent to us"
    DROP_IN = "drop_in", "People who dropped in"
    SELF_SELECTED = "self", "People who put themselves forward"


class Comparison(models.TextChoices):
    """How a ward stands to its council, said only when we are fairly sure (an 80 % interval)."""

    HIGHER = "higher", "Higher"
    SIMILAR = "similar", "About the same"
    LOWER = "lower", "Lower"


class Splitting(models.TextChoices):
    """How small areas were shared out between wards."""

    POSTCODES = "postcodes", "By where their postcodes are"
    BEST_FIT = "best_fit", "Each wholly in one ward"


class Aim(models.TextChoices):
    """What a target counts. Each is people, counted once."""

    HELPED = "helped", "People helped"
    ASSESSED = "assessed", "People assessed"
    REACHED = "reached", "People who reached the level"
    RETAINED = "retained", "People still there 12 weeks on"


class Pace(models.TextChoices):
    """How a target is getting on."""

    REACHED = "reached", "Reached"
    ON_PACE = "on_pace", "On pace"
    BEHIND = "behind", "Behind"
    TO_COME = "to_come", "To come"
    MISSED = "missed", "Not reached"
