"""Edits made on a phone, against the version it had: each field stands, or waits for a coordinator to choose."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from inclusion.actions.edits import (
    COLUMNS,
    Record,
    about,
    keep_edits,
    mark,
    put,
    read_edits,
    say_of,
    settle_state,
)
from inclusion.actions.events import record as write_down
from inclusion.actions.learners import change_learner
from inclusion.choices import ConflictState
from inclusion.models import Conflict, Learner, Session, User
from inclusion.rules.merging import Field, Offer, Verdict, weigh


class AlreadySettled(Exception):
    """Somebody else has settled it meanwhile."""


def organisation_of(record: Record) -> int:
    if isinstance(record, Session):
        return record.centre.organisation_id
    return record.organisation_id


def offer(
    *,
    record: Record,
    values: Mapping[str, Any],
    base: int,
    by: User,
    operation: uuid.UUID,
    now: dt.datetime,
) -> list[str]:
    """Weigh each value against what others said meanwhile. Gives the fields that now wait for a coordinator.

    `record` is held for update, and `values` are as in JSON. Different fields changed by two people are put together,
    and a row says so.
    """
    version = record.version + 1
    weighed = {
        name: weigh(
            read_edits(record, name),
            Offer(value=value, base=base, by=by.pk, operation=str(operation)),
            version,
        )
        for name, value in values.items()
    }
    changes = {name for name, (_, verdict) in weighed.items() if verdict == Verdict.STANDS}
    was_put_together = bool(changes) and moved_since(record, base, by, values)
    apply(record, {name: field for name, (field, _) in weighed.items()}, changes, by)
    for name, (field, verdict) in weighed.items():
        if verdict != Verdict.OVERTAKEN:
            keep_offer(record, name, field, by, operation, now)
    if was_put_together:
        flag(record, min(changes), by, operation, now)
    return [name for name, (_, verdict) in weighed.items() if verdict == Verdict.CONFLICT]


def moved_since(record: Record, base: int, by: User, values: Mapping[str, Any]) -> bool:
    """Whether somebody else changed another field after the version an edit was made on."""
    return any(
        kept.get("version", 0) > base and set(kept.get("by", ())) != {by.pk}
        for name, kept in record.edits.items()
        if name not in values
    )


def apply(record: Record, fields: Mapping[str, Field], changes: set[str], by: User) -> None:
    """Save what stands, through the record's own action where it has one."""
    before = record.version
    if isinstance(record, Learner) and changes:
        columns = {COLUMNS.get(name, name): fields[name].value for name in changes}
        change_learner(learner=record, by=by, **columns)
    for name, field in fields.items():
        keep_edits(record, name, field)
    has_moved = any(field.version > before for field in fields.values())
    if has_moved and record.version == before:
        record.version += 1
    if isinstance(record, Session):
        settle_state(record)
        if changes:
            owner = record.centre.organisation_id
            write_down("edit", record, by=by, organisation_id=owner, fields=sorted(changes))
    record.save()


def keep_offer(
    record: Record, name: str, field: Field, by: User, operation: uuid.UUID, now: dt.datetime
) -> None:
    """One open row for each value that waits: this person's own, and none for those who now agree."""
    open_rows = Conflict.objects.open().filter(field=name, **about(record))
    open_rows.exclude(author__in=field.offers).delete()
    if by.pk in field.offers:
        Conflict.objects.update_or_create(
            field=name,
            author=by,
            state=ConflictState.OPEN,
            **about(record),
            defaults={
                "organisation_id": organisation_of(record),
                "offered": field.offers[by.pk],
                "operation": operation,
                "at": now,
            },
        )


def flag(record: Record, name: str, by: User, operation: uuid.UUID, now: dt.datetime) -> None:
    Conflict.objects.create(
        organisation_id=organisation_of(record),
        field=name,
        author=by,
        operation=operation,
        at=now,
        state=ConflictState.MERGED,
        **about(record),
    )


@transaction.atomic
def settle(*, conflict: Conflict, is_taken: bool, by: User, now: dt.datetime) -> Conflict:
    """A coordinator chose: take what was offered, or keep what stands. Raises AlreadySettled."""
    row = Conflict.objects.select_for_update().get(pk=conflict.pk)
    if row.state != ConflictState.OPEN:
        raise AlreadySettled
    row.state = ConflictState.TAKEN if is_taken else ConflictState.KEPT
    row.settled_by, row.settled_at = by, now
    row.save(update_fields=["state", "settled_by", "settled_at"])
    if is_taken:
        take(row, by)
    thing = row.session or row.learner
    if thing:
        verb = "take_offer" if is_taken else "keep_what_stands"
        write_down(verb, thing, by=by, organisation_id=row.organisation_id, field=row.field)
    return row


def take(row: Conflict, by: User) -> None:
    """What was offered stands from now on, as the coordinator's own word."""
    if row.session_id:
        session = Session.objects.select_for_update(of=("self",)).get(pk=row.session_id)
        session.version += 1
        mark(session, [row.field], by)
        put(session, row.field, row.offered)
        settle_state(session)
        session.save()
    elif row.learner_id:
        learner = Learner.objects.select_for_update().get(pk=row.learner_id)
        if say_of(learner, row.field) != row.offered:
            change_learner(
                learner=learner, by=by, **{COLUMNS.get(row.field, row.field): row.offered}
            )
