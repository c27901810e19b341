"""GOV.UK Notify as the carrier: what we send it, every way it can end, and what it tells us."""

import datetime as dt
import json
import uuid

import pytest
from django.core.checks import run_checks
from django.test import Client

from sms import notify
from sms.choices import MessageState
from sms.dispatch import send_due
from sms.gateway import gateway
from sms.models import Inbound, Message, StatusReport
from sms.notify import NotifyGateway
from sms.outgoing import Accepted, Outgoing, Rejected, Unknown
from tests.sms import notify_server
from tests.sms.factories import NOON, PHONE, MessageFactory, reminder_owed, texted_learner

TEXT = Outgoing(uuid.UUID(int=7), PHONE, "See you at 10am.", 3600)
TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"
TOKEN = "our-own-callback-token"
SID = "740e5834-3a29-46b4-9a6f-16142fde533a"


@pytest.fixture
def server(settings, monkeypatch):
    """The real gateway, talking to a server that we script."""
    server = notify_server.started()
    settings.NOTIFY = {
        "key": notify_server.KEY,
        "template": TEMPLATE,
        "token": TOKEN,
        "url": server.address,
    }
    monkeypatch.setattr(notify, "TIMEOUT_SECONDS", 1)
    yield server
    server.shutdown()
    server.server_close()


def tell(path, said, token=TOKEN, **headers):
    body = said if isinstance(said, str) else json.dumps(said)
    headers = {"Authorization": f"Bearer {token}"} | headers
    return Client(enforce_csrf_checks=True).post(
        f"/sms/notify/{path}/", body, content_type="application/json", headers=headers
    )


def ended(message, word, sid=SID):
    response = tell("status", {"id": sid, "reference": str(message.pk), "status": word})
    message.refresh_from_db()
    return response.status_code


def a_text(**changes):
    said = {
        "id": SID,
        "source_number": PHONE.removeprefix("+"),
        "destination_number": "07700900000",
        "message": "When are you open?",
        "date_received": "2026-11-24T12:00:00.000000Z",
    }
    return {name: value for name, value in (said | changes).items() if value is not None}


def a_sent_text():
    return MessageFactory(
        state=MessageState.ACCEPTED,
        provider_sid=SID,
        attempts=1,
        useful_until=NOON + dt.timedelta(days=300),
    )


def test_what_notify_is_sent(server):
    assert gateway().send(TEXT) == Accepted(server.kept[0]["id"], "created")
    assert server.kept == [
        {
            "phone_number": PHONE,
            "template_id": TEMPLATE,
            "personalisation": {"words": "See you at 10am."},
            "reference": str(TEXT.id),
            "id": server.kept[0]["id"],
            "status": "sending",
        }
    ]


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("400", Rejected("400")),
        ("403", Rejected("403")),
        ("429", Rejected("429")),
        ("500", Unknown("The provider had trouble of its own.")),
        ("hang", Unknown("The provider did not answer.")),
        ("rubbish", Unknown("The provider's answer made no sense.")),
    ],
)
def test_every_way_a_send_can_end_is_told_apart(server, answer, outcome):
    server.script = [answer]
    assert gateway().send(TEXT) == outcome


def test_a_server_that_is_not_there_surely_sent_nothing():
    nowhere = NotifyGateway(key=notify_server.KEY, template=TEMPLATE, url="http://127.0.0.1:9")
    assert nowhere.send(TEXT) == Rejected("unreached")
    unknown = Unknown("The provider could not say what became of it.")
    assert nowhere.find(TEXT, NOON, ()) == unknown


def test_a_wrong_key_is_refused(server):
    wrong = NotifyGateway(key=notify_server.KEY[:-1] + "1", template=TEMPLATE, url=server.address)
    assert wrong.send(TEXT) == Rejected("403")


def test_a_text_nobody_answered_for_is_found_by_our_own_id(server):
    server.script = ["hang-but-keep"]
    assert gateway().send(TEXT) == Unknown("The provider did not answer.")
    assert gateway().find(TEXT, NOON, ()) == Accepted(server.kept[0]["id"], "sending")


def test_a_text_it_never_got_is_not_found(server):
    gateway().send(Outgoing(uuid.UUID(int=8), PHONE, TEXT.body, 3600))
    assert gateway().find(TEXT, NOON, ()) is None


def test_an_id_that_is_another_texts_is_not_taken_for_it(server):
    gateway().send(TEXT)
    assert gateway().find(TEXT, NOON, [server.kept[0]["id"]]) is None


