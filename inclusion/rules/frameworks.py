"""What makes a list of skills usable: facts of a JSON file in, an edition or a plain reason out."""

import datetime as dt
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inclusion.choices import FrameworkKind
from inclusion.rules.files import BadFile

SHIPPED = Path(__file__).parents[1] / "frameworks"
SLUG = re.compile(r"^[a-z0-9-]{1,40}$")
# What the house can store and a small screen can show.
LONGEST = {"slug": 40, "name": 100, "edition": 20, "source": 300}
LONGEST_SHORT_NAME, LONGEST_WORDS = 30, 300
REMEDY = "change it and try again"


@dataclass(frozen=True)
class TaskWords:
    """One task: its code, its name on a small screen, and the framework's own words."""

    code: str
    short_name: str
    words: str


@dataclass(frozen=True)
class FrameworkWords:
    """One edition of a framework as its file says it, tasks in order."""

    slug: str
    kind: FrameworkKind
    name: str
    edition: str
    source: str
    tasks_for_the_level: int
    retired_on: dt.date | None
    tasks: tuple[TaskWords, ...]


def read_framework(text: str) -> FrameworkWords:
    """An edition from JSON. Raises BadFile; a task's row is its place in the list, from 1."""
    facts = _facts(text)
    for key, longest in LONGEST.items():
        _checked(facts, key, longest)
    tasks = tuple(_task(row, task) for row, task in enumerate(facts.get("tasks") or [], start=1))
    _check_level(facts.get("tasks_for_the_level"), tasks)
    return FrameworkWords(
        slug=_slug(facts["slug"]),
        kind=_kind(facts.get("kind")),
        name=facts["name"],
        edition=facts["edition"],
        source=facts["source"],
        tasks_for_the_level=facts["tasks_for_the_level"],
        retired_on=_day(facts.get("retired_on")),
        tasks=tasks,
    )


def shipped_frameworks() -> list[FrameworkWords]:
    """The editions that come with the house."""
    return [read_framework(path.read_text("utf-8")) for path in sorted(SHIPPED.glob("*.json"))]


def _facts(text: str) -> dict[str, Any]:
    try:
        facts = json.loads(text)
    except json.JSONDecodeError as problem:
        raise BadFile(
            f"it is not JSON ({problem.msg})", "mend that line and try again", problem.lineno
        ) from problem
    if not isinstance(facts, dict):
        raise BadFile("it is not one framework", "start it with { and end it with }")
    return facts


def _checked(facts: dict[str, Any], key: str, longest: int, row: int | None = None) -> str:
    value = facts.get(key)
    if not isinstance(value, str) or not value.strip():
        raise BadFile(f'it has no "{key}"', "add it and try again", row)
    if len(value) > longest:
        raise BadFile(f'"{key}" is longer than {longest} letters', "make it shorter", row)
    return value


def _slug(value: str, row: int | None = None) -> str:
    if not SLUG.match(value):
        raise BadFile(
            f'"{value}" has something other than a to z, 0 to 9 and "-" in it', REMEDY, row
        )
    return value


def _task(row: int, facts: Any) -> TaskWords:
    if not isinstance(facts, dict):
        raise BadFile("the task is not in { }", REMEDY, row)
    return TaskWords(
        code=_slug(_checked(facts, "code", LONGEST["slug"], row), row),
        short_name=_checked(facts, "short_name", LONGEST_SHORT_NAME, row),
        words=_checked(facts, "words", LONGEST_WORDS, row),
    )


def _check_level(level: object, tasks: tuple[TaskWords, ...]) -> None:
    seen: set[str] = set()
    for row, task in enumerate(tasks, start=1):
        if task.code in seen:
            raise BadFile(f'the code "{task.code}" is there twice', "give one another code", row)
        seen.add(task.code)
    if not isinstance(level, int) or not 1 <= level <= len(tasks):
        raise BadFile(
            f'"tasks_for_the_level" is not a number from 1 to {len(tasks)}, its number of tasks',
            REMEDY,
        )


def _kind(value: object) -> FrameworkKind:
    if value not in FrameworkKind.values:
        raise BadFile(f'"kind" is none of {", ".join(FrameworkKind.values)}', REMEDY)
    return FrameworkKind(value)


def _day(value: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value) if value else None
    except (TypeError, ValueError) as problem:
        raise BadFile(f'"retired_on" is "{value}"', "use a date like 2022-01-01") from problem
