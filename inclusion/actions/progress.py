"""How far somebody has got: each task of a framework, the best anyone has seen, who saw it, and what is next.

Shared by the phone, the desk and texts. Two queries however many people are asked about.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from inclusion.choices import HelpGiven, Rater
from inclusion.models import Evidence, Framework, Person, Task
from inclusion.rules.skills import ABILITY, Observation, level_reached_on, next_task


@dataclass(frozen=True)
class TaskProgress:
    """One task: the most able anyone else has seen them, when and by whom. `best` is None when nobody has looked."""

    task: Task
    best: HelpGiven | None = None
    seen_on: dt.date | None = None
    seen_by: str = ""

    @property
    def is_alone(self) -> bool:
        return self.best is HelpGiven.ALONE


@dataclass(frozen=True)
class Progress:
    """Where one person has got to in one framework."""

    framework: Framework
    tasks: list[TaskProgress]
    level_reached_on: dt.date | None
    next_task: Task | None

    @property
    def done(self) -> int:
        """How many tasks they have been seen to do alone."""
        return sum(task.is_alone for task in self.tasks)

    @property
    def is_new(self) -> bool:
        return not any(task.best for task in self.tasks)


def current_framework() -> Framework | None:
    """The newest adult framework still in use, or None where none has been imported."""
    return Framework.objects.for_adults().in_use().prefetch_related("tasks").first()


def progress_of(person: Person, framework: Framework) -> Progress:
    """Where one person has got to."""
    return progress_of_many([person], framework)[person.pk]


def progress_of_many(people: Collection[Person], framework: Framework) -> Mapping[UUID, Progress]:
    """Where each has got to, by the person's id. What people say of themselves earns nothing here."""
    ids = [person.pk for person in people]
    seen: dict[UUID, list[Evidence]] = defaultdict(list)
    for evidence in (
        Evidence.objects.counted()
        .filter(Q(learner__in=ids) | Q(enrolment__in=ids), task__framework=framework)
        .select_related("seen_by")
    ):
        seen[evidence.learner_id or evidence.enrolment_id or UUID(int=0)].append(evidence)
    tasks = list(framework.tasks.all())
    return {id_: make_progress(framework, tasks, seen[id_]) for id_ in ids}


def make_progress(
    framework: Framework, tasks: list[Task], evidence: Collection[Evidence]
) -> Progress:
    rows = [best_sight(task, [e for e in evidence if e.task_id == task.pk]) for task in tasks]
    observations = [
        Observation(e.task_id, HelpGiven(e.help_given), Rater(e.rater), e.seen_on) for e in evidence
    ]
    by_id = {task.pk: task for task in tasks}
    upcoming = next_task(by_id, {row.task.pk for row in rows if row.is_alone})
    return Progress(
        framework=framework,
        tasks=rows,
        level_reached_on=level_reached_on(observations, framework.tasks_for_the_level),
        next_task=by_id[upcoming] if upcoming else None,
    )


def best_sight(task: Task, evidence: Iterable[Evidence]) -> TaskProgress:
    """The most able sight of a task; of equals, the first, since that is when they could do it."""
    ranked = sorted(evidence, key=lambda e: (-ABILITY[HelpGiven(e.help_given)], e.seen_on))
    if not ranked:
        return TaskProgress(task)
    best = ranked[0]
    return TaskProgress(
        task,
        HelpGiven(best.help_given),
        best.seen_on,
        best.seen_by.known_as if best.seen_by else "",
    )
