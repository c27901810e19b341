"""Signing out of the app, with signal or without, and what becomes of somebody whose part has ended."""

import pytest
from django.contrib.sessions.models import Session as SignedIn
from django.utils import timezone
from playwright.sync_api import expect

from inclusion.models import Attendance, Quarantine
from tests.browser.air import SENT, WAITS, send_now
from tests.browser.hall import log_the_class, press, until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OUT = "You are signed out."


def sign_out_with_work_waiting(page):
    page.get_by_role("link", name="Sign out").click()
    expect(page.get_by_role("heading", name="Before you sign out")).to_be_visible()
    press(page, "Keep it on this phone and sign out")
    expect(page.get_by_text(OUT)).to_be_visible()


def settled(page):
    """The server knows of nobody on this phone any more."""
    until(page, "async () => (await fetch('/field/me/')).status === 401")


def test_signing_out_hides_the_names_and_ends_it_at_the_server_too(app):
    app.get_by_role("link", name="Sign out").click()
    press(app, "Sign out")

    expect(app.get_by_text(OUT)).to_be_visible()
    expect(app.get_by_text("First steps")).to_have_count(0)
    app.reload()
    expect(app.get_by_text(OUT)).to_be_visible()
    settled(app)
    assert SignedIn.objects.count() == 0


def test_somebody_who_signs_out_with_no_signal_is_signed_out_when_it_is_back(app, signal):
    with signal.lost():
        log_the_class(app)
        expect(app.get_by_text(WAITS)).to_be_visible()
        sign_out_with_work_waiting(app)
        app.reload()
        expect(app.get_by_text(OUT)).to_be_visible()
        expect(app.get_by_role("link", name="Sign in")).to_be_visible()
    assert SignedIn.objects.count() == 1
    app.reload()
    expect(app.get_by_text(OUT)).to_be_visible()
    settled(app)

    assert SignedIn.objects.count() == 0
    assert Attendance.objects.count() == 0


def test_a_cafe_that_answers_the_sign_out_is_not_believed(app, signal):
    def cafe(handler, pass_on):
        if handler.command == "POST":
            handler.answer(302, [("Location", "/free-wifi")], b"")
        return handler.command == "POST"

    signal.fault = cafe
    app.get_by_role("link", name="Sign out").click()
    with app.expect_request("**/accounts/logout/"), app.expect_request("**/field/roster/"):
        press(app, "Sign out")
    app.wait_for_timeout(500)
    expect(app.get_by_text(OUT)).to_be_visible()
    assert SignedIn.objects.count() == 1
    signal.fault = None
    app.reload()
    settled(app)

    assert SignedIn.objects.count() == 0


def test_what_was_kept_at_signing_out_is_sent_when_they_are_back(app, signal, sign_in, amy):
    with signal.lost():
        log_the_class(app)
        expect(app.get_by_text(WAITS)).to_be_visible()
        sign_out_with_work_waiting(app)
    with app.expect_request("**/accounts/logout/"):
        send_now(app)
    settled(app)

    sign_in(app, amy).goto("/field/")

    expect(app.get_by_text(SENT)).to_be_visible()
    assert Attendance.objects.standing().count() == 2


def test_somebody_whose_sign_in_had_run_out_before_is_not_put_out_again(app, signal, sign_in, amy):
    with signal.lost():
        log_the_class(app)
        expect(app.get_by_text(WAITS)).to_be_visible()
        sign_out_with_work_waiting(app)
        SignedIn.objects.all().delete()
    with app.expect_response("**/field/me/*"):
        send_now(app)

    sign_in(app, amy).goto("/field/")

    expect(app.get_by_text(SENT)).to_be_visible()
    expect(app.get_by_role("link", name="First steps")).to_be_visible()


def test_somebody_stood_down_still_brings_their_work_and_is_told_so(app, signal, amy):
    with signal.lost():
        log_the_class(app)
        expect(app.get_by_text(WAITS)).to_be_visible()
        amy.memberships.update(ended_at=timezone.now())
    send_now(app)

    expect(app.get_by_text("Your part here has ended.")).to_be_visible()
    expect(app.get_by_text("First steps")).to_have_count(0)
    app.get_by_role("link", name=SENT).click()
    expect(app.get_by_text("Sent. It waits for your coordinator.")).to_be_visible()
    assert set(Quarantine.objects.values_list("author", flat=True)) == {amy.pk}
    assert Attendance.objects.count() == 0
