"""Passkeys on a real browser whose finger reader is made up: add one, sign in with it, and manage without it."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from playwright.sync_api import expect

from inclusion.models import User
from tests.browser.hall import press
from tests.factories import volunteer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def priya():
    user = volunteer()
    User.objects.filter(pk=user.pk).update(first_name="Priya")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def page(browser, live_server):
    """A page at "localhost", which browsers trust with passkeys as they trust https."""
    context = browser.new_context(base_url=live_server.url.replace("127.0.0.1", "localhost"))
    yield context.new_page()
    context.close()


@pytest.fixture
def finger(page):
    """A made-up device that holds passkeys and always says yes. `finger()` loses it."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    device = session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return lambda: session.send("WebAuthn.removeVirtualAuthenticator", device)


def sign_in_by_email(page, user):
    page.goto("/accounts/login/")
    page.get_by_label("Your email address").fill(user.email)
    press(page, "Email me a code")
    page.get_by_label("The 6 numbers from the email").fill(
        re.search(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE).group()
    )
    press(page, "Carry on")
    expect(page.get_by_role("heading", name="Hello Priya")).to_be_visible()


def add_a_passkey(page):
    page.get_by_role("link", name="How you sign in").click()
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("A name for it").fill("My phone")
    page.get_by_label("Let me sign in with it, without an emailed code").check()
    press(page, "Make a passkey")
    # Spare codes come next, and those are only for somebody who shows it is still them.
    page.get_by_role("link", name="Use a passkey").click()
    press(page, "Use your passkey")
    expect(page.get_by_role("heading", name="Your spare codes")).to_be_visible()


def sign_out(page):
    page.goto("/accounts/logout/")
    press(page, "Sign out")


def test_a_volunteer_adds_a_passkey_and_signs_in_with_it(page, finger, priya):
    sign_in_by_email(page, priya)
    add_a_passkey(page)
    sign_out(page)
    sent = len(mail.outbox)

    page.goto("/accounts/login/")
    press(page, "Use a passkey")

    expect(page.get_by_role("heading", name="Hello Priya")).to_be_visible()
    assert len(mail.outbox) == sent


def test_a_volunteer_who_lost_their_passkey_still_gets_in_by_email(page, finger, priya):
    sign_in_by_email(page, priya)
    add_a_passkey(page)
    sign_out(page)
    finger()

    sign_in_by_email(page, priya)
