"""Bringing in an edition of a skills framework."""

from dataclasses import replace

from django.db import transaction

from inclusion.actions.events import record
from inclusion.choices import FrameworkKind
from inclusion.models import Evidence, Framework, Task, User
from inclusion.rules.files import BadFile
from inclusion.rules.frameworks import FrameworkWords, TaskWords


@transaction.atomic
def load_framework(*, framework: FrameworkWords, by: User | None) -> Framework:
    """Make an edition exactly what its file says. The same file twice is the same edition.

    Raises BadFile if somebody has been observed against it and what they were observed doing, or what
    it takes to reach the level, would change under them: other words are another edition.
    """
    edition, _ = Framework.objects.get_or_create(
        slug=framework.slug,
        defaults={
            "kind": framework.kind,
            "name": framework.name,
            "edition": framework.edition,
            "source": framework.source,
            "tasks_for_the_level": framework.tasks_for_the_level,
        },
    )
    if _as_stored(edition) == replace(framework, retired_on=edition.retired_on):
        return _retire(edition, framework)
    if Evidence.objects.filter(task__framework=edition).exists():
        raise BadFile(
            f"people have been observed against {edition}, and this would change its words",
            "give the new words a new slug and edition",
        )
    _write(edition, framework)
    record("load_framework", edition, by=by, tasks=len(framework.tasks))
    return _retire(edition, framework)


def _as_stored(edition: Framework) -> FrameworkWords:
    """All that an observation leans on, as we hold it."""
    return FrameworkWords(
        slug=edition.slug,
        kind=FrameworkKind(edition.kind),
        name=edition.name,
        edition=edition.edition,
        source=edition.source,
        tasks_for_the_level=edition.tasks_for_the_level,
        retired_on=edition.retired_on,
        tasks=tuple(
            TaskWords(task.code, task.short_name, task.words) for task in edition.tasks.all()
        ),
    )


def _write(edition: Framework, framework: FrameworkWords) -> None:
    edition.kind, edition.name, edition.edition = (
        framework.kind,
        framework.name,
        framework.edition,
    )
    edition.source, edition.tasks_for_the_level = framework.source, framework.tasks_for_the_level
    edition.save()
    edition.tasks.all().delete()
    Task.objects.bulk_create(
        Task(
            framework=edition,
            number=number,
            code=task.code,
            short_name=task.short_name,
            words=task.words,
        )
        for number, task in enumerate(framework.tasks, start=1)
    )


def _retire(edition: Framework, framework: FrameworkWords) -> Framework:
    if edition.retired_on != framework.retired_on:
        edition.retired_on = framework.retired_on
        edition.save(update_fields=["retired_on"])
        record("retire_framework", edition, by=None)
    return edition
