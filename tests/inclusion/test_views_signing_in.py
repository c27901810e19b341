"""Signing in, for real: through allauth, with the emailed code read out of the mail."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth import authenticate
from django.core import mail
from django.urls import reverse

from inclusion.choices import Role
from inclusion.views.accounts.adapter import SecondFactorAdapter
from tests.clients import HouseClient
from tests.factories import coordinator, council_person, volunteer

pytestmark = pytest.mark.django_db
SIGN_IN, CODE = "/accounts/login/", "/accounts/login/code/confirm/"


def with_proved_address(user):
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def newest_code():
    return re.search(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE).group()


def sign_in(client, user):
    client.post(SIGN_IN, {"login": user.email})
    return client.post(CODE, {"code": newest_code()})


def set_up_an_app(client):
    """Turn on an app that makes codes, and return what makes them."""
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": app_code(secret)})
    return secret


def app_code(secret):
    counter = next(totp.yield_hotp_counters_from_time())
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def test_a_volunteer_signs_in_with_the_code_we_email_and_lands_on_the_phone_pages(client):
    user = with_proved_address(volunteer())

    answer = sign_in(client, user)

    assert answer.url == "/start/"
    assert client.get("/start/").url == "/field/"
    assert len(mail.outbox) == 1


def test_the_sign_in_page_has_no_password_and_says_what_will_come(client):
    page = client.get(SIGN_IN).content.decode()

    assert 'type="password"' not in page
    assert "a code with 6 numbers" in page


def test_an_address_nobody_has_gets_the_same_answer_and_no_email(client):
    known = client.post(SIGN_IN, {"login": with_proved_address(volunteer()).email})
    mail.outbox.clear()

    unknown = HouseClient().post(SIGN_IN, {"login": "nobody@example.org"})

    assert (unknown.status_code, unknown.url) == (known.status_code, known.url)
    assert mail.outbox == []


def test_three_wrong_codes_send_you_back_to_the_start(client):
    client.post(SIGN_IN, {"login": with_proved_address(volunteer()).email})
    wrong = "000000" if newest_code() != "000000" else "111111"

    answers = [client.post(CODE, {"code": wrong}) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 302]
    assert client.post(CODE, {"code": newest_code()}).status_code == 302
    assert client.get("/field/").status_code in {302, 404}
    assert "_auth_user_id" not in client.session


def test_a_fourth_code_within_a_minute_is_refused_in_plain_words():
    user = with_proved_address(volunteer())

    pages = [HouseClient().post(SIGN_IN, {"login": user.email}) for _ in range(4)]

    assert [page.status_code for page in pages] == [302, 302, 302, 200]
    assert "That was too many tries" in pages[-1].content.decode()
    assert len(mail.outbox) == 3


def test_thirty_one_tries_from_one_address_get_the_page_for_too_many_tries(client):
    pages = [client.post(SIGN_IN, {"login": f"x{n}@example.org"}) for n in range(31)]

    assert pages[-1].status_code == 429
    assert "Wait five minutes" in pages[-1].content.decode()


def test_a_code_works_once(client):
    user = with_proved_address(volunteer())
    sign_in(client, user)
    used = newest_code()
    other = HouseClient()
    other.post(SIGN_IN, {"login": user.email})

    other.post(CODE, {"code": used})

    assert "_auth_user_id" not in other.session


def test_a_switched_off_person_is_out_at_their_next_page(client):
    user = coordinator()
    client.force_login(user)
    assert client.get("/desk/").status_code == 200

    user.is_active = False
    user.save()

    assert client.get("/desk/").url.startswith(SIGN_IN)


def test_somebody_whose_last_role_ended_is_out_at_their_next_page(client):
    user = coordinator()
    client.force_login(user)

    user.memberships.update(ended_at="2026-01-01T00:00Z")

    assert client.get("/desk/").url.startswith(SIGN_IN)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("role", [Role.LEAD, Role.ADMINISTRATOR, Role.EDITOR])
def test_an_emailed_code_alone_opens_nothing_to_council_people(client, role):
    sign_in(client, with_proved_address(council_person(role)))

    assert [client.get(path).url for path in ("/desk/", "/cms/")] == ["/start/second-lock/"] * 2
    assert client.get("/start/second-lock/").status_code == 200


def test_a_coordinator_sets_up_an_app_tries_it_and_is_let_in(client):
    user = with_proved_address(coordinator())
    sign_in(client, user)

    secret = set_up_an_app(client)

    assert client.get("/desk/").url == "/start/second-lock/"
    assert client.get("/start/second-lock/").url == "/accounts/2fa/reauthenticate/?next=/start/"
    client.post("/accounts/2fa/reauthenticate/?next=/start/", {"code": app_code(secret)})
    assert client.get("/desk/").status_code == 200


def test_each_new_session_asks_for_the_app_again(client):
    user = with_proved_address(coordinator())
    sign_in(client, user)
    secret = set_up_an_app(client)
    elsewhere = HouseClient()

    answer = sign_in(elsewhere, user)

    assert answer.url == "/accounts/2fa/authenticate/"
    assert "_auth_user_id" not in elsewhere.session
    elsewhere.post("/accounts/2fa/authenticate/", {"code": app_code(secret)})
    assert elsewhere.get("/desk/").status_code == 200


def test_a_volunteer_who_lost_the_phone_with_their_passkey_still_signs_in_by_email(client):
    user = with_proved_address(volunteer())
    Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={})

    assert sign_in(client, user).url == "/start/"


def test_a_coordinator_with_a_passkey_is_asked_for_it(client):
    user = with_proved_address(coordinator())
    Authenticator.objects.create(
        user=user, type=Authenticator.Type.WEBAUTHN, data={"credential": {}}
    )

    assert sign_in(client, user).url == "/accounts/2fa/authenticate/"


def test_the_demo_asks_nobody_for_a_second_lock(client, settings):
    settings.DEMO = True
    client.force_login(coordinator(), second_factor=False)

    assert client.get("/desk/").status_code == 200


def test_an_app_secret_is_not_readable_in_the_database(client):
    sign_in(client, with_proved_address(coordinator()))

    secret = set_up_an_app(client)

    stored = Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]
    assert secret not in stored


def test_changing_the_secret_key_locks_nobody_out_while_the_old_one_is_kept(client, settings):
    locked = SecondFactorAdapter().encrypt("JBSWY3DP")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new one", [settings.SECRET_KEY]

    assert SecondFactorAdapter().decrypt(locked) == "JBSWY3DP"


def test_signing_out_ends_the_session(client):
    client.force_login(coordinator())

    client.post("/accounts/logout/")

    assert client.get("/desk/").url.startswith(SIGN_IN)


def test_a_desk_session_ends_within_a_working_day_and_a_volunteers_lasts_the_season(client):
    sign_in(client, with_proved_address(coordinator()))
    desk = client.session.get_expiry_age()
    phone = HouseClient()
    sign_in(phone, with_proved_address(volunteer()))

    assert desk <= 12 * 60 * 60
    assert phone.session.get_expiry_age() == 90 * 24 * 60 * 60


@pytest.mark.parametrize(
    "path",
    [
        "signup/",
        "email/",
        "reauthenticate/",
        "password/change/",
        "password/set/",
        "password/reset/",
        "password/reset/done/",
        "password/reset/key/1-set-password/",
        "3rdparty/",
        "social/signup/",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_pages_we_do_not_want_are_not_there(client, path, method):
    client.force_login(coordinator())

    assert getattr(client, method)(f"/accounts/{path}").status_code == 404


@pytest.mark.parametrize("path", ["/cms/login/", "/_util/login/", "/accounts/login/"])
def test_a_right_password_lets_nobody_in_anywhere(client, path):
    user = council_person(Role.EDITOR)
    user.set_password("river-otter-9")
    user.save()
    known = {"username": user.email, "login": user.email, "password": "river-otter-9"}

    client.post(path, known)

    assert authenticate(username=user.email, email=user.email, password="river-otter-9") is None
    assert "_auth_user_id" not in client.session


def test_the_websites_own_sign_in_leads_to_ours(client):
    client.post("/cms/password_reset/", {"email": volunteer().email})

    assert mail.outbox == []
    assert client.get("/cms/login/").url == "/accounts/login/?next=%2Fcms%2F"


def test_the_code_page_says_once_that_a_code_was_sent_and_again_only_for_a_new_one(client):
    client.post(SIGN_IN, {"login": with_proved_address(volunteer()).email})

    first = client.get(CODE).content.decode()
    second = client.post(CODE, {"action": "resend"}, follow=True).content.decode()

    assert (first.count("We've sent"), first.count("a new code.")) == (1, 0)
    assert second.count("sent you a new code.") == 1
