"""A hall with a class that has begun, and a volunteer there with the app: what the phone's tests share."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from inclusion.choices import FrameworkKind
from tests.factories import (
    BookingFactory,
    CentreFactory,
    CohortFactory,
    EnrolmentFactory,
    FrameworkFactory,
    LearnerFactory,
    SessionFactory,
    TaskFactory,
    volunteer,
)


@pytest.fixture
def hall():
    return CentreFactory(name="Market Library")


@pytest.fixture
def lesson(hall):
    """A class that began half an hour ago, with two places held and two tasks to practise."""
    framework = FrameworkFactory(kind=FrameworkKind.ADULT_SKILLS)
    TaskFactory(framework=framework, number=1, short_name="Open an app")
    TaskFactory(framework=framework, number=2, short_name="Join Wi-Fi")
    now = timezone.now()
    session = SessionFactory(
        centre=hall,
        topic="First steps",
        starts_at=now - dt.timedelta(minutes=30),
        ends_at=now + dt.timedelta(minutes=60),
    )
    for name in ("Aisha", "Derek", "Gwen"):
        learner = LearnerFactory(organisation=hall.organisation, centre=hall, first_name=name)
        BookingFactory(session=session, learner=learner)
    return session


@pytest.fixture
def meeting(hall):
    """A club's session that has begun, with two children and a project."""
    projects = FrameworkFactory(kind=FrameworkKind.CODE_CLUB)
    TaskFactory(framework=projects, number=1, short_name="Space Talk")
    today = timezone.localdate()
    cohort = CohortFactory(
        club__centre=hall, club__name="Fernley Code Club", projects=projects,
        starts_on=today - dt.timedelta(days=30), ends_on=today + dt.timedelta(days=30),
    )  # fmt: skip
    for nickname in ("Comet", "Pixel"):
        EnrolmentFactory(cohort=cohort, nickname=nickname)
    now = timezone.now()
    return SessionFactory(
        centre=hall, cohort=cohort, kind="code_club", topic="Make a game", audience="children",
        starts_at=now - dt.timedelta(minutes=20), ends_at=now + dt.timedelta(minutes=40),
    )  # fmt: skip


@pytest.fixture
def amy(hall):
    return volunteer(hall.organisation)


@pytest.fixture
def app(app_phone, sign_in, amy, lesson):
    """The app, opened once where there was signal."""
    sign_in(app_phone, amy).goto("/field/")
    expect(app_phone.get_by_text("Ready for no signal until")).to_be_visible()
    return app_phone


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def answer(page, questions, since=1):
    """Carry on past the questions about somebody new, to the end of so many. Each page is seen before it is answered,
    or a quick finger would press the same button twice."""
    for number in range(since, questions + 1):
        expect(page.get_by_text(f"Page {number} of ")).to_be_visible()
        press(page, "Carry on")


def until(page, question, about=None):
    """Ask the page until it says yes. Playwright's own waiting takes a promise for a yes."""
    for _ in range(100):
        if page.evaluate(question, about):
            return
        page.wait_for_timeout(50)
    raise AssertionError(question)


def log_the_class(page):
    page.get_by_role("link", name="First steps").click()
    press(page, "Mark all here")
    page.get_by_label("Gwen").uncheck(force=True)
    press(page, "One more")
    page.get_by_label("Join Wi-Fi").check(force=True)
    page.get_by_text("Skills of Derek").click()
    row = page.locator(".who", has_text="Derek")
    row.locator(".pick", has_text="Join Wi-Fi").get_by_label("Alone").check(force=True)
    page.get_by_label("A note for the team").fill("Tea ran out.")
    press(page, "Save register")
