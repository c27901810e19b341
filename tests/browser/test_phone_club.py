"""A Code Club meets where there is no signal: who is there, what they made, and one more child."""

import pytest
from playwright.sync_api import expect

from inclusion.actions.sessions import read_register
from inclusion.models import Enrolment
from tests.browser.hall import press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_club_is_logged_and_a_child_joins_with_no_signal(meeting, app, signal):
    with signal.lost():
        app.goto("/field/")
        app.get_by_role("link", name="Fernley Code Club").click()
        expect(app.get_by_role("heading", name="Children: 2 of 15")).to_be_visible()
        app.get_by_role("link", name="Make a game").click()
        app.get_by_label("Comet").check(force=True)
        app.get_by_role("link", name="Add a child").click()
        press(app, "Add to the club")
        expect(app.get_by_role("alert")).to_contain_text("We need a nickname.")
        app.get_by_label("Nickname").fill("comet")
        app.get_by_label("Not yet").check()
        press(app, "Add to the club")
        expect(app.get_by_role("alert")).to_contain_text("Another child here has that nickname.")
        app.get_by_label("Nickname").fill("Nova")
        press(app, "Add to the club")
        expect(app.get_by_label("Nova")).to_be_checked()
        expect(app.get_by_label("Comet")).to_be_checked()
        app.get_by_label("Space Talk").first.check(force=True)
        press(app, "Save register")
        expect(app.get_by_text("Saved on this phone. 2 people.")).to_be_visible()
        app.get_by_role("link", name="Fernley Code Club").click()
        nova = app.locator("details", has_text="Nova")
        expect(nova).to_contain_text("Needs the form")
        app.locator("summary", has_text="Pixel").click()
        press(app, "Pixel has left the club")
        expect(app.get_by_text("Pixel has left the club. Saved on this phone.")).to_be_visible()
        app.get_by_role("link", name="1 session and 2 children").click()
    press(app, "Send now")
    expect(app.get_by_text("Sent. Nothing is waiting.")).to_be_visible()

    here = sorted(child.nickname for child in read_register(meeting).present)
    assert here == ["Comet", "Nova"]
    assert [child.nickname for child in Enrolment.objects.current()] == ["Comet", "Nova"]
