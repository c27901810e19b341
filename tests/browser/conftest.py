"""A real Chromium, the size of a phone, and a way to be signed in without an emailed code."""

import os

import pytest
from django.db import connection

from tests.browser.hall import amy, app, hall, lesson, meeting
from tests.browser.signal import Signal
from tests.clients import HouseClient

__all__ = ["amy", "app", "hall", "lesson", "meeting"]

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's Chromium: Playwright's own download is not needed."""
    return {
        **browser_type_launch_args,
        "executable_path": "/usr/bin/chromium",
        "args": ["--no-sandbox"],
    }


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory):
    """SQLite in a file. In memory, the server's threads would all share one connection, and one's troubles be another's."""
    database = connection.settings_dict
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("hall") / "test.sqlite3")


@pytest.fixture
def sign_in(live_server, db):
    """`sign_in(page, user)` lets a browser page in as somebody. Nobody else is signed out by it; `sign_in.client` is the last."""

    def let_in(page, user):
        let_in.client = client = HouseClient()
        client.force_login(user)
        cookie = client.cookies["sessionid"]
        page.context.add_cookies(
            [{"name": "sessionid", "value": cookie.value, "url": live_server.url}]
        )
        return page

    return let_in


@pytest.fixture
def phone(browser, live_server):
    """A page on a phone 360 pixels wide with no JavaScript, whose addresses start at our server."""
    context = browser.new_context(
        viewport=PHONE, base_url=live_server.url, java_script_enabled=False, has_touch=True
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def signal(live_server):
    """The air between the phone and the server, which a test can cut."""
    air = Signal(live_server.url)
    yield air
    air.cut()


@pytest.fixture
def app_phone(browser, signal):
    """A page on a phone that can keep an app, whose addresses go through the air."""
    context = browser.new_context(
        viewport=PHONE, base_url=signal.url, has_touch=True, accept_downloads=True
    )
    context.set_default_timeout(5000)
    yield context.new_page()
    context.close()
