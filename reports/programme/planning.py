"""What a council lead sets for the programme. Each change leaves an event; the same again changes nothing."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from inclusion.actions.events import record
from inclusion.models import Council, User
from reports.choices import Aim
from reports.models import Plan, PublishedFigure, Target
from reports.programme.cost import Price
from reports.programme.story import Figure


@transaction.atomic
def set_price(*, council: Council, price: Price, reason: str, by: User) -> Plan:
    """What it costs to help one person, and who pays. In place of what was set before."""
    plan, _ = Plan.objects.update_or_create(
        council=council,
        defaults={
            "pounds": price.pounds,
            "public": price.public,
            "voluntary": price.voluntary,
            "private": price.private,
            "reason": reason,
            "changed_at": timezone.now(),
        },
    )
    record("set_price", plan, by=by, pounds=price.pounds)
    return plan


@transaction.atomic
def set_target(
    *, council: Council, aim: Aim, people: int, starts_on: dt.date, ends_on: dt.date, by: User
) -> Target:
    """So many people from one day to another. The same aim and days again changes how many."""
    target, _ = Target.objects.update_or_create(
        council=council,
        aim=aim,
        starts_on=starts_on,
        ends_on=ends_on,
        defaults={"people": people},
    )
    record("set_target", target, by=by, aim=str(aim), people=people)
    return target


@transaction.atomic
def drop_target(*, target: Target, by: User) -> None:
    record("drop_target", target, by=by, aim=target.aim, people=target.people)
    target.delete()


@transaction.atomic
def add_figure(*, council: Council, figure: Figure, asked: int | None, by: User) -> PublishedFigure:
    """A share somebody published. The same survey, words and day again replaces it."""
    kept, _ = PublishedFigure.objects.update_or_create(
        council=council,
        survey=figure.survey,
        measures=figure.measures,
        on=figure.on,
        defaults={
            "share": figure.share,
            "low": figure.low,
            "high": figure.high,
            "country": figure.country,
            "source": figure.source,
            "asked": asked,
        },
    )
    record("add_figure", kept, by=by)
    return kept


@transaction.atomic
def drop_figure(*, figure: PublishedFigure, by: User) -> None:
    record("drop_figure", figure, by=by)
    figure.delete()
