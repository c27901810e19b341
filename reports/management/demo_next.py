"""Where Ashmere's river may be crossed, and the sessions its lead has suggested: so that where-next has something to show."""

import datetime as dt
import uuid

import shapely
import shapely.ops
from shapely.geometry import LineString

from inclusion.choices import Role
from inclusion.management.demo.ashmere import CORNER, RIVER
from inclusion.management.demo.drawing import smooth
from inclusion.management.demo.world import World
from inclusion.models import User
from inclusion.rules.demonstration import ASHMERE_CODE
from reports.models import Estimate
from reports.siting.barriers import Line, keep_barriers
from reports.siting.plan import make_drafts, plan
from reports.siting.question import Question
from reports.views.wards import place_of

# Along the river from the west, in metres. All invented, like the river.
BRIDGES = (2_400, 6_900, 8_900, 11_300)
GAP = 120
SUGGESTED = 2


def suggest_sessions(world: World) -> None:
    """The river with its bridges, and two sessions suggested for next week. Ashmere only."""
    if world.council.code != ASHMERE_CODE:
        return
    keep_barriers(council=world.council, lines=[Line("The Ash", shapely.to_wkb(river()))], by=None)
    lead = User.objects.filter(
        memberships__council=world.council, memberships__role=Role.LEAD
    ).first()
    place = place_of(world.council)
    estimate = Estimate.objects.current(place.boundary_set) if place else None
    if lead is None or place is None or estimate is None:
        return
    question = Question(SUGGESTED, 10, world.today + dt.timedelta(days=7), dt.time(14), dt.time(16))
    answer = plan(place, estimate, question)
    everywhere = [choice.centre.pk for choice in answer.choices]
    make_drafts(
        answer=answer,
        centres=everywhere,
        batch=uuid.uuid5(uuid.NAMESPACE_URL, world.council.code),
        topic="First steps online",
        by=lead,
    )


def river() -> shapely.MultiLineString:
    """The middle of the river in metres of the National Grid, with a gap at each bridge."""
    line = LineString([(x + CORNER[0], y + CORNER[1]) for x, y in smooth(RIVER)])
    ends = [0.0, *(end for at in BRIDGES for end in (at - GAP / 2, at + GAP / 2)), line.length]
    return shapely.MultiLineString(
        [
            shapely.ops.substring(line, begins, stops)
            for begins, stops in zip(ends[::2], ends[1::2], strict=True)
        ]
    )
