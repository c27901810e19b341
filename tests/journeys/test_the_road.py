"""The whole road: a class is logged, skills move, a text arrives, the ward page changes, a certificate prints."""

import datetime as dt
import re
from io import BytesIO

import pytest
from django.core.management import call_command
from pypdf import PdfReader

from inclusion.choices import BookingState, HelpGiven, SessionState
from inclusion.models import Framework
from inclusion.rules.reminders import LONDON
from reports.models import Certificate
from sms.handset import code_of
from sms.models import Message
from tests.factories import (
    AttendanceFactory,
    BookingFactory,
    BoundarySetFactory,
    CentreFactory,
    ConsentFactory,
    CouncilFactory,
    EvidenceFactory,
    LearnerFactory,
    OrganisationFactory,
    PostcodeFactory,
    SessionFactory,
    WardFactory,
    coordinator,
    volunteer,
)

pytestmark = pytest.mark.django_db

PHONE = "+447700900123"
MONDAY_AT_TEN = dt.datetime(2026, 11, 23, 10, 30, tzinfo=LONDON)


class Town:
    """One council, one ward, one library, and Jean, who can do seven of the eight Foundation tasks alone."""

    def __init__(self):
        self.council = CouncilFactory(name="Ashmere", slug="ashmere")
        wards = BoundarySetFactory(council=self.council)
        self.ward = WardFactory(boundary_set=wards, name="Millrace")
        WardFactory(boundary_set=wards, name="Docklands")
        self.organisation = OrganisationFactory(council=self.council)
        self.centre = CentreFactory(organisation=self.organisation, name="Market Library")
        self.postcode = PostcodeFactory(ward=self.ward)
        self.tasks = list(Framework.objects.get(slug="eds-foundation-2022").tasks.all())
        self.jean = self.neighbour(first_name="Jean", initial="M", phone=PHONE)
        ConsentFactory(learner=self.jean)
        for task in self.tasks[:7]:
            EvidenceFactory(learner=self.jean, task=task)
        last_week = self.meeting(MONDAY_AT_TEN - dt.timedelta(days=7), state=SessionState.HELD)
        for _ in range(12):
            AttendanceFactory(session=last_week, learner=self.neighbour())

    def neighbour(self, **details):
        return LearnerFactory(
            organisation=self.organisation, centre=self.centre, postcode=self.postcode, **details
        )

    def meeting(self, starts_at, **details):
        ends_at = starts_at + dt.timedelta(minutes=90)
        return SessionFactory(centre=self.centre, starts_at=starts_at, ends_at=ends_at, **details)


@pytest.fixture
def town(time_machine):
    time_machine.move_to(MONDAY_AT_TEN)
    return Town()


def people_helped(client, town):
    """The number beside Millrace on the public ward page, after its number on the map."""
    page = client.get(f"/wards/{town.council.slug}/").content.decode()
    row = re.search(rf"<tr[^>]*>(?:(?!</tr>).)*{town.ward.name}.*?</tr>", page, re.DOTALL).group()
    return re.findall(r">\s*(\d+|fewer than 10)\s*<", row)[1]


def log_class(client, town, session):
    """What the volunteer's phone sends: three here, one of them seen to manage the last task alone."""
    others = [town.neighbour(), town.neighbour()]
    return client.post(
        f"/field/sessions/{session.pk}/",
        {
            "do": "save",
            "version": session.version,
            "here": [str(person.pk) for person in (town.jean, *others)],
            f"skill-{town.jean.pk}-{town.tasks[7].pk}": HelpGiven.ALONE,
            "unnamed_heads": "1",
            "note": "",
        },
    )


def inbox(client):
    """What the handset shows for Jean's number."""
    return client.get(f"/sms/phone/{code_of(PHONE)}/").content.decode()


def test_from_a_class_to_a_certificate(client, town):
    session = town.meeting(MONDAY_AT_TEN - dt.timedelta(minutes=20))
    before = people_helped(client, town)

    client.force_login(volunteer(town.organisation))
    assert log_class(client, town, session).status_code == 302
    learner_page = client.get(f"/field/learners/{town.jean.pk}/").content.decode()
    call_command("work", "--once")
    call_command("work", "--once")

    certificate = Certificate.objects.get(learner=town.jean)
    text = Message.objects.get(learner=town.jean)
    client.force_login(coordinator(town.organisation))
    printed = client.post(f"/desk/certificates/{certificate.pk}/print/")
    client.logout()
    checked = client.get(f"/certificates/{certificate.serial}/").content.decode()

    assert (before, people_helped(client, town)) == ("10", "15")
    assert learner_page.count("alone") >= 8
    assert (text.address, text.state) == (PHONE, "delivered")
    assert "certificate" in text.body
    assert "Jean M" in PdfReader(BytesIO(printed.content)).pages[0].extract_text()
    assert "Jean" not in checked
    assert "J" in checked


def test_from_a_reminder_to_an_answer(client, town):
    booking = BookingFactory(
        session=town.meeting(MONDAY_AT_TEN + dt.timedelta(days=1)), learner=town.jean
    )

    call_command("work", "--once")
    call_command("work", "--once")
    arrived = inbox(client)
    client.post(f"/sms/phone/{code_of(PHONE)}/write/", {"body": "1"})
    call_command("work", "--once")

    booking.refresh_from_db()
    assert "Market Library" in arrived
    assert booking.state == BookingState.CONFIRMED
    assert [m.kind for m in Message.objects.filter(address=PHONE).order_by("queued_at")] == [
        "notice",
        "answer",
    ]
