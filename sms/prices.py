"""What a text costs. Pure: a provider, a day and a number of parts in, money out.

Money is whole hundredths of a penny everywhere: a part may cost 2.4p, and fractions of a penny kept as floats do not add up.
"""

import datetime as dt
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

PENNY = 100
POUND = 100 * PENNY
LARGEST = Decimal(1000)
SIGNS = {"GBP": "£", "USD": "US$", "EUR": "€"}


@dataclass(frozen=True)
class Price:
    """What one part costs in hundredths of a penny, from a day on, and who says so."""

    since: dt.date
    hundredths: int
    source: str


@dataclass(frozen=True)
class Charge:
    """What a provider asked for one text, known by the provider's own id."""

    sid: str
    amount: Decimal
    unit: str


# The built-in phone costs nothing; it is priced as Twilio, so that the demo shows what the real thing would cost.
TWILIO = (
    Price(
        dt.date(2026, 11, 21),
        5 * PENNY,
        "A guess on the high side: Twilio asks US$0.04 to 0.06 a part in the UK. Not checked against a bill.",
    ),
)
NOTIFY = (
    Price(
        dt.date(2026, 4, 1),
        288,
        "GOV.UK Notify asks 2.4p and VAT a part from 1 April 2026. The first 10,000 a year are free for a council.",
    ),
)
A_CALL = Price(
    dt.date(2026, 11, 27),
    10 * PENNY,
    "A guess on the high side for a minute or two to a UK mobile. Not checked against a bill.",
)
PRICES = {"twilio": TWILIO, "handset": TWILIO, "notify": NOTIFY}
OUR_OWN = "Set on this machine, from your own bill."


def price_on(provider: str, day: dt.date, own_pence: Decimal | None = None) -> Price:
    """What a part costs that day. `own_pence` is what this machine's owner says, and wins over the table."""
    if own_pence is not None:
        return Price(
            day, int((max(own_pence, Decimal(0)) * PENNY).to_integral_value(ROUND_HALF_UP)), OUR_OWN
        )
    began = [price for price in PRICES[provider] if price.since <= day]
    return max(began or PRICES[provider][:1], key=lambda price: price.since)


def pounds(hundredths: int) -> str:
    """£12.34, and under a pound in pence: 9.6p, 5p."""
    if 0 < hundredths < POUND:
        return f"{(Decimal(hundredths) / PENNY).normalize():f}p"
    return f"£{(Decimal(hundredths) / POUND).quantize(Decimal('0.01'), ROUND_HALF_UP):,}"


def money(amount: Decimal, unit: str) -> str:
    """What a provider charged, in the money it charged: £1.20, US$1.20, SEK 1.20. Never turned into another."""
    return f"{SIGNS.get(unit, f'{unit} ')}{amount.quantize(Decimal('0.01'), ROUND_HALF_UP):,}"


def read_charge(sid: str, amount: str | None, unit: str | None) -> Charge | None:
    """A charge as a provider writes it: -0.0400 and USD. None while it has not said, or if it makes no sense."""
    try:
        price = abs(Decimal(amount or ""))
    except InvalidOperation:
        return None
    if not (price.is_finite() and price < LARGEST and unit and re.fullmatch("[A-Za-z]{3}", unit)):
        return None
    return Charge(sid, price, unit.upper())
