"""The time on the built-in phones, which somebody trying things out may move on."""

import datetime as dt

from django.db import models


class MadeUpClock(models.Model):
    """How far the built-in phones are ahead of the world. There is one, or none: then they are with it."""

    ahead = models.DurationField(default=dt.timedelta)

    def __str__(self) -> str:
        return "MadeUpClock"
