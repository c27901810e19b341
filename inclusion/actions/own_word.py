"""What somebody says they can do, asked one task at a time, and asked again after 4 and 12 weeks.

It is kept beside what others saw, earns no certificate and moves no figure: people say more of themselves than they can
show (notes of 2026-11-21 on wards: 34 to 66 points). It shows them, and whoever helps them, how things go.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from inclusion.actions.events import record
from inclusion.actions.notices import owe
from inclusion.choices import Channel, NoticeKind, OwnWord, Rater
from inclusion.models import Evidence, Framework, Learner, Task
from inclusion.rules.reminders import REMIND_AT

ASK_AGAIN_AFTER_WEEKS = (4, 12)
ASK_AGAIN_FOR = dt.timedelta(days=14)
MOST_DAYS = 3


@dataclass(frozen=True)
class OwnWords:
    """What somebody said on up to three days, the first and the last two: a row a task, with a word for each day."""

    days: list[dt.date]
    rows: list[tuple[Task, list[str]]]


@transaction.atomic
def keep(
    *, learner: Learner, task: Task, word: OwnWord, channel: Channel, now: dt.datetime
) -> Evidence:
    """Keep one answer. What they said of the same task earlier that day is taken back. The first ever owes the next checks."""
    today = timezone.localdate(now)
    earlier = learner.evidence.own_word().filter(task=task, seen_on=today, session__isnull=True)
    earlier.update(withdrawn_at=now)
    kept = Evidence.objects.create(
        learner=learner,
        task=task,
        help_given=word,
        rater=Rater.SELF,
        channel=channel,
        seen_on=today,
        recorded_at=now,
    )
    record(
        "keep_own_word",
        learner,
        by=None,
        organisation_id=learner.organisation_id,
        task=task.pk,
        word=str(word),
    )
    if not learner.notices.filter(kind=NoticeKind.CHECK_AGAIN).exists():
        owe_the_next_checks(learner, today)
    return kept


def owe_the_next_checks(learner: Learner, first: dt.date) -> None:
    """At 10 in the morning, 4 and 12 weeks after the first."""
    for weeks in ASK_AGAIN_AFTER_WEEKS:
        day = first + dt.timedelta(weeks=weeks)
        due_at = timezone.make_aware(dt.datetime.combine(day, REMIND_AT))
        owe(
            key=f"check:{weeks}:{learner.pk}",
            kind=NoticeKind.CHECK_AGAIN,
            learner=learner,
            due_at=due_at,
            useful_until=due_at + ASK_AGAIN_FOR,
        )


def own_words_of(learner: Learner, framework: Framework) -> OwnWords:
    """What they said of the tasks of one framework. One query beside the framework's own tasks."""
    said: dict[int, dict[dt.date, str]] = defaultdict(dict)
    answers = learner.evidence.own_word().filter(task__framework=framework).order_by("recorded_at")
    for answer in answers:
        said[answer.task_id][answer.seen_on] = answer.get_help_given_display()
    days = sorted({day for words in said.values() for day in words})
    shown = days if len(days) <= MOST_DAYS else [days[0], *days[1 - MOST_DAYS :]]
    tasks = [task for task in framework.tasks.all() if task.pk in said]
    return OwnWords(
        shown, [(task, [said[task.pk].get(day, "") for day in shown]) for task in tasks]
    )
