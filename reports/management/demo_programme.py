"""What Ashmere plans for its programme: a price, two targets, a story in two made-up figures, and a monthly briefing; and
what another organisation says it counted there.
"""

import datetime as dt
import random

from inclusion.choices import Role
from inclusion.management.demo.world import World
from inclusion.models import Membership
from reports.choices import Aim
from reports.figures import boundary_set_on, this_period
from reports.management.demo_need import MADE_UP
from reports.models import PartnerCounts, Plan, PublishedFigure, Target
from reports.partners import keep_partner_counts
from reports.programme.story import range_of
from reports.statistics.releases import Published
from reports.statistics.totals import WardTotal
from reports.subscriptions import subscribe

PRICE = "An example, until the council sets its own price."
PARTNER = "Ashmere Good Neighbours, helped last year"
PARTNER_TABLE = Published(PARTNER, None, MADE_UP, "For the council's own use")
# Aim, people, and years from the first day counted.
TARGETS = ((Aim.HELPED, 1_500, 3), (Aim.REACHED, 700, 3))
# Years ago, the share of Ashmere and of the whole country, and how many were asked.
STORY = ((3, 0.24, 0.20, 1_400), (1, 0.18, 0.185, 1_450))


def plan_ashmere(world: World) -> None:
    """Once only, and written as the forms at the desk would have."""
    if Plan.objects.filter(council=world.council).exists():
        return
    Plan.objects.create(
        council=world.council, pounds=150, public=50, voluntary=30, private=20, reason=PRICE
    )
    first = this_period(world.now).since
    Target.objects.bulk_create(
        Target(
            council=world.council,
            aim=aim,
            people=people,
            starts_on=first,
            ends_on=first.replace(year=first.year + years) - dt.timedelta(days=1),
        )
        for aim, people, years in TARGETS
    )
    PublishedFigure.objects.bulk_create(figure(world, *row) for row in STORY)
    leads = Membership.objects.live().filter(council=world.council, role=Role.LEAD)
    for lead in leads.select_related("user"):
        subscribe(user=lead.user, council=world.council, now=world.now)
    count_by_others(world)


def count_by_others(world: World) -> None:
    """Totals a partner might send, as `import_totals` keeps them. Dice of their own, so that no other number changes."""
    wards = boundary_set_on(world.council, world.today)
    if wards is None or PartnerCounts.objects.filter(boundary_set=wards).exists():
        return
    dice = random.Random(PARTNER)
    keep_partner_counts(
        boundary_set=wards,
        published=PARTNER_TABLE,
        totals=[
            WardTotal(code, dice.randint(0, 60), row)
            for row, code in enumerate(wards.wards.order_by("code").values_list("code", flat=True))
        ],
        by=None,
    )


def figure(world: World, years: int, share: float, country: float, asked: int) -> PublishedFigure:
    low, high = range_of(share, asked)
    return PublishedFigure(
        council=world.council,
        survey="Ashmere household survey",
        measures="could not do the basic things online",
        on=dt.date(world.today.year - years, 5, 15),
        share=share,
        low=low,
        high=high,
        asked=asked,
        country=country,
        source=MADE_UP,
    )
