"""MYDATA: what sort of things we keep, and how to get a copy. Their centre is told that they asked."""

from sms.flows.parts import Effect, Event, State, Step, ended, say, to_a_person


def step(state: State, event: Event) -> Step:
    """The only step of MYDATA."""
    if (state.node, event.kind) == ("start", "began"):
        return ended(Effect("hand_over"), say("mydata", place=event.facts.get("place", "")))
    return ended() if event.kind == "silence" else to_a_person()
