"""Taking in what phones send: each operation once, whoever brings it, whatever becomes of the others.

One transaction a batch and one savepoint an operation: a batch is on disk before its replies are written, and one
broken operation holds up nothing. What a batch names is read at its start, and ticks, events and receipts are written
together at its end (`Ledger`). The receipts' key still decides: if that fails, or anything unexpected happens, all of
it is undone and done again with each operation written on its own.
"""

import datetime as dt
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import DatabaseError, IntegrityError, transaction

from inclusion.actions.applying import ADDS, DOES
from inclusion.actions.finding import Gone, Held, NotYet, refuse_the_gone, whose
from inclusion.actions.reading_ahead import read_ahead
from inclusion.actions.senders import Delivery, Sender, Shelf
from inclusion.choices import OperationStatus
from inclusion.models import Device, Quarantine, Receipt
from inclusion.rules.canonical import NotCanonical, digest
from inclusion.rules.operations import FromTheFuture, Operation, read_operation
from inclusion.rules.readers import NotClear

log = logging.getLogger(__name__)

WORDS = {
    OperationStatus.CONFLICT: "Someone else changed this too. Your coordinator will choose.",
    OperationStatus.GONE: "This person asked to be rubbed out, so there is nothing to add to.",
    OperationStatus.QUARANTINED: "Your coordinator will look at this first.",
    OperationStatus.RETRY: "We could not take this in yet. It stays on your phone and we try again.",
}
DIFFERENT = "We have something else from you under this name. Save it again."
NEWER = "Your app is newer than our server. It stays on your phone and we try again."
NOT_YET = "We don't have the session or the person this is about yet. It stays on your phone."
BROKEN = "This is not written the way the app writes it."


@dataclass
class Reply:
    """What the phone is told of one operation."""

    op: str
    status: OperationStatus
    sha256: str = ""
    words: str = ""
    field: str = ""
    at: str = ""
    renamed: Mapping[str, str] | None = None

    def as_json(self) -> dict[str, Any]:
        """Without what is empty, save what every reply has."""
        always = {"op", "status", "sha256"}
        return {name: value for name, value in vars(self).items() if value or name in always}


class StartAgain(Exception):
    """Something went wrong with one operation, so each must be written on its own."""


@dataclass(frozen=True)
class Heard:
    """An operation that could be read, with the hash of its body."""

    operation: Operation
    sha256: str


@dataclass
class Batch:
    """One delivery as it is taken in: who wrote what is asked once an author. `known` are receipts by operation."""

    delivery: Delivery
    device: Device | None
    now: dt.datetime
    is_one_by_one: bool = False
    senders: dict[int, Sender] = field(default_factory=dict)
    shelf: Shelf = field(default_factory=Shelf)
    known: dict[UUID, Receipt] = field(default_factory=dict)

    def sender(self, author: int) -> Sender:
        if author not in self.senders:
            self.senders[author] = self.delivery.sender(author)
        sender = self.senders[author]
        sender.shelf, sender.renamed = self.shelf, {}
        return sender


@transaction.atomic
def receive(
    *, said: Sequence[Any], delivery: Delivery, device: Device | None, now: dt.datetime
) -> list[Reply]:
    """Take in a batch. One reply an operation, in order; nothing in it raises."""
    heard = [read(one) for one in said]
    try:
        with transaction.atomic():
            return take_in(Batch(delivery, device, now), heard)
    except (StartAgain, IntegrityError):
        return take_in(Batch(delivery, device, now, is_one_by_one=True), heard)


def take_in(batch: Batch, heard: Sequence[Heard | Reply]) -> list[Reply]:
    operations = [one.operation for one in heard if isinstance(one, Heard)]
    read_ahead(batch.shelf, operations)
    batch.known = Receipt.objects.in_bulk([operation.id for operation in operations])
    replies = [one if isinstance(one, Reply) else receive_one(batch, one) for one in heard]
    batch.shelf.ledger.write()
    return replies


def read(said: Any) -> Heard | Reply:
    """One operation as it came, or the reply to one that can't be read."""
    name = str(said.get("op"))[:64] if isinstance(said, Mapping) else ""
    if not name:
        return Reply(name, OperationStatus.REJECTED, words=BROKEN)
    sha256 = ""
    try:
        sha256 = digest(said.get("body"))
        return Heard(read_operation(said), sha256)
    except NotCanonical as problem:
        return Reply(name, OperationStatus.REJECTED, sha256, str(problem))
    except NotClear as problem:
        return Reply(name, OperationStatus.REJECTED, sha256, problem.words, problem.field)
    except FromTheFuture:
        return Reply(name, OperationStatus.RETRY, sha256, NEWER)


def receive_one(batch: Batch, heard: Heard) -> Reply:
    """Believe its author, do it once, and say what became of it."""
    operation, sha256 = heard.operation, heard.sha256
    try:
        sender = batch.sender(operation.author)
        known = batch.known.get(operation.id)
        return said_before(known, heard) if known else keep(batch, heard, sender)
    except NotClear as problem:
        name = str(operation.id)
        return Reply(name, OperationStatus.REJECTED, sha256, problem.words, problem.field)


