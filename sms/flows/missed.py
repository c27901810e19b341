"""We missed you: the morning after somebody kept a place and did not come, we say so kindly and offer the next dates.

No blame and no question why: somebody who wants to say will, in their own words, and a person reads it.
"""

from sms.flows.offers import chosen, found, looked, was_full
from sms.flows.parts import Event, State, Step, ended, say, to_a_person


def step(state: State, event: Event) -> Step:
    """One step of a conversation that we began."""
    match state.node, event.kind:
        case "start", "began":
            return looked({})
        case "looking", "found" if not event.facts["options"] and not state.data.get("was_full"):
            return ended(say("missed_you"))
        case "looking", "found":
            return found(state, event, "missed_you_offer")
        case "choosing", "said":
            return chosen(state, event, "keep")
        case "taking", "kept":
            option = state.data["option"]
            return ended(say("place_kept", at=option["at"], place=option["place"]))
        case "taking", "full":
            return was_full(state)
        case _, "silence":
            return ended()
    return to_a_person()
