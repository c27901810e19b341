"""Reading at once what a whole batch is about. Whether it is its authors' is asked later, of each operation."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from inclusion.actions.finding import held_learners, held_sessions
from inclusion.actions.senders import Shelf
from inclusion.models import Enrolment, Fact, Task
from inclusion.rules.operations import Operation


def read_ahead(shelf: Shelf, operations: Sequence[Operation]) -> None:
    """Fill the shelf: sessions and people held until the end of the batch, in that order, and what was said of them."""
    facts: set[UUID] = named(operations, "fact")
    mentioned = Fact.objects.filter(pk__in=facts, session__isnull=False) if facts else ()
    sessions: set[UUID] = named(operations, "session")
    people: set[Any] = named(operations, "person") | named(operations, "learner")
    sessions |= {fact.session_id for fact in mentioned if fact.session_id}
    people |= {fact.learner_id or fact.enrolment_id for fact in mentioned}
    shelf.sessions = by_id(held_sessions(sessions)) if sessions else {}
    if people:
        shelf.learners = {
            pk: learner
            for pk, learner in by_id(held_learners(people)).items()
            if learner.merged_into_id is None
        }
    children = [pk for pk in people if pk not in shelf.learners]
    shelf.children = by_id(Enrolment.objects.filter(pk__in=children)) if children else {}
    tasks: set[int] = named(operations, "task")
    if tasks:
        shelf.tasks = by_id(Task.objects.select_related("framework").filter(pk__in=tasks))
    adding = {operation.id for operation in operations} | facts
    shelf.ledger.look([*shelf.sessions], [*shelf.learners, *shelf.children])
    shelf.ledger.look_up(adding)


def named(operations: Sequence[Operation], field: str) -> set[Any]:
    """Everything the operations name in one field."""
    found = {operation.body.get(field) for operation in operations}
    return found - {None}


def by_id(rows: Iterable[Any]) -> dict[Any, Any]:
    return {row.pk: row for row in rows}
