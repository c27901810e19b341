"""Every page of the app, with no signal, on the smallest phone: nothing is in anybody's way, in light and in dark."""

import pytest
from playwright.sync_api import expect

from tests.browser.air import SENT, send_now
from tests.browser.hall import log_the_class
from tests.browser.test_every_kind_of_page import SIDEWAYS, SMALL_TARGETS, axe_faults, sniffed
from tests.node import needs

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SMALLEST = {"width": 320, "height": 640}
# Twice the letters on twice the screen: https://www.w3.org/TR/WCAG22/#resize-text
TWICE = {"width": 640, "height": 900}
TWICE_THE_LETTERS = "document.documentElement.style.fontSize = '200%'"


@pytest.fixture
def places(lesson, meeting, app):
    """Every page's address in the app, with the heading by which it is known."""
    learner = lesson.bookings.first().learner
    return {
        "/log": "Log a session",
        f"/session/{lesson.pk}": "First steps",
        f"/session/{meeting.pk}": "Make a game",
        f"/session/{meeting.pk}/change": "Change this session",
        f"/club/{meeting.cohort_id}": "Fernley Code Club",
        f"/club/{meeting.cohort_id}/add": "Add a child",
        "/new": "What is their name?",
        f"/learner/{learner.pk}": learner.known_as,
        "/tosend": "To send",
        "/out": "Sign out",
        "/": "Hello Aisha",
    }


def walk(app, places):
    for address, heading in places.items():
        app.goto(f"/field/#{address}")
        expect(app.locator("h1")).to_contain_text(heading)
        yield address


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_the_app_gets_in_anybodys_way(places, app, signal, scheme):
    app.emulate_media(color_scheme=scheme)
    app.set_viewport_size(SMALLEST)
    with signal.lost():
        found = {
            address: [app.evaluate(SIDEWAYS), *app.evaluate(SMALL_TARGETS), *axe_faults(app)]
            for address in walk(app, places)
        }

    assert found == {address: [0] for address in places}


@needs("html_codesniffer")
def test_a_second_checker_finds_no_errors_in_the_app_either(places, app, signal):
    with signal.lost():
        found = {address: sniffed(app) for address in walk(app, places)}

    assert found == {address: [] for address in places}


def test_letters_twice_the_size_still_fit_the_page(places, app, signal):
    app.set_viewport_size(TWICE)
    app.evaluate(TWICE_THE_LETTERS)
    with signal.lost():
        found = {address: app.evaluate(SIDEWAYS) for address in walk(app, places)}

    assert found == dict.fromkeys(places, 0)


def test_the_heading_takes_the_focus_on_a_new_page(app):
    app.get_by_role("link", name="Log a session now").click()
    app.get_by_role("heading", name="Log a session").wait_for()

    assert app.evaluate("document.activeElement.innerText") == "Log a session"


def test_whoever_goes_by_keyboard_stays_where_they_are_when_the_page_is_drawn_again(app):
    log_the_class(app)
    expect(app.get_by_text(SENT)).to_be_visible()
    expect(app.get_by_role("heading", name="Hello Aisha")).to_be_focused()

    add = app.get_by_role("link", name="Add a learner")
    add.focus()
    with app.expect_response("**/field/roster/"):
        send_now(app)
    app.wait_for_timeout(300)
    expect(add).to_be_focused()
