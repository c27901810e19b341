"""Which sessions to offer somebody who texts. Only those anybody may come to, with room, and still to come."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import Count, F, Q

from inclusion.choices import Audience, BookingState, SessionKind
from inclusion.models import Centre, Learner, Session
from sms.models import one_council_has_the_machine

AT_ONCE = 3
LOOK_THROUGH = 200


def with_room(now: dt.datetime) -> models.QuerySet[Session]:
    return (
        Session.objects.open_to_the_public()
        .still_to_come(now)
        .filter(audience=Audience.EVERYONE)
        .exclude(kind=SessionKind.CODE_CLUB)
        .annotate(taken=Count("bookings", filter=~Q(bookings__state=BookingState.GIVEN_UP)))
        .filter(taken__lt=F("places"))
        .select_related("centre")
    )


def to_offer(learner: Learner | None, wish: Mapping[str, Any], now: dt.datetime) -> list[Session]:
    """Up to three sessions, soonest first. `wish` is what the conversation asked for."""
    sessions = with_room(now).exclude(pk__in=wish.get("seen", ()))
    if learner:
        sessions = sessions.filter(centre__organisation__council=learner.organisation.council_id)
        sessions = sessions.exclude(pk__in=learner.bookings.standing().values("session"))
    if wish.get("one_a_centre"):
        return one_a_centre(sessions, wish.get("centres"))
    if learner is None:
        return []
    ours = sessions.filter(centre__organisation=learner.organisation_id)
    return list(ours.filter(centre=learner.centre_id)[:AT_ONCE]) or list(ours[:AT_ONCE])


def one_a_centre(sessions: models.QuerySet[Session], centres: list[int] | None) -> list[Session]:
    """The next session at each of three centres; at those named, if any were."""
    if centres:
        sessions = sessions.filter(centre__in=centres)
    first: dict[int, Session] = {}
    for session in sessions[:LOOK_THROUGH]:
        first.setdefault(session.centre_id, session)
    return list(first.values())[:AT_ONCE]


def needs_a_place(learner: Learner | None, centres: list[int] | None) -> bool:
    """Whether a stranger must say which place: where several councils share a machine, near is anywhere."""
    return learner is None and not centres and not one_council_has_the_machine()


def centres_called(words: str) -> list[int]:
    """Centres with these words in their name. None if there are no words."""
    if not words:
        return []
    named = Centre.objects.open_to_the_public().filter(name__icontains=words)
    return list(named.values_list("pk", flat=True)[:LOOK_THROUGH])
