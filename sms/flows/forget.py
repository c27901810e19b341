"""FORGET: asks once, and on YES everything goes. Anything but a plain YES leaves all as it was."""

from sms.flows.parts import Effect, Event, State, Step, ask, ended, say, to_a_person


def step(state: State, event: Event) -> Step:
    """One step of FORGET. The erasing itself comes after the last step is saved, and says so in a text of its own."""
    match state.node, event.kind:
        case "start", "began":
            return State("sure"), (ask("forget_sure"),)
        case "sure", "said" if event.facts.get("yes"):
            return State("forgetting"), (Effect("forget"),)
        case "sure", "said":
            return ended(say("forget_kept"))
        case "forgetting", "will_forget":
            return ended()
        case _, "silence":
            return ended()
    return to_a_person()
