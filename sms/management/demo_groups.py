"""The demo's texts to groups: one that went three weeks ago, and one being written. And some who would rather be rung."""

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef

from inclusion.choices import Channel, ConsentPurpose, Language, Role
from inclusion.management.demo.learners import agreement
from inclusion.management.demo.world import World
from inclusion.models import Booking, Consent, Learner, Membership, Organisation
from inclusion.rules.calls import has_voice
from sms.audiences import audience
from sms.campaigns import whole_text
from sms.choices import CampaignState, Priority, TextKind
from sms.hours import spread
from sms.management.demo import ENDINGS, WHY, message
from sms.models import Campaign, Message

WENT, HOUR = dt.timedelta(weeks=3), 11
SENT = ("Open evening", "New: come on Thursday evenings too, from 6pm. Free, with tea.")
DRAFT = (
    "Missing you",
    "We have not seen you for a while. Come any time, it is free. Text NEXT for dates.",
)
AWAY_WEEKS = 8
RATHER_RUNG = 3


def dress(world: World) -> None:
    """For whoever coordinates first, as they are whom a visitor can be."""
    theirs = Membership.objects.filter(
        role=Role.COORDINATOR, organisation__council=world.council
    ).select_related("user", "organisation")
    first = theirs.order_by("pk").first()
    if first and first.organisation:
        Campaign.objects.bulk_create([draft(first, world), sent := gone(first, world)])
        Message.objects.bulk_create(texts_of(sent, world))
        ask_to_be_rung(first.organisation, world)


def gone(who: Membership, world: World) -> Campaign:
    """Everybody was told of it, over an afternoon."""
    return Campaign(
        **begun(who, SENT, went_at(world) - dt.timedelta(hours=1), world),
        hours=3,
        pounds=20,
        state=CampaignState.GOING,
        sent_at=went_at(world),
    )


def draft(who: Membership, world: World) -> Campaign:
    """For those who have stayed away. It waits to be looked at and sent."""
    yesterday = world.moment(world.today, 0) - dt.timedelta(hours=9)
    return Campaign(
        **begun(who, DRAFT, yesterday, world), away_weeks=AWAY_WEEKS, hours=6, pounds=20
    )


def begun(
    who: Membership, named: tuple[str, str], made_at: dt.datetime, world: World
) -> dict[str, Any]:
    """What somebody types first: a name for it, and the words."""
    name, words = named
    return {
        "id": world.new_id(),
        "organisation": who.organisation,
        "name": name,
        "words": words,
        "made_by": who.user,
        "made_at": made_at,
    }


def went_at(world: World) -> dt.datetime:
    return world.moment(world.today - WENT, HOUR)


def texts_of(campaign: Campaign, world: World) -> list[Message]:
    """A text to each who agrees today, and what became of it."""
    body, made = whole_text(campaign), []
    people = dict(audience(campaign, world.now).people)
    learners = Learner.objects.filter(pk__in=people, added_at__lt=went_at(world)).order_by("pk")
    moments = spread(len(learners), went_at(world), campaign.hours)
    for learner, moment in zip(learners, moments, strict=True):
        ending = world.dice.choice(ENDINGS)
        made.append(
            message(
                world,
                f"group:{campaign.pk}:{learner.pk}",
                body,
                moment,
                learner,
                kind=TextKind.GROUP,
                campaign=campaign,
                written_by=campaign.made_by,
                priority=Priority.BULK,
                state=ending,
                last_error=WHY.get(ending, ""),
            )
        )
    return made


def ask_to_be_rung(organisation: Organisation, world: World) -> None:
    """A few of those with a place soon agreed to calls: what they are told of next is said to them."""
    speaking = [code for code in Language.values if has_voice(code)]
    booked = Booking.objects.filter(learner=OuterRef("pk"), session__starts_at__gt=world.now)
    agreed = (
        Learner.objects.current()
        .filter(organisation=organisation, language__in=speaking, added_at__lt=went_at(world))
        .exclude(phone="")
        .who_agreed_to(ConsentPurpose.TEXTS)
        .filter(Exists(booked))
        .order_by("pk")
    )
    Consent.objects.bulk_create(
        agreement(learner, ConsentPurpose.CALLS, Channel.SPOKEN, went_at(world))
        for learner in agreed[:RATHER_RUNG]
    )
