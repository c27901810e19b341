"""The demo's texts: two years of reminders and answers, a few for a person to read, and one who asked us to stop."""

import datetime as dt
import uuid
from collections.abc import Iterator

from inclusion.actions import consent
from inclusion.choices import BookingState, Channel, ConsentPurpose, NoticeKind, NoticeState
from inclusion.management.demo.world import World
from inclusion.models import Booking, Learner, Notice
from inclusion.rules.reminders import is_waking_hour, reminder_window
from sms import texts
from sms.choices import Meaning, MessageState, Priority, TextKind
from sms.gateway import HANDSET_SENDER
from sms.ledger import estimate_of
from sms.models import Inbound, Message, OptOut
from sms.segments import measure
from sms.statuses import in_words

PAST_REMINDERS = 360
SOON = dt.timedelta(days=2)
# How often each thing becomes of a reminder, out of 100, as a well-kept list of numbers shows.
ENDINGS = [MessageState.DELIVERED] * 93 + [MessageState.UNDELIVERED] * 5 + [MessageState.FAILED] * 2
WHY = {
    MessageState.UNDELIVERED: in_words("30003"),
    MessageState.FAILED: in_words("21211"),
}
ANSWERS = {
    BookingState.CONFIRMED: ("1", "1", "1", "Yes", "yes please", "Yes I will be there"),
    BookingState.GIVEN_UP: ("2", "2", "No sorry", "can't come"),
}
THANKS = "Thank you for your help with the bus times. I did it by myself on Sunday!"
FOR_A_PERSON = (
    "Is there somewhere to leave a pram?",
    "Can my husband come with me on Thursday? He has never used a computer.",
)


def dress(world: World) -> None:
    """Texts for the bookings the programme made. The same dice give the same texts."""
    bookings = list(
        Booking.objects.filter(
            session__centre__organisation__council=world.council,
            learner__in=Learner.objects.current()
            .exclude(phone="")
            .who_agreed_to(ConsentPurpose.TEXTS),
        )
        .select_related("learner", "session__centre")
        .order_by("session__starts_at", "pk")
    )
    past = [booking for booking in bookings if booking.session.starts_at < world.now]
    soon = [b for b in bookings if world.now < b.session.starts_at < world.now + SOON]
    chosen = world.dice.sample(past, min(PAST_REMINDERS, len(past)))
    reminded = [one for booking in chosen if (one := remind(booking, world))]
    reminded += [one for booking in soon if (one := remind_early(booking, world))]
    Notice.objects.bulk_create(
        (message.notice for message in reminded if message.notice), ignore_conflicts=True
    )
    Message.objects.bulk_create(reminded)
    for booking, message in zip(chosen, reminded, strict=False):
        answer(booking, message, world)
    talk(sorted({b.learner for b in past}, key=lambda learner: learner.phone), world)


def an_id(world: World) -> uuid.UUID:
    return uuid.UUID(int=world.dice.getrandbits(128), version=4)


def remind(booking: Booking, world: World) -> Message | None:
    """The reminder of a session that has been, and what became of it."""
    window = reminder_window(booking.session.starts_at, booking.session.starts_at - SOON)
    if window is None:
        return None
    return reminder(booking, window.due_at, world.dice.choice(ENDINGS), world)


def remind_early(booking: Booking, world: World) -> Message | None:
    """The reminder of a session soon to come, so that there is one to answer. At night it was sent in the evening."""
    if booking.state != BookingState.HELD:
        return None
    sent_at = when_awake(world.now - dt.timedelta(hours=1))
    return reminder(booking, sent_at, MessageState.DELIVERED, world)


def when_awake(moment: dt.datetime) -> dt.datetime:
    """That moment, or the last waking hour before it."""
    while not is_waking_hour(moment):
        moment -= dt.timedelta(hours=1)
    return moment


def reminder(booking: Booking, sent_at: dt.datetime, ending: MessageState, world: World) -> Message:
    session, learner = booking.session, booking.learner
    notice = Notice(
        id=an_id(world),
        key=f"reminder:{session.pk}:{learner.pk}",
        kind=NoticeKind.SESSION_REMINDER,
        learner=learner,
        session=session,
        due_at=sent_at,
        useful_until=session.starts_at,
        state=NoticeState.SETTLED,
        settled_at=sent_at,
        owed_at=sent_at,
    )
    body = texts.say(
        "session_reminder", when=texts.when(session.starts_at), place=session.centre.name
    )
    return message(
        world,
        f"notice:{notice.pk}",
        body,
        sent_at,
        learner,
        state=ending,
        kind=TextKind.NOTICE,
        notice=notice,
        priority=Priority.REMINDER,
        last_error=WHY.get(ending, ""),
    )


