"""What helping everybody who is left would cost, and who would pay which part. Numbers in, pounds out.

After the Tinder Foundation's costing of February 2014, which put the whole country at £875 million, £292 million each
from government, charities and business. That is for 6.2 million people, and so about £141 a person.
"""

from dataclasses import dataclass

from inclusion.choices import OrganisationKind
from reports.need import Need

NEAREST_POUNDS = 1_000
TINDER_PRICE = 141
MILLION = 1_000_000


@dataclass(frozen=True)
class Price:
    """Whole pounds to help one person, and the parts of it in per cent, which make 100."""

    pounds: int
    public: int
    voluntary: int
    private: int

    @property
    def parts(self) -> tuple[tuple[str, int], ...]:
        return (
            ("Council and other public money", self.public),
            (f"{OrganisationKind.VOLUNTARY.label}, and volunteers", self.voluntary),
            (OrganisationKind.PRIVATE.label, self.private),
        )


@dataclass(frozen=True)
class Cost:
    """Pounds for the people left, and for as few and as many as there might be."""

    pounds: int
    low: int
    high: int
    price: Price

    @property
    def words(self) -> str:
        return f"about {money(self.pounds)}"

    @property
    def range(self) -> str:
        return f"{money(self.low)} to {money(self.high)}"

    @property
    def parts(self) -> list[tuple[str, int, str]]:
        """Who pays, how much in a hundred, and in pounds."""
        return [
            (label, share, money(self.pounds * share / 100)) for label, share in self.price.parts
        ]


def cost_of(need: Need, price: Price) -> Cost:
    """For everybody left in a ward or a council. Those who reached the level cost nothing more."""
    reached = need.reached.value or 0
    low, high = (max(end * need.adults - reached, 0) for end in (need.low, need.high))
    return Cost(
        need.left * price.pounds, round(low * price.pounds), round(high * price.pounds), price
    )


def money(pounds: float) -> str:
    """£6,880,000 is £6.9 million and £68,820 is £69,000: never more exact than the estimate behind it."""
    if pounds >= MILLION:
        return f"£{pounds / MILLION:.1f} million"
    return f"£{round(pounds / NEAREST_POUNDS) * NEAREST_POUNDS:,}"
