"""What a text that came in means, and what we do about it.

Stopping, starting and help come before anything else. Then a word that starts a conversation, then the answer to
whatever was asked last. Whatever is left is in somebody's own words, and waits at the desk for a person.
"""

import datetime as dt
import logging
import re
import uuid

from django.db import transaction

from inclusion.actions import bookings
from inclusion.choices import BookingState, Channel, NoticeKind
from inclusion.models import Booking, Notice
from sms.beginning import start_to_talk
from sms.choices import IN_FLIGHT, OUT_OF_OUR_HANDS, Meaning, TextKind
from sms.conversations import begin, hear
from sms.gateway import gateway
from sms.keywords import (
    handled_by_provider,
    keyword_in,
    language_in,
    meaning_of,
    number_in,
)
from sms.known import Known, known_of
from sms.lines import held
from sms.models import (
    Conversation,
    DeadNumber,
    Inbound,
    Line,
    Message,
    OptOut,
    one_council_has_the_machine,
)
from sms.outbox import answer
from sms.stopping import start_number, stop_number

logger = logging.getLogger(__name__)
A_PHONE = re.compile(r"\+[1-9]\d{6,14}")
ASKED_ABOUT = (NoticeKind.SESSION_REMINDER, NoticeKind.BOOKING_MADE, NoticeKind.SESSION_MOVED)
ANOTHER_DAY = 3
# Texts that came within this are read in the order they came; one that cannot be read does not hold up tomorrow's.
READ_TOGETHER = dt.timedelta(minutes=10)
READ = ("organisation", "meaning", "processed_at", "needs_person")


def read(inbound_id: uuid.UUID, now: dt.datetime) -> None:
    """Understand one text and act on it, as `read_from` does."""
    inbound = Inbound.objects.get(pk=inbound_id)
    read_from(inbound.sender, inbound.received_at, now)


@transaction.atomic
def read_from(sender: str, until: dt.datetime, now: dt.datetime) -> None:
    """Understand what a number texted and act on it, all or nothing: a text that came at `until`, after any just before it.

    A text already read is left alone.
    """
    # Short codes and named senders are machines, and our own number is us.
    is_somebody = bool(A_PHONE.fullmatch(sender)) and sender != gateway().sender
    if is_somebody:
        held(sender)
    unread = (
        Inbound.objects.unread_by_the_machine()
        .filter(sender=sender, received_at__range=(until - READ_TOGETHER, until))
        .order_by("received_at", "pk")
        .select_for_update()
    )
    for place, each in enumerate(list(unread)):
        # One that asks to be forgotten takes those after it along, so each but the first is looked for again.
        for inbound in unread.filter(pk=each.pk) if place else [each]:
            read_one(inbound, is_somebody, now)


def read_one(inbound: Inbound, is_somebody: bool, now: dt.datetime) -> None:
    """What it means and whose it is go into its row at the end, with whatever acting on it changed."""
    inbound.known = known = known_of(inbound.sender, now)
    inbound.organisation_id = known.organisation_id
    inbound.meaning = meaning_of(inbound.body)
    inbound.processed_at = now
    if is_somebody:
        if known.is_dead:
            DeadNumber.objects.filter(pk=inbound.sender).delete()  # it is alive
        act(inbound, known, now)
    inbound.save(update_fields=READ)
    logger.info("Text in %s: %s", inbound.pk, inbound.meaning)


def act(inbound: Inbound, known: Known, now: dt.datetime) -> None:
    """Stopping, starting and help first, in any language; whatever else is said comes after."""
    if inbound.meaning == Meaning.STOP:
        stop(inbound, now)
    elif inbound.meaning == Meaning.START:
        start(inbound, now)
    elif inbound.meaning == Meaning.HELP:
        answer_unless_provider_does(inbound, "help", now)
    elif known.has_stopped or not talk(inbound, known, now):
        leave_for_a_person(inbound, now)


def talk(inbound: Inbound, known: Known, now: dt.datetime) -> bool:
    """A word that starts a conversation, or an answer to whatever was asked last. False if it is neither."""
    language = language_in(inbound.body)
    if language is not None:
        speak(language, inbound, now)
        return True
    keyword = keyword_in(inbound.body)
    if keyword:
        return start_to_talk(*keyword, inbound, now)
    asked = last_asked_about(inbound.sender, now)
    waiting = conversation_with(inbound.sender) if known.is_talking else None
    if waiting and not (asked and asked.tried_at and asked.tried_at > asked_at(waiting)):
        hear(waiting, inbound, now)
        return True
    booking = place_in(asked.notice) if asked and asked.notice else None
    if booking is None:
        return False
    if number_in(inbound.body) == ANOTHER_DAY:
        begin(
            flow="next",
            inbound=inbound,
            learner=booking.learner,
            now=now,
            instead_of=str(booking.session_id),
        )
        return True
    if inbound.meaning not in (Meaning.COMING, Meaning.NOT_COMING):
        return False
    settle(inbound, booking, now)
    return True


