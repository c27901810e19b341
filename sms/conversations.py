"""Talking: one step of a flow, what it asks to be done, and what comes of that, all in one transaction.

The caller holds the number's line, so that two texts from one phone are never read at once.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import partial
from typing import Any

from django.db import transaction

from inclusion.actions import bookings
from inclusion.choices import Channel
from inclusion.models import Booking, Learner, Notice, Session
from sms import feedback, own_word, registers
from sms.choices import ConversationStatus, Meaning
from sms.dates import needs_a_place, to_offer
from sms.flows import FLOWS
from sms.flows.parts import Effect, Event, State
from sms.forgetting import forget_number, people_of
from sms.keywords import is_no, is_yes, normalise, number_in
from sms.models import Conversation, ConversationStep, Inbound, Timer
from sms.outbox import answer, tell
from sms.registers import session_meant, volunteer_of
from sms.turns import Turn

ANSWER_WITHIN = dt.timedelta(days=1)


def begin(
    *, flow: str, inbound: Inbound, learner: Learner | None, now: dt.datetime, **facts: Any
) -> Conversation:
    """Start a conversation. One that was waiting is over: something else was asked."""
    if inbound.known is None or inbound.known.is_talking:
        interrupt(inbound.sender, now)
    conversation = Conversation(address=inbound.sender, learner=learner, flow=flow, began_at=now)
    take(Turn(conversation, inbound, now), Event("began", facts))
    return conversation


def begin_again(talk: Conversation, inbound: Inbound, now: dt.datetime) -> Conversation:
    """Start a conversation over with what it began with, because a person at the desk asked for it after this text."""
    interrupt(inbound.sender, now)
    over = Conversation(address=inbound.sender, learner=talk.learner, flow=talk.flow, began_at=now)
    take(Turn(over, inbound, now, again=True), Event(**talk.steps.all()[0].event))
    return over


def interrupt(number: str, now: dt.datetime) -> None:
    """Whatever waits for an answer from this number waits no longer."""
    Conversation.objects.waiting().filter(address=number).update(
        status=ConversationStatus.INTERRUPTED, changed_at=now
    )


def open_up(*, flow: str, notice: Notice, now: dt.datetime, **facts: Any) -> Conversation:
    """Start a conversation ourselves, with what we owe somebody. The caller has seen that none is waiting."""
    conversation = Conversation(
        address=notice.learner.phone,
        learner=notice.learner,
        flow=flow,
        began_at=now,
        changed_at=now,
    )
    take(Turn(conversation, None, now, notice), Event("began", facts))
    return conversation


def hear(conversation: Conversation, inbound: Inbound, now: dt.datetime) -> None:
    """They answered. What is kept of it is the number they chose, how many words there were, and if it was a plain yes or no."""
    said = {
        "number": number_in(inbound.body),
        "words": len(normalise(inbound.body).split()),
        "yes": is_yes(inbound.body),
        "no": is_no(inbound.body),
    }
    take(Turn(conversation, inbound, now), Event("said", said))


def take(turn: Turn, event: Event) -> None:
    """Take an event, do what the flow asks, and take what comes of it, until there is nothing more."""
    if turn.inbound and not turn.again:
        turn.inbound.meaning = Meaning.TALK
    waiting = [event]
    while waiting:
        waiting += step(turn, waiting.pop(0))
    turn.conversation.save()
    ConversationStep.objects.bulk_create(turn.steps)
    Timer.objects.bulk_create(turn.timers)
    for happens in turn.afterwards:
        happens()


def step(turn: Turn, event: Event) -> list[Event]:
    """One step: the flow decides, it is noted, and its effects happen. Returns what came of them."""
    talk = turn.conversation
    state, effects = FLOWS[talk.flow](State(talk.node, talk.data), event)
    talk.node, talk.data, talk.seq = state.node, dict(state.data), talk.seq + 1
    talk.changed_at = turn.now
    if state.is_over:
        silent = event.kind == "silence"
        talk.status = ConversationStatus.EXPIRED if silent else ConversationStatus.DONE
    turn.steps.append(
        ConversationStep(
            conversation=talk,
            seq=talk.seq,
            event=asdict(event),
            effects=[asdict(effect) for effect in effects],
            inbound=turn.inbound,
            at=turn.now,
        )
    )
    outcomes = [DO[effect.kind](turn, effect.facts) for effect in effects]
    return [outcome for outcome in outcomes if outcome]


def replayed(conversation: Conversation) -> tuple[State, list[list[Effect]]]:
    """The conversation played again from its events alone, with what each step asked for."""
    state, asked = State(), []
    for past in conversation.steps.all():
        state, effects = FLOWS[conversation.flow](state, Event(**past.event))
        asked.append(list(effects))
    return state, asked


def say(turn: Turn, facts: Mapping[str, Any]) -> None:
    words = {**facts, "key": facts["key"]}
    if "at" in facts:
        words["at"] = dt.datetime.fromisoformat(facts["at"])
    if "options" in facts:
        words["options"] = [
            (dt.datetime.fromisoformat(one["at"]), one["place"]) for one in facts["options"]
        ]
    if turn.inbound:
        turn.conversation.prompt = answer(
            inbound=turn.inbound, now=turn.now, again=turn.again, **words
        )
    elif turn.notice:
        turn.conversation.prompt = tell(notice=turn.notice, now=turn.now, **words)


def ask(turn: Turn, facts: Mapping[str, Any]) -> None:
    """Say it, and set a timer for when nobody answers."""
    say(turn, facts)
    turn.timers.append(
        Timer(conversation=turn.conversation, seq=turn.conversation.seq, wait=ANSWER_WITHIN)
    )


def look(turn: Turn, wish: Mapping[str, Any]) -> Event:
    learner = turn.conversation.learner
    if wish.get("one_a_centre") and needs_a_place(learner, wish.get("centres")):
        return Event("nowhere")
    sessions = to_offer(learner, wish, turn.now)
    options = [
        {"session": str(one.pk), "at": one.starts_at.isoformat(), "place": one.centre.name}
        for one in sessions
    ]
    return Event("found", {"options": options})


def keep(turn: Turn, option: Mapping[str, Any]) -> Event:
    """Book the place, with room counted under a lock; then give up the one it stands in for."""
    learner = turn.conversation.learner
    session = Session.objects.filter(pk=option["session"]).first()
    if learner is None or session is None:
        return Event("full")
    try:
        with transaction.atomic():
            bookings.book_place(
                session=session, learner=learner, channel=Channel.TEXT, by=None, now=turn.now
            )
    except bookings.NoPlace:
        return Event("full")
    if option.get("instead_of"):
        for old in Booking.objects.filter(learner=learner, session=option["instead_of"]):
            bookings.answer(booking=old, coming=False, now=turn.now)
    return Event("kept")


def join(turn: Turn, option: Mapping[str, Any]) -> Event:
    """A learner gets a place. A stranger's text goes to the people of that centre, who will expect them."""
    if turn.conversation.learner:
        return keep(turn, option)
    session = Session.objects.filter(pk=option["session"]).select_related("centre").first()
    if session is None:
        return Event("full")
    if turn.inbound:
        turn.inbound.organisation_id = session.centre.organisation_id
        hand_over(turn, option)
    return Event("introduced")


