"""A browser killed in the middle, and a newer app that comes in the middle: nothing typed or saved is lost."""

import os
import re
import signal as kinds
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from inclusion.models import Attendance
from tests.browser.air import SENT, WAITS
from tests.browser.conftest import PHONE
from tests.browser.hall import log_the_class, press
from tests.clients import HouseClient

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def pocket(playwright, tmp_path, signal):
    """`pocket()` opens the same phone's browser, as it was left on the disk."""
    opened = []

    def take_out():
        context = playwright.chromium.launch_persistent_context(
            str(tmp_path / "phone"), executable_path="/usr/bin/chromium", args=["--no-sandbox"],
            base_url=signal.url, viewport=PHONE, has_touch=True,
        )  # fmt: skip
        context.set_default_timeout(10_000)
        opened.append(context)
        return context.pages[0]

    take_out.folder = tmp_path / "phone"
    yield take_out
    opened[-1].close()


def belongs(process, folder):
    """Whether a process was started for this phone."""
    try:
        return process.name.isdigit() and folder.encode() in (process / "cmdline").read_bytes()
    except OSError:
        return False


def kill(folder):
    """As a phone does it that is short of memory, or whose battery is pulled: no time for anything."""
    ours = [int(each.name) for each in Path("/proc").iterdir() if belongs(each, str(folder))]
    for pid in ours:
        os.kill(pid, kinds.SIGKILL)
    time.sleep(0.5)
    (folder / "SingletonLock").unlink(missing_ok=True)


def come_in(page, user, url):
    client = HouseClient()
    client.force_login(user)
    lasting = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url, "expires": time.time() + 9999}  # fmt: skip
    page.context.add_cookies([lasting])
    page.goto("/field/")
    expect(page.get_by_text("Ready for no signal until")).to_be_visible()


def test_a_browser_killed_with_work_saved_and_ticks_made_has_both_when_it_opens(
    pocket, signal, amy, lesson
):
    page = pocket()
    come_in(page, amy, signal.url)
    with signal.lost():
        log_the_class(page)
        expect(page.get_by_text(WAITS)).to_be_visible()
        page.get_by_role("link", name="First steps").click()
        page.get_by_label("Gwen").check(force=True)
        page.get_by_label("A note for the team").fill("Tea ran out. And sugar.")
        page.wait_for_timeout(1000)  # a thumb is slower than a disk
        kill(pocket.folder)

        page = pocket()
        page.goto("/field/")
        expect(page.get_by_text(WAITS)).to_be_visible()
        page.get_by_role("link", name="First steps").click()
        expect(page.get_by_label("Gwen")).to_be_checked()
        expect(page.get_by_label("A note for the team")).to_have_value("Tea ran out. And sugar.")
    # A kill may take the newest cookie along, and then the page asks them to sign in. The work is not in it.
    come_in(page, amy, signal.url)

    expect(page.get_by_text(SENT)).to_be_visible()
    assert Attendance.objects.standing().count() == 2


def another_version(signal):
    """The server gets a newer app."""

    def fault(handler, pass_on):
        if handler.path != "/field/sw.js":
            return False
        status, headers, body = pass_on()
        handler.answer(status, headers, re.sub(rb'("VERSION": ")\w+', rb"\1feedfacef00d", body))
        return True

    signal.fault = fault


def test_a_newer_app_waits_until_it_is_asked_for_and_takes_no_typing_with_it(app, signal):
    app.reload()
    app.get_by_role("link", name="First steps").click()
    app.get_by_label("Derek").check(force=True)
    another_version(signal)
    app.evaluate("navigator.serviceWorker.ready.then((kept) => kept.update())")
    expect(app.get_by_role("button", name="There is a newer app. Use it now")).to_be_visible()
    app.get_by_label("A note for the team").fill("Half a wo")
    expect(app.get_by_label("Derek")).to_be_checked()

    with app.expect_navigation():
        press(app, "There is a newer app. Use it now")

    expect(app.get_by_label("Derek")).to_be_checked()
    expect(app.get_by_label("A note for the team")).to_have_value("Half a wo")
    assert app.evaluate("caches.keys()") == ["footbridge-app-feedfacef00d"]
    press(app, "Save register")
    expect(app.get_by_text(SENT)).to_be_visible()


def test_a_newer_app_that_does_not_come_whole_leaves_the_old_one(app, signal):
    [old] = app.evaluate("caches.keys()")
    another_version(signal)
    newer = signal.fault

    def half(handler, pass_on):
        if handler.path.endswith("/ui/today.js"):
            handler.answer(200, [("Content-Type", "text/javascript")], b"// cut sho")
            return True
        return newer(handler, pass_on)

    signal.fault = half
    app.evaluate("navigator.serviceWorker.ready.then((kept) => kept.update()).catch(() => null)")
    app.wait_for_timeout(500)
    with signal.lost():
        app.reload()
        expect(app.get_by_text("Ready for no signal until")).to_be_visible()
        expect(app.get_by_text("There is a newer app")).to_have_count(0)

    assert old in app.evaluate("caches.keys()")
