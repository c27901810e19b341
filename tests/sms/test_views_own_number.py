"""A volunteer says which number they text from, and a code proves that it is theirs."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from inclusion.choices import Role
from inclusion.models import User
from sms import proving
from sms.dispatch import send_due
from sms.models import Message
from tests.factories import OrganisationFactory, coordinator, council_person, volunteer

pytestmark = pytest.mark.django_db
PAGE, CODE, OFF = "/start/number/", "/start/number/code/", "/start/number/off/"
TYPED, NUMBER = "07700 900 456", "+447700900456"


@pytest.fixture
def person():
    return volunteer()


@pytest.fixture
def phone(client, person):
    client.force_login(person)
    return client


def texted_code():
    """What the newest text says, as whoever holds the phone reads it."""
    return re.findall(r"\d{6}", Message.objects.order_by("-queued_at", "-pk").first().body)[0]


def words(response):
    return response.content.decode()


def number_of(person):
    return User.objects.get(pk=person.pk).phone


def test_the_right_code_makes_the_number_theirs(phone, person):
    asked = phone.post(PAGE, {"number": TYPED}, follow=True)
    assert "We texted 6 numbers to 07700 900456" in words(asked)
    assert number_of(person) == ""
    code = texted_code()
    done = phone.post(CODE, {"code": f" {code[:3]} {code[3:]} "}, follow=True)
    assert "You can text us from 07700 900456 now." in words(done)
    assert number_of(person) == NUMBER


def test_the_code_goes_out_at_once_even_at_night_to_that_number_alone(phone):
    phone.post(PAGE, {"number": TYPED})
    night = timezone.now().replace(hour=23, minute=30)
    Message.objects.update(not_before=night, useful_until=night + proving.WORKS_FOR)
    send_due(night)
    sent = Message.objects.get()
    assert (sent.address, sent.state, sent.learner) == (NUMBER, "accepted", None)


@pytest.mark.parametrize(
    "typed", ["", "hello", "0113 496 0000", "07700 900", "+44" + "1" * 20, "x" * 31]
)
def test_what_is_no_mobile_number_is_said_beside_the_box_and_stays_there(phone, typed):
    page = words(phone.post(PAGE, {"number": typed}))
    assert "error-summary" in page
    assert typed in page
    assert not Message.objects.exists()


def test_wrong_codes_end_it_and_the_right_one_is_then_no_use(phone, person):
    phone.post(PAGE, {"number": TYPED})
    code = texted_code()
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    for _ in range(proving.MOST_TRIES - 1):
        assert "Those are not the 6 numbers" in words(phone.post(CODE, {"code": wrong}))
    assert "no longer works" in words(phone.post(CODE, {"code": wrong}, follow=True))
    phone.post(CODE, {"code": code})
    assert number_of(person) == ""


def test_a_code_works_once_for_ten_minutes_and_for_its_own_number(phone, person):
    kept = {}
    now = timezone.now()
    message = proving.send_code(user=person, number=NUMBER, kept=kept, now=now)
    code = message.body.split()[4].rstrip(".")
    assert proving.proved(dict(kept), code, now + proving.WORKS_FOR) == ""
    assert proving.proved(kept, code, now) == NUMBER
    assert proving.proved(kept, code, now) == ""


def test_the_code_itself_is_not_in_the_sign_in_session(phone, person):
    kept = {}
    message = proving.send_code(user=person, number=NUMBER, kept=kept, now=timezone.now())
    assert message.body.split()[4].rstrip(".") not in str(kept)


def test_nobody_can_be_pestered_with_codes(phone):
    for _ in range(proving.MOST_CODES_AN_HOUR):
        phone.post(PAGE, {"number": TYPED})
    page = words(phone.post(PAGE, {"number": TYPED}))
    assert "We sent three codes in the last hour." in page
    assert Message.objects.count() == proving.MOST_CODES_AN_HOUR
    Message.objects.update(queued_at=timezone.now() - dt.timedelta(minutes=61))
    phone.post(PAGE, {"number": TYPED})
    assert Message.objects.count() == proving.MOST_CODES_AN_HOUR + 1


def test_two_people_cannot_text_from_one_number(phone, person):
    other = volunteer()
    User.objects.filter(pk=other.pk).update(phone=NUMBER)
    phone.post(PAGE, {"number": TYPED})
    done = phone.post(CODE, {"code": texted_code()}, follow=True)
    assert "Somebody else here texts from that number." in words(done)
    assert (number_of(person), number_of(other)) == ("", NUMBER)


def test_the_number_comes_off_with_one_press(phone, person):
    User.objects.filter(pk=person.pk).update(phone=NUMBER)
    assert "You text us from 07700 900456." in words(phone.get(PAGE))
    assert "Your number is gone" in words(phone.post(OFF, {"off": "1"}, follow=True))
    assert number_of(person) == ""


def test_another_number_can_be_typed_while_a_code_waits(phone):
    phone.post(PAGE, {"number": TYPED})
    assert "Your mobile number" in words(phone.post(OFF, follow=True))


def test_no_coordinator_ever_sees_a_code(client, person):
    proving.send_code(user=person, number=NUMBER, kept={}, now=timezone.now())
    boss = coordinator(OrganisationFactory(council=person.memberships.get().organisation.council))
    assert not Message.objects.visible_to(boss).exists()


def test_those_who_log_no_sessions_have_no_such_page(client):
    client.force_login(council_person(Role.LEAD))
    assert [client.get(PAGE).status_code, client.post(CODE).status_code] == [403, 403]


def test_it_works_with_a_code_nobody_asked_for(phone, person):
    assert "no longer works" in words(phone.post(CODE, {"code": "123456"}, follow=True))
    assert number_of(person) == ""
