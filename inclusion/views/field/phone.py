"""The addresses the app on a phone talks to: who am I, who might come, and here is what was said.

Always JSON, never a page and never a way to another page: a phone must be able to tell an answer of ours from a
sign-in page or a café's. `{"words": ...}` is what to show when it is not 200.

`GET /field/me/?device=<uuid>&unsent=<n>&version=<app>&last=<uuid>&at=<iso>` ->
`{"user", "token", "csrf", "epoch", "newest", "schema", "now"}`. `last` and `at` are of the newest receipt the phone holds. When we don't know it, `newest` is null: we were put back to an older
copy, and the phone sends all it still holds again, as it does when it meets another `epoch`.
"""

import datetime as dt
import json
import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_POST, require_safe

from inclusion.actions.cohorts import note_children_on_a_phone
from inclusion.actions.devices import deliver, epoch, heard_from
from inclusion.actions.senders import Delivery, author_token
from inclusion.models import Receipt, User
from inclusion.permissions import Permission, allow_phone, signed_in
from inclusion.rules.batches import BatchTooBig, NotABatch, read_batch, unsent_of, version_of
from inclusion.rules.operations import SCHEMA, their_clock
from inclusion.views.field.phone_roster import as_bytes, cohorts_of, etag_of, roster_for
from inclusion.views.field.roster import is_id

NUMBER = re.compile("[0-9]{1,9}")
BUSY = "We are busy. It stays on your phone and we try again."
OVER = "Your part here has ended. You can still send what is on this phone."


@require_safe
@allow_phone(Permission.LOG_SESSION)
def me(request: HttpRequest) -> HttpResponse:
    """Who is signed in, what they need to send, and how much of this phone's work we remember."""
    user, now = signed_in(request), timezone.now()
    note(user, request.GET, now)
    return JsonResponse(
        {
            "user": {"id": user.pk, "name": user.known_as, "roles": sorted(user.reach.roles)},
            "token": author_token(user),
            "csrf": get_token(request),
            "epoch": epoch(),
            "newest": newest(user, request.GET) if is_remembered(request.GET) else None,
            "schema": SCHEMA,
            "now": now.isoformat(),
        }
    )


def note(user: User, asked: Mapping[str, str], now: dt.datetime) -> None:
    """The phone was heard from. A database too busy for that must not keep anybody from sending."""
    device, unsent = asked.get("device", ""), asked.get("unsent", "")
    if not is_id(device):
        return
    with suppress(OperationalError):
        heard_from(
            id=UUID(device),
            user=user,
            unsent=unsent_of(int(unsent)) if NUMBER.fullmatch(unsent) else None,
            version=version_of(asked.get("version")),
            now=now,
        )


def is_remembered(asked: Mapping[str, str]) -> bool:
    """Whether we have the last receipt a phone was given, and so, each delivery being one transaction, all before it.

    An older copy may have taken in the same thing again since, or something newer, so both id and time must be the same.
    """
    if not is_id(asked.get("last", "")):
        return True
    at = their_clock(asked.get("at"))
    return at is not None and Receipt.objects.filter(pk=asked["last"], at=at).exists()


def newest(user: User, asked: Mapping[str, str]) -> str | None:
    """When we last took something in from this device, or from this person if it does not say which it is."""
    device = asked.get("device", "")
    receipts = Receipt.objects.filter(device=UUID(device)) if is_id(device) else user.receipts.all()
    at = receipts.order_by("-at").values_list("at", flat=True).first()
    return at.isoformat() if at else None


@require_safe
@allow_phone(Permission.LOG_SESSION)
def roster(request: HttpRequest) -> HttpResponse:
    """Names, sessions and skills for the next two weeks, or 304 when the phone has them."""
    user = signed_in(request)
    if not user.reach.organisations:
        return JsonResponse({"words": OVER}, status=403)
    now = timezone.now()
    cohorts = cohorts_of(user, timezone.localdate(now))
    note_children_on_a_phone(cohorts=cohorts, by=user, now=now)
    body = as_bytes(roster_for(user, cohorts, now))
    etag = etag_of(body)
    response = HttpResponse(body, content_type="application/json", headers={"ETag": etag})
    return get_conditional_response(request, etag=etag, response=response) or response


@require_POST
@allow_phone(Permission.LOG_SESSION)
def sync(request: HttpRequest) -> HttpResponse:
    """Take in what a phone brings. A reply naming an operation means that it is on our disk, or why it is not."""
    try:
        batch = read_batch(read_json(request))
    except BatchTooBig as problem:
        return JsonResponse({"words": str(problem)}, status=413)
    except NotABatch as problem:
        return JsonResponse({"words": str(problem)}, status=400)
    now = timezone.now()
    try:
        replies = deliver(
            device=batch.device,
            said=batch.operations,
            delivery=Delivery(signed_in(request), batch.tokens),
            unsent=batch.unsent,
            version=batch.version,
            now=now,
        )
    except OperationalError:
        return JsonResponse({"words": BUSY}, status=503)
    receipts = [reply.as_json() for reply in replies]
    return JsonResponse({"now": now.isoformat(), "epoch": epoch(), "receipts": receipts})


def read_json(request: HttpRequest) -> tuple[Any, int]:
    """What was sent, and how many bytes it was. Raises NotABatch or BatchTooBig."""
    try:
        return json.loads(request.body), len(request.body)
    except RequestDataTooBig as problem:
        raise BatchTooBig from problem
    except (ValueError, RecursionError) as problem:
        raise NotABatch from problem
