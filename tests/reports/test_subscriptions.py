"""The monthly briefing by email: once a month to whoever asked, whatever goes wrong, until they say stop."""

import datetime as dt
import io
import re
import threading

import pypdf
import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from inclusion.choices import Role
from inclusion.models import Event, Membership
from reports import subscriptions
from reports.models import BriefingEmail, Subscription
from reports.subscriptions import find_by_token, send_due, subscribe, token_of, unsubscribe
from tests.clients import HouseClient
from tests.factories import BoundarySetFactory, CouncilFactory, WardFactory, council_person
from tests.reports.factories import estimate_of

LONDON = timezone.get_default_timezone()
NOVEMBER = dt.datetime(2026, 11, 20, 12, tzinfo=LONDON)
FIRST = dt.datetime(2026, 12, 1, 8, 5, tzinfo=LONDON)
HOUR, MONTH = dt.timedelta(hours=1), dt.timedelta(days=31)
DESK = "/desk/programme/ashmere/"


@pytest.fixture
def ashmere(db):
    council = CouncilFactory(name="Ashmere", slug="ashmere")
    wards = BoundarySetFactory(council=council)
    WardFactory(boundary_set=wards, name="Market")
    estimate_of(wards, Market=0.3)
    return council


@pytest.fixture
def lead(ashmere):
    """A lead who asked in November."""
    person = council_person(Role.LEAD, ashmere)
    subscribe(user=person, council=ashmere, now=NOVEMBER)
    return person


class ServerDown(EmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, messages):
        raise ConnectionRefusedError


class DiesBefore(EmailBackend):
    """The worker is killed while it talks to the mail server, which has not said yes."""

    def send_messages(self, messages):
        raise KeyboardInterrupt


class DiesAfter(EmailBackend):
    """The worker is killed once the mail server has the email, before it could note that."""

    def send_messages(self, messages):
        super().send_messages(messages)
        raise KeyboardInterrupt


def use(settings, backend):
    settings.EMAIL_BACKEND = f"{__name__}.{backend.__name__}" if backend else MAILBOX


MAILBOX = "django.core.mail.backends.locmem.EmailBackend"


def test_on_the_first_it_comes_with_the_paper_and_three_sentences(lead):
    assert send_due(FIRST) == 1
    [email] = mail.outbox
    assert email.to == [lead.email]
    assert email.subject == "Ashmere, ward by ward: your briefing for December 2026"
    assert (
        "We think about 20% of adults in Ashmere (17 to 23%) cannot yet do the basic things online on their own.\n\n"
        "1 of 1 wards is probably higher than the rest.\n\n"
        "We have held no sessions since April 2025."
    ) in email.body
    [(name, paper, kind)] = email.attachments
    assert (name, kind) == ("ashmere-2026-12.pdf", "application/pdf")
    assert "Market Higher about 30%" in pypdf.PdfReader(io.BytesIO(paper)).pages[
        1
    ].extract_text().replace("\n", " ")
    assert Event.objects.filter(verb="send_briefing").count() == 1


def test_the_same_month_is_never_sent_twice_and_the_next_is_sent_once(lead):
    for now in (FIRST, FIRST + HOUR, FIRST + 20 * dt.timedelta(days=1), FIRST + MONTH):
        send_due(now)
    assert [email.subject[-13:] for email in mail.outbox] == ["December 2026", " January 2027"]


def test_nothing_comes_before_eight_in_the_morning_of_the_first(lead):
    assert send_due(FIRST.replace(hour=7)) == 0
    assert send_due(FIRST.replace(day=30, month=11)) == 0
    assert mail.outbox == []


def test_a_worker_that_slept_over_the_first_sends_it_when_it_wakes(lead):
    assert send_due(FIRST + dt.timedelta(days=9)) == 1


def test_whoever_asks_in_the_middle_of_a_month_gets_the_next(ashmere):
    person = council_person(Role.LEAD, ashmere)
    subscribe(user=person, council=ashmere, now=FIRST + HOUR)
    assert send_due(FIRST + 2 * HOUR) == 0
    assert send_due(FIRST + MONTH) == 1


def test_a_mail_server_that_takes_nothing_is_left_alone_for_an_hour_and_then_it_goes_once(
    lead, settings
):
    use(settings, ServerDown)
    assert send_due(FIRST) == 0
    use(settings, None)
    assert send_due(FIRST + dt.timedelta(minutes=59)) == 0
    assert send_due(FIRST + dt.timedelta(minutes=61)) == 1
    assert send_due(FIRST + 5 * HOUR) == 0
    assert len(mail.outbox) == 1


def test_one_address_that_fails_holds_nobody_else_up(lead, ashmere, settings):
    use(settings, ServerDown)
    send_due(FIRST)
    use(settings, None)
    other = council_person(Role.LEAD, ashmere)
    subscribe(user=other, council=ashmere, now=NOVEMBER)
    assert send_due(FIRST + dt.timedelta(seconds=2)) == 1
    assert mail.outbox[0].to == [other.email]


def test_a_worker_killed_before_the_mail_server_had_it_costs_nobody_their_briefing(lead, settings):
    use(settings, DiesBefore)
    with pytest.raises(KeyboardInterrupt):
        send_due(FIRST)
    use(settings, None)
    assert send_due(FIRST + dt.timedelta(minutes=1)) == 0  # it may still be alive
    assert send_due(FIRST + 2 * HOUR) == 1
    assert len(mail.outbox) == 1