def message(
    world: World, key: str, body: str, at: dt.datetime, learner: Learner, **details: object
) -> Message:
    """One text of ours, as it stands after it was sent."""
    measured = measure(body)
    identity = an_id(world)
    return Message(
        **{
            "id": identity,
            "key": key,
            "address": learner.phone,
            "sender": HANDSET_SENDER,
            "body": body,
            "encoding": measured.encoding,
            "segments": measured.count,
            "estimate": estimate_of(measured.count, at),
            "not_before": at,
            "useful_until": at + dt.timedelta(days=1),
            "state": MessageState.DELIVERED,
            "attempts": 1,
            "queued_at": at,
            "tried_at": at,
            "changed_at": at,
            "provider_sid": f"SM{identity.hex}",
            "learner": learner,
            "organisation_id": learner.organisation_id,
            **details,
        }
    )


def answer(booking: Booking, reminded: Message, world: World) -> None:
    """What they said to a reminder, where it arrived and they said anything."""
    words = ANSWERS.get(BookingState(booking.state))
    if words and reminded.state == MessageState.DELIVERED and reminded.notice:
        at = reminded.queued_at + dt.timedelta(minutes=world.dice.randint(1, 180))
        coming = booking.state == BookingState.CONFIRMED
        meaning = Meaning.COMING if coming else Meaning.NOT_COMING
        said = texted_in(booking.learner, world.dice.choice(words), at, meaning, world)
        body = texts.say(
            meaning, when=texts.when(booking.session.starts_at), place=booking.session.centre.name
        )
        reply(said, body, world, booking.learner)


def texted_in(
    learner: Learner, body: str, at: dt.datetime, meaning: Meaning, world: World
) -> Inbound:
    sid = f"SM{world.dice.getrandbits(128):032x}"
    return Inbound.objects.create(
        id=an_id(world),
        provider="handset",
        sid=sid,
        sender=learner.phone,
        recipient=HANDSET_SENDER,
        body=body,
        parameters={"MessageSid": [sid], "Body": [body]},
        organisation_id=learner.organisation_id,
        meaning=meaning,
        received_at=at,
        processed_at=at,
        needs_person=meaning == Meaning.OTHER,
    )


def reply(said: Inbound, body: str, world: World, learner: Learner) -> None:
    message(
        world,
        f"answer:{said.pk}",
        body,
        said.received_at + dt.timedelta(seconds=4),
        learner,
        kind=TextKind.ANSWER,
        priority=Priority.REPLY,
        in_reply_to=said,
    ).save(force_insert=True)


def talk(learners: list[Learner], world: World) -> None:
    """One who asked us to stop, one who said thank you, and two who wait for a person today."""
    if len(learners) < len(FOR_A_PERSON) + 2:
        return
    stopper, grateful, *askers = world.dice.sample(learners, len(FOR_A_PERSON) + 2)
    stop(stopper, world.now - dt.timedelta(days=40), world)
    thanked = texted_in(grateful, THANKS, world.now - dt.timedelta(days=3), Meaning.OTHER, world)
    thanked.dealt_with_at = thanked.received_at + dt.timedelta(hours=2)
    thanked.save()
    for hours, (learner, words) in enumerate(askers_with_words(askers), start=1):
        said = texted_in(
            learner,
            words,
            when_awake(world.now - dt.timedelta(hours=hours, minutes=12)),
            Meaning.OTHER,
            world,
        )
        reply(said, texts.say("received"), world, learner)


def askers_with_words(askers: list[Learner]) -> Iterator[tuple[Learner, str]]:
    return zip(askers, FOR_A_PERSON, strict=True)


def stop(learner: Learner, at: dt.datetime, world: World) -> None:
    """STOP, as the real thing does it."""
    said = texted_in(learner, "STOP", at, Meaning.STOP, world)
    OptOut.objects.create(address=learner.phone, began_at=at, by_text=said)
    for sharer in Learner.objects.filter(phone=learner.phone):
        consent.withdraw(
            person=sharer, purpose=ConsentPurpose.TEXTS, channel=Channel.TEXT, by=None, now=at
        )
    reply(said, texts.say("stopped"), world, learner)
