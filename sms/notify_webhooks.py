"""What GOV.UK Notify tells us: how a text ended, and a text that came in. Each bears the token we gave it, or gets a 403."""

import json
import uuid
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from inclusion.permissions import View, signed
from sms import outcomes
from sms.models import Inbound, Message
from sms.notify import SENDER
from sms.reading import read_now
from sms.webhooks import (
    MOST_BYTES,
    Malformed,
    length_of,
    moment_of,
    no_fault_gets_out,
    refuse,
    without_nulls,
)

SHORTEST_TOKEN = 10  # as Notify has it
# Its words for a text that did not arrive, and the code we keep for each.
CODES = {
    "permanent-failure": "permanent",
    "temporary-failure": "temporary",
    "technical-failure": "technical",
}
WORDS = ("delivered", *CODES)
Said = Mapping[str, Any]


def from_notify(view: Callable[[HttpRequest, Said], HttpResponse]) -> View:
    """Only POSTs that bear our token get in. What makes no sense gets a 400, and a fault of ours a 503: Notify tries again."""

    @csrf_exempt
    @require_POST
    @signed
    @no_fault_gets_out
    @wraps(view)
    def checked(request: HttpRequest) -> HttpResponse:
        if not is_notify(request):
            return refuse("The token is missing or wrong.", 403)
        if length_of(request) > MOST_BYTES:
            return refuse("That is longer than any text.", 413)
        return view(request, said_in(request))

    return checked


def is_notify(request: HttpRequest) -> bool:
    """Whether the request bears the token. With none set, nothing gets in."""
    token: str = settings.NOTIFY.get("token", "")
    bears = request.headers.get("Authorization", "")
    return len(token) >= SHORTEST_TOKEN and constant_time_compare(bears, f"Bearer {token}")


def said_in(request: HttpRequest) -> Said:
    """What it says, in JSON. Raises Malformed."""
    try:
        said = json.loads(request.body)
    except (ValueError, RecursionError, UnreadablePostError) as nonsense:
        raise Malformed("That is not JSON.") from nonsense
    if not isinstance(said, dict):
        raise Malformed("That is not an object.")
    return said


def id_in(said: Said, name: str) -> uuid.UUID:
    try:
        return uuid.UUID(str(said.get(name)))
    except ValueError as nonsense:
        raise Malformed(f"{name} is missing or is not an id.") from nonsense


def words_in(said: Said, name: str, longest: int) -> str:
    words = said.get(name)
    if not isinstance(words, str) or not words or len(words) > longest:
        raise Malformed(f"{name} is missing or too long.")
    return without_nulls(words)


@from_notify
def status(request: HttpRequest, said: Said) -> HttpResponse:
    """How a text ended."""
    word = said.get("status")
    if word not in WORDS:
        raise Malformed("status is not one of Notify's.")
    try:
        outcomes.told(
            message_id=id_in(said, "reference"),
            sid=str(id_in(said, "id")),
            status=word,
            error_code=CODES.get(word, ""),
            now=moment_of(request),
        )
    except Message.DoesNotExist:
        return refuse("We sent no such text.", 404)
    except IntegrityError:
        return refuse("That id is another text's.", 409)
    return HttpResponse(status=204)


@from_notify
def inbound(request: HttpRequest, said: Said) -> HttpResponse:
    """Somebody texted us. The same text brought again finds the first and stops."""
    sender = words_in(said, "source_number", 60)
    came = Inbound(
        provider="notify",
        sid=str(id_in(said, "id")),
        sender=f"+{sender}" if sender.isascii() and sender.isdigit() else sender,
        recipient=SENDER,
        body=words_in(said, "message", MOST_BYTES),
        parameters={},
        received_at=moment_of(request),
    )
    Inbound.objects.bulk_create([came], ignore_conflicts=True)
    read_now(came)
    return HttpResponse(status=204)
