"""GOV.UK Notify as a carrier of texts, for councils that have it. The only module that talks to it.

Its public client is three small requests over two libraries we have; we make the requests ourselves, because that client
is not safe with many threads, logs what it was sent, and pulls in a package that only comes unbuilt. Each text carries our own id as
its reference, so one that nobody answered for is looked up and never guessed at.
"""

import datetime as dt
import time
from collections.abc import Collection, Iterator
from typing import Any

import jwt
import requests
from requests.adapters import HTTPAdapter

from sms.outgoing import UNREACHED, Accepted, Outcome, Outgoing, Rejected, Unknown, never_arrived
from sms.prices import Charge
from sms.segments import BASIC, ESCAPED

HOME = "https://api.notifications.service.gov.uk"
TIMEOUT_SECONDS = 10
# 3,000 requests a minute for a service; a text of two parts is one request, so this is on the safe side.
PER_SECOND, AT_ONCE = 50, 16
SENDER = "GOV.UK Notify"
# Letters it carries as they are: the plain ones, and Welsh (notifications-utils 127.0.0, August 2026). It takes the
# accent off any other, or makes it "?", and says nothing.
WELSH = frozenset("àèìòùẁỳáéíóúẃýäëïöüẅÿâêîôûŵŷÀÈÌÒÙẀỲÁÉÍÓÚẂÝÄËÏÖÜẄŸÂÊÎÔÛŴŶ")
CARRIED = (BASIC | ESCAPED | WELSH) - {"\f"}
CANNOT_CARRY = Rejected("letters")
NO_SENSE = Unknown("The provider's answer made no sense.")


class NotifyGateway:
    """GOV.UK Notify. `template` is the id of a template of ours whose whole text is ((words)), in a service whose texts
    do not begin with its name.
    """

    name = "notify"
    sender = SENDER
    answers_keywords = False
    can_ring = False
    at_once = AT_ONCE
    parts_per_second = PER_SECOND

    def __init__(self, *, key: str, template: str, url: str = "", **_others: str) -> None:
        """`key` is as Notify shows it: a name, the service's id and a secret, with dashes between."""
        self.service, self.secret, self.template = key[-73:-37], key[-36:], template
        self.home = url or HOME
        self.session = requests.Session()
        for scheme in ("https://", "http://"):
            self.session.mount(scheme, HTTPAdapter(pool_maxsize=AT_ONCE))

    def ask(self, method: str, path: str, **details: Any) -> requests.Response:
        """One request, signed for the next half minute. Raises what requests raises."""
        claims = {"iss": self.service, "iat": int(time.time())}
        token = jwt.encode(claims, self.secret, algorithm="HS256")
        headers = {"Authorization": f"Bearer {token}"}
        return self.session.request(
            method, self.home + path, headers=headers, timeout=TIMEOUT_SECONDS, **details
        )

    def send(self, text: Outgoing) -> Outcome:
        if not CARRIED.issuperset(text.body):
            return CANNOT_CARRY
        form = {
            "phone_number": text.to,
            "template_id": self.template,
            "personalisation": {"words": text.body},
            "reference": str(text.id),
        }
        try:
            answer = self.ask("POST", "/v2/notifications/sms", json=form)
            if answer.status_code == 201:
                return Accepted(str(answer.json()["id"]), "created")
        except (ValueError, KeyError, TypeError):
            return NO_SENSE
        except requests.RequestException as problem:
            return UNREACHED if never_arrived(problem) else Unknown("The provider did not answer.")
        return refusal(answer)

    def call(self, call: Outgoing) -> Outcome:
        """It makes no calls. `can_ring` keeps them from coming here."""
        return Rejected("no-calls")

    def find(
        self, text: Outgoing, tried_at: dt.datetime, taken: Collection[str]
    ) -> Accepted | Unknown | None:
        """The text with our reference, made since we tried: an earlier try bears the same one."""
        since = tried_at - dt.timedelta(minutes=1)
        try:
            answer = self.ask("GET", "/v2/notifications", params={"reference": str(text.id)})
            if answer.status_code != 200:
                return Unknown("The provider could not say what became of it.")
            made = [
                one
                for one in answer.json()["notifications"]
                if dt.datetime.fromisoformat(one["created_at"]) >= since and one["id"] not in taken
            ]
            return Accepted(str(made[0]["id"]), str(made[0]["status"])) if made else None
        except (requests.RequestException, ValueError, KeyError, TypeError):
            return Unknown("The provider could not say what became of it.")

    def charges(self, since: dt.datetime) -> Iterator[Charge]:
        """It says what each text cost on its own pages only."""
        return iter(())


def refusal(answer: requests.Response) -> Outcome:
    """A refusal, unless Notify broke (5xx): then the text may have gone. What it says may hold a number, so only its code is kept."""
    if answer.status_code >= 500:
        return Unknown("The provider had trouble of its own.")
    return Rejected(str(answer.status_code))
