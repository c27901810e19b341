"""A volunteer's day in a hall with no signal, on the app: everything they say is kept, and arrives."""

import pytest
from playwright.sync_api import expect

from inclusion.actions.sessions import read_register
from inclusion.models import Learner, Receipt, Session
from tests.browser.hall import answer, log_the_class, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_class_is_logged_with_no_signal_and_arrives_when_it_is_back(app, signal, lesson):
    with signal.lost():
        app.goto("/field/")
        log_the_class(app)
        expect(app.get_by_text("Saved on this phone. 2 people, 1 not named.")).to_be_visible()
        assert Receipt.objects.count() == 0
    app.evaluate("dispatchEvent(new Event('online'))")
    expect(app.get_by_text("Sent. Nothing is waiting.")).to_be_visible()

    register = read_register(Session.objects.get(pk=lesson.pk))

    assert sorted(person.first_name for person in register.present) == ["Aisha", "Derek"]
    assert (register.unnamed_heads, register.note) == (1, "Tea ran out.")
    assert sorted(
        (person.first_name, task.short_name, how)
        for person, tasks in register.seen.items()
        for task, how in tasks.items()
    ) == [("Aisha", "Join Wi-Fi", "helped"), ("Derek", "Join Wi-Fi", "alone")]


def test_a_drop_in_and_somebody_new_are_kept_with_no_signal_and_arrive(app, signal, hall):
    with signal.lost():
        app.goto("/field/")
        app.get_by_role("link", name="Log a session now").click()
        app.get_by_label("What is it about?").fill("Tablets and tea")
        press(app, "Go to the register")
        app.get_by_role("link", name="Add someone new").click()
        app.get_by_label("First name").fill("jean")
        app.get_by_label("First letter").fill("m")
        answer(app, questions=6)
        app.get_by_label("Yes, they told me").check()
        press(app, "Save")
        expect(app.get_by_label("Jean M")).to_be_checked()
        press(app, "Save register")
        expect(app.get_by_text("Saved on this phone. 1 person.")).to_be_visible()
        app.get_by_role("link", name="Saved on this phone: 1 session and 1 learner").click()
    press(app, "Send now")
    expect(app.get_by_text("Sent. Nothing is waiting.")).to_be_visible()

    session = Session.objects.get(topic="Tablets and tea")

    assert [person.known_as for person in read_register(session).present] == ["Jean M"]
    assert Learner.objects.get(first_name="Jean").organisation == hall.organisation


def test_somebody_who_does_not_read_texts_agrees_to_be_rung(app, signal):
    app.get_by_role("link", name="Add a learner").click()
    app.get_by_label("First name").fill("Omar")
    answer(app, questions=3)
    app.get_by_label("Mobile number").fill("07700 900123")
    app.get_by_role("group", name="May we text them?").get_by_label("No").check()
    app.get_by_role("group", name="May we ring them instead?").get_by_label("Yes").check()
    answer(app, questions=6, since=4)
    expect(app.get_by_text("07700 900123, we may ring")).to_be_visible()
    app.get_by_label("Yes, they told me").check()
    press(app, "Save")
    expect(app.get_by_text("Sent. Nothing is waiting.")).to_be_visible()

    omar = Learner.objects.get(first_name="Omar")

    assert sorted(omar.consents.values_list("purpose", flat=True)) == ["calls", "record"]


def test_the_same_as_last_time_is_one_tap_and_can_be_undone(app, signal, lesson):
    log_the_class(app)
    expect(app.get_by_text("Sent. Nothing is waiting.")).to_be_visible()
    with signal.lost():
        app.get_by_role("button", name="Same as last time").click()
        expect(app.get_by_text("Started, the same as last time.")).to_be_visible()
        press(app, "Undo")
        expect(app.get_by_text("Undone. That session is called off.")).to_be_visible()
        expect(app.locator(".row", has_text="First steps, Market Library")).to_be_visible()
        expect(app.get_by_text("Called off", exact=True)).to_have_count(0)
    with app.expect_response("**/field/roster/"):
        app.evaluate("dispatchEvent(new Event('online'))")
    expect(app.get_by_text("Sent. Nothing is waiting.")).to_be_visible()
    expect(app.get_by_text("Called off", exact=True)).to_have_count(0)
