"""Texts to a group: sending, pausing, going on and stopping.

What a coordinator presses decides only what is put in the outbox. Each text is checked once more at the moment of sending,
as every text is: the number, the agreement, STOP, the hour, and what the group and the council may still spend.
"""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count, F, Sum

from inclusion.actions.events import record
from inclusion.models import User
from sms import texts
from sms.audiences import audience
from sms.choices import CampaignState, MessageState, Priority, TextKind
from sms.gateway import gateway
from sms.hours import spread
from sms.ledger import COST, NOT_PAID_FOR, estimate_of
from sms.models import Campaign, Message
from sms.outbox import put
from sms.segments import measure

USEFUL_FOR = dt.timedelta(days=3)
TRIAL_USEFUL_FOR = dt.timedelta(hours=1)
WAITS_FOR_MONEY = "It waits: the money for this group is spent."


class AlreadySent(Exception):
    """Its texts are on their way, and what they say stays."""


def whole_text(campaign: Campaign) -> str:
    """What arrives."""
    return with_how_to_stop(campaign.words, campaign.language)


def with_how_to_stop(words: str, language: str) -> str:
    """The words as typed, and how to stop in the language they are for, if they do not say so already."""
    if "STOP" in words:
        return words
    return f"{words} {texts.say('how_to_stop', texts.locale_for(language))}"


@transaction.atomic
def save(*, campaign: Campaign, by: User) -> None:
    """Keep a draft. One that has been sent is not changed any more: raises AlreadySent."""
    kept = Campaign.objects.select_for_update().filter(pk=campaign.pk).first()
    if kept and not kept.is_draft:
        raise AlreadySent
    campaign.save()
    record("save_text_to_group", campaign, by=by, organisation_id=campaign.organisation_id)


@transaction.atomic
def give(*, campaign: Campaign, pounds: int, by: User, now: dt.datetime) -> None:
    """Set the most it may cost. What waited for money looks again now."""
    Message.objects.waiting().filter(campaign=campaign, last_error=WAITS_FOR_MONEY).update(
        not_before=now, last_error="", changed_at=now
    )
    if Campaign.objects.filter(pk=campaign.pk).exclude(pounds=pounds).update(pounds=pounds):
        facts = {"pounds": pounds}
        record("set_group_cap", campaign, by=by, organisation_id=campaign.organisation_id, **facts)


@transaction.atomic
def send(*, campaign: Campaign, by: User, now: dt.datetime) -> int:
    """Put a text for each number in the outbox, spread over the hours. Pressing twice sends it once. Returns how many."""
    held = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if not held.is_draft:
        return 0
    people = audience(held, now).people
    moments = spread(len(people), now, held.hours)
    rows = zip(people, moments, strict=True)
    Message.objects.put_many(texts_of(held, rows, now))
    held.state, held.sent_at = CampaignState.GOING, now
    held.save(update_fields=["state", "sent_at"])
    record("send_to_group", held, by=by, organisation_id=held.organisation_id, texts=len(people))
    return len(people)


def texts_of(
    campaign: Campaign, rows: Iterable[tuple[tuple[uuid.UUID, str], dt.datetime]], now: dt.datetime
) -> Iterable[Message]:
    body = whole_text(campaign)
    measured, sender = measure(body), gateway().sender
    estimate = estimate_of(measured.count, now)
    for (learner_id, phone), moment in rows:
        yield Message(
            key=f"group:{campaign.pk}:{learner_id}",
            kind=TextKind.GROUP,
            campaign=campaign,
            learner_id=learner_id,
            organisation_id=campaign.organisation_id,
            written_by_id=campaign.made_by_id,
            address=phone,
            sender=sender,
            body=body,
            locale=texts.locale_for(campaign.language),
            encoding=measured.encoding,
            segments=measured.count,
            estimate=estimate,
            priority=Priority.BULK,
            not_before=moment,
            useful_until=moment + USEFUL_FOR,
            queued_at=now,
            changed_at=now,
        )


def try_out(*, campaign: Campaign, key: str, by: User, now: dt.datetime) -> Message:
    """Send it to its writer alone, on the number they have proved to be theirs. `key` is made with the page."""
    return put(
        key=f"trial:{key}",
        kind=TextKind.TRIAL,
        address=by.phone,
        body=whole_text(campaign),
        priority=Priority.REPLY,
        not_before=now,
        useful_until=now + TRIAL_USEFUL_FOR,
        organisation_id=campaign.organisation_id,
        written_by=by,
    )


@transaction.atomic
def pause(*, campaign: Campaign, by: User, now: dt.datetime) -> None:
    """Nothing more of it goes until somebody says so. Texts being sent this second still go."""
    if change(campaign, CampaignState.GOING, CampaignState.PAUSED, now):
        waiting = Message.objects.filter(campaign=campaign, state=MessageState.QUEUED)
        waiting.update(state=MessageState.PAUSED, changed_at=now)
        record("pause_group", campaign, by=by, organisation_id=campaign.organisation_id)


@transaction.atomic
def go_on(*, campaign: Campaign, by: User, now: dt.datetime) -> None:
    """Send the rest, each as much later as the pause was long."""
    paused_at = campaign.paused_at
    if paused_at and change(campaign, CampaignState.PAUSED, CampaignState.GOING, now):
        later = now - paused_at
        Message.objects.filter(campaign=campaign, state=MessageState.PAUSED).update(
            state=MessageState.QUEUED,
            not_before=F("not_before") + later,
            useful_until=F("useful_until") + later,
            changed_at=now,
        )
        record("go_on_with_group", campaign, by=by, organisation_id=campaign.organisation_id)


@transaction.atomic
def stop(*, campaign: Campaign, by: User, now: dt.datetime) -> None:
    """Call back all that has not gone. It cannot be begun again."""
    going = (CampaignState.GOING, CampaignState.PAUSED)
    if any(change(campaign, state, CampaignState.STOPPED, now) for state in going):
        Message.objects.filter(
            campaign=campaign, state__in=(MessageState.QUEUED, MessageState.PAUSED)
        ).update(state=MessageState.CANCELLED, last_error="Somebody stopped it.", changed_at=now)
        record("stop_group", campaign, by=by, organisation_id=campaign.organisation_id)


def change(
    campaign: Campaign, before: CampaignState, after: CampaignState, now: dt.datetime
) -> bool:
    """Move it on, if it still stands where it stood. Of two who press at once, one does."""
    paused_at = now if after == CampaignState.PAUSED else None
    these = Campaign.objects.filter(pk=campaign.pk, state=before)
    return bool(these.update(state=after, paused_at=paused_at))


def spent_on(campaigns: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:
    """What each has cost so far, in hundredths of a penny, added up from its texts."""
    tried = Message.objects.filter(campaign__in=list(campaigns), attempts__gte=1)
    sums = tried.exclude(state__in=NOT_PAID_FOR).order_by().values("campaign")
    return {row["campaign"]: row["cost"] for row in sums.annotate(cost=Sum(COST))}


def counts_of(campaigns: Iterable[Campaign]) -> dict[uuid.UUID, dict[str, int]]:
    """How many texts of each stand where."""
    found: dict[uuid.UUID, dict[str, int]] = {campaign.pk: {} for campaign in campaigns}
    rows = Message.objects.filter(campaign__in=found).order_by().values("campaign", "state")
    for row in rows.annotate(many=Count("pk")):
        found[row["campaign"]][row["state"]] = row["many"]
    return found
