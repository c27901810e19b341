"""The registers some operations are about: read once, and what is added to them written once.

Most of what a phone brings is who came and what they did. Row by row that is ten questions to the database for each tick;
kept here until the end it is a few for the whole batch. Nobody else can write in a session between its being read and
written, because whoever uses this holds the sessions' rows.
"""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import Model, Q

from inclusion.choices import Rater
from inclusion.models import Attendance, Event, Evidence, Fact, Person, Receipt, Session, Task

Row = Attendance | Evidence
Key = tuple[uuid.UUID | None, uuid.UUID | None, int | None]
# What leans on nothing new comes first.
IN_ORDER: tuple[type[Model], ...] = (Fact, Attendance, Evidence, Event, Receipt)
REGISTER = ("version", "state", "logged_by", "logged_at")


def key_of(row: Fact | Row) -> Key:
    """What a row is about: session, person and task."""
    task = None if isinstance(row, Attendance) else row.task_id
    return row.session_id, row.learner_id or row.enrolment_id, task


def key_for(session: Session, person: Person, task: Task | None) -> Key:
    return session.pk, person.pk, task.pk if task else None


@dataclass
class Ledger:
    """What was said, and the rows the register shows: an attendance even when taken back, and the sights that stand.

    `sights` are all that were ever seen, by id. Of sessions and people `started` just now nothing was said before.
    `new` waits to be written, and so do the sessions in `touched`.
    """

    facts: dict[uuid.UUID, Fact] = field(default_factory=dict)
    said: dict[Key, dict[uuid.UUID, Fact]] = field(default_factory=lambda: defaultdict(dict))
    rows: dict[Key, Row] = field(default_factory=dict)
    sights: dict[uuid.UUID, Evidence] = field(default_factory=dict)
    read: set[tuple[uuid.UUID, uuid.UUID]] = field(default_factory=set)
    asked: set[uuid.UUID] = field(default_factory=set)
    started: set[uuid.UUID] = field(default_factory=set)
    new: list[Model] = field(default_factory=list)
    touched: dict[uuid.UUID, Session] = field(default_factory=dict)
    changes: int = 0

    def look(self, sessions: Collection[uuid.UUID], people: Collection[uuid.UUID]) -> None:
        """Read all that concerns these people at these sessions, which are held."""
        pairs = {
            (session, person)
            for session in sessions
            for person in people
            if not self.started & {session, person}
        } - self.read
        if not pairs:
            return
        sessions, people = {session for session, _ in pairs}, {person for _, person in pairs}
        here = Q(session__in=sessions) & (Q(learner__in=people) | Q(enrolment__in=people))
        for fact in Fact.objects.filter(here):
            self.keep_fact(fact)
        for row in Attendance.objects.filter(here):
            self.rows[key_of(row)] = row
        for sight in Evidence.objects.filter(here, rater=Rater.OBSERVED).order_by():
            self.keep_sight(sight)
        self.read |= pairs

    def look_up(self, ids: Collection[uuid.UUID]) -> None:
        """Read what was said under these names."""
        unknown = set(ids) - self.asked - set(self.facts)
        rows = Fact.objects.select_related("learner", "enrolment", "task").filter(pk__in=unknown)
        for fact in rows if unknown else ():
            self.keep_fact(fact)
        self.asked |= unknown

    def find(self, pk: uuid.UUID) -> Fact | None:
        """What was said under one name, if anything."""
        self.look_up([pk])
        return self.facts.get(pk)

    def about(
        self, session: Session, person: Person, task: Task | None
    ) -> tuple[list[Fact], Row | None]:
        """Everything said of one person, session and task, and the row the register shows."""
        self.look([session.pk], [person.pk])
        key = key_for(session, person, task)
        return list(self.said[key].values()), self.rows.get(key)

    def keep_fact(self, fact: Fact) -> None:
        self.facts[fact.pk] = fact
        if fact.session_id:
            self.said[key_of(fact)][fact.pk] = fact

    def keep_sight(self, sight: Evidence) -> None:
        self.sights[sight.pk] = sight
        key = key_of(sight)
        if sight.withdrawn_at is None:
            self.rows[key] = sight
        elif self.rows.get(key) is sight:
            del self.rows[key]

    def add(self, row: Model) -> None:
        """Something new, written at the end."""
        self.new.append(row)
        self.changes += 1

    def change(self, row: Model, *names: str) -> None:
        """Something that was there already, or waits to be."""
        self.changes += 1
        if not row._state.adding:
            row.save(update_fields=names)

    def touch(self, session: Session) -> None:
        """The register's own count and state, written at the end."""
        self.touched[session.pk] = session
        self.changes += 1

    def write(self) -> None:
        """Put what waits into the database. Raises IntegrityError when somebody else has written one of them."""
        for kind in IN_ORDER:
            put_in(kind, [row for row in self.new if type(row) is kind])
        for session in self.touched.values():
            session.save(update_fields=REGISTER)
        self.new.clear()
        self.touched.clear()


def put_in(kind: type[Model], rows: Iterable[Model]) -> None:
    kind._default_manager.bulk_create(rows)