def conversation_with(number: str) -> Conversation | None:
    """The one that waits for their answer, with what its next step needs."""
    waiting = Conversation.objects.waiting().filter(address=number)
    return waiting.select_related("prompt", "learner__organisation", "learner__centre").first()


def asked_at(conversation: Conversation) -> dt.datetime:
    """When its question went out; when it was put, while it waits to go."""
    prompt = conversation.prompt
    return (prompt.tried_at if prompt else None) or conversation.changed_at


def speak(language: str, inbound: Inbound, now: dt.datetime) -> None:
    """Text this number in the language it asked for, or say which there are."""
    inbound.meaning = Meaning.TALK
    if language:
        Line.objects.filter(pk=inbound.sender).update(language=language)
        inbound.known = known_of(inbound.sender, now)
    answer(inbound=inbound, key="language_set" if language else "language_which", now=now)


def stop(inbound: Inbound, now: dt.datetime) -> None:
    """No more texts to this number, whoever shares it. Each agreement to texts is taken back, in the open.

    It is confirmed once: somebody who says it again has asked for silence already.
    """
    had_stopped = OptOut.objects.covers(inbound.sender)
    stop_number(inbound.sender, now, by_text=inbound)
    if not had_stopped:
        answer_unless_provider_does(inbound, "stopped", now)


def start(inbound: Inbound, now: dt.datetime) -> None:
    """Texts again, for those who had stopped them by text. Whoever had not is told what they can ask for."""
    has_started = start_number(inbound.sender, now)
    answer_unless_provider_does(inbound, "started" if has_started else "help", now)


def answer_unless_provider_does(inbound: Inbound, key: str, now: dt.datetime) -> None:
    """Twilio answers its own words itself; a second answer would confuse, or be refused."""
    if not (gateway().answers_keywords and handled_by_provider(inbound.body)):
        answer(inbound=inbound, key=key, now=now)


def last_asked_about(number: str, now: dt.datetime) -> Message | None:
    """The last text to ask this number about a place at a session still to come. Shared phones: the last one asked."""
    return (
        Message.objects.filter(
            address=number,
            notice__kind__in=ASKED_ABOUT,
            notice__session__starts_at__gt=now,
            state__in=(*OUT_OF_OUR_HANDS, *IN_FLIGHT),
        )
        .select_related("notice")
        .order_by("-tried_at")
        .first()
    )


def place_in(notice: Notice) -> Booking | None:
    return (
        Booking.objects.filter(session=notice.session_id, learner=notice.learner_id)
        .select_related("session__centre", "learner__organisation")
        .first()
    )


def settle(inbound: Inbound, booking: Booking, now: dt.datetime) -> None:
    """They will come, or can't. A place given up and wanted back is only theirs if it is still free."""
    coming = inbound.meaning == Meaning.COMING
    try:
        keep_or_give_up(booking, coming, now)
    except bookings.NoPlace:
        inbound.needs_person = True
        answer(inbound=inbound, key="full_now", now=now)
        return
    answer(
        inbound=inbound,
        key="coming" if coming else "not_coming",
        now=now,
        at=booking.session.starts_at,
        place=booking.session.centre.name,
    )


@transaction.atomic
def keep_or_give_up(booking: Booking, coming: bool, now: dt.datetime) -> None:
    """What a 1 or a 2 does, texted or pressed. Raises NoPlace."""
    if coming and booking.state == BookingState.GIVEN_UP:
        booking = bookings.book_place(
            session=booking.session,
            learner=booking.learner,
            channel=Channel.TEXT,
            by=None,
            now=now,
        )
    bookings.answer(booking=booking, coming=coming, now=now)


def leave_for_a_person(inbound: Inbound, now: dt.datetime) -> None:
    """It waits at the desk. They are told so, at most once an hour, unless they have asked for no texts.

    Where nobody may read a stranger's text, the stranger is told that instead.
    """
    has_a_reader = bool(inbound.organisation_id) or one_council_has_the_machine()
    inbound.needs_person = True
    told_lately = Message.objects.filter(
        address=inbound.sender,
        kind=TextKind.ANSWER,
        in_reply_to__needs_person=True,
        queued_at__gt=now - dt.timedelta(hours=1),
    )
    stopped = inbound.known and inbound.known.has_stopped
    if not stopped and not told_lately.exists():
        answer(inbound=inbound, key="received" if has_a_reader else "not_known", now=now)
