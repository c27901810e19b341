"""Settling work from somebody whose part has ended: a coordinator accepts it as theirs, or sets it aside."""

import datetime as dt

from django.db import transaction

from inclusion.actions.applying import DOES
from inclusion.actions.events import record
from inclusion.actions.finding import Gone, Held, NotYet
from inclusion.actions.senders import Sender
from inclusion.choices import OperationStatus, QuarantineState
from inclusion.models import Quarantine, Receipt, User
from inclusion.rules.operations import Operation, read_body
from inclusion.rules.readers import NotClear

# What others lean on comes first: a person and a session before who came to it.
FIRST = ("learner.add", "child.add", "session.log")


class CannotAccept(Exception):
    """Why it can't be accepted now, for the coordinator."""


@transaction.atomic
def accept(*, held: Quarantine, by: User, now: dt.datetime) -> Quarantine:
    """Do it as its author would have, in that organisation only. Again is harmless. Raises CannotAccept."""
    row = Quarantine.objects.select_for_update(of=("self",)).get(pk=held.pk)
    if row.state == QuarantineState.ACCEPTED:
        return row
    sender = Sender(row.author, frozenset([row.organisation_id]))
    try:
        operation = Operation(
            id=row.pk,
            kind=row.kind,
            author=row.author_id,
            said_at=None,
            body=read_body(row.kind, row.body),
        )
        waiting = DOES[row.kind](sender, operation, now)
        sender.shelf.ledger.write()
        status = OperationStatus.CONFLICT if waiting else OperationStatus.ACCEPTED
    except Gone:
        status = OperationStatus.GONE
    except NotYet as problem:
        raise CannotAccept("Accept the session and the person it is about first.") from problem
    except (NotClear, Held) as problem:
        raise CannotAccept(str(problem) or "That is not one of yours.") from problem
    Receipt.objects.filter(pk=row.pk).update(status=status)
    return close(row, QuarantineState.ACCEPTED, by, now)


@transaction.atomic
def set_aside(*, held: Quarantine, by: User, now: dt.datetime) -> Quarantine:
    """It does not count. It is kept, and can still be accepted later."""
    row = Quarantine.objects.select_for_update(of=("self",)).get(pk=held.pk)
    if row.state != QuarantineState.WAITING:
        return row
    return close(row, QuarantineState.SET_ASIDE, by, now)


def close(row: Quarantine, state: QuarantineState, by: User, now: dt.datetime) -> Quarantine:
    row.state, row.settled_by, row.settled_at = state, by, now
    row.save(update_fields=["state", "settled_by", "settled_at"])
    record(f"{state}_quarantined", row, by=by, organisation_id=row.organisation_id)
    return row


def accept_all(*, author: User, by: User, now: dt.datetime) -> tuple[int, int]:
    """Accept all that waits from one person, in the order it leans on itself. Gives how many were and were not."""
    rows = list(Quarantine.objects.visible_to(by).waiting().filter(author=author))
    rows.sort(key=lambda row: (row.kind not in FIRST, row.at, str(row.pk)))
    done = 0
    for row in rows:
        try:
            accept(held=row, by=by, now=now)
        except CannotAccept:
            continue
        done += 1
    return done, len(rows) - done
