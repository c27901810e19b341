"""Where somebody has got to."""

import datetime as dt

import pytest

from inclusion.actions.progress import current_framework, progress_of, progress_of_many
from inclusion.choices import HelpGiven, Rater
from tests.factories import (
    EvidenceFactory,
    FrameworkFactory,
    LearnerFactory,
    TaskFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def wifi():
    return TaskFactory(number=1, framework__tasks_for_the_level=1)


def test_somebody_nobody_has_seen_starts_at_the_first_task(wifi):
    progress = progress_of(LearnerFactory(), wifi.framework)

    assert (progress.is_new, progress.done, progress.next_task) == (True, 0, wifi)


def test_the_best_sight_counts_with_who_saw_it_and_when(wifi):
    jean = LearnerFactory()
    gwen = UserFactory(first_name="Gwen", last_name="Parry")
    EvidenceFactory(learner=jean, task=wifi, seen_on=dt.date(2026, 11, 2), seen_by=gwen)
    EvidenceFactory(learner=jean, task=wifi, help_given=HelpGiven.SHOWN)

    row = progress_of(jean, wifi.framework).tasks[0]

    assert (row.best, row.seen_on, row.seen_by) == (
        HelpGiven.ALONE,
        dt.date(2026, 11, 2),
        "Gwen P",
    )


def test_reaching_the_level_leaves_nothing_next(wifi):
    jean = LearnerFactory()
    EvidenceFactory(learner=jean, task=wifi, seen_on=dt.date(2026, 11, 2))

    progress = progress_of(jean, wifi.framework)

    assert (progress.level_reached_on, progress.next_task) == (dt.date(2026, 11, 2), None)


def test_what_people_say_of_themselves_is_not_progress(wifi):
    jean = LearnerFactory()
    EvidenceFactory(learner=jean, task=wifi, rater=Rater.SELF)

    assert progress_of(jean, wifi.framework).is_new


def test_the_newest_edition_in_use_is_the_current_one():
    FrameworkFactory(edition="2018")
    newest = FrameworkFactory(edition="2022")
    FrameworkFactory(edition="2025", retired_on=dt.date(2026, 1, 1))

    assert current_framework() == newest


@pytest.mark.parametrize("how_many", [1, 3])
def test_many_people_cost_as_much_as_one(wifi, how_many, django_assert_num_queries):
    people = [LearnerFactory() for _ in range(how_many)]
    for person in people:
        EvidenceFactory(learner=person, task=wifi)

    with django_assert_num_queries(2):
        progress = progress_of_many(people, wifi.framework)

    assert [progress[person.pk].done for person in people] == [1] * how_many
