"""Who last changed each field of a record, and at which version, so that edits made apart can be told apart.

Kept in the record's own `edits`, by the name of the field; `rules/merging.py` decides with it.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any, cast

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from inclusion.choices import SessionState
from inclusion.models import Conflict, Learner, Session, User
from inclusion.rules.merging import NOBODY, Field

Record = Session | Learner
# Fields whose name for people is not the column's.
COLUMNS = {"centre": "centre_id", "postcode": "postcode_id"}
WHEN, STATE = "when", "state"


def mark(record: Record, names: Iterable[str], by: User | None) -> None:
    """Fields were changed with the record in full view, at its version of now. The caller saves."""
    for name in [name.removesuffix("_id") for name in names]:
        who = by.pk if by else NOBODY
        kept = record.edits.get(name, {})
        record.edits[name] = {**kept, "version": record.version, "by": [who]}
        if name == STATE:
            record.edits[name].pop("value", None)


def say_of(record: Record, name: str) -> Any:
    """What a field says, as it is written in JSON."""
    if name == WHEN and isinstance(record, Session):
        return [
            moment.astimezone(dt.UTC).isoformat() for moment in (record.starts_at, record.ends_at)
        ]
    if name == STATE:
        return record.edits.get(STATE, {}).get("value", str(cast(Session, record).state))
    return getattr(record, COLUMNS.get(name, name))


def put(record: Record, name: str, value: Any) -> None:
    """Make a field say something. A session that people came to was held, whatever is said of it."""
    if name == WHEN and isinstance(record, Session):
        record.starts_at, record.ends_at = (moment_of(text) for text in value)
    elif name == STATE:
        record.edits[STATE] = {**record.edits.get(STATE, {}), "value": value}
    else:
        setattr(record, COLUMNS.get(name, name), value)


def moment_of(text: str) -> Any:
    return timezone.localtime(parse_datetime(text))


def read_edits(record: Record, name: str) -> Field:
    """One field with everything said of it."""
    kept = record.edits.get(name, {})
    waiting = Conflict.objects.open().filter(field=name, **about(record))
    return Field(
        value=say_of(record, name),
        version=kept.get("version", 0),
        backers=frozenset(kept.get("by", ())),
        said={int(who): operation for who, operation in kept.get("said", {}).items()},
        offers=dict(waiting.values_list("author", "offered")) if kept else {},
    )


def keep_edits(record: Record, name: str, field: Field) -> None:
    """The other way. The caller saves."""
    put(record, name, field.value)
    record.edits[name] = {
        **record.edits.get(name, {}),
        "version": field.version,
        "by": sorted(field.backers),
        "said": {str(who): operation for who, operation in field.said.items()},
    }


def about(record: Record) -> dict[str, Any]:
    """The column of a conflict that a record is kept in."""
    return {"session": record} if isinstance(record, Session) else {"learner": record}


def is_off(session: Session) -> bool:
    """Whether somebody said that it was not held."""
    return bool(say_of(session, STATE) == SessionState.CANCELLED)


def settle_state(session: Session) -> None:
    """Held once anything was said of it. Called off only while nobody is known to have come."""
    off = is_off(session)
    came = off and (session.unnamed_heads > 0 or session.attendances.standing().exists())
    if off and not came:
        session.state = SessionState.CANCELLED
    elif session.logged_at or say_of(session, STATE) == SessionState.HELD:
        session.state = SessionState.HELD
