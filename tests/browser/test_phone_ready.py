"""One line that says whether this phone is ready for no signal, and what to do when it is not."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_phone_shared import AGE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NOT_YET = "Not ready for no signal yet"
LITTLE_ROOM = """() => {
  navigator.storage.estimate = async () => ({ quota: 100 * 1024 * 1024, usage: 95 * 1024 * 1024 });
}"""
NOT_KEPT = "() => { navigator.serviceWorker.getRegistration = async () => undefined; }"
KEPT_SAFE = "(is) => { navigator.storage.persisted = async () => is; }"


def draw_again(page):
    page.evaluate("location.hash = '#/tosend'")
    expect(page.get_by_role("heading", name="To send")).to_be_visible()
    page.get_by_role("link", name="Back").click()


def told(page, todo):
    """Not ready, and this is what to do about it, one tap away."""
    page.get_by_text(NOT_YET).click()
    expect(page.get_by_text(todo)).to_be_visible()


def test_a_phone_says_until_when_it_is_ready(app):
    expect(app.get_by_text("Ready for no signal until")).to_be_visible()
    expect(app.get_by_text(NOT_YET)).to_have_count(0)


def test_names_that_are_nearly_too_old_are_said_to_be(app, amy, signal):
    app.evaluate(AGE, [amy.pk, 13])
    with signal.lost():
        app.reload()
        told(app, "The names are nearly too old.")


def test_names_that_are_too_old_are_gone_and_the_page_says_how_to_get_them(app, amy, signal):
    app.evaluate(AGE, [amy.pk, 15])
    with signal.lost():
        app.reload()
        told(app, "Open this page where there is signal, so the names can come.")
        expect(app.get_by_text("First steps")).to_have_count(0)
    app.reload()
    expect(app.get_by_text("Ready for no signal until")).to_be_visible()
    expect(app.get_by_role("link", name="First steps")).to_be_visible()


def test_somebody_signed_out_is_told_to_sign_in(app):
    app.context.clear_cookies()
    app.reload()
    told(app, "Sign in again, so your work can be sent.")


def test_a_phone_with_little_room_is_said_to_need_more(app):
    app.evaluate(LITTLE_ROOM)
    draw_again(app)
    told(app, "Make room on this phone. Take off photos or apps you don't need.")


def test_an_app_not_kept_yet_asks_for_a_moment(app):
    app.evaluate(NOT_KEPT)
    draw_again(app)
    told(app, "Wait a moment while the app is kept on this phone.")


@pytest.mark.parametrize("is_safe", [True, False])
def test_what_the_phone_may_throw_away_is_advised_about_and_no_more(app, is_safe):
    app.evaluate(KEPT_SAFE, is_safe)
    draw_again(app)
    expect(app.get_by_text("Ready for no signal until")).to_be_visible()
    advice = app.get_by_text("To keep it safe for longer, add this page to your home screen.")
    expect(advice).to_have_count(0 if is_safe else 1)
