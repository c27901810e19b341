"""What a gateway is asked to carry, and the three ways it may answer."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Protocol

import requests
from urllib3.exceptions import NewConnectionError

from sms.choices import Medium
from sms.prices import Charge


@dataclass(frozen=True)
class Outgoing:
    """What a gateway needs to know of a text, or of a call."""

    id: uuid.UUID
    to: str
    body: str
    seconds_useful: int
    medium: Medium = Medium.SMS


@dataclass(frozen=True)
class Accepted:
    """The provider has it, under this id."""

    sid: str
    status: str = "queued"


@dataclass(frozen=True)
class Rejected:
    """The provider refused it, and surely did not send it. `code` is its error code, or our word for no answer."""

    code: str


@dataclass(frozen=True)
class Unknown:
    """It may have gone and it may not. `reason` is for the desk: no number, no body."""

    reason: str


Outcome = Accepted | Rejected | Unknown
UNREACHED = Rejected("unreached")


class Gateway(Protocol):
    """A provider. `answers_keywords`: it answers STOP, START and HELP itself. `can_ring`: it can make calls. `at_once` is how
    many requests may be under way together; `parts_per_second` is what its sender may send, or 0 where there is no limit.
    """

    name: str
    sender: str
    answers_keywords: bool
    can_ring: bool
    at_once: int
    parts_per_second: int

    def send(self, text: Outgoing) -> Outcome: ...

    def call(self, call: Outgoing) -> Outcome:
        """Ring somebody. What is said is asked of us when they pick up."""
        ...

    def find(
        self, text: Outgoing, tried_at: dt.datetime, taken: Collection[str]
    ) -> Accepted | Unknown | None:
        """What became of a text or call nobody answered for. None if the provider never got it.

        `taken` are ids that belong to other texts and calls of ours.
        """
        ...

    def charges(self, since: dt.datetime) -> Iterator[Charge]:
        """What it asked for texts sent since then, as far as it knows."""
        ...


def never_arrived(problem: requests.RequestException) -> bool:
    """Whether the request cannot have reached the provider: no name, no route, no connection."""
    if isinstance(problem, requests.ConnectTimeout):
        return True
    cause = problem.args[0] if problem.args else None
    return isinstance(getattr(cause, "reason", cause), NewConnectionError)
