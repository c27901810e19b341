"""The numbers the model is given and nobody measured, in one place, so that the method page can say them."""

from dataclasses import dataclass

# Goes up whenever the same figures in would give other figures out.
METHOD_VERSION = 1
# The method page shows the answer at these slopes too, so that people can see what the choice does.
OTHER_SLOPES = (0.0, 0.3, 0.6)


@dataclass(frozen=True)
class Settings:
    """What we assumed. `slope` and `spread` are on the log-odds scale.

    `slope` 0.45: where adult skills are one standard deviation worse, the odds of lacking digital skills are 1.57
    times as high. In 2020, 34 % of people with no qualifications had the skills and 93 % of those with a degree, which
    supports a strong slope but mixes in age. `spread` 0.35: how much wards differ that the model cannot see; with it
    a 95 % range holds the truth 95 times in 100 in simulation, and at 0.1 only 43. `asked` and `design_effect`: a
    telephone survey of about 4,000 adults, worth fewer because it is weighted.
    """

    slope: float = 0.45
    spread: float = 0.35
    draws: int = 2_000
    asked: int = 4_000
    design_effect: float = 1.5
