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
from inclusion.models import Booking, Learner, Notice
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


@transaction.atomic
def read(inbound_id: uuid.UUID, now: dt.datetime) -> None:
    """Understand one text and act on it, all or nothing, after any that came just before it from the same number.

    A text already read is left alone.
    """
    newest = Inbound.objects.get(pk=inbound_id)
    # Short codes and named senders are machines, and our own number is us.
    is_somebody = bool(A_PHONE.fullmatch(newest.sender)) and newest.sender != gateway().sender
    if is_somebody:
        held(newest.sender)
        DeadNumber.objects.filter(pk=newest.sender).delete()  # it is alive
    in_order = Inbound.objects.unread_by_the_machine().filter(
        sender=newest.sender,
        received_at__range=(newest.received_at - READ_TOGETHER, newest.received_at),
    )
    for each in list(in_order.order_by("received_at", "pk").values_list("pk", flat=True)):
        # One that asks to be forgotten takes those after it along.
        for inbound in in_order.filter(pk=each).select_for_update():
            read_one(inbound, is_somebody, now)


def read_one(inbound: Inbound, is_somebody: bool, now: dt.datetime) -> None:
    inbound.organisation_id = organisation_of(inbound.sender)
    inbound.meaning = meaning_of(inbound.body)
    inbound.processed_at = now
    inbound.save()
    if is_somebody:
        act(inbound, now)
    logger.info("Text in %s: %s", inbound.pk, inbound.meaning)


def act(inbound: Inbound, now: dt.datetime) -> None:
    """Stopping, starting and help first, in any language; whatever else is said comes after."""
    if inbound.meaning == Meaning.STOP:
        stop(inbound, now)
    elif inbound.meaning == Meaning.START:
        start(inbound, now)
    elif inbound.meaning == Meaning.HELP:
        answer_unless_provider_does(inbound, "help", now)
    elif OptOut.objects.covers(inbound.sender) or not talk(inbound, now):
        leave_for_a_person(inbound, now)


def talk(inbound: Inbound, now: dt.datetime) -> bool:
    """A word that starts a conversation, or an answer to whatever was asked last. False if it is neither."""
    language = language_in(inbound.body)
    if language is not None:
        speak(language, inbound, now)
        return True
    keyword = keyword_in(inbound.body)
    if keyword:
        return start_to_talk(*keyword, inbound, now)
    asked = last_asked_about(inbound.sender, now)
    waiting = (
        Conversation.objects.waiting()
        .filter(address=inbound.sender)
        .select_related("prompt")
        .first()
    )
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


def asked_at(conversation: Conversation) -> dt.datetime:
    """When its question went out; when it was put, while it waits to go."""
    prompt = conversation.prompt
    return (prompt.tried_at if prompt else None) or conversation.changed_at


def speak(language: str, inbound: Inbound, now: dt.datetime) -> None:
    """Text this number in the language it asked for, or say which there are."""
    inbound.meaning = Meaning.TALK
    inbound.save(update_fields=["meaning"])
    if language:
        Line.objects.filter(pk=inbound.sender).update(language=language)
    answer(inbound=inbound, key="language_set" if language else "language_which", now=now)


def organisation_of(number: str) -> int | None:
    """Whose text it is: whoever texted this number last, or helps somebody who has it."""
    last = Message.objects.filter(address=number, organisation__isnull=False).first()
    if last:
        return last.organisation_id
    return (
        Learner.objects.current()
        .filter(phone=number)
        .order_by("-added_at")
        .values_list("organisation_id", flat=True)
        .first()
        if number
        else None
    )


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
        inbound.save(update_fields=["needs_person"])
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
    inbound.save(update_fields=["needs_person"])
    told_lately = Message.objects.filter(
        address=inbound.sender,
        kind=TextKind.ANSWER,
        in_reply_to__needs_person=True,
        queued_at__gt=now - dt.timedelta(hours=1),
    )
    if not told_lately.exists() and not OptOut.objects.covers(inbound.sender):
        answer(inbound=inbound, key="received" if has_a_reader else "not_known", now=now)
