"""What can go wrong between a phone and the server while work is sent: it waits, and arrives once."""

import datetime as dt
import json
import time
from threading import Event

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from inclusion.models import Attendance, Epoch, Evidence, Fact, Receipt, Session
from tests.browser import air
from tests.browser.air import SENT, WAITS, answer_posts, send_now
from tests.browser.hall import log_the_class

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NO_ANSWERS = [
    air.portal,
    air.polite_portal,
    air.sign_in_page,
    air.broken,
    air.half_an_answer,
    air.other_hashes,
    air.others_receipts,
    air.unknown_word,
    air.lost_after_commit,
    air.silent_after_commit,
]
# A busy machine's idea of soon, in milliseconds.
SLOW = 10_000
# Longer than the phone's own patience, in milliseconds of its clock.
PATIENCE = 31_000
QUEUE = """async ([person, session, many]) => {
  const { Device } = await import("/static/field/device.js");
  const device = await new Device().open();
  const said = Array.from({ length: many }, (_, i) => ({ type: "heads.set", body: { session, count: i + 1, base: 1 } }));
  await device.outbox(person).save(said);
}"""


def queue(page, person, session, many):
    """So many changes wait on the phone, each counting one head more than the last."""
    page.evaluate(QUEUE, [person.pk, str(session.pk), many])


def batches(signal):
    """How many operations each post carried."""
    return [len(json.loads(body)["ops"]) for body in signal.sent]


@pytest.fixture
def still(app):
    """The app, with its own timers stopped: nothing is tried again until a test says so."""
    app.clock.install()
    app.clock.pause_at(timezone.now() + dt.timedelta(seconds=1))
    return app


def sent(page):
    expect(page.get_by_text(SENT)).to_be_visible(timeout=SLOW)


def wait_for(what):
    """Until something has happened in another thread."""
    until = time.monotonic() + SLOW / 1000
    while not what() and time.monotonic() < until:
        time.sleep(0.05)


def still_waits(page):
    expect(page.get_by_text(f"{WAITS}. Will send when there is signal.")).to_be_visible(
        timeout=SLOW
    )


def test_what_is_not_plainly_received_waits_and_is_there_once_in_the_end(still, signal):
    answer_posts(signal, air.portal)
    log_the_class(still)
    still_waits(still)

    for trouble in NO_ANSWERS:
        before = len(signal.sent)
        answer_posts(signal, trouble)
        send_now(still)
        if trouble is air.silent_after_commit:
            wait_for(lambda before=before: len(signal.sent) > before)
            still.clock.run_for(PATIENCE)
        still_waits(still)
        assert (trouble.__name__, len(signal.sent) - before) == (trouble.__name__, 1)
    send_now(still)
    sent(still)

    assert Attendance.objects.standing().count() == 2
    assert Receipt.objects.count() == len(json.loads(signal.sent[0])["ops"])


def test_trouble_halfway_through_a_long_queue_keeps_what_was_received(still, signal, amy, lesson):
    queue(still, amy, lesson, 120)
    answer_posts(signal, None, None, air.broken)
    send_now(still)
    expect(still.get_by_text("Will send when there is signal.")).to_be_visible()
    assert Receipt.objects.count() == 100

    send_now(still)
    sent(still)

    assert batches(signal) == [50, 50, 20, 20]
    assert Session.objects.get(pk=lesson.pk).unnamed_heads == 120


def test_a_key_changed_halfway_is_asked_for_again_at_once(still, signal, amy, lesson):
    def changed_key(handler, pass_on):
        handler.headers.replace_header("X-CSRFToken", "x" * 64)
        handler.answer(*pass_on())

    queue(still, amy, lesson, 70)
    answer_posts(signal, None, changed_key)
    send_now(still)
    sent(still)

    assert batches(signal) == [50, 20, 20]
    assert Receipt.objects.count() == 70