def keep(batch: Batch, heard: Heard, sender: Sender) -> Reply:
    """Do it, and whatever goes wrong with it is answered and holds up none of the others."""
    name, sha256 = str(heard.operation.id), heard.sha256
    if heard.operation.kind not in ADDS:
        batch.shelf.ledger.write()  # the others ask the database what was said so far
    before = batch.shelf.ledger.changes
    try:
        return settle(batch, heard, sender)
    except (NotClear, NotYet) as problem:
        if batch.shelf.ledger.changes != before:
            undo(batch)
        if isinstance(problem, NotClear):
            raise
        return Reply(name, OperationStatus.RETRY, sha256, NOT_YET)
    except IntegrityError:
        undo(batch)
        known = Receipt.objects.filter(pk=heard.operation.id).first()
        return said_before(known, heard) if known else retry(name, sha256)
    except Exception as problem:
        if isinstance(problem, DatabaseError) and not transaction.get_connection().is_usable():
            raise
        undo(batch)
        # The kind of trouble only: the words of an error may hold somebody's name.
        kind = heard.operation.kind
        log.error("Operation %s (%s): %s", name, kind, type(problem).__name__)
        return retry(name, sha256)


def undo(batch: Batch) -> None:
    """The database has gone back to before one operation, and so must all that we hold."""
    if not batch.is_one_by_one:
        raise StartAgain
    batch.shelf = Shelf()


def retry(name: str, sha256: str) -> Reply:
    return Reply(name, OperationStatus.RETRY, sha256, WORDS[OperationStatus.RETRY])


@transaction.atomic
def settle(batch: Batch, heard: Heard, sender: Sender) -> Reply:
    """Inside a savepoint, do it and note its receipt: both are kept, or neither."""
    operation = heard.operation
    status, waiting = do(batch, operation, sender)
    receipt = Receipt(
        operation=operation.id,
        kind=operation.kind,
        author=sender.author,
        device=batch.device,
        sha256=heard.sha256,
        status=status,
        at=batch.now,
        said_at=operation.said_at,
        delivered_by=batch.delivery.by,
    )
    batch.shelf.ledger.add(receipt)
    if batch.is_one_by_one:
        batch.shelf.ledger.write()
    batch.known[operation.id] = receipt
    return reply(receipt, waiting, sender.renamed)


def do(batch: Batch, operation: Operation, sender: Sender) -> tuple[OperationStatus, Sequence[str]]:
    """What became of it, and the fields that wait for a coordinator."""
    try:
        if not sender.organisations:
            raise (
                Held(whose(sender, operation))
                if sender.former
                else NotClear(
                    "You are not in an organisation that uses this, so ask your coordinator."
                )
            )
        waiting = DOES[operation.kind](sender, operation, batch.now)
    except Gone:
        return OperationStatus.GONE, []
    except Held as held:
        return hold(batch, operation, sender, held.organisation_id), []
    return (OperationStatus.CONFLICT if waiting else OperationStatus.ACCEPTED), waiting


def hold(
    batch: Batch, operation: Operation, sender: Sender, organisation_id: int
) -> OperationStatus:
    """Keep it for a coordinator, as it was read. What names somebody rubbed out is not kept."""
    person = operation.body.get("person") or operation.body.get("learner")
    try:
        if person:
            refuse_the_gone(person)
    except Gone:
        return OperationStatus.GONE
    Quarantine.objects.create(
        operation=operation.id,
        organisation_id=organisation_id,
        author=sender.author,
        delivered_by=batch.delivery.by,
        device=batch.device,
        kind=operation.kind,
        body=written(operation.body),
        person=person,
        at=batch.now,
    )
    return OperationStatus.QUARANTINED


def written(body: Any) -> Any:
    """A body that was read, as JSON again."""
    if isinstance(body, Mapping):
        return {name: written(value) for name, value in body.items()}
    if isinstance(body, list):
        return [written(value) for value in body]
    if isinstance(body, dt.datetime):
        return body.isoformat()
    return body if body is None or isinstance(body, int) else str(body)


def said_before(receipt: Receipt, heard: Heard) -> Reply:
    """The reply to a second send: we have it, and what became of it if that was more than being accepted."""
    if (receipt.sha256, receipt.author_id) != (heard.sha256, heard.operation.author):
        return Reply(str(receipt.pk), OperationStatus.REJECTED, heard.sha256, DIFFERENT)
    again = reply(receipt)
    if again.status == OperationStatus.ACCEPTED:
        again.status = OperationStatus.DUPLICATE
    return again


def reply(
    receipt: Receipt, waiting: Sequence[str] = (), renamed: Mapping[str, str] | None = None
) -> Reply:
    status = OperationStatus(receipt.status)
    return Reply(
        op=str(receipt.pk),
        status=status,
        sha256=receipt.sha256,
        words=WORDS.get(status, ""),
        field=waiting[0] if waiting else "",
        at=receipt.at.isoformat(),
        renamed=renamed,
    )
