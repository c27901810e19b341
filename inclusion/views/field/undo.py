"""Undo for one save. What the register said before is kept in the person's own sign-in session, by id.

Only the newest save can be undone, only where it was made, and only while nobody has saved since: so there is
one thing to keep, it is replaced by the next save, and it goes with the undo or with signing out. The ticks and
skills of both saves stay on record, as taken back.
"""

from typing import Any

from django.http import HttpRequest

from inclusion.actions.sessions import Register
from inclusion.choices import HelpGiven
from inclusion.models import Session, Task, User
from inclusion.views.field.roster import roster

KEY = "undo_register"


def remember(request: HttpRequest, saved: Session, before: Register) -> None:
    """Keep what was there before a save. A second send of the same save changed nothing, so it keeps the first."""
    kept = request.session.get(KEY, {})
    if (kept.get("session"), kept.get("version")) == (str(saved.pk), saved.version):
        return
    request.session[KEY] = {
        "session": str(saved.pk),
        "version": saved.version,
        "present": [str(person.pk) for person in before.present],
        "seen": [
            [str(person.pk), task.pk, how]
            for person, tasks in before.seen.items()
            for task, how in tasks.items()
        ],
        "unnamed_heads": before.unnamed_heads,
        "note": before.note,
        "is_held": before.is_held,
    }


def offer(request: HttpRequest, session: Session) -> bool:
    """Whether the save that can be undone is this session's newest."""
    kept = request.session.get(KEY, {})
    return (kept.get("session"), kept.get("version")) == (str(session.pk), session.version)


def recall(request: HttpRequest, session: Session, user: User) -> tuple[Register, int] | None:
    """What was there before, and the version it may be put back over. It can be asked for once."""
    kept: dict[str, Any] = request.session.get(KEY, {})
    if kept.get("session") != str(session.pk):
        return None
    del request.session[KEY]
    people = {str(person.pk): person for person in roster(session, user, kept["present"])}
    tasks = Task.objects.in_bulk({task for _, task, _ in kept["seen"]})
    seen: dict[Any, dict[Task, HelpGiven]] = {}
    for who, task, how in kept["seen"]:
        if who in people and task in tasks:
            seen.setdefault(people[who], {})[tasks[task]] = HelpGiven(how)
    before = Register(
        present=frozenset(people[who] for who in kept["present"] if who in people),
        seen=seen,
        unnamed_heads=kept["unnamed_heads"],
        note=kept["note"],
        is_held=kept["is_held"],
    )
    return before, kept["version"]
