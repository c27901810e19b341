"""A volunteer's afternoon on a phone with no JavaScript, by thumb and by keyboard."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from inclusion.actions.sessions import read_register
from inclusion.models import Session
from tests.browser.hall import answer, press
from tests.factories import (
    BookingFactory,
    CentreFactory,
    LearnerFactory,
    SessionFactory,
    TaskFactory,
    volunteer,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def centre():
    return CentreFactory(name="Market Library")


@pytest.fixture
def wifi():
    return TaskFactory(short_name="Join Wi-Fi")


@pytest.fixture
def field(phone, sign_in, centre, wifi):
    """The first page, opened by a volunteer of a centre that two learners know."""
    LearnerFactory(organisation=centre.organisation, first_name="Derek", initial="O")
    LearnerFactory(organisation=centre.organisation, first_name="Mo", initial="S")
    sign_in(phone, volunteer(centre.organisation)).goto("/field/")
    return phone


def find_and_tick(page, name):
    page.get_by_label("Someone else?").fill(name)
    press(page, "Find")
    page.get_by_label(name).check(force=True)


def test_a_class_of_three_with_somebody_new_is_logged_by_thumb(field):
    field.get_by_role("link", name="Log a session now").click()
    press(field, "Go to the register")
    find_and_tick(field, "Derek")
    press(field, "Save and add someone new")
    field.get_by_label("First name").fill("Jean")
    answer(field, questions=6)
    field.get_by_label("Yes, they told me").check()
    press(field, "Save")
    field.get_by_role("link", name="Back to the register").click()
    find_and_tick(field, "Mo")
    press(field, "One more")
    field.get_by_label("Join Wi-Fi", exact=True).check(force=True)
    press(field, "Save register")

    expect(field.get_by_text("Saved. 3 people, 1 not named.")).to_be_visible()
    register = read_register(Session.objects.get())
    assert {person.first_name: len(seen) for person, seen in register.seen.items()} == {
        "Derek": 1,
        "Jean": 1,
        "Mo": 1,
    }


def tab_to(page, target, limit=80):
    """Move on with Tab until something has the focus."""
    for _ in range(limit):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab never reaches {target}")


def test_a_drop_in_is_logged_with_only_a_keyboard(field, wifi):
    keys = field.keyboard
    tab_to(field, field.get_by_role("link", name="Log a session now"))
    keys.press("Enter")
    tab_to(field, field.get_by_role("button", name="Go to the register"))
    keys.press("Enter")
    tab_to(field, field.get_by_label("Someone else?"))
    keys.type("derek")
    keys.press("Enter")
    tab_to(field, field.get_by_label("Derek O"))
    keys.press("Space")
    tab_to(field, field.locator("summary"))
    keys.press("Enter")
    tab_to(field, field.locator(f"input[name$='-{wifi.pk}']").first)
    keys.press("ArrowLeft")
    tab_to(field, field.get_by_role("button", name="Save register"))
    keys.press("Enter")

    expect(field.get_by_text("Saved. 1 person.")).to_be_visible()
    (seen,) = read_register(Session.objects.get()).seen.values()
    assert seen == {wifi: "alone"}


def test_fifteen_people_two_skills_and_three_who_differ_take_eleven_taps(
    phone, sign_in, centre, wifi
):
    TaskFactory(framework=wifi.framework, short_name="Get online")
    session = SessionFactory(centre=centre, starts_at=timezone.now() - dt.timedelta(hours=1))
    for _ in range(15):
        learner = LearnerFactory(organisation=centre.organisation)
        BookingFactory(session=session, learner=learner)
    sign_in(phone, volunteer(centre.organisation)).goto(f"/field/sessions/{session.pk}/")
    taps = [phone.get_by_role("button", name="Mark all here")]
    taps += [phone.locator(".chip", has_text=skill) for skill in ("Join Wi-Fi", "Get online")]
    taps += [phone.locator(".pick--group label", has_text="Alone")]
    for number in (0, 1, 2):
        person = phone.locator(".who").nth(number)
        taps += [person.locator("summary"), person.locator(".pick label").nth(0)]
    taps += [phone.get_by_role("button", name="Save register")]

    for tap in taps:
        tap.click()

    expect(phone.get_by_text("Saved. 15 people.")).to_be_visible()
    alone = session.evidence.standing().filter(help_given="alone")
    assert (len(taps), alone.count()) == (11, 2 * 15 - 3)


def test_nothing_is_wider_than_the_phone(field):
    for address in ("/field/", "/field/sessions/new/", "/field/learners/new/"):
        field.goto(address)
        assert field.evaluate("document.documentElement.scrollWidth") == 360