def test_one_killed_after_it_sends_the_same_message_again_so_a_mailbox_keeps_one(lead, settings):
    use(settings, DiesAfter)
    with pytest.raises(KeyboardInterrupt):
        send_due(FIRST)
    use(settings, None)
    send_due(FIRST + 2 * HOUR)
    send_due(FIRST + 4 * HOUR)
    ids = [email.message()["Message-ID"] for email in mail.outbox]
    assert (len(ids), len(set(ids))) == (2, 1)


def test_the_database_holds_no_second_email_for_one_month(lead):
    send_due(FIRST)
    sent = BriefingEmail.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        BriefingEmail.objects.create(subscription=sent.subscription, month=sent.month)


@pytest.mark.django_db(transaction=True)
def test_workers_at_the_same_moment_send_it_once(lead):
    if connection.vendor == "sqlite":
        pytest.skip("threads cannot share a database in memory")
    together = threading.Barrier(3)

    def worker():
        together.wait()
        send_due(FIRST)
        connection.close()

    threads = [threading.Thread(target=worker) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(mail.outbox) == 1


def test_an_email_in_another_workers_hands_is_not_taken(lead):
    starts = subscriptions.month_starts(FIRST)
    subscriptions.owe(starts.date(), starts)
    subscriptions.owe(starts.date(), starts)
    assert subscriptions.take(starts.date(), FIRST) is not None
    assert subscriptions.take(starts.date(), FIRST) is None


def test_somebody_who_leads_that_council_no_more_gets_no_more(lead):
    Membership.objects.filter(user=lead).update(ended_at=NOVEMBER)
    assert send_due(FIRST) == 0


def test_a_council_with_no_map_yet_has_nothing_to_send(db):
    council = CouncilFactory()
    subscribe(user=council_person(Role.LEAD, council), council=council, now=NOVEMBER)
    assert send_due(FIRST) == 0


def test_the_link_in_the_email_stops_it_in_one_press_with_no_signing_in(lead):
    send_due(FIRST)
    [address] = re.findall(r"https?://[^/]+(/briefings/stop/\S+)", mail.outbox[0].body)
    stranger = HouseClient(enforce_csrf_checks=True)
    assert "Stop the monthly briefing?" in stranger.get(address).content.decode()
    assert Subscription.objects.standing().count() == 1  # looking stops nothing
    assert "You will get no more briefings" in stranger.post(address).content.decode()
    assert send_due(FIRST + MONTH) == 0
    assert stranger.post(address).status_code == 200  # pressed twice


def test_a_mail_program_can_press_it_for_its_reader(lead):
    send_due(FIRST)
    headers = mail.outbox[0].message()
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = re.sub(r"^<https?://[^/]+|>$", "", headers["List-Unsubscribe"])
    HouseClient(enforce_csrf_checks=True).post(address, {"List-Unsubscribe": "One-Click"})
    assert Subscription.objects.standing().count() == 0


def test_a_link_nobody_signed_stops_nothing(client, lead):
    subscription = Subscription.objects.get()
    forged = f"{subscription.pk}:{'a' * 43}"
    assert client.post(f"/briefings/stop/{forged}/").status_code == 404
    assert find_by_token(token_of(subscription)) == subscription
    assert Subscription.objects.standing().count() == 1


def test_a_lead_begins_and_stops_it_at_the_desk(client, ashmere):
    person = council_person(Role.LEAD, ashmere)
    client.force_login(person)
    assert "Email it to me each month" in client.get(DESK).content.decode()
    client.post(f"{DESK}briefing/", {"wanted": "yes"})
    assert "Stop the emails" in client.get(DESK).content.decode()
    client.post(f"{DESK}briefing/", {"wanted": "no"})
    assert "Email it to me each month" in client.get(DESK).content.decode()
    assert list(
        Event.objects.filter(noun="subscription").order_by("pk").values_list("verb", flat=True)
    ) == ["subscribe", "unsubscribe"]


def test_asked_twice_it_is_one_wish(client, ashmere):
    person = council_person(Role.LEAD, ashmere)
    first = subscribe(user=person, council=ashmere, now=NOVEMBER)
    again = subscribe(user=person, council=ashmere, now=FIRST + HOUR)
    assert (first.pk, again.began_at) == (again.pk, NOVEMBER)
    assert Event.objects.filter(verb="subscribe").count() == 1


def test_begun_again_in_the_same_month_it_is_not_sent_again(lead):
    send_due(FIRST)
    unsubscribe(subscription=Subscription.objects.get(), now=FIRST + HOUR)
    subscribe(user=lead, council=Subscription.objects.get().council, now=FIRST + 2 * HOUR)
    assert send_due(FIRST + 3 * HOUR) == 0
    assert send_due(FIRST + MONTH) == 1


def test_nobody_subscribes_to_a_council_they_do_not_look_after(client, ashmere):
    client.force_login(council_person(Role.LEAD))
    assert client.post(f"{DESK}briefing/", {"wanted": "yes"}).status_code == 404
    assert Subscription.objects.count() == 0


@given(st.integers(0, 2**31))
def test_a_month_begins_once_at_eight_in_london_whenever_we_ask(seconds):
    now = dt.datetime.fromtimestamp(seconds, dt.UTC)
    starts = subscriptions.month_starts(now)
    local = timezone.localtime(starts)
    assert (local.day, local.hour, local.minute) == (1, 8, 0)
    assert local.month == timezone.localtime(now).month
    assert starts - dt.timedelta(hours=8) <= now
