"""Every page of the app, with no signal, on the smallest phone: nothing is in anybody's way, in light and in dark."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_kind_of_page import SIDEWAYS, SMALL_TARGETS, axe_faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def faults(page):
    page.set_viewport_size({"width": 320, "height": 640})
    sideways = page.evaluate(SIDEWAYS)
    return [
        *([f"{sideways} px sideways"] if sideways else []),
        *page.evaluate(SMALL_TARGETS),
        *axe_faults(page),
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_the_app_gets_in_anybodys_way(app, signal, lesson, scheme):
    app.emulate_media(color_scheme=scheme)
    learner = lesson.bookings.first().learner
    headings = {
        "/log": "Log a session",
        f"/session/{lesson.pk}": "First steps",
        "/new": "What is their name?",
        f"/learner/{learner.pk}": learner.known_as,
        "/tosend": "To send",
        "/out": "Sign out",
        "/": "Hello Aisha",
    }
    found = {}
    with signal.lost():
        for address, heading in headings.items():
            app.goto(f"/field/#{address}")
            expect(app.locator("h1")).to_have_text(heading)
            found[address] = faults(app)

    assert found == {address: [] for address in headings}


def test_the_heading_takes_the_focus_on_a_new_page(app):
    app.get_by_role("link", name="Log a session now").click()
    app.get_by_role("heading", name="Log a session").wait_for()

    assert app.evaluate("document.activeElement.innerText") == "Log a session"
