"""Suggesting sessions, and saying yes or no to what was suggested."""

import datetime as dt
import uuid

from django.db import transaction

from inclusion.actions.events import record
from inclusion.actions.sessions import plan_session
from inclusion.choices import SessionKind
from inclusion.models import Centre, Session, SessionDraft, User


class TooLate(Exception):
    """Why a draft cannot go in the diary any more, for the person asking."""


@transaction.atomic
def draft_session(
    *,
    batch: uuid.UUID,
    centre: Centre,
    topic: str,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    reason: str,
    by: User,
) -> SessionDraft:
    """Suggest a session to the people who run a centre: one for each centre in a batch, however often it is sent."""
    draft, is_new = SessionDraft.objects.get_or_create(
        id=uuid.uuid5(batch, str(centre.pk)),
        defaults={
            "batch": batch,
            "centre": centre,
            "topic": topic,
            "starts_at": starts_at,
            "ends_at": ends_at,
            "reason": reason[:300],
            "made_by": by,
        },
    )
    if is_new:
        record("draft_session", draft, by=by, organisation_id=centre.organisation_id)
    return draft


@transaction.atomic
def plan_draft(*, draft: SessionDraft, by: User, now: dt.datetime) -> Session:
    """Say yes: put it in the diary as a class with room for everyone the centre holds. Raises TooLate.

    Saying yes twice makes one session. Saying yes after somebody said no is yes.
    """
    draft = SessionDraft.objects.select_for_update().select_related("centre").get(pk=draft.pk)
    if draft.session:
        return draft.session
    if draft.starts_at <= now:
        raise TooLate("That time has passed. Plan a session at another time.")
    draft.session = plan_session(
        id=draft.pk,
        centre=draft.centre,
        kind=SessionKind.CLASS,
        topic=draft.topic,
        starts_at=draft.starts_at,
        ends_at=draft.ends_at,
        places=draft.centre.places,
        by=by,
    )
    draft.settled_at = now
    draft.save(update_fields=["session", "settled_at"])
    return draft.session


@transaction.atomic
def decline_draft(*, draft: SessionDraft, by: User, now: dt.datetime) -> SessionDraft:
    """Say no. What is in the diary already stays there."""
    draft = SessionDraft.objects.select_for_update().get(pk=draft.pk)
    if draft.settled_at is None:
        draft.settled_at = now
        draft.save(update_fields=["settled_at"])
        owner = draft.centre.organisation_id
        record("decline_draft", draft, by=by, organisation_id=owner)
    return draft
