"""The built-in phone network, for development and the demo: it rings our webhooks as Twilio would.

Nothing is short-circuited. Each request is signed, and goes through Django's own WSGI handler with every middleware,
the URL table and the signature check, in this process: no second server is needed, and none can deadlock.
"""

import datetime as dt
import io
import sys
import uuid
from functools import lru_cache
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.db.models import Max
from django.http import HttpResponse
from django.urls import reverse
from django.utils.crypto import salted_hmac

from sms.choices import Medium, MessageState, Trouble
from sms.gateway import HANDSET_SENDER, HandsetGateway, gateway
from sms.made_up_time import moment
from sms.models import Handset, Inbound, Message
from sms.signatures import SIGNATURE, sign
from sms.webhooks import MADE_UP_TIME

BRING_AT_ONCE = 50
# What a network says of a text, one after another, each with its error code.
Reports = tuple[tuple[str, str], ...]
ARRIVED: Reports = (("sent", ""), ("delivered", ""))
PHONE_OFF: Reports = (("sent", ""), ("undelivered", "30003"))
GOES_WRONG: dict[Trouble, Reports] = {
    Trouble.LOSE: (("sent", ""), ("undelivered", "30008")),
    Trouble.TWICE: (*ARRIVED, ("delivered", "")),
    Trouble.MUDDLED: ARRIVED[::-1],
}
A_NEW_PHONE = "+447700900999"


@lru_cache(maxsize=1)
def handler() -> WSGIHandler:
    """Django's own handler. It is handed a request, not called: a call would also close the database connection
    of the request we are inside."""
    return WSGIHandler()


def text_us(sender: str, body: str, *, times: int = 1) -> int:
    """Somebody texts the service from the built-in phone. Returns the HTTP status our webhook gave.

    A text that the network brings more than once is the same text, under one id.
    """
    said = {
        "MessageSid": f"SM{uuid.uuid4().hex}",
        "AccountSid": settings.TWILIO_ACCOUNT_SID,
        "From": sender,
        "To": settings.TWILIO_FROM or HANDSET_SENDER,
        "Body": body,
        "NumMedia": "0",
        "SmsStatus": "received",
    }
    return max(ring(reverse("sms:inbound"), said) for _ in range(times))


def text_through_trouble(sender: str, body: str) -> str:
    """The same, through whatever trouble was asked for. Returns what went wrong, in words; empty if nothing did."""
    phone = Handset.objects.filter(pk=sender).first() or Handset(address=sender)
    if phone.is_off:
        return "This phone is off. Switch it on to text."
    trouble = phone.take(Trouble.LOSE, Trouble.TWICE)
    if trouble == Trouble.LOSE:
        return "That text was lost on the way, as you asked. We never got it."
    status = text_us(sender, body, times=2 if trouble else 1)
    return "" if status == 200 else "The text did not get through. Try again."


def report(message: Message, status: str, error_code: str = "") -> int:
    """The network says what became of a text."""
    return ring(
        reverse("sms:status", args=[message.pk]),
        {
            "MessageSid": message.provider_sid or "",
            "AccountSid": settings.TWILIO_ACCOUNT_SID,
            "MessageStatus": status,
            **({"ErrorCode": error_code} if error_code else {}),
        },
    )


def ring(path: str, parameters: dict[str, str]) -> int:
    """POST a signed form to one of our own addresses. Returns the HTTP status."""
    return answer_from(path, parameters)[0]


def answer_from(path: str, parameters: dict[str, str]) -> tuple[int, str]:
    """The same, with what we answered."""
    path, _, query = path.partition("?")
    address = urlsplit(settings.PUBLIC_BASE_URL)
    body = urlencode(parameters).encode()
    header = "HTTP_" + SIGNATURE.upper().replace("-", "_")
    environ = {
        "REQUEST_METHOD": "POST",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": address.hostname or "localhost",
        "SERVER_PORT": str(address.port or (443 if address.scheme == "https" else 80)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": address.netloc,
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(body)),
        header: sign(settings.PUBLIC_BASE_URL + path + ("?" + query if query else ""), parameters),
        "wsgi.url_scheme": address.scheme,
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        MADE_UP_TIME: moment(),
    }
    request = WSGIRequest(environ)
    try:
        response = handler().get_response(request)
        said = response.content.decode() if isinstance(response, HttpResponse) else ""
        return int(response.status_code), said
    finally:
        request.close()


def deliver_due(now: dt.datetime) -> int:
    """Bring texts to the built-in phones, and report it as a network would."""
    if not isinstance(gateway(), HandsetGateway):
        return 0
    on_their_way = list(
        Message.objects.filter(
            medium=Medium.SMS,
            state__in=(MessageState.ACCEPTED, MessageState.SENT),
            provider_sid__isnull=False,
        ).order_by("tried_at")[:BRING_AT_ONCE]
    )
    phones = Handset.objects.in_bulk({message.address for message in on_their_way})
    return sum(bring(message, phones.get(message.address), now) for message in on_their_way)


def bring(message: Message, phone: Handset | None, now: dt.datetime) -> bool:
    """Bring one text to its phone, or say why not. False while it is late."""
    if phone and phone.is_late(now):
        return False
    if phone and phone.is_off:
        reports = PHONE_OFF
    else:
        trouble = phone.take(*GOES_WRONG) if phone else ""
        reports = GOES_WRONG[Trouble(trouble)] if trouble else ARRIVED
    for status, error_code in reports:
        report(message, status, error_code)
    return True


def make_trouble(number: str, what: str) -> None:
    """Switch a phone off ("off") or on ("on"), or have its next text go wrong. Anything else is nothing."""
    phone, _ = Handset.objects.get_or_create(pk=number)
    if what in ("off", "on"):
        phone.is_off = what == "off"
    elif what in Trouble.values:
        phone.trouble = what
    phone.save()


def code_of(number: str) -> str:
    """A number's place in an address bar: the same every time, and not the number."""
    return salted_hmac("sms.handset", number).hexdigest()[:12]


def phones(most: int) -> list[str]:
    """The numbers with the newest texts, and one that nobody knows."""
    newest = (
        Message.objects.order_by()
        .values("address")
        .annotate(last=Max("queued_at"))
        .order_by("-last", "address")
        .values_list("address", flat=True)
    )
    return [number for number in newest[:most] if number != A_NEW_PHONE] + [A_NEW_PHONE]


def number_of(code: str) -> str | None:
    """The number with a code, among all that ever texted or were texted."""
    known = set(Message.objects.order_by().values_list("address", flat=True).distinct())
    known |= set(Inbound.objects.order_by().values_list("sender", flat=True).distinct())
    return next((number for number in known | {A_NEW_PHONE} if code_of(number) == code), None)
