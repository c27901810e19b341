"""Who carries our texts. The only module that talks to Twilio.

A send has three outcomes, not two. Twilio's create-message has no idempotency key, so after a timeout nobody knows
whether the text went: trying again blindly would text somebody twice, and `find` asks first.
"""

import datetime as dt
import logging
import re
import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol
from urllib.parse import urlsplit, urlunsplit

import requests
from django.conf import settings
from requests.adapters import HTTPAdapter
from twilio.base.exceptions import TwilioException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client
from urllib3.exceptions import NewConnectionError

from sms.prices import Charge, read_charge

TIMEOUT_SECONDS = 10
# Calls under way together. At 100 ms a call this is more than the 300 texts a second that one worker can write down.
AT_ONCE = 48
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
REAL_SID = re.compile(r"(SM|MM)[0-9a-f]{32}")
LOOK_BACK = 50
# Texts whose price is asked for at a time, newest first: more than the slowest sender sends in an hour.
PRICED_AT_ONCE, PRICES_A_PAGE = 5000, 1000
HANDSET_SENDER = "+447700900000"
# Twilio's client logs every request with its number and body, at INFO. Ours keeps quiet.
quiet = logging.getLogger("sms.gateway.twilio")
quiet.setLevel(logging.ERROR)
# And under it every address called is logged at DEBUG, where asking after a text has its number in the address.
logging.getLogger("urllib3").setLevel(logging.ERROR)


@dataclass(frozen=True)
class Outgoing:
    """What a gateway needs to know of a text."""

    id: uuid.UUID
    to: str
    body: str
    seconds_useful: int


@dataclass(frozen=True)
class Accepted:
    """The provider has it, under this id."""

    sid: str
    status: str = "queued"


@dataclass(frozen=True)
class Rejected:
    """The provider refused it, and surely did not send it. `code` is its error code, or our word for no answer."""

    code: str


@dataclass(frozen=True)
class Unknown:
    """It may have gone and it may not. `reason` is for the desk: no number, no body."""

    reason: str


Outcome = Accepted | Rejected | Unknown
UNREACHED = Rejected("unreached")


class Gateway(Protocol):
    """A provider. `answers_keywords`: it answers STOP, START and HELP itself. `at_once` is how many calls may be under
    way together; `parts_per_second` is what its sender may send, or 0 where there is no limit.
    """

    name: str
    sender: str
    answers_keywords: bool
    at_once: int
    parts_per_second: int

    def send(self, text: Outgoing) -> Outcome: ...

    def find(
        self, text: Outgoing, tried_at: dt.datetime, taken: Collection[str]
    ) -> Accepted | Unknown | None:
        """What became of a send nobody answered. None if the provider never got it.

        `taken` are ids that belong to other texts of ours.
        """
        ...

    def charges(self, since: dt.datetime) -> Iterator[Charge]:
        """What it asked for texts sent since then, as far as it knows."""
        ...


class HandsetGateway:
    """The built-in phone: takes every text at once. `sms/handset.py` then brings it to the screen."""

    name = "handset"
    sender = HANDSET_SENDER
    answers_keywords = False
    at_once = 8
    parts_per_second = 0

    def send(self, text: Outgoing) -> Outcome:
        return Accepted(f"SM{text.id.hex}")

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
        self.client = Client(
            settings.TWILIO_ACCOUNT_SID,
            settings.TWILIO_AUTH_TOKEN,
            http_client=ElsewhereClient(settings.TWILIO_API_BASE_URL),
        )

    def send(self, text: Outgoing) -> Outcome:
        try:
            created = self.client.messages.create(
                to=text.to,
                body=text.body,
                status_callback=callback_address(text.id),
                validity_period=min(max(text.seconds_useful, SHORTEST_VALIDITY), LONGEST_VALIDITY),
                **self.origin(),
            )
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
        """The oldest outgoing text to that number, with those words, made since we tried, that is nobody else's."""
        since = tried_at - dt.timedelta(minutes=1)
        try:
            recent = self.client.messages.list(to=text.to, limit=LOOK_BACK)
        except (requests.RequestException, TwilioException, ValueError):
            return Unknown("The provider could not say what became of it.")
        ours = [
            found
            for found in recent
            if found.body == text.body
            and str(found.direction).startswith("outbound")
            and found.sid not in taken
            and (found.date_created is None or found.date_created >= since)
        ]
        return Accepted(ours[-1].sid, str(ours[-1].status)) if ours else None

    def charges(self, since: dt.datetime) -> Iterator[Charge]:
        """Prices as Twilio lists them. If it stops answering we keep what we heard, and ask again in an hour."""
        try:
            for sent in self.client.messages.stream(
                date_sent_after=since, limit=PRICED_AT_ONCE, page_size=PRICES_A_PAGE
            ):
                charge = read_charge(str(sent.sid), sent.price, sent.price_unit)
                if charge:
                    yield charge
        except (requests.RequestException, TwilioException, ValueError):
            return


def callback_address(message_id: uuid.UUID) -> str:
    """Where the provider reports on a text. It holds our own id, so a report that beats the answer still finds it.

    What follows the # asks Twilio to try three times more if we are down; it is not part of the signed address.
    """
    return f"{settings.PUBLIC_BASE_URL}/sms/twilio/status/{message_id}/#rc=3&rp=5xx,ct,rt"


def never_arrived(problem: requests.RequestException) -> bool:
    """Whether the request cannot have reached the provider: no name, no route, no connection."""
    if isinstance(problem, requests.ConnectTimeout):
        return True
    cause = problem.args[0] if problem.args else None
    return isinstance(getattr(cause, "reason", cause), NewConnectionError)


def refusal(problem: Any) -> Outcome:
    """A refusal, unless the provider broke (5xx): then the text may have gone."""
    status, code = getattr(problem, "status", None), getattr(problem, "code", None)
    if status is None or status >= 500:
        return Unknown("The provider had trouble of its own.")
    return Rejected(str(status if status in (401, 429) else code or status))


def gateway() -> Gateway:
    """Twilio when its settings are there, and otherwise the built-in handset. Made once, so that connections are kept."""
    return (
        twilio_for(*(getattr(settings, name) for name in OF_TWILIO))
        if settings.TWILIO_ACCOUNT_SID
        else HandsetGateway()
    )


@lru_cache(maxsize=2)
def twilio_for(*_settings: Any) -> TwilioGateway:
    """The gateway for these settings."""
    return TwilioGateway()
