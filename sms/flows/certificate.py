"""CERTIFICATE: whether it is earned, and where to get it. Their centre is told that they asked, so that it is there."""

from sms.flows.parts import Effect, Event, State, Step, ended, say, to_a_person


def step(state: State, event: Event) -> Step:
    """The only step of CERTIFICATE. `reached` says that the level was reached; `left` is how many tasks are still to do."""
    if (state.node, event.kind) != ("start", "began"):
        return ended() if event.kind == "silence" else to_a_person()
    if event.facts.get("reached"):
        return ended(
            Effect("hand_over"), say("certificate_here", place=event.facts.get("place", ""))
        )
    left = event.facts.get("left", 0)
    return ended(say("certificate_left", left=left)) if left else to_a_person()
