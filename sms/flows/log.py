"""LOG 8: a volunteer says how many came, we say which session we think they mean, and YES saves it.

NO looks at the session before that. No words of theirs are kept here, only how many came.
"""

from sms.flows.parts import Effect, Event, State, Step, ask, ended, say, to_a_person


def step(state: State, event: Event) -> Step:
    """One step of LOG."""
    match state.node, event.kind:
        case "start", "began" if event.facts.get("heads") is None:
            return ended(say("log_how_many"))
        case "start", "began":
            facts = {"heads": event.facts["heads"], "said_in": event.facts["said_in"]}
            return looked({**facts, "passed": []})
        case "looking", "found_session":
            return found(state, event)
        case "sure", "said":
            return answered(state, event)
        case "saving", "saved":
            return ended(say("log_saved", **what_was_said(state)))
        case "saving", "had_register":
            return ended(say("log_already"))
        case _, "silence":
            return ended()
    return to_a_person()


def looked(data: dict[str, object]) -> Step:
    return State("looking", data), (Effect("find_session", {"passed": data["passed"]}),)


def found(state: State, event: Event) -> Step:
    """Say which session we mean, and wait for YES."""
    session = event.facts["session"]
    if session is None:
        return ended(say("log_none"))
    sure = State("sure", {**state.data, "session": session})
    return sure, (ask("log_sure", **what_was_said(sure)),)


def answered(state: State, event: Event) -> Step:
    """YES saves, NO asks about the one before, and anything else saves nothing."""
    session = state.data["session"]
    if event.facts.get("yes"):
        heads, said_in = state.data["heads"], state.data["said_in"]
        facts = {"session": session["session"], "heads": heads, "said_in": said_in}
        return State("saving", state.data), (Effect("save_heads", facts),)
    if event.facts.get("no"):
        return looked({**state.data, "passed": [*state.data["passed"], session["session"]]})
    return ended(say("log_kept"))


def what_was_said(state: State) -> dict[str, object]:
    session = state.data["session"]
    return {"at": session["at"], "place": session["place"], "heads": state.data["heads"]}
