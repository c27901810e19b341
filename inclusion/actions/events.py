"""Writing down who did what. Called by every other action, inside its transaction."""

from typing import Any

from django.db.models import Model

from inclusion.models import Event, User


def record(
    verb: str, thing: Model, *, by: User | None, organisation_id: int | None = None, **facts: Any
) -> Event:
    """Add one event. `facts` hold ids, counts and choices, never a name, a number or somebody's words."""
    added = event(verb, thing, by=by, organisation_id=organisation_id, **facts)
    added.save(force_insert=True)
    return added


def event(
    verb: str, thing: Model, *, by: User | None, organisation_id: int | None = None, **facts: Any
) -> Event:
    """The same, not written yet, for those who write many at once."""
    return Event(
        verb=verb,
        noun=thing._meta.model_name or "",
        noun_id=str(thing.pk),
        actor_id=by.pk if by else None,
        organisation_id=organisation_id,
        facts=facts,
    )
