"""How was it? After a session we ask for a number from 1 to 5, then for one sentence if they like.

None of their words are kept here. Somebody who writes a letter instead of a number has it read by a person.
"""

from sms.flows.offers import LONGEST_CHOICE
from sms.flows.parts import Effect, Event, State, Step, ask, ended, not_understood, say, to_a_person

SCORES = range(1, 6)


def step(state: State, event: Event) -> Step:
    """One step of a conversation that we began."""
    match state.node, event.kind:
        case "start", "began" if "session" in event.facts:
            asked = State("score", event.facts)
            return asked, (question(asked),)
        case "score", "said":
            return scored(state, event)
        case "why", "said" if event.facts.get("no"):
            return ended(say("feedback_thanks"))
        case "why", "said":
            about = {"session": state.data["session"]}
            return ended(Effect("keep_words", about), say("feedback_thanks"))
        case _, "silence":
            return ended()
    return to_a_person()


def scored(state: State, event: Event) -> Step:
    """A number is kept at once: what comes after it is a gift."""
    number = event.facts["number"]
    if number in SCORES:
        facts = {"session": state.data["session"], "score": number}
        return State("why", state.data), (Effect("keep_score", facts), ask("feedback_why"))
    if number is None and event.facts["words"] > LONGEST_CHOICE:
        return to_a_person()
    return not_understood(state, question(state))


def question(state: State) -> Effect:
    return ask("how_was_it", at=state.data["at"], place=state.data["place"])
