"""NEXT: three dates at the learner's own centre. A digit books one; if it filled meanwhile, there is a fresh offer.

Somebody who asks to change a place keeps the old one until the new one is theirs.
"""

from sms.flows.offers import chosen, found, looked, was_full
from sms.flows.parts import Event, State, Step, ended, say, to_a_person


def step(state: State, event: Event) -> Step:
    """One step of NEXT."""
    match state.node, event.kind:
        case "start", "began":
            return looked({"instead_of": event.facts.get("instead_of")})
        case "looking", "found":
            return found(state, event, "offer")
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
