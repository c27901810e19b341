"""How people in the demo get better at things: shown, then helped, then alone."""

import random
from collections.abc import Iterator

from inclusion.choices import HelpGiven
from inclusion.models import Task

# Both arrive with the first migrations.
FOUNDATION, CODE_CLUB = "eds-foundation-2022", "code-club-2026"
STEPS = (HelpGiven.SHOWN, HelpGiven.HELPED, HelpGiven.ALONE)


def foundation() -> list[Task]:
    """The eight Foundation tasks of Essential Digital Skills 2022, in order."""
    return list(Task.objects.filter(framework__slug=FOUNDATION).order_by("number"))


class Progress:
    """One person working down a list: shown, then helped, then alone. Some need several goes at each."""

    def __init__(self, tasks: list[Task], dice: random.Random) -> None:
        self.tasks, self.dice = tasks, dice
        self.quickness = dice.uniform(0.6, 0.98)
        self.goes: dict[Task, int] = {}

    def practise(self) -> Iterator[tuple[Task, HelpGiven]]:
        """What they were seen to do at one session: the next task, and often the one after."""
        unfinished = [task for task in self.tasks if self.goes.get(task, 0) < len(STEPS)]
        for task in unfinished[: self.dice.choice((1, 2, 3, 3))]:
            went_on = self.dice.random() < self.quickness
            goes = min(self.goes.get(task, 0) + went_on, len(STEPS))
            self.goes[task] = goes
            yield task, STEPS[max(goes, 1) - 1]
