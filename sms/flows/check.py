"""CHECK: one tiny question for each of the first skills, and their own word for it: alone, with help, or not yet.

Each answer is kept as it comes, so that somebody who stops half way has lost nothing. We ask again after 4 and 12 weeks.
"""

from sms.flows.offers import LONGEST_CHOICE
from sms.flows.parts import Effect, Event, State, Step, ask, ended, not_understood, say, to_a_person

WORDS = {1: "alone", 2: "helped", 3: "not_yet"}
YES, NO = 1, 3


def step(state: State, event: Event) -> Step:
    """One step of CHECK, whoever began it. `tasks` are codes of the framework, in its order."""
    match state.node, event.kind:
        case "start", "began" if event.facts.get("tasks"):
            asked = State("asking", {"is_again": False, **event.facts, "at": 0, "done": 0})
            return asked, (question(asked),)
        case "asking", "said":
            return answered(state, event)
        case _, "silence":
            return ended()
    return to_a_person()


def answered(state: State, event: Event) -> Step:
    """Keep the answer and ask the next. A plain yes or no will do for 1 and 3."""
    said = event.facts
    number = YES if said.get("yes") else NO if said.get("no") else said["number"]
    if number not in WORDS:
        if number is None and said["words"] > LONGEST_CHOICE:
            return to_a_person()
        return not_understood(state, question(state))
    tasks, at = state.data["tasks"], state.data["at"]
    facts = {"framework": state.data["framework"], "task": tasks[at], "word": WORDS[number]}
    kept = Effect("keep_own_word", facts)
    done = state.data["done"] + (number == YES)
    if at + 1 == len(tasks):
        return ended(kept, thanks(done, len(tasks)))
    onwards = State("asking", {**state.data, "at": at + 1, "done": done, "misses": 0})
    return onwards, (kept, question(onwards))


def question(state: State) -> Effect:
    """The next skill. The first of a check that we began says what it is, and how to stop."""
    tasks, at = state.data["tasks"], state.data["at"]
    key = "check_again" if state.data["is_again"] and at == 0 else "check_ask"
    return ask(key, n=at + 1, total=len(tasks), skill=tasks[at])


def thanks(done: int, total: int) -> Effect:
    return say("check_all" if done == total else "check_done", done=done, total=total)
