"""Every answer the server can give to one saved thing, as the volunteer sees it."""

import pytest
from playwright.sync_api import expect

from tests.browser.air import SENT, WAITS, answer_posts, changed
from tests.browser.hall import log_the_class

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CHOOSE = "Sent. Someone else changed the same thing, so your coordinator will choose."
SAID = {
    "accepted": "changes",
    "duplicate": "changes",
    "conflict": CHOOSE,
    "gone": "Sent. This person has asked us to forget them.",
    "quarantined": "Sent. It waits for your coordinator.",
}


def answer_every_one(signal, **said):
    answer = lambda handler, pass_on: changed(handler, pass_on, lambda op, receipt: said)  # noqa: E731
    answer_posts(signal, answer)


@pytest.mark.parametrize("status", SAID)
def test_what_is_done_with_leaves_the_list_and_says_what_became_of_it(app, signal, status):
    answer_every_one(signal, status=status)
    log_the_class(app)
    app.get_by_role("link", name=SENT).click()

    expect(app.get_by_text("Everything is sent.")).to_be_visible()
    expect(app.locator(".row", has_text="Sent").get_by_text(SAID[status])).to_be_visible()


def test_what_the_server_puts_off_waits_and_says_why(app, signal):
    answer_every_one(signal, status="retry", words="We need a newer app for this one.")
    log_the_class(app)
    app.get_by_role("link", name=WAITS).click()

    row = app.locator(".row", has_text="We need a newer app for this one.")
    expect(row.get_by_text("Saved on this phone")).to_be_visible()
    app.get_by_role("button", name="Send now").click()
    expect(app.get_by_text("Everything is sent.")).to_be_visible()


def test_what_is_refused_needs_them_and_can_be_sent_again_as_it_is(app, signal):
    answer_every_one(signal, status="rejected", field="", words="We could not take this.")
    log_the_class(app)
    app.get_by_role("link", name="Needs you: 1 session").click()
    expect(app.get_by_text("We could not take this.").first).to_be_visible()
    many = app.get_by_role("button", name="Send it again as it is").count()
    for left in range(many, 0, -1):
        app.get_by_role("button", name="Send it again as it is").first.click()
        expect(app.get_by_role("button", name="Send it again as it is")).to_have_count(left - 1)

    expect(app.get_by_text("Everything is sent.")).to_be_visible()
    expect(app.get_by_text("Needs you")).to_have_count(0)
