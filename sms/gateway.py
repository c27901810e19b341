"""Who carries our texts and calls. The only module that talks to Twilio; `notify` talks to GOV.UK Notify.

A send has three outcomes, not two. Twilio's create-message has no idempotency key, so after a timeout nobody knows
whether the text went: trying again blindly would text somebody twice, and `find` asks first.
"""

import datetime as dt
import logging
import re
import uuid
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import chain
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import requests
from django.conf import settings
from requests.adapters import HTTPAdapter
from twilio.base.exceptions import TwilioException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from sms.choices import Medium
from sms.notify import NotifyGateway
from sms.outgoing import (
    UNREACHED,
    Accepted,
    Gateway,
    Outcome,
    Outgoing,
    Rejected,
    Unknown,
    never_arrived,
)
from sms.prices import Charge, read_charge

TIMEOUT_SECONDS = 10
# Calls under way together. At 100 ms a call this is more than one worker can write down, so that some are always answered.
AT_ONCE = 80
# How long a phone rings before nobody answered, and the longest a call may cost us, in seconds.
RINGS_FOR, LONGEST_CALL = 30, 180
# Twilio's own limits for ValidityPeriod, in seconds.
SHORTEST_VALIDITY, LONGEST_VALIDITY = 1, 36000
OF_TWILIO = (
    "TWILIO_ACCOUNT_SID",
    "TWILIO_AUTH_TOKEN",
    "TWILIO_FROM",
    "TWILIO_MESSAGING_SERVICE_SID",
    "TWILIO_API_BASE_URL",
    "TWILIO_PARTS_PER_SECOND",
)
REAL_SID = re.compile(r"(SM|MM|CA)[0-9a-f]{32}")
# What Twilio says when it is the account or the moment that is wrong, and not this call.
SHARED_TROUBLE = (UNREACHED.code, "401", "429")
LOOK_BACK = 50
# Texts whose price is asked for at a time, newest first: more than the slowest sender sends in an hour.
PRICED_AT_ONCE, PRICES_A_PAGE = 5000, 1000
HANDSET_SENDER = "+447700900000"
# No answer, or one that makes no sense: a page in place of a list, say. The client checks little of what it reads.
NO_ANSWER = (
    requests.RequestException,
    TwilioException,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
)
# Twilio's client logs every request with its number and body, at INFO. Ours keeps quiet.
quiet = logging.getLogger("sms.gateway.twilio")
quiet.setLevel(logging.ERROR)
# And under it every address called is logged at DEBUG, where asking after a text has its number in the address.
logging.getLogger("urllib3").setLevel(logging.ERROR)


class HandsetGateway:
    """The built-in phone: takes every text at once. `sms/handset.py` then brings it to the screen."""

    name = "handset"
    sender = HANDSET_SENDER
    answers_keywords = False
    can_ring = True
    at_once = 8
    parts_per_second = 0

    def send(self, text: Outgoing) -> Outcome:
        return Accepted(f"SM{text.id.hex}")

    def call(self, call: Outgoing) -> Outcome:
        return Accepted(f"CA{uuid.uuid4().hex}")

    def find(
        self, text: Outgoing, tried_at: dt.datetime, taken: Collection[str]
    ) -> Accepted | Unknown | None:
        """It keeps nothing of its own, so a text it never answered for was never taken."""
        return None

    def charges(self, since: dt.datetime) -> Iterator[Charge]:
        """It is free."""
        return iter(())


class ElsewhereClient(TwilioHttpClient):  # type: ignore[misc]
    """Twilio's own HTTP client with a time limit, and able to call another server instead: `TWILIO_API_BASE_URL`."""

    def __init__(self, base_url: str) -> None:
        super().__init__(timeout=TIMEOUT_SECONDS, logger=quiet)
        self.base = urlsplit(base_url) if base_url else None
        kept_alive = HTTPAdapter(pool_maxsize=AT_ONCE)
        for scheme in ("https://", "http://"):
            self.session.mount(scheme, kept_alive)

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
        if self.base:
            url = urlunsplit(
                urlsplit(url)._replace(scheme=self.base.scheme, netloc=self.base.netloc)
            )
        return super().request(method, url, *args, **kwargs)


