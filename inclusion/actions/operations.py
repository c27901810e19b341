"""Taking in what phones send: each operation once, whoever brings it, whatever becomes of the others.

One transaction a batch and one savepoint an operation: a batch is on disk before its replies are written, and one
broken operation holds up nothing. What is already known is never looked up first: the receipt's key decides.
"""

import datetime as dt
import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django.db import DatabaseError, IntegrityError, transaction

from inclusion.actions.applying import DOES
from inclusion.actions.finding import Gone, Held, NotYet, refuse_the_gone, whose
from inclusion.actions.senders import Delivery, Sender, Shelf
from inclusion.choices import OperationStatus
from inclusion.models import Device, Learner, Quarantine, Receipt
from inclusion.rules.canonical import NotCanonical, digest
from inclusion.rules.operations import FromTheFuture, NotClear, Operation, an_id, read_operation

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


@dataclass
class Batch:
    """One delivery as it is taken in: who wrote what is asked once an author."""

    delivery: Delivery
    device: Device | None
    now: dt.datetime
    senders: dict[int, Sender] = field(default_factory=dict)
    shelf: Shelf = field(default_factory=Shelf)

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
    batch = Batch(delivery, device, now)
    read_people(batch.shelf, said)
    return [receive_one(batch, one) for one in said]


def read_people(shelf: Shelf, said: Sequence[Any]) -> None:
    """Most of a batch is who came: read the learners it names at once. Whether they are the author's is asked later."""
    ids = set()
    for body in (one.get("body") for one in said if isinstance(one, Mapping)):
        with suppress(NotClear):
            ids.add(an_id(body.get("person") if isinstance(body, Mapping) else None))
    rows = Learner.objects.current().filter(pk__in=ids)
    shelf.learners.update({learner.pk: learner for learner in rows} if ids else {})


def receive_one(batch: Batch, said: Any) -> Reply:
    """Read it, believe its author, do it once, and say what became of it."""
    name = str(said.get("op"))[:64] if isinstance(said, Mapping) else ""
    if not name:
        return Reply(name, OperationStatus.REJECTED, words=BROKEN)
    sha256 = ""
    try:
        sha256 = digest(said.get("body"))
        operation = read_operation(said)
        return keep(batch, operation, batch.sender(operation.author), sha256)
    except NotCanonical as problem:
        return Reply(name, OperationStatus.REJECTED, sha256, str(problem))
    except NotClear as problem:
        return Reply(name, OperationStatus.REJECTED, sha256, problem.words, problem.field)
    except FromTheFuture:
        return Reply(name, OperationStatus.RETRY, sha256, NEWER)


def keep(batch: Batch, operation: Operation, sender: Sender, sha256: str) -> Reply:
    """Do it inside a savepoint together with its receipt: both are kept, or neither."""
    name = str(operation.id)
    try:
        with transaction.atomic():
            return settle(batch, operation, sender, sha256)
    except (NotClear, NotYet) as problem:
        batch.shelf.clear()
        if isinstance(problem, NotClear):
            raise
        return Reply(name, OperationStatus.RETRY, sha256, NOT_YET)
    except IntegrityError:
        batch.shelf.clear()
        return said_before(operation, sha256) or retry(name, sha256)
    except Exception as problem:
        # Whatever it is: one broken operation must not hold up the others.
        batch.shelf.clear()
        if isinstance(problem, DatabaseError) and not transaction.get_connection().is_usable():
            raise
        # The kind of trouble only: the words of an error may hold somebody's name.
        log.error("Operation %s (%s): %s", name, operation.kind, type(problem).__name__)
        return retry(name, sha256)


def retry(name: str, sha256: str) -> Reply:
    return Reply(name, OperationStatus.RETRY, sha256, WORDS[OperationStatus.RETRY])


def settle(batch: Batch, operation: Operation, sender: Sender, sha256: str) -> Reply:
    receipt = Receipt(
        operation=operation.id,
        kind=operation.kind,
        author=sender.author,
        device=batch.device,
        sha256=sha256,
        status=OperationStatus.ACCEPTED,
        at=batch.now,
        said_at=operation.said_at,
        delivered_by=batch.delivery.by,
    )
    receipt.save(force_insert=True)
    status, waiting = do(batch, operation, sender)
    if status != OperationStatus.ACCEPTED:
        receipt.status = status
        receipt.save(update_fields=["status"])
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


def said_before(operation: Operation, sha256: str) -> Reply | None:
    """The reply to a second send: we have it, and what became of it if that was more than being accepted."""
    receipt = Receipt.objects.filter(pk=operation.id).first()
    if receipt is None:
        return None
    if receipt.sha256 != sha256 or receipt.author_id != operation.author:
        return Reply(str(operation.id), OperationStatus.REJECTED, sha256, DIFFERENT)
    if receipt.status == OperationStatus.ACCEPTED:
        receipt.status = OperationStatus.DUPLICATE
    return reply(receipt)


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