def forget(turn: Turn, facts: Mapping[str, Any]) -> Event:
    """Everything about this number goes, this conversation too, so it goes last. Of two on one number a person asks which."""
    if turn.inbound is None or len(people_of(turn.conversation.address)) > 1:
        return Event("shared")
    turn.afterwards.append(partial(forget_number, turn.inbound, turn.now))
    return Event("will_forget")


def find_session(turn: Turn, wish: Mapping[str, Any]) -> Event:
    """The session a volunteer most likely means, of those not passed over. None for somebody who may keep no register now."""
    user = volunteer_of(turn.conversation.address)
    meant = session_meant(user, wish["passed"], turn.now) if user else None
    facts = meant and {
        "session": str(meant.pk),
        "at": meant.starts_at.isoformat(),
        "place": meant.centre.name,
    }
    return Event("found_session", {"session": facts})


def save_heads(turn: Turn, facts: Mapping[str, Any]) -> Event:
    """Save how many came, if whoever texts may still do so and nobody has meanwhile."""
    user = volunteer_of(turn.conversation.address)
    saved = user and registers.save_heads(
        user=user,
        session_id=facts["session"],
        heads=facts["heads"],
        said_in=facts["said_in"],
        now=turn.now,
    )
    return Event("saved" if saved else "had_register")


def hand_over(turn: Turn, facts: Mapping[str, Any]) -> None:
    """Their text waits at the desk for a person."""
    if turn.inbound:
        turn.inbound.needs_person = True


DO: dict[str, Callable[[Turn, Mapping[str, Any]], Event | None]] = {
    "say": say,
    "ask": ask,
    "look": look,
    "keep": keep,
    "join": join,
    "forget": forget,
    "find_session": find_session,
    "save_heads": save_heads,
    "keep_own_word": own_word.keep,
    "keep_score": feedback.keep_score,
    "keep_words": feedback.keep_words,
    "hand_over": hand_over,
}
