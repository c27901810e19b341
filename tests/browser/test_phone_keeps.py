"""What the app keeps when the phone itself lets it down: two tabs at once, and nowhere to keep things."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from inclusion.models import Attendance, Receipt
from tests.browser.air import SENT, WAITS, send_now
from tests.browser.hall import log_the_class

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NO_DATABASE = """() => {
  indexedDB.open = () => { throw new DOMException("", "SecurityError"); };
}"""
# A phone whose battery died, and one somebody set wrongly.
WRONG_YEARS = [-20, 9]


def test_two_tabs_send_what_one_of_them_saved_once(app, signal, lesson):
    other = app.context.new_page()
    other.goto("/field/")
    with signal.lost():
        log_the_class(app)
        expect(app.get_by_text(WAITS)).to_be_visible()
    for tab in (app, other):
        send_now(tab)

    expect(other.get_by_text(SENT)).to_be_visible()
    assert Attendance.objects.standing().count() == 2
    assert len(signal.sent) == 1


def test_a_phone_that_may_keep_nothing_offers_the_plain_pages(app_phone, sign_in, amy, lesson):
    app_phone.add_init_script(f"({NO_DATABASE})()")
    sign_in(app_phone, amy).goto("/field/")

    expect(app_phone.get_by_text("This phone can't keep things without signal.")).to_be_visible()
    app_phone.get_by_role("link", name="Use the plain pages").click()
    expect(app_phone.get_by_role("link", name="Log a session now")).to_be_visible()


@pytest.mark.parametrize("years", WRONG_YEARS)
def test_a_phone_whose_clock_is_years_wrong_loses_nothing(
    app_phone, sign_in, amy, lesson, signal, years
):
    now = timezone.now()
    app_phone.clock.install(time=now.replace(year=now.year + years, day=1))
    sign_in(app_phone, amy).goto("/field/")
    expect(app_phone.get_by_text("Ready for no signal until")).to_be_visible()
    with signal.lost():
        log_the_class(app_phone)
        expect(app_phone.get_by_text(WAITS)).to_be_visible()
    send_now(app_phone)

    expect(app_phone.get_by_text(SENT)).to_be_visible()
    assert Attendance.objects.standing().count() == 2
    assert set(Receipt.objects.values_list("status", flat=True)) == {"accepted"}