def test_an_earlier_try_of_the_same_text_is_not_mistaken_for_it(server):
    gateway().send(TEXT)
    assert gateway().find(TEXT, NOON + dt.timedelta(hours=1), ()) is None


@pytest.mark.parametrize("words", ["Cofiwch: ŵythnos nesaf, tŷ.", "£5, €6 ~ [7]", "Ω"])
def test_plain_and_welsh_letters_go(server, words):
    gateway().send(Outgoing(uuid.UUID(int=9), PHONE, words, 3600))
    assert server.kept[0]["personalisation"] == {"words": words}


@pytest.mark.parametrize("words", ["Zajęcia w środę", "مرحباً", "Well done 🎉", "It\u2019s on"])
def test_letters_it_would_change_without_a_word_are_never_sent(server, words):
    text = Outgoing(uuid.UUID(int=9), PHONE, words, 3600)
    assert (gateway().send(text), server.kept) == (Rejected("letters"), [])


@pytest.mark.django_db
def test_a_reminder_goes_the_whole_way(server):
    reminder_owed()
    send_due(NOON)
    message = Message.objects.get()
    assert (message.state, message.provider_sid) == ("accepted", server.kept[0]["id"])
    assert (message.estimate, message.sender) == (288, "GOV.UK Notify")
    assert ended(message, "delivered", message.provider_sid) == 204
    assert message.state == MessageState.DELIVERED


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("word", "state", "said"),
    [
        ("permanent-failure", "queued", "The network refused this number."),
        ("temporary-failure", "queued", "The phone was off or had no signal."),
        ("technical-failure", "queued", "The provider had trouble of its own."),
    ],
)
def test_a_text_that_did_not_arrive_is_tried_again(server, word, state, said):
    message = a_sent_text()
    assert [ended(message, word), ended(message, word)] == [204, 204]
    assert (message.state, message.last_error) == (state, said)
    assert StatusReport.objects.count() == 1


@pytest.mark.django_db
def test_a_text_that_comes_in_is_read_once(server):
    texted_learner()
    assert [tell("inbound", a_text()).status_code for _ in range(2)] == [204, 204]
    inbound = Inbound.objects.get()
    assert (inbound.sender, inbound.body) == (PHONE, "When are you open?")
    assert (inbound.needs_person, Message.objects.count()) == (True, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["status", "inbound"])
@pytest.mark.parametrize("token", ["", "our-own-callback-tokem", TOKEN + "1"])
def test_nothing_gets_in_without_the_token(server, path, token):
    assert tell(path, a_text(), token=token).status_code == 403
    assert tell(path, a_text(), Authorization=TOKEN).status_code == 403
    assert not Inbound.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("of_notify", [{}, {"token": ""}, {"token": "short"}])
def test_with_no_token_of_our_own_nothing_gets_in_at_all(settings, of_notify):
    settings.NOTIFY = of_notify
    token = of_notify.get("token", "")
    assert tell("inbound", a_text(), token=token).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize(
    "said",
    [
        "", "nonsense", "[]", "null", "[" * 5000, '{"id": 1}', a_text(id=None), a_text(id="1"),
        a_text(message=None), a_text(message=7), a_text(source_number=""), a_text(source_number="4" * 70),
    ],
)  # fmt: skip
def test_what_makes_no_sense_gets_a_reason(server, said):
    response = tell("inbound", said)
    assert (response.status_code, response["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert not Inbound.objects.exists()


@pytest.mark.django_db
def test_word_of_a_text_that_is_not_ours_changes_nothing(server):
    message, other = a_sent_text(), MessageFactory()
    assert ended(message, "eaten") == 400
    assert ended(other, "delivered") == 409
    other.pk = uuid.uuid4()
    said = {"id": SID, "reference": str(other.pk), "status": "delivered"}
    assert tell("status", said).status_code == 404
    message.refresh_from_db()
    assert message.state == MessageState.ACCEPTED


@pytest.mark.parametrize(
    ("of_notify", "twilio", "said"),
    [
        ({}, "", []),
        ({"key": "k", "template": "t", "token": "c"}, "", []),
        ({"key": "k"}, "", ["NOTIFY is half set up: add template, token."]),
        ({"key": "k"}, "AC1", ["Texts can go by Twilio or by NOTIFY. Set one of them."]),
    ],
)
def test_a_machine_half_set_up_is_told_so(settings, of_notify, twilio, said):
    settings.NOTIFY, settings.TWILIO_ACCOUNT_SID = of_notify, twilio
    found = [error.msg for error in run_checks() if "NOTIFY" in error.msg]
    assert found == said
