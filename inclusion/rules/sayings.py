"""Operations and fields in words, for the coordinator who has to decide about them."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from inclusion.choices import AgeBand, Audience, HelpGiven, Language, SessionState
from inclusion.rules.clock import day, span
from inclusion.rules.contact import spoken

FIELDS = {
    "unnamed_heads": "Others who came",
    "note": "Note",
    "topic": "What it was about",
    "audience": "Who it is for",
    "when": "When it was",
    "state": "Whether it was held",
    "first_name": "First name",
    "initial": "First letter of their last name",
    "centre": "Where they usually come",
    "postcode": "Postcode",
    "age_band": "Age",
    "phone": "Mobile number",
    "language": "Language for texts",
    "goal": "What they want to do",
}
CHOICES: dict[str, Any] = {
    "audience": Audience,
    "state": SessionState,
    "age_band": AgeBand,
    "language": Language,
}


def value_in_words(field: str, value: Any, today: dt.date, centres: Mapping[int, str]) -> str:
    """What a field says, as somebody would read it out."""
    if value in (None, ""):
        return "Nothing"
    if field == "when":
        begin, end = (dt.datetime.fromisoformat(text) for text in value)
        return f"{day(begin.date(), today)}, {span(begin, end)}"
    if field in CHOICES:
        return str(CHOICES[field](value).label)
    if field == "centre":
        return centres.get(value, "Another centre")
    return spoken(value) if field == "phone" else str(value)


Names = Mapping[str, str]


def saying(kind: str, body: Mapping[str, Any], names: Names) -> str:
    """One operation in a sentence. `names` are of people, sessions and tasks, by their ids as text."""
    return SAYS[kind](body, names) if kind in SAYS else "Something we don't know"


def named(field: str, unknown: str) -> Callable[[Mapping[str, Any], Names], str]:
    return lambda body, names: names.get(str(body.get(field)), unknown)


WHO = named("person", "Somebody new")
WHAT = named("task", "a skill")
WHERE = named("session", "a session that also waits here")


def did(body: Mapping[str, Any], names: Names) -> str:
    how = HelpGiven(body["help"]).label.lower()
    return f"{WHO(body, names)}, {WHAT(body, names)}: {how}, at {WHERE(body, names)}"


def held(body: Mapping[str, Any], names: Names) -> str:
    begin = dt.datetime.fromisoformat(body["starts_at"])
    return f"Held a session: {body['topic']}, {begin.day} {begin:%B}"


def changed(body: Mapping[str, Any], names: Names) -> str:
    said = ", ".join(FIELDS.get(name, name).lower() for name in sorted(body["fields"]))
    return f"Changed {said}"


SAYS: dict[str, Callable[[Mapping[str, Any], Names], str]] = {
    "session.log": held,
    "session.change": changed,
    "attendance.add": lambda body, names: f"{WHO(body, names)} came to {WHERE(body, names)}",
    "attendance.remove": lambda body, names: f"{WHO(body, names)} was not at {WHERE(body, names)}",
    "heads.set": lambda body, names: f"{body['count']} others came to {WHERE(body, names)}",
    "note.set": lambda body, names: f"Note on {WHERE(body, names)}: {body['words']}",
    "evidence.add": did,
    "evidence.remove": lambda body, names: "Took back a skill",
    "learner.add": lambda body, names: (
        f"New learner: {body['first_name']} {body.get('initial', '')}"
    ),
    "learner.change": changed,
    "child.add": lambda body, names: f"New child in a club: {body['nickname']}",
    "child.left": lambda body, names: "A child left a club",
}
