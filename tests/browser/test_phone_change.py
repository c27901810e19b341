"""Putting right when a session was and what it was about, or that it was not held, with no signal."""

import json

import pytest
from playwright.sync_api import expect

from inclusion.models import Session
from tests.browser.air import SENT, WAITS, answer_posts, refusal
from tests.browser.hall import log_the_class, press
from tests.factories import SessionFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def begin_a_drop_in(page):
    page.get_by_role("link", name="Log a session now").click()
    press(page, "Go to the register")
    expect(page.get_by_role("heading", name="Drop-in")).to_be_visible()


def change_it(page):
    page.get_by_role("link", name="Change the time or topic").click()
    expect(page.get_by_role("heading", name="Change this session")).to_be_visible()


def test_a_session_is_put_right_with_no_signal_and_the_desk_has_it_so(app, signal):
    with signal.lost():
        begin_a_drop_in(app)
        change_it(app)
        app.get_by_label("What is it about?").fill("Help  with forms")
        app.get_by_label("How long?").select_option("2 hours")
        press(app, "Save the change")
        expect(app.get_by_text("Changed. Saved on this phone.")).to_be_visible()
        expect(app.get_by_role("link", name="Help with forms")).to_be_visible()
    app.evaluate("dispatchEvent(new Event('online'))")
    expect(app.get_by_text(SENT)).to_be_visible()

    put_right = Session.objects.get(topic="Help with forms")
    assert (put_right.ends_at - put_right.starts_at).total_seconds() == 2 * 60 * 60
    expect(app.get_by_role("link", name="Help with forms")).to_be_visible()


def test_a_change_can_be_undone(app, signal):
    begin_a_drop_in(app)
    change_it(app)
    app.get_by_label("What is it about?").fill("Help with forms")
    press(app, "Save the change")
    expect(app.get_by_text("Changed. Saved on this phone.")).to_be_visible()
    press(app, "Undo")

    expect(app.get_by_text("Undone. It says what it said before.")).to_be_visible()
    expect(app.get_by_text(SENT)).to_be_visible()
    assert set(Session.objects.values_list("topic", flat=True)) == {"First steps", "Drop-in"}


def test_a_session_nobody_came_to_is_said_not_to_have_been_held(app, signal):
    with signal.lost():
        begin_a_drop_in(app)
        change_it(app)
        press(app, "It was not held")
        expect(app.get_by_text("It says now that this was not held.")).to_be_visible()
        expect(app.get_by_text(WAITS)).to_be_visible()
    app.evaluate("dispatchEvent(new Event('online'))")
    expect(app.get_by_text(SENT)).to_be_visible()

    assert Session.objects.get(topic="Drop-in").state == "cancelled"


def test_a_session_people_came_to_is_not_said_away_by_a_slip(app, signal):
    log_the_class(app)
    app.get_by_role("link", name="First steps").click()
    change_it(app)

    expect(app.get_by_text("The register says that people came.")).to_be_visible()
    expect(app.get_by_role("button", name="It was not held")).to_have_count(0)


def test_when_people_have_places_only_the_coordinator_moves_it(app):
    app.get_by_role("link", name="First steps").click()
    change_it(app)

    expect(app.get_by_text("They tell the people who have places.")).to_be_visible()
    expect(app.get_by_label("When did it start?")).to_have_count(0)
    app.get_by_label("What is it about?").fill("Next steps")
    press(app, "Save the change")
    expect(app.get_by_text(SENT)).to_be_visible()
    assert Session.objects.get().topic == "Next steps"


def test_nothing_typed_is_lost_when_it_is_wrong_or_the_page_goes(app):
    app.get_by_role("link", name="First steps").click()
    change_it(app)
    app.get_by_label("What is it about?").fill("   ")
    press(app, "Save the change")
    expect(app.get_by_role("alert")).to_be_focused()
    app.get_by_role("link", name="Say in a few words").click()
    expect(app.get_by_label("What is it about?")).to_be_focused()

    app.get_by_label("What is it about?").fill("Half a wo")
    app.wait_for_timeout(300)
    app.reload()
    expect(app.get_by_label("What is it about?")).to_have_value("Half a wo")


def test_a_change_the_server_will_not_take_is_put_right_on_its_own_page(app, signal):
    answer_posts(signal, refusal("topic", "Say it in other words."))
    app.get_by_role("link", name="First steps").click()
    change_it(app)
    app.get_by_label("What is it about?").fill("Rude words")
    press(app, "Save the change")
    app.get_by_role("link", name="Needs you: 1 session").click()
    expect(app.get_by_text("Change to a session: First steps")).to_be_visible()
    app.get_by_role("link", name="Put it right").click()
    expect(app.get_by_label("What is it about?")).to_have_value("Rude words")
    app.get_by_label("What is it about?").fill("Kind words")
    press(app, "Save the change")

    expect(app.get_by_text(SENT)).to_be_visible()
    assert json.loads(signal.sent[-1])["ops"][-1]["body"]["fields"] == {"topic": "Kind words"}


def test_what_the_desk_said_since_is_shown_and_not_what_this_phone_said_before(app, lesson):
    log_the_class(app)
    expect(app.get_by_text(SENT)).to_be_visible()
    app.get_by_role("link", name="First steps").click()
    change_it(app)
    app.get_by_label("What is it about?").fill("Next steps")
    press(app, "Save the change")
    expect(app.get_by_text("Changed. Saved on this phone.")).to_be_visible()
    expect(app.get_by_text(SENT)).to_be_visible()
    Session.objects.filter(pk=lesson.pk).update(topic="Steps of spring", version=9)
    SessionFactory(centre=lesson.centre, topic="Other")
    app.reload()

    expect(app.get_by_role("link", name="Steps of spring")).to_be_visible()
