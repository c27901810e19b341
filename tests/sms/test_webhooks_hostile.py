"""Nothing anybody posts to our webhooks breaks them, signed or not: every refusal is a 4xx with a plain reason."""

from urllib.parse import quote_plus

import pytest
from django.core.exceptions import SuspiciousOperation
from django.http import QueryDict
from django.test import Client
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from sms import receive
from sms.choices import MessageState, TextKind
from sms.models import Inbound, Message, StatusReport
from sms.reading import read_left_over
from sms.signatures import sign
from sms.webhooks import MOST_BYTES
from tests.sms.factories import NOON, PHONE, InboundFactory, MessageFactory
from tests.sms.provider import ACCOUNT, BASE, FORM, INBOUND, SID, a_text, post, set_up

pytestmark = pytest.mark.django_db
OTHER_SID = "SM" + "2" * 32
few_rows = hypothesis_settings(
    max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(autouse=True)
def _twilio(settings):
    set_up(settings)


@pytest.fixture
def addresses():
    """Both webhooks: texts that come in, and what became of a text of ours."""
    texts = [
        MessageFactory(kind=TextKind.ANSWER),
        MessageFactory(state=MessageState.ACCEPTED, provider_sid=OTHER_SID, attempts=1),
    ]
    return [INBOUND, *(f"/sms/twilio/status/{text.pk}/" for text in texts)]


def post_raw(path, body, content_type=FORM, **extra):
    """Whatever these bytes are, signed as Twilio would sign what Django makes of them."""
    try:
        form = QueryDict(body, encoding="utf-8")
        signature = sign(BASE + path, form)
    except (SuspiciousOperation, ValueError):
        signature = ""
    return Client(enforce_csrf_checks=True).generic(
        "POST", path, body, content_type=content_type, headers={"X-Twilio-Signature": signature}, **extra
    )  # fmt: skip


def assert_civil(response):
    """It was taken, or turned away with a reason in plain words."""
    assert response.status_code in (200, 400, 403, 404, 405, 409, 413, 415), response.content
    if response.status_code != 200:
        assert response["Content-Type"].startswith("text/plain")
        assert response.content.decode().endswith(".")


sids = st.sampled_from([SID, OTHER_SID, SID.lower(), "SM1", "", SID + "\n", "SM" + "\u0661" * 32])
hostile = st.text(max_size=60) | st.sampled_from(
    ["\x00", "\ud800", "\u202e\u200b\ufeff", "\x1b[2J", "٢", "😀" * 30, "' OR 1=1;--", "{{7*7}}", "%00%ff", "1" * 40]
)  # fmt: skip
forms = st.fixed_dictionaries(
    {},
    optional={
        "MessageSid": sids | hostile,
        "AccountSid": st.just(ACCOUNT) | hostile,
        "From": st.sampled_from([PHONE, "+447700900000", "BANK", "whatsapp:" + PHONE, "+4\x0047"])
        | hostile,
        "To": st.just("+447700900000") | hostile,
        "Body": st.sampled_from(["STOP", "JOIN \x00", "2", "NEXT", "LANGUAGE"]) | hostile,
        "MessageStatus": st.sampled_from(["delivered", "sent", "failed", "sending", "teleported"])
        | hostile,
        "ErrorCode": st.sampled_from(["", "30003", "21610", "429", "٣٠٠٠٣"]) | hostile,
        "New\x00Name": hostile,
    },
)
wholesome = st.just(
    {"MessageSid": SID, "AccountSid": ACCOUNT, "From": PHONE, "To": "+447700900000"}
)


@few_rows
@given(form=st.builds(lambda sound, odd: sound | odd, wholesome | st.just({}), forms))
@example(form={"MessageSid": OTHER_SID, "AccountSid": ACCOUNT, "MessageStatus": "delivered"})
@example(form=a_text(Body="\x00", **{"\x00": "\x00"}))
def test_no_signed_form_breaks_either_address(addresses, form):
    body = "&".join(
        f"{quote_plus(name)}={quote_plus(value, errors='surrogatepass')}"
        for name, value in form.items()
    )
    for path in addresses:
        assert_civil(post_raw(path, body.encode()))


types = st.sampled_from(
    [FORM, "", "text/plain", "application/json", "multipart/form-data", "multipart/form-data; boundary=x",
     f"{FORM}; charset=utf-16", f"{FORM}; charset=utf-7", f"{FORM}; charset=nonsense",
     f"{FORM}; boundary", "application/x-www-form-urlencoded-not", "é/é"]
)  # fmt: skip


@few_rows
@given(body=st.binary(max_size=300), content_type=types)
@example(body=b"%", content_type=FORM)
@example(body=b"&" * 5000, content_type=FORM)
@example(body=b"a=1&" * 2000, content_type=FORM)
@example(body=b"Body=%ED%A0%80&Body=%FF&%00=%00", content_type=FORM)
@example(body=b"\xff\xfe\x00", content_type=f"{FORM}; charset=utf-16")
def test_no_bytes_of_any_kind_break_either_address(addresses, body, content_type):
    for path in addresses:
        assert_civil(post_raw(path, body, content_type))


@pytest.mark.parametrize("length", ["-1", "abc", "٣", "9" * 5000, str(MOST_BYTES + 1)])
def test_a_made_up_length_breaks_nothing(addresses, length):
    for path in addresses:
        assert_civil(post_raw(path, b"Body=Hello", CONTENT_LENGTH=length))


def test_what_is_longer_than_any_text_is_not_even_read():
    response = post(a_text(Body="x" * MOST_BYTES))
    assert (response.status_code, response.content) == (413, b"That is longer than any text.")
    assert post(a_text(Body="x" * 20_000)).status_code == 200


def test_a_body_that_is_no_utf_8_is_refused_in_plain_words():
    response = post_raw(INBOUND, b"Body=x", f"{FORM}; charset=utf-16")
    assert (response.status_code, response.content) == (400, b"That form cannot be read.")


def test_a_report_that_names_another_texts_id_is_refused_and_changes_neither():
    mine = MessageFactory(state=MessageState.ACCEPTED, provider_sid=SID, attempts=1)
    other = MessageFactory()
    form = {"MessageSid": SID, "AccountSid": ACCOUNT, "MessageStatus": "delivered"}
    response = post(form, f"/sms/twilio/status/{other.pk}/")
    assert (response.status_code, response.content) == (409, b"That MessageSid is another text's.")
    states = [Message.objects.get(pk=pk).state for pk in (mine.pk, other.pk)]
    assert (states, StatusReport.objects.count()) == (["accepted", "queued"], 0)


def test_an_id_we_have_seen_is_the_same_text_for_ever_whatever_else_it_says():
    assert [post(a_text()).status_code, post(a_text(Body="STOP", From="+447700900555")).status_code] == [200, 200]  # fmt: skip
    assert [(i.body, i.sender) for i in Inbound.objects.all()] == [("Hello", PHONE)]


def test_a_parameter_whose_name_hides_a_null_is_kept_beside_its_namesake():
    assert post([*a_text().items(), ("ToCity\x00", "Leeds")]).status_code == 200
    assert Inbound.objects.get().parameters["ToCity"] == ["", "Leeds"]


def test_a_text_to_another_councils_service_is_none_of_ours(settings):
    settings.TWILIO_FROM, settings.TWILIO_MESSAGING_SERVICE_SID = "", "MG" + "1" * 32
    theirs = post(a_text(MessagingServiceSid="MG" + "2" * 32))
    ours = post(a_text(MessagingServiceSid="MG" + "1" * 32))
    assert (theirs.status_code, ours.status_code, Inbound.objects.count()) == (400, 200, 1)


@pytest.fixture
def unreadable(monkeypatch):
    """A fault of ours that one text brings out. Real ones are not known: we would have mended them."""
    really = receive.act

    def act(inbound, known, now):
        if "Zebedee" in inbound.body:
            raise ZeroDivisionError
        really(inbound, known, now)

    monkeypatch.setattr(receive, "act", act)


@pytest.mark.usefixtures("unreadable")
def test_a_text_we_cannot_read_is_kept_and_the_provider_is_told_so():
    assert post(a_text(Body="Zebedee")).status_code == 200
    assert Inbound.objects.get().processed_at is None


@pytest.mark.usefixtures("unreadable")
def test_a_text_we_cannot_read_twice_is_a_persons_and_holds_up_nobody():
    InboundFactory(body="Zebedee", received_at=NOON - receive.READ_TOGETHER)
    InboundFactory(body="Hello", sender="+447700900555", received_at=NOON - receive.READ_TOGETHER)
    assert (read_left_over(NOON), read_left_over(NOON)) == (2, 0)
    assert {i.body for i in Inbound.objects.for_a_person()} == {"Zebedee", "Hello"}
    assert Message.objects.get().address == "+447700900555"
