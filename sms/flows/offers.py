"""Three dates, and one digit takes one. What JOIN and NEXT have in common.

The offer is part of the state, so a digit always means what it meant when it was offered, however much has changed.
"""

from typing import Any

from sms.flows.parts import Effect, Event, State, Step, ask, ended, not_understood, say, to_a_person

MORE = 0
# Longer than this is not a choice: somebody is telling us something.
LONGEST_CHOICE = 3


def looked(wish: dict[str, Any], **about: Any) -> Step:
    """Look for dates. `wish` says which, and stays for the next look."""
    return State("looking", {"wish": wish, **about}), (Effect("look", wish),)


def found(state: State, event: Event, question: str) -> Step:
    """Offer what was found, or hand over when nothing was."""
    options = event.facts["options"]
    if not options:
        return ended(Effect("hand_over"), say("no_dates"))
    key = "offer_again" if state.data.get("was_full") else question
    kept = {"wish": state.data["wish"], "options": options, "question": question}
    return State("choosing", kept), (ask(key, options=options),)


def chosen(state: State, event: Event, take: str) -> Step:
    """A digit takes an option, 0 asks for later dates, and anything else is asked again. `take` is the effect."""
    options, number = state.data["options"], event.facts["number"]
    if number == MORE:
        seen = [*state.data["wish"].get("seen", ()), *(one["session"] for one in options)]
        return looked({**state.data["wish"], "seen": seen})
    if number is not None and 0 < number <= len(options):
        option = options[number - 1]
        facts = {**option, "instead_of": state.data["wish"].get("instead_of")}
        return State("taking", {**state.data, "option": option}), (Effect(take, facts),)
    if number is None and event.facts["words"] > LONGEST_CHOICE:
        return to_a_person()
    return not_understood(state, ask(state.data["question"], options=options))


def was_full(state: State) -> Step:
    """Somebody took the last chair while we talked: look again, and say so."""
    return looked(state.data["wish"], was_full=True)