class TwilioGateway:
    """Twilio, through its own Python client."""

    name = "twilio"
    answers_keywords = True
    at_once = AT_ONCE

    def __init__(self) -> None:
        self.parts_per_second = settings.TWILIO_PARTS_PER_SECOND
        self.sender = settings.TWILIO_FROM or settings.TWILIO_MESSAGING_SERVICE_SID
        self.can_ring = bool(settings.TWILIO_FROM)  # a messaging service has no voice
        self.client = Client(
            settings.TWILIO_ACCOUNT_SID,
            settings.TWILIO_AUTH_TOKEN,
            http_client=ElsewhereClient(settings.TWILIO_API_BASE_URL),
        )

    def send(self, text: Outgoing) -> Outcome:
        return self.ask(
            self.client.messages,
            to=text.to,
            body=text.body,
            status_callback=address_of(f"status/{text.id}"),
            validity_period=min(max(text.seconds_useful, SHORTEST_VALIDITY), LONGEST_VALIDITY),
            **self.origin(),
        )

    def call(self, call: Outgoing) -> Outcome:
        """A call that is refused says nothing about texts: only what is the account's stops them too."""
        outcome = self.ask(
            self.client.calls,
            to=call.to,
            from_=settings.TWILIO_FROM,
            url=address_of(f"call/{call.id}"),
            status_callback=address_of(f"call/{call.id}/ended"),
            timeout=RINGS_FOR,
            time_limit=LONGEST_CALL,
        )
        if isinstance(outcome, Rejected) and outcome.code not in SHARED_TROUBLE:
            return Rejected(f"call-{outcome.code}")
        return outcome

    def ask(self, what: Any, **details: Any) -> Outcome:
        """Have a text or a call made."""
        try:
            created = what.create(**details)
        except requests.RequestException as problem:
            return UNREACHED if never_arrived(problem) else Unknown("The provider did not answer.")
        except TwilioException as problem:
            return refusal(problem)
        except ValueError:
            return Unknown("The provider's answer made no sense.")
        if not REAL_SID.fullmatch(str(created.sid)):
            return Unknown("The provider's answer made no sense.")
        return Accepted(created.sid, str(created.status))

    def origin(self) -> dict[str, str]:
        """A number of our own, or the service that chooses one."""
        if settings.TWILIO_MESSAGING_SERVICE_SID:
            return {"messaging_service_sid": settings.TWILIO_MESSAGING_SERVICE_SID}
        return {"from_": settings.TWILIO_FROM}

    def find(
        self, text: Outgoing, tried_at: dt.datetime, taken: Collection[str]
    ) -> Accepted | Unknown | None:
        """The oldest outgoing text to that number, with those words, or call to it, made since we tried, that is nobody else's."""
        since = tried_at - dt.timedelta(minutes=1)
        is_call = text.medium == Medium.CALL
        made = self.client.calls if is_call else self.client.messages
        try:
            recent = made.list(to=text.to, limit=LOOK_BACK)
        except NO_ANSWER:
            return Unknown("The provider could not say what became of it.")
        ours = [
            found
            for found in recent
            if (is_call or found.body == text.body)
            and str(found.direction).startswith("outbound")
            and found.sid not in taken
            and (found.date_created is None or found.date_created >= since)
        ]
        return Accepted(ours[-1].sid, str(ours[-1].status)) if ours else None

    def charges(self, since: dt.datetime) -> Iterator[Charge]:
        """Prices as Twilio lists them. If it stops answering we keep what we heard, and ask again in an hour."""
        pages = {"limit": PRICED_AT_ONCE, "page_size": PRICES_A_PAGE}
        try:
            texts = self.client.messages.stream(date_sent_after=since, **pages)
            calls = self.client.calls.stream(start_time_after=since, **pages)
            for sent in chain(texts, calls):
                charge = read_charge(str(sent.sid), sent.price, sent.price_unit)
                if charge:
                    yield charge
        except NO_ANSWER:
            return


def address_of(what: str) -> str:
    """Where the provider reports on a text, or asks what to say. It holds our own id, so a report that beats the answer still
    finds it.

    What follows the # asks Twilio to try three times more if we are down; it is not part of the signed address.
    """
    return f"{settings.PUBLIC_BASE_URL}/sms/twilio/{what}/#rc=3&rp=5xx,ct,rt"


def refusal(problem: Any) -> Outcome:
    """A refusal, unless the provider broke (5xx): then the text may have gone."""
    status, code = getattr(problem, "status", None), getattr(problem, "code", None)
    if status is None or status >= 500:
        return Unknown("The provider had trouble of its own.")
    return Rejected(str(status if status in (401, 429) else code or status))


def gateway() -> Gateway:
    """Twilio when its settings are there, or GOV.UK Notify, and otherwise the built-in handset.

    Each is made once, so that connections are kept.
    """
    if settings.TWILIO_ACCOUNT_SID:
        return twilio_for(*(getattr(settings, name) for name in OF_TWILIO))
    return notify_for(*settings.NOTIFY.items()) if settings.NOTIFY else HandsetGateway()


@lru_cache(maxsize=2)
def twilio_for(*_settings: Any) -> TwilioGateway:
    """The gateway for these settings."""
    return TwilioGateway()


@lru_cache(maxsize=2)
def notify_for(*of_notify: tuple[str, str]) -> NotifyGateway:
    """The gateway for these settings."""
    return NotifyGateway(**dict(of_notify))
