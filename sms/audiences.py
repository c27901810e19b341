"""Who gets a text to a group, and why the others do not."""

import datetime as dt
import uuid
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, QuerySet

from inclusion.choices import ConsentPurpose
from inclusion.models import Attendance, Learner
from sms.models import Campaign, DeadNumber, OptOut


@dataclass
class Audience:
    """Who gets a text, one a number, and how many others do not, by the reason in words."""

    people: list[tuple[uuid.UUID, str]] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)

    def leave_out(self, reason: str) -> None:
        self.left_out[reason] = self.left_out.get(reason, 0) + 1

    @property
    def count(self) -> int:
        return len(self.people)


def chosen(campaign: Campaign, now: dt.datetime) -> QuerySet[Learner]:
    """The learners a campaign is for, whether or not they can be texted."""
    found = Learner.objects.current().filter(organisation=campaign.organisation_id)
    if campaign.centre_id:
        found = found.filter(centre=campaign.centre_id)
    if campaign.language:
        found = found.filter(language=campaign.language)
    if campaign.away_weeks:
        since = now - dt.timedelta(weeks=campaign.away_weeks)
        came = Attendance.objects.standing().since(since).filter(learner=OuterRef("pk"))
        found = found.filter(~Exists(came), added_at__lt=since)
    return found


def audience(campaign: Campaign, now: dt.datetime) -> Audience:
    """Who would get it now. Four queries, however many there are."""
    wanted = chosen(campaign, now)
    theirs = Learner.objects.filter(pk__in=wanted.order_by().values("pk"))
    agreed = set(theirs.who_agreed_to(ConsentPurpose.TEXTS).values_list("pk", flat=True))
    stopped = set(OptOut.objects.live().values_list("address", flat=True))
    dead = set(DeadNumber.objects.values_list("pk", flat=True))
    found, seen = Audience(), set[str]()
    for pk, phone in wanted.order_by("added_at", "pk").values_list("pk", "phone"):
        reason = why_left_out(pk, phone, agreed, stopped, dead, seen)
        if reason:
            found.leave_out(reason)
        else:
            seen.add(phone)
            found.people.append((pk, phone))
    return found


def why_left_out(
    pk: uuid.UUID,
    phone: str,
    agreed: set[uuid.UUID],
    stopped: set[str],
    dead: set[str],
    seen: set[str],
) -> str:
    """Why somebody gets no text, in words for the desk; empty if they do."""
    if not phone:
        return "have no number"
    if pk not in agreed:
        return "have not agreed to texts"
    if phone in stopped:
        return "said STOP"
    if phone in dead:
        return "have a number that can't get texts"
    return "share a number with somebody who gets it" if phone in seen else ""
