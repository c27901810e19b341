"""What a council's own survey may say. Only people picked by chance or by quota can stand for a ward.

People who came to us, were sent to us or put themselves forward are not a sample: read as a ward's share they give 53
to 86 % where the truth is 20 %. So they are refused by type, whatever their number.
"""

from dataclasses import dataclass

from reports.choices import Sampling

# A survey is worth fewer people than it asked, because homes cluster and some answer more than others.
LEAST_DESIGN_EFFECT = {Sampling.RANDOM: 1.5, Sampling.QUOTA: 2.0}


class NotASample(ValueError):
    """Why these answers may not move an estimate, and the remedy."""

    def __init__(self, problem: str, remedy: str) -> None:
        self.problem, self.remedy = problem, remedy
        super().__init__(f"{problem}; {remedy}.")


@dataclass(frozen=True)
class Answers:
    """Answers a survey is worth: people without the skills, and people who have them. Not whole numbers."""

    without: float
    having: float


def answers(*, sampling: Sampling, asked: int, without: int, design_effect: float) -> Answers:
    """What to add to a ward's estimate. Raises NotASample."""
    least = LEAST_DESIGN_EFFECT.get(sampling)
    if least is None:
        raise NotASample(
            f"{sampling.label.lower()} do not stand for everybody in the ward, so they cannot move its estimate",
            "use a survey that picked people at random or by quota",
        )
    if asked < 1 or not 0 <= without <= asked:
        raise NotASample(f"{without} of {asked} is not a number of people", "correct one of them")
    if design_effect < least:
        raise NotASample(
            f"a design effect of {design_effect:g} is too sure for this kind of survey",
            f"use {least:g} or more",
        )
    return Answers(without / design_effect, (asked - without) / design_effect)
