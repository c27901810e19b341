"""Keeping and giving up places. Capacity is checked under a lock, so two people never get the last chair."""

import datetime as dt

from django.db import transaction

from inclusion.actions import notices
from inclusion.actions.events import record
from inclusion.choices import BookingState, Channel, SessionState
from inclusion.models import Booking, Learner, Session, User


class NoPlace(Exception):
    """The session is full, called off, or has begun. The message says which, for the person asking."""


@transaction.atomic
def book_place(
    *, session: Session, learner: Learner, channel: Channel, by: User | None, now: dt.datetime
) -> Booking:
    """Keep a place for a learner. Booking twice is one place. Raises NoPlace."""
    session = Session.objects.select_for_update().get(pk=session.pk)
    standing = session.bookings.standing()
    if standing.filter(learner=learner).exists():
        return standing.get(learner=learner)
    if session.state != SessionState.PLANNED or session.starts_at <= now:
        raise NoPlace("That session is no longer open.")
    if standing.count() >= session.places:
        raise NoPlace("That session is full.")
    booking, _ = Booking.objects.update_or_create(
        session=session,
        learner=learner,
        defaults={"state": BookingState.HELD, "channel": channel, "changed_at": now},
        create_defaults={
            "state": BookingState.HELD,
            "channel": channel,
            "made_at": now,
            "changed_at": now,
        },
    )
    record("book_place", booking, by=by, organisation_id=learner.organisation_id)
    return booking


@transaction.atomic
def answer(*, booking: Booking, coming: bool, now: dt.datetime) -> Booking:
    """The learner said they will come, or can't. Saying it twice changes nothing."""
    state = BookingState.CONFIRMED if coming else BookingState.GIVEN_UP
    if booking.state == state:
        return booking
    booking.state, booking.changed_at = state, now
    booking.save(update_fields=["state", "changed_at"])
    if not coming:
        notices.drop(booking.session.notices.filter(learner=booking.learner), now=now)
    record("answer_booking", booking, by=None, coming=coming)
    return booking
