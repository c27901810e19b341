"""The monthly briefing by email: begun and stopped by whoever gets it, sent on the first by the worker.

Each month's email to each person is a row before it is an email, and there can be no second row. A worker takes a row,
saves that, and only then talks to the mail server; no transaction is open meanwhile. One that dies in between holds
the row up for an hour. If it died after the mail server had said yes, the same email goes again under the same
Message-ID, which mailboxes use to keep one of the two.
"""

import datetime as dt
import logging
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from inclusion.actions.events import record
from inclusion.models import Council, User
from reports.briefing import briefing_pdf, demonstration_of, sentences_of
from reports.models import BriefingEmail, Subscription
from reports.places import place_at
from reports.ward_page import Place

logger = logging.getLogger(__name__)
SENT_FROM_HOUR = 8  # nobody's phone should ring at midnight
AT_ONCE = 5  # in one round, so that texts wait for no more than these
MAIL_SERVER_SECONDS = 10
SIGNER = signing.Signer(salt="reports.subscriptions")


@transaction.atomic
def subscribe(*, user: User, council: Council, now: dt.datetime) -> Subscription:
    """From the first of next month on. Asking again changes nothing."""
    found, is_new = Subscription.objects.select_for_update().get_or_create(
        user=user, council=council, defaults={"began_at": now}
    )
    if is_new or found.ended_at is not None:
        found.began_at, found.ended_at = now, None
        found.save(update_fields=["began_at", "ended_at"])
        record("subscribe", found, by=user)
    return found


@transaction.atomic
def unsubscribe(*, subscription: Subscription, now: dt.datetime) -> Subscription:
    """No more from now on. Only whoever gets it can ask, at the desk or by the link in it; twice is once."""
    found = Subscription.objects.select_for_update().get(pk=subscription.pk)
    if found.ended_at is None:
        found.ended_at = now
        found.save(update_fields=["ended_at"])
        record("unsubscribe", found, by=found.user)
    return found


def send_due(now: dt.datetime) -> int:
    """Send this month's to whoever has not had it. Returns how many. A worker's job."""
    starts = month_starts(now)
    if now < starts:
        return 0
    month = timezone.localtime(starts).date()
    owe(month, starts)
    sent = 0
    while sent < AT_ONCE and (email := take(month, now)) and send(email, now):
        sent += 1
    return sent


def token_of(subscription: Subscription) -> str:
    """What stops it without signing in. It holds an id and nothing of anybody, and never runs out."""
    return SIGNER.sign(str(subscription.pk))


def find_by_token(token: str) -> Subscription | None:
    """Whose it is, or nothing for a token we did not sign."""
    try:
        pk = SIGNER.unsign(token)
    except signing.BadSignature:
        return None
    return Subscription.objects.select_related("council").filter(pk=pk).first()


# How it is done


def month_starts(now: dt.datetime) -> dt.datetime:
    """Eight in the morning of the first of the month `now` is in, by London time."""
    first = timezone.localtime(now).date().replace(day=1)
    return timezone.make_aware(dt.datetime.combine(first, dt.time(SENT_FROM_HOUR)))


@transaction.atomic
def owe(month: dt.date, starts: dt.datetime) -> None:
    """A row for everybody who asked before this month's was due. Owed by two workers, it is owed once."""
    waiting = (
        Subscription.objects.standing().filter(began_at__lt=starts).exclude(emails__month=month)
    )
    BriefingEmail.objects.bulk_create(
        [BriefingEmail(subscription=one, month=month) for one in waiting], ignore_conflicts=True
    )


@transaction.atomic
def take(month: dt.date, now: dt.datetime) -> BriefingEmail | None:
    """One that is due, for this worker alone."""
    due = BriefingEmail.objects.due(month, now).select_related("subscription__council")
    email = due.select_for_update(skip_locked=True, of=("self",)).order_by("pk").first()
    if email:
        email.taken_at = now
        email.save(update_fields=["taken_at"])
    return email


def send(email: BriefingEmail, now: dt.datetime) -> bool:
    """Hand it to the mail server, and note that it took it. If it did not, or there is no map, try again later."""
    place = place_at(email.subscription.council, now)
    if place is None:
        return False
    try:
        message_of(email, place).send()
    except OSError as problem:
        logger.warning("No briefing was sent: %s", type(problem).__name__)
        return False
    with transaction.atomic():
        email.sent_at = now
        email.save(update_fields=["sent_at"])
        record("send_briefing", email, by=None)
    return True


def message_of(email: BriefingEmail, place: Place) -> EmailMessage:
    """Three sentences, the paper itself, and the way out (RFC 8058: one press in the reader's own mail program)."""
    council, month = place.council, f"{email.month:%B %Y}"
    base, stop = (
        settings.PUBLIC_BASE_URL,
        reverse("reports:stop_briefing", args=[token_of(email.subscription)]),
    )
    words = {
        "sentences": sentences_of(place),
        "page": base + reverse("reports:wards", args=[council.slug]),
        "stop": base + stop,
        "demonstration": demonstration_of(council),
    }
    return EmailMessage(
        subject=f"{council.name}, ward by ward: your briefing for {month}",
        body=render_to_string("reports/briefing.txt", words),
        to=[email.subscription.user.email],
        attachments=[
            (f"{council.slug}-{email.month:%Y-%m}.pdf", briefing_pdf(place), "application/pdf")
        ],
        headers={
            "Message-ID": f"<briefing-{email.pk}-{email.month}@{urlsplit(base).hostname}>",
            "List-Unsubscribe": f"<{base}{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
        connection=get_connection(timeout=MAIL_SERVER_SECONDS),
    )
