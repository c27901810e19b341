"""What conversations are made of. Everything here goes into the database as JSON: ids, numbers and choices only."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

OVER = "over"
# After this many answers we could not read, a person takes over.
MOST_MISSES = 2


@dataclass(frozen=True)
class State:
    """Where a conversation has got to."""

    node: str = "start"
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_over(self) -> bool:
        return self.node == OVER


@dataclass(frozen=True)
class Event:
    """Something that happened: `began`, `said`, `silence`, or the outcome of an effect."""

    kind: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Effect:
    """Something to be done: `say`, `ask` (say, and wait for an answer), `look`, `keep`, `introduce`, `hand_over`."""

    kind: str
    facts: Mapping[str, Any] = field(default_factory=dict)


Step = tuple[State, tuple[Effect, ...]]
Flow = Callable[[State, Event], Step]


def say(key: str, **facts: Any) -> Effect:
    """One sentence of `sms/words`, and what goes into it."""
    return Effect("say", {"key": key, **facts})


def ask(key: str, **facts: Any) -> Effect:
    """One sentence that waits for an answer."""
    return Effect("ask", {"key": key, **facts})


def ended(*effects: Effect) -> Step:
    return State(OVER), effects


def to_a_person() -> Step:
    """We cannot help; a person can. The text waits at the desk."""
    return ended(Effect("hand_over"), say("received"))


def not_understood(state: State, question: Effect) -> Step:
    """Ask again, twice at most; then it is a person's."""
    misses = state.data.get("misses", 0) + 1
    if misses > MOST_MISSES:
        return to_a_person()
    return State(state.node, {**state.data, "misses": misses}), (question,)
