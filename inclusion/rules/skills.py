"""When seeing becomes being able. Facts in, a verdict out."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TypeVar

from inclusion.choices import HelpGiven, Rater

TaskKey = TypeVar("TaskKey", int, str)

ABILITY = {HelpGiven.SHOWN: 1, HelpGiven.HELPED: 2, HelpGiven.ALONE: 3}


@dataclass(frozen=True)
class Observation:
    """One look at one task. `task` is its id or code."""

    task: int | str
    help_given: HelpGiven
    rater: Rater
    seen_on: dt.date


def best_of(observations: Iterable[Observation]) -> dict[int | str, HelpGiven]:
    """The most able anyone else has seen someone be, task by task.

    A later bad day takes nothing away: the framework asks whether somebody *can*, and skills that fade
    show up in the checks at 4 and 12 weeks. What people say of themselves is kept apart.
    """
    best: dict[int | str, HelpGiven] = {}
    for seen in observations:
        if seen.rater != Rater.SELF:
            best[seen.task] = max(
                seen.help_given, best.get(seen.task, HelpGiven.SHOWN), key=ABILITY.__getitem__
            )
    return best


def done_alone(observations: Iterable[Observation]) -> set[int | str]:
    """The tasks someone has been seen, by somebody else, to do with no help."""
    return {
        task for task, help_given in best_of(observations).items() if help_given is HelpGiven.ALONE
    }


def level_reached_on(observations: Collection[Observation], tasks_needed: int) -> dt.date | None:
    """The day the last of the needed tasks was first done alone, or None while some are left.

    Foundation level is "I can independently perform all eight" (Essential Digital Skills 2022), so `tasks_needed`
    is the framework's own number.
    """
    first_alone: dict[int | str, dt.date] = {}
    for seen in observations:
        if seen.rater != Rater.SELF and seen.help_given == HelpGiven.ALONE:
            first_alone[seen.task] = min(seen.seen_on, first_alone.get(seen.task, seen.seen_on))
    days = sorted(first_alone.values())
    return days[tasks_needed - 1] if 0 < tasks_needed <= len(days) else None


def next_task(in_order: Iterable[TaskKey], done: Collection[int | str]) -> TaskKey | None:
    """What to work on next: the first task in the framework's order not yet done alone."""
    return next((task for task in in_order if task not in done), None)
