"""A copy of what a phone holds, brought in at the desk: for a phone that never gets signal, or can keep nothing more."""

import json

import pytest
from playwright.sync_api import expect

from inclusion.models import Attendance, Receipt
from tests.browser.air import SENT, WAITS, send_now
from tests.browser.hall import log_the_class, press
from tests.factories import coordinator

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FULL = """() => {
  IDBObjectStore.prototype.kept = IDBObjectStore.prototype.add;
  IDBObjectStore.prototype.add = () => { throw new DOMException("", "QuotaExceededError"); };
}"""
ROOM = "() => { IDBObjectStore.prototype.add = IDBObjectStore.prototype.kept; }"


@pytest.fixture
def desk(phone, sign_in, hall):
    """A coordinator's page at the desk, with no JavaScript."""

    def bring_in(path):
        sign_in(phone, coordinator(hall.organisation)).goto("/desk/import-queue/")
        phone.locator("input[type=file]").set_input_files(path)
        phone.get_by_role("button", name="Bring it in").click()
        return phone

    return bring_in


def copy_of(page):
    with page.expect_download() as download:
        press(page, "Save a copy")
    return download.value.path()


def test_a_copy_brought_in_at_the_desk_counts_once_when_the_phone_sends_it_too(app, signal, desk):
    with signal.lost():
        log_the_class(app)
        app.get_by_role("link", name=WAITS).click()
        copy = copy_of(app)
    many = len(json.loads(copy.read_text())["ops"])

    expect(desk(copy).get_by_text(f"{many} taken in.")).to_be_visible()
    assert Attendance.objects.standing().count() == 2
    send_now(app)
    app.get_by_role("link", name="Back").click()
    expect(app.get_by_text(SENT)).to_be_visible()

    assert Attendance.objects.standing().count() == 2
    assert Receipt.objects.count() == many


def test_what_a_full_phone_would_not_keep_can_be_saved_as_a_copy_and_brought_in(app, signal, desk):
    with signal.lost():
        app.evaluate(FULL)
        log_the_class(app)
        expect(app.get_by_text("Not saved.")).to_be_visible()
        copy = copy_of(app)
    desk(copy)
    assert Attendance.objects.standing().count() == 2

    app.evaluate(ROOM)
    press(app, "Save register")
    expect(app.get_by_text(SENT)).to_be_visible()
    assert Attendance.objects.standing().count() == 2
