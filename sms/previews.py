"""What somebody sees before anything is sent: the letters, the parts and the pounds, and what plain letters would cost. Pure."""

from dataclasses import dataclass

from sms.choices import Encoding
from sms.prices import pounds
from sms.rewriting import dear_letters, rewrite
from sms.segments import measure


@dataclass(frozen=True)
class Offer:
    """Words, how their letters travel, how many parts they take, and what one such text costs in hundredths of a penny."""

    words: str
    letters: str
    parts: int
    cost: int

    @property
    def costs(self) -> str:
        return pounds(self.cost)


@dataclass(frozen=True)
class Preview:
    """A text as it was typed, and in plain letters if that is any different."""

    typed: Offer
    plainer: Offer | None
    dear: str

    @property
    def keeping_costs(self) -> str:
        """What the letters that make it dearer cost; empty if they cost nothing."""
        more = self.typed.cost - self.plainer.cost if self.plainer else 0
        return pounds(more) if more else ""


def preview(words: str, a_part: int) -> Preview:
    """Look at a text before it goes. `a_part` is what a part costs, in hundredths of a penny."""
    plainer = rewrite(words)
    return Preview(
        typed=offer(words, a_part),
        plainer=offer(plainer, a_part) if plainer != words else None,
        dear=" ".join(dear_letters(words)),
    )


def offer(words: str, a_part: int) -> Offer:
    measured = measure(words)
    label = str(Encoding(measured.encoding).label)
    return Offer(words, label, measured.count, measured.count * a_part)
