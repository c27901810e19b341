"""What a phone may say, one operation at a time: each kind's fields, and how each is read. Plain reasons when not."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from inclusion.choices import (
    AgeBand,
    Audience,
    Channel,
    HelpGiven,
    Language,
    SessionKind,
    SessionState,
)
from inclusion.rules.readers import (
    NotClear,
    Read,
    a_count,
    a_key,
    a_mobile,
    a_moment,
    a_person_kind,
    a_postcode,
    a_school_year,
    a_version,
    an_id,
    maybe,
    one_of,
    purposes,
    words,
    yes_or_no,
)

SCHEMA = 1
OLDEST_SCHEMA = 0


class FromTheFuture(Exception):
    """Written by a newer app than this server knows. It must be kept and sent again later."""


@dataclass(frozen=True)
class Operation:
    """One thing somebody said, read and checked as far as that can be done without looking anything up."""

    id: UUID
    kind: str
    author: int
    said_at: dt.datetime | None
    body: Mapping[str, Any]


TOPIC = words(100, is_needed=True, refusal="Say in a few words what it is about.")
FIRST_NAME = words(
    40, is_needed=True, refusal="We need a first name, or the name they like to be called."
)
AUDIENCE = one_of(Audience, "Choose who it is for.")
HELP = one_of(HelpGiven, "Choose how much help they had.")
PERSON: dict[str, Read] = {"session": an_id, "person": an_id, "person_kind": a_person_kind}
LEARNER: dict[str, Read] = {
    "first_name": FIRST_NAME,
    "initial": words(2),
    "centre": maybe(a_key),
    "postcode": a_postcode,
    "age_band": one_of(AgeBand, "Choose one of the ages.", may_be_empty=True),
    "phone": a_mobile,
    "language": one_of(Language, "Choose a language."),
    "goal": words(200),
}
SESSION: dict[str, Read] = {
    "topic": TOPIC,
    "audience": AUDIENCE,
    "starts_at": a_moment,
    "ends_at": a_moment,
    "state": one_of(SessionState, "Choose whether it was held."),
}


def fields_of(readers: Mapping[str, Read]) -> Read:
    """Some of these fields, each read its own way."""

    def read(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict) or not value or not set(value) <= set(readers):
            raise NotClear("We don't know one of those fields.")
        return {name: read_field(name, readers[name], value[name]) for name in value}

    return read


# What each kind says, field by field. Those in OPTIONAL may be left out.
KINDS: dict[str, dict[str, Read]] = {
    "session.log": {
        "session": an_id,
        "centre": a_key,
        "kind": one_of(SessionKind, "Choose a kind."),
        "topic": TOPIC,
        "audience": AUDIENCE,
        "starts_at": a_moment,
        "ends_at": a_moment,
        "cohort": maybe(an_id),
    },
    "session.change": {"session": an_id, "base": a_version, "fields": fields_of(SESSION)},
    "attendance.add": PERSON,
    "attendance.remove": {**PERSON, "fact": an_id},
    "heads.set": {"session": an_id, "count": a_count, "base": a_version},
    "note.set": {"session": an_id, "words": words(1000), "base": a_version},
    "evidence.add": {**PERSON, "task": a_key, "help": HELP},
    "evidence.remove": {"fact": an_id},
    "learner.add": {"learner": an_id, **LEARNER, "centre": a_key, "agreed": purposes}
    | {"channel": one_of(Channel, "Choose how they agreed.")},
    "child.add": {
        "child": an_id,
        "cohort": an_id,
        "nickname": words(30, is_needed=True, refusal="We need a nickname."),
        "school_year": maybe(a_school_year),
        "on_paper": yes_or_no,
    },
    "child.left": {"child": an_id},
    "learner.change": {"learner": an_id, "base": a_version, "fields": fields_of(LEARNER)},
}
OPTIONAL: dict[str, dict[str, Any]] = {
    "session.log": {"audience": Audience.EVERYONE, "cohort": None},
    "child.add": {"school_year": None},
    "learner.add": {
        "initial": "",
        "postcode": "",
        "age_band": "",
        "phone": "",
        "language": Language.ENGLISH,
        "goal": "",
        "channel": Channel.SPOKEN,
    },
}


def read_field(name: str, read: Read, value: Any) -> Any:
    """One field, with its name on the reason when it can't be read."""
    try:
        return read(value)
    except NotClear as problem:
        raise NotClear(problem.words, problem.field or name) from problem


def read_operation(said: Mapping[str, Any]) -> Operation:
    """One operation as it came. Raises NotClear with words and a field, or FromTheFuture.

    Schema 0 is schema 1 without `audience`, which then is everyone. A field we don't know is left alone.
    """
    schema = said.get("schema")
    if isinstance(schema, bool) or not isinstance(schema, int):
        raise NotClear("This is not whole. Open it again and save it.")
    if schema < OLDEST_SCHEMA:
        raise NotClear("This was saved by an app that is too old. Open it again and save it.")
    if schema > SCHEMA:
        raise FromTheFuture
    kind, body = said.get("type"), said.get("body")
    if not isinstance(kind, str) or kind not in KINDS or not isinstance(body, dict):
        raise NotClear("We don't know what this is. Make sure the app is up to date.")
    return Operation(
        id=an_id(said.get("op")),
        kind=kind,
        author=a_key(said.get("author")),
        said_at=their_clock(said.get("at")),
        body=read_body(kind, body),
    )


def read_body(kind: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of one kind. Those left out are as usual, or asked for."""
    usual = OPTIONAL.get(kind, {})
    missing = [name for name in KINDS[kind] if name not in body and name not in usual]
    if missing:
        raise NotClear("This is not whole. Open it again and save it.", missing[0])
    return {
        name: read_field(name, read, body[name]) if name in body else usual[name]
        for name, read in KINDS[kind].items()
    }


def their_clock(at: Any) -> dt.datetime | None:
    """The phone's own idea of the time. It may be years wrong, and is only kept."""
    try:
        return a_moment(at)
    except NotClear:
        return None
