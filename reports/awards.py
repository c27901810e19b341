"""What earns what. Observations in, a date or None out; the words of the framework decide how many tasks."""

import datetime as dt
from collections.abc import Collection

from inclusion.choices import FrameworkKind, HelpGiven, Rater
from inclusion.rules.skills import Observation, best_of, done_alone, level_reached_on
from reports.choices import Award

AWARDS = {FrameworkKind.ADULT_SKILLS: Award.LEVEL, FrameworkKind.CODE_CLUB: Award.PROJECTS}
# A child at a Code Club is meant to be helped: what counts is that they made it, not that they made it alone.
ENOUGH = {
    Award.LEVEL: frozenset({HelpGiven.ALONE}),
    Award.PROJECTS: frozenset({HelpGiven.HELPED, HelpGiven.ALONE}),
}


def earned_on(
    award: Award, observations: Collection[Observation], tasks_needed: int
) -> dt.date | None:
    """The day somebody earned an award, or None while they have not."""
    if award is Award.LEVEL:
        return level_reached_on(observations, tasks_needed)
    first: dict[int | str, dt.date] = {}
    for seen in counting(award, observations):
        first[seen.task] = min(seen.seen_on, first.get(seen.task, seen.seen_on))
    days = sorted(first.values())
    return days[tasks_needed - 1] if 0 < tasks_needed <= len(days) else None


def counting(award: Award, observations: Collection[Observation]) -> list[Observation]:
    """The observations an award rests on: enough was done, and somebody else saw it."""
    return [
        seen
        for seen in observations
        if seen.rater is not Rater.SELF and seen.help_given in ENOUGH[award]
    ]


def tasks_done(award: Award, observations: Collection[Observation]) -> set[int | str]:
    """The tasks that may be named on the certificate."""
    if award is Award.LEVEL:
        return done_alone(observations)
    return {task for task, best in best_of(observations).items() if best in ENOUGH[award]}