def test_what_is_too_big_goes_in_smaller_parts_and_the_biggest_holds_up_no_other(
    still, signal, amy, lesson
):
    def narrow_door(handler, pass_on):
        ops = json.loads(handler.body)["ops"] if handler.command == "POST" else []
        if len(ops) > 10 or any(op["body"].get("count") == 7 for op in ops):
            handler.answer(413, [("Content-Type", "text/html")], b"<h1>Too Large</h1>")
            return True
        return False

    queue(still, amy, lesson, 30)
    signal.fault = narrow_door
    send_now(still)
    still.get_by_role("link", name="Needs you: 1 session").click()

    expect(still.get_by_text("This is too big to send. Save a copy")).to_be_visible()
    expect(still.get_by_text("“7”")).to_be_visible()
    expect(still.get_by_role("heading", name="Waiting to be sent")).to_be_visible()
    assert Receipt.objects.count() == 29
    assert max(size for size in batches(signal)[2:]) <= 10


def test_a_busy_server_is_left_alone_for_as_long_as_it_asks(still, signal):
    def busy(handler, pass_on):
        handler.answer(429, [("Retry-After", "120")], b"")

    answer_posts(signal, busy)
    log_the_class(still)
    expect(still.get_by_text("We are busy, so it goes in a few minutes.")).to_be_visible()
    still.clock.run_for(110_000)
    send_now(still)
    expect(still.get_by_text("Sending…")).to_have_count(0)
    assert len(signal.sent) == 1

    still.clock.run_for(11_000)

    sent(still)
    assert len(signal.sent) == 2


def test_what_the_server_cannot_take_in_yet_is_tried_less_and_less_often(still, signal):
    def not_yet(handler, pass_on):
        if handler.command != "POST":
            return False
        words = "We don't have the session yet. It stays on your phone."
        air.changed(handler, pass_on, lambda *_: {"status": "retry", "words": words})
        return True

    signal.fault = not_yet
    log_the_class(still)
    still_waits(still)
    for _ in range(20):
        still.clock.run_for(6_000)
        expect(still.get_by_text("Sending…")).to_have_count(0)
    still.get_by_role("link", name=WAITS).click()

    expect(still.get_by_text("We don't have the session yet.")).to_be_visible()
    assert len(signal.sent) < 10


def test_a_new_phone_asks_who_has_it_and_for_its_sessions_at_once(app_phone, sign_in, amy, signal):
    asked = Event()

    def who_can_wait(handler, pass_on):
        if handler.path == "/field/roster/":
            asked.set()
        elif handler.path.startswith("/field/me/"):
            asked.wait(SLOW / 1000)
            if not asked.is_set():
                handler.answer(503, [], b"")
                return True
        return False

    signal.fault = who_can_wait
    sign_in(app_phone, amy).goto("/field/")

    expect(app_phone.get_by_text("Ready for no signal until")).to_be_visible(timeout=SLOW)
    assert [path for _, path in signal.seen].count("/field/roster/") == 1


def test_a_server_put_back_from_yesterdays_copy_is_sent_todays_work_again(app, signal, lesson):
    log_the_class(app)
    sent(app)
    first = json.loads(signal.sent[0])["ops"]

    for new_life in (False, True):
        forget_everything(lesson, new_life=new_life)
        with app.expect_response("**/field/roster/"):  # the last thing it asks for
            send_now(app)
        assert Receipt.objects.count() == len(first)
        assert Attendance.objects.standing().count() == 2
        assert Session.objects.get(pk=lesson.pk).note == "Tea ran out."


def test_what_is_asked_while_it_is_sending_is_done_straight_after(still, signal, amy, lesson):
    held, go = Event(), Event()

    def slow_roster(handler, pass_on):
        if handler.path == "/field/roster/":
            held.set()
            go.wait(SLOW / 1000)
        return False

    signal.fault = slow_roster
    log_the_class(still)
    wait_for(held.is_set)
    queue(still, amy, lesson, 1)
    send_now(still)
    go.set()

    wait_for(lambda: len(signal.sent) == 2)
    sent(still)
    assert len(signal.sent) == 2


def forget_everything(lesson, *, new_life):
    """The database as it was before the class. A new life is what a tool that marks a restored one gives it.

    In its new life this phone has brought one thing already, so that only the life's name tells.
    """
    if new_life:
        last = Receipt.objects.order_by("pk").last()
        Receipt.objects.exclude(pk=last.pk).delete()
        Receipt.objects.update(at=timezone.now())
        Epoch.objects.all().delete()
    else:
        Receipt.objects.all().delete()
    for rows in (Fact, Attendance, Evidence):
        rows.objects.all().delete()
    Session.objects.filter(pk=lesson.pk).update(note="", unnamed_heads=0, edits={}, version=1)
