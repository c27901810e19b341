"""How a register is written in few taps: what the whole group did, who differed, and two people's registers put together."""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import TypeVar

from inclusion.choices import HelpGiven

Who = TypeVar("Who")
What = TypeVar("What")
Thing = TypeVar("Thing")

Skills = Mapping[What, HelpGiven]


def spread(
    group: Skills[What],
    differences: Mapping[Who, Mapping[What, HelpGiven | None]],
    present: Collection[Who],
) -> dict[Who, dict[What, HelpGiven]]:
    """What each person here was seen to do: the group's tasks, unless something else was said of them.

    A difference of None means they did not do it today. What is said of somebody who is not here is left out.
    """
    said = {who: {**group, **differences.get(who, {})} for who in present}
    return {
        who: {what: help_given for what, help_given in tasks.items() if help_given}
        for who, tasks in said.items()
    }


def gather(
    seen: Mapping[Who, Skills[What]], present: Collection[Who]
) -> tuple[dict[What, HelpGiven], dict[Who, dict[What, HelpGiven | None]]]:
    """The way back: what more than half the group did, and how, and who differed.

    One level stands for the whole group, as on the page: the one most often seen.
    """
    levels = Counter(level for who in present for level in seen.get(who, {}).values())
    if not levels:
        return {}, {}
    level = min(levels, key=lambda each: (-levels[each], each))
    sights = Counter(
        what for who in present for what, how in seen.get(who, {}).items() if how == level
    )
    group = {what: level for what, count in sights.items() if 2 * count > len(present)}
    differences = {who: differs(seen.get(who, {}), group) for who in present}
    return group, {who: tasks for who, tasks in differences.items() if tasks}


def differs(own: Skills[What], group: Skills[What]) -> dict[What, HelpGiven | None]:
    """Where one person is not like the group: None for a task of the group's they did not do."""
    return {what: own.get(what) for what in {**group, **own} if own.get(what) != group.get(what)}


def merge(
    opened: Collection[Thing], mine: Collection[Thing], theirs: Collection[Thing]
) -> set[Thing]:
    """Two people's changes to one set of ticks, both kept.

    What either added is there, and what either took away is not, set against what was there when mine was opened.
    """
    before, ours, other = set(opened), set(mine), set(theirs)
    return (other | (ours - before)) - (before - ours)
