"""JOIN, with the name of a place or without: the next session at three centres, and a digit chooses one.

A learner gets a place. A number we do not know is told where to come, whom to ask for and that it is free, and a
coordinator of that centre is told: nobody becomes a learner by text.
"""

from sms.flows.offers import chosen, found, looked, was_full
from sms.flows.parts import Event, State, Step, ended, say, to_a_person


def step(state: State, event: Event) -> Step:
    """One step of JOIN."""
    match state.node, event.kind:
        case "start", "began":
            return looked({"one_a_centre": True, "centres": event.facts.get("centres")})
        case "looking", "found":
            return found(state, event, "offer_places")
        case "looking", "nowhere":
            return ended(say("join_where"))
        case "choosing", "said":
            return chosen(state, event, "join")
        case "taking", "kept" | "introduced":
            option = state.data["option"]
            key = "join_kept" if event.kind == "kept" else "join_come_along"
            return ended(say(key, at=option["at"], place=option["place"]))
        case "taking", "full":
            return was_full(state)
        case _, "silence":
            return ended()
    return to_a_person()
