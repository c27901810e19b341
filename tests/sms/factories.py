"""The smallest valid row of each of the text channel's models, and a learner ready to be texted."""

import datetime as dt
import uuid

import factory
from django.utils import timezone

from inclusion.choices import Channel, ConsentPurpose, NoticeKind
from sms.choices import Encoding, Priority, TextKind
from sms.models import Campaign, Inbound, Message, OptOut
from tests.factories import (
    BookingFactory,
    ConsentFactory,
    LearnerFactory,
    NoticeFactory,
    OrganisationFactory,
    SessionFactory,
)

PHONE = "+447700900101"
# A Tuesday, at an hour when anyone may be texted.
NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


class MessageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Message

    key = factory.Sequence(lambda n: f"test:{n}")
    kind = TextKind.ANSWER
    address = factory.Sequence(lambda n: f"+447700900{n % 900 + 100}")
    sender = "+447700900000"
    body = "Thank you."
    encoding = Encoding.GSM_7
    segments = 1
    priority = Priority.REMINDER
    not_before = NOON
    queued_at = factory.SelfAttribute("not_before")
    useful_until = factory.LazyAttribute(lambda m: m.not_before + dt.timedelta(days=1))


class CampaignFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Campaign

    organisation = factory.SubFactory(OrganisationFactory)
    name = "Friday tea"
    words = "New: free tea and tablets on Fridays at 2pm."
    pounds = 20


class InboundFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Inbound

    provider = "handset"
    sid = factory.LazyFunction(lambda: f"SM{uuid.uuid4().hex}")
    sender = PHONE
    recipient = "+447700900000"
    body = "When is the next one?"
    parameters = factory.LazyFunction(dict)
    received_at = factory.LazyFunction(timezone.now)


class OptOutFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OptOut

    address = PHONE


def texted_learner(phone=PHONE, **details):
    """A learner with a number who agreed to texts."""
    learner = LearnerFactory(phone=phone, **details)
    ConsentFactory(learner=learner, purpose=ConsentPurpose.TEXTS, channel=Channel.SPOKEN)
    return learner


def missed_you_owed(learner, now=NOON):
    """Word that is due now to somebody who did not come yesterday."""
    session = SessionFactory(
        starts_at=now - dt.timedelta(days=1),
        **({"centre": learner.centre} if learner.centre else {}),
    )
    return NoticeFactory(
        kind=NoticeKind.MISSED_YOU,
        learner=learner,
        session=session,
        due_at=now,
        useful_until=now + dt.timedelta(days=2),
    )


def reminder_owed(now=NOON, learner=None, centre=None, phone=PHONE, **details):
    """A reminder, due now, of a session tomorrow that the learner has a place at."""
    learner = learner or texted_learner(phone)
    session = SessionFactory(
        starts_at=now + dt.timedelta(hours=22), **({"centre": centre} if centre else {})
    )
    BookingFactory(session=session, learner=learner)
    return NoticeFactory(
        kind=NoticeKind.SESSION_REMINDER,
        learner=learner,
        session=session,
        due_at=now,
        useful_until=session.starts_at - dt.timedelta(hours=2),
        **details,
    )
