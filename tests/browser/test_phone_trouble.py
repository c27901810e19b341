"""Everything that has lost people's work elsewhere, done to the app: nothing is lost, and the words are plain."""

import json

import pytest
from playwright.sync_api import expect

from inclusion.models import Receipt
from tests.browser.air import SENT, WAITS, answer_posts, send_now
from tests.browser.hall import log_the_class, press
from tests.factories import volunteer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_full_phone_says_not_saved_and_keeps_the_page(app, lesson):
    app.get_by_role("link", name="First steps").click()
    press(app, "Mark all here")
    app.evaluate(
        """() => {
          const full = () => { throw new DOMException("", "QuotaExceededError"); };
          IDBObjectStore.prototype.add = full;
        }"""
    )

    press(app, "Save register")

    expect(app.get_by_text("Not saved.")).to_be_visible()
    expect(app.get_by_label("Derek")).to_be_checked()
    assert Receipt.objects.count() == 0


@pytest.mark.parametrize("which", ["footbridge-\\d", "footbridge"])
def test_a_phone_that_lost_its_database_says_so_until_somebody_was_told(app, signal, which):
    """The person's own database, or all there are, as a browser short of room does it."""
    with signal.lost():
        log_the_class(app)
        expect(app.get_by_text(WAITS)).to_be_visible()
        app.evaluate(
            """async (which) => {
              const names = (await indexedDB.databases()).map((each) => each.name);
              for (const name of names.filter((name) => new RegExp(which).test(name))) {
                await new Promise((done) => {
                  const gone = indexedDB.deleteDatabase(name);
                  gone.onsuccess = gone.onblocked = done;
                });
              }
            }""",
            which,
        )
        for _ in range(2):
            app.reload()
            expect(app.get_by_text("This phone lost")).to_be_visible()
        press(app, "I have told them")
        expect(app.get_by_text("This phone lost")).to_be_hidden()


def test_signed_out_work_waits_and_the_page_says_to_sign_in(app, signal, client, sign_in, amy):
    app.context.clear_cookies()
    log_the_class(app)
    expect(app.get_by_role("link", name="Sign in to send 1 session")).to_be_visible()

    sign_in(app, amy)
    send_now(app)

    expect(app.get_by_text(SENT)).to_be_visible()


def test_what_the_server_refuses_needs_you_with_the_words_still_there(app, signal):
    def refuse(handler, pass_on):
        ops = json.loads(handler.body)["ops"]
        status, headers, body = pass_on()
        reply = json.loads(body)
        for op, receipt in zip(ops, reply["receipts"], strict=True):
            if op["type"] == "note.set":
                receipt |= {"status": "rejected", "field": "words", "words": "Keep it shorter."}
        handler.answer(status, headers, json.dumps(reply).encode())

    answer_posts(signal, refuse)

    log_the_class(app)

    expect(app.get_by_role("link", name="Needs you: 1 session")).to_be_visible()
    app.get_by_role("link", name="Needs you: 1 session").click()
    expect(app.get_by_text("Keep it shorter.")).to_be_visible()
    expect(app.get_by_text("“Tea ran out.”")).to_be_visible()
    app.get_by_role("link", name="Put it right").click()
    expect(app.get_by_label("A note for the team")).to_have_value("Tea ran out.")
    press(app, "Save register")
    expect(app.get_by_text(SENT)).to_be_visible()


def test_two_people_share_a_phone_and_either_delivers(app, signal, sign_in, hall, amy, lesson):
    bob = volunteer(hall.organisation)
    with signal.lost():
        log_the_class(app)
        expect(app.get_by_text(WAITS)).to_be_visible()
        sign_in(app, bob)

    app.goto("/field/")
    expect(app.get_by_text("Ready for no signal until")).to_be_visible()
    expect(app.get_by_text(WAITS)).to_have_count(0)

    assert set(Receipt.objects.values_list("author", "delivered_by")) == {(amy.pk, bob.pk)}


def test_a_copy_of_what_is_not_sent_can_be_saved(app, signal):
    with signal.lost():
        log_the_class(app)
        app.get_by_role("link", name=WAITS).click()
        with app.expect_download() as download:
            press(app, "Save a copy")
        kept = json.loads(download.value.path().read_text())

    assert [op["type"] for op in kept["ops"]].count("attendance.add") == 2


def test_signing_out_with_work_unsent_asks_first(app, signal):
    with signal.lost():
        log_the_class(app)
        expect(app.get_by_text(WAITS)).to_be_visible()
        app.get_by_role("link", name="Sign out").click()
        expect(app.get_by_text("1 session not sent yet. Nothing is lost")).to_be_visible()


def test_a_killed_page_keeps_what_was_ticked(app, signal):
    with signal.lost():
        app.get_by_role("link", name="First steps").click()
        app.get_by_label("Derek").check(force=True)
        app.wait_for_timeout(300)  # a thumb is slower than a disk
        app.reload()
        expect(app.get_by_label("Derek")).to_be_checked()


def test_the_plain_pages_stay_for_those_who_want_them(app):
    app.goto("/field/?plain=1")
    app.get_by_role("link", name="Log a session now").click()
    expect(app.get_by_role("button", name="Go to the register")).to_be_visible()
