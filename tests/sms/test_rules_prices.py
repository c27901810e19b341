"""What a text costs: whole hundredths of a penny, and months as London has them."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms.months import Month, month_of, read_month
from sms.prices import PRICES, Charge, Price, money, pounds, price_on, read_charge

NOVEMBER = dt.date(2026, 11, 24)


def test_every_price_says_since_when_and_who_says_so():
    every = [price for prices in PRICES.values() for price in prices]
    assert [price for price in every if not (price.hundredths > 0 and price.source)] == []


def test_the_newest_price_of_the_day_is_used(monkeypatch):
    old, new = (Price(dt.date(year, 4, 1), cost, "x") for year, cost in ((2025, 227), (2026, 240)))
    monkeypatch.setitem(PRICES, "notify", (old, new))
    days = (dt.date(2026, 3, 31), dt.date(2026, 4, 1), dt.date(2020, 1, 1))
    assert [price_on("notify", day).hundredths for day in days] == [227, 240, 227]


def test_what_the_bill_says_wins_over_the_table():
    assert price_on("twilio", NOVEMBER, Decimal("4.255")).hundredths == 426
    assert price_on("twilio", NOVEMBER, Decimal(0)).hundredths == 0


def test_no_text_ever_earns_money():
    assert price_on("twilio", NOVEMBER, Decimal(-3)).hundredths == 0


@pytest.mark.parametrize(
    ("hundredths", "words"),
    [(0, "£0.00"), (240, "2.4p"), (500, "5p"), (1_000, "10p"), (9_999, "99.99p"), (10_000, "£1.00"),
     (10_049, "£1.00"), (10_050, "£1.01"), (123_456_789, "£12,345.68")],
)  # fmt: skip
def test_money_is_written_as_people_write_it(hundredths, words):
    assert pounds(hundredths) == words


@pytest.mark.parametrize(
    ("unit", "words"), [("GBP", "£1,234.50"), ("USD", "US$1,234.50"), ("SEK", "SEK 1,234.50")]
)
def test_a_charge_keeps_the_money_it_was_made_in(unit, words):
    assert money(Decimal("1234.5"), unit) == words


def test_a_charge_is_read_as_twilio_writes_it():
    assert read_charge("SM1", "-0.04000", "usd") == Charge("SM1", Decimal("0.04"), "USD")


@pytest.mark.parametrize(
    ("amount", "unit"),
    [(None, "USD"), ("", "USD"), ("free", "USD"), ("nan", "USD"), ("inf", "USD"), ("-0.04", None),
     ("-0.04", "$"), ("1000", "USD")],
)  # fmt: skip
def test_a_charge_that_makes_no_sense_is_none(amount, unit):
    assert read_charge("SM1", amount, unit) is None


@given(st.integers(0, 40 * 365 * 24 * 60))
def test_every_moment_is_in_one_month(minutes):
    moment = dt.datetime(2020, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=minutes)
    month = month_of(moment)
    assert month.begins_at <= moment < month.ends_at
    assert month.ends_at == month.next.begins_at
    assert month.next.previous == month == read_month(month.code)


def test_a_month_begins_at_midnight_in_london_even_in_summer():
    assert month_of(dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC)) == Month(dt.date(2026, 7, 1))


@pytest.mark.parametrize("code", ["", "2026-13", "2026-1", "1999-01", "../x"])
def test_what_is_no_month_is_none(code):
    assert read_month(code) is None
