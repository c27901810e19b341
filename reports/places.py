"""Which wards and which time a council's figures are about, at a moment."""

import datetime as dt

from django.utils import timezone

from inclusion.models import Council
from reports.figures import boundary_set_on, public_period
from reports.ward_page import Place


def place_at(council: Council, now: dt.datetime) -> Place | None:
    """A council with the wards in force that day, if we have them."""
    wards = boundary_set_on(council, timezone.localtime(now).date())
    return Place(council, wards, public_period(wards, now)) if wards else None
