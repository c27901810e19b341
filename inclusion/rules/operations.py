"""What a phone may say, one operation at a time: each kind's fields, and how each is read. Plain reasons when not."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from inclusion.choices import (
    AgeBand,
    Audience,
    Channel,
    ConsentPurpose,
    HelpGiven,
    Language,
    SessionKind,
    SessionState,
)
from inclusion.rules.contact import NotAMobile, mobile_number
from inclusion.rules.postcodes import tidy_postcode

SCHEMA = 1
OLDEST_SCHEMA = 0
MOST_HEADS = 500
Read = Callable[[Any], Any]


class NotClear(ValueError):
    """An operation we can't take, in words for the person who wrote it, with the field to look at."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.words, self.field = words, field


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


def an_id(value: Any) -> UUID:
    try:
        return UUID(value)
    except (ValueError, TypeError, AttributeError) as problem:
        raise NotClear("This is not whole. Open it again and save it.") from problem


def a_key(value: Any) -> int:
    """A row's number, which phones may hold as text."""
    number = int(value) if isinstance(value, str) and value.isdecimal() else value
    if isinstance(number, bool) or not isinstance(number, int) or not 0 < number < 2**62:
        raise NotClear("This is not whole. Open it again and save it.")
    return number


def a_count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise NotClear("We need a number of people, like 2.")
    if not 0 <= value <= MOST_HEADS:
        raise NotClear(f"We need a number of people from 0 to {MOST_HEADS}.")
    return value


def a_version(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**31:
        raise NotClear("This is not whole. Open it again and save it.")
    return value


def a_moment(value: Any) -> dt.datetime:
    """An ISO date and time with its zone."""
    try:
        moment = dt.datetime.fromisoformat(value)
        is_sure = moment.utcoffset() is not None and 1970 < moment.astimezone(dt.UTC).year < 9000
    except (ValueError, TypeError, OverflowError):
        is_sure = False
    if not is_sure:
        raise NotClear("We need a day and a time.")
    return moment.astimezone(dt.UTC)


def words(most: int, *, is_needed: bool = False, refusal: str = "") -> Read:
    """Text of at most `most` letters."""

    def read(value: Any) -> str:
        if not isinstance(value, str):
            raise NotClear("We need words here.")
        text = value.replace("\r\n", "\n").strip()
        if len(text) > most:
            raise NotClear(f"Keep it under {most:,} letters.")
        if is_needed and not text:
            raise NotClear(refusal)
        return text

    return read


def one_of(choices: Any, refusal: str, *, may_be_empty: bool = False) -> Read:
    """One value of a closed list."""

    def read(value: Any) -> Any:
        if may_be_empty and value == "":
            return ""
        if not isinstance(value, str) or value not in choices:
            raise NotClear(refusal)
        return choices(value)

    return read


def a_person_kind(value: Any) -> str:
    if value not in ("learner", "child"):
        raise NotClear("This is not whole. Open it again and save it.")
    return str(value)


def a_mobile(value: Any) -> str:
    typed = words(24)(value)
    try:
        return mobile_number(typed) if typed else ""
    except NotAMobile as problem:
        raise NotClear(str(problem)) from problem


def a_postcode(value: Any) -> str:
    typed = words(12)(value)
    code = tidy_postcode(typed)
    if typed and not code:
        raise NotClear("We need a postcode like NE1 4ST.")
    return code


def purposes(value: Any) -> list[ConsentPurpose]:
    """What they agreed to. Without a record there is nothing to keep."""
    agreed: list[Any] = value if isinstance(value, list) else [None]
    if not all(isinstance(each, str) and each in ConsentPurpose for each in agreed):
        raise NotClear("We don't know one of those agreements.")
    if ConsentPurpose.RECORD not in agreed:
        raise NotClear("We can only keep a record of people who agree. Count them without a name.")
    return [ConsentPurpose(purpose) for purpose in agreed]


def maybe(read: Read) -> Read:
    """Nothing is an answer too."""
    return lambda value: None if value in (None, "") else read(value)


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
    "learner.change": {"learner": an_id, "base": a_version, "fields": fields_of(LEARNER)},
}
OPTIONAL: dict[str, dict[str, Any]] = {
    "session.log": {"audience": Audience.EVERYONE, "cohort": None},
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
    if isinstance(schema, bool) or not isinstance(schema, int) or schema < OLDEST_SCHEMA:
        raise NotClear("This is not whole. Open it again and save it.")
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
