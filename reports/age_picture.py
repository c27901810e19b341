"""How old the adults of a ward are, in the bands the estimate is worked out from, beside the whole council's."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from inclusion.models import Ward
from reports.charts import Bar, Part, bars
from reports.estimate.ages import ADULT_BANDS
from reports.estimate.odds import Floats
from reports.keeping import kept
from reports.models import AreaNeed, Estimate, Population
from reports.need import nearest, percent
from reports.statistics.ages import Ages, spoken
from reports.ward_page import Place


@dataclass(frozen=True)
class Age:
    """One band: adults here, and the share of all adults they are, here and in the whole council (0 to 1)."""

    years: Ages
    people: float
    share: float
    council: float

    @property
    def words(self) -> str:
        return spoken(self.years)

    @property
    def about(self) -> str:
        """To the nearest 50, since part of a small area is reckoned from its postcodes."""
        return f"about {nearest(self.people):,}"

    @property
    def share_words(self) -> str:
        return percent(self.share)

    @property
    def council_words(self) -> str:
        return percent(self.council)


@dataclass(frozen=True)
class AgePicture:
    """A ward's bands from the youngest, or none where no small area with people lies in it."""

    ages: tuple[Age, ...] = ()

    @property
    def bars(self) -> list[Bar]:
        return bars(
            [
                Part(age.share, age.share_words, (label_of(age.years),), beside=age.council)
                for age in self.ages
            ]
        )


def label_of(years: Ages) -> str:
    first, last = years
    return f"{first}+" if last is None else f"{first}\N{EN DASH}{last}"


def age_picture(place: Place, ward: Ward) -> AgePicture:
    """From the estimate's own people. They change with it, and with nothing else."""
    estimate = place.estimate
    if estimate is None:
        return AgePicture()
    worked_out = str(int(estimate.worked_out_at.timestamp()))
    name = f"wards:ages:{estimate.pk}"
    return picture_of(kept(name, worked_out, lambda: adults_by_band(estimate)), ward.pk)


def picture_of(wards: Mapping[int, Floats], ward_id: int) -> AgePicture:
    """One ward beside all of them together. Adults by ward and band."""
    here = wards.get(ward_id)
    if here is None or not here.sum():
        return AgePicture()
    council = np.sum(list(wards.values()), axis=0)
    rows = zip(ADULT_BANDS.values(), here, here / here.sum(), council / council.sum(), strict=True)
    return AgePicture(tuple(Age(years, *map(float, row)) for years, *row in rows))


def adults_by_band(estimate: Estimate) -> dict[int, Floats]:
    """By ward id. Each small area's people, in the part of it that lies in the ward. Two looks."""
    parts = list(AreaNeed.objects.of(estimate).values_list("ward_id", "area", "adults"))
    people = Population.objects.filter(
        release=estimate.population_id, area__in={area for _, area, _ in parts}
    )
    bands = {
        area: np.array(ages, dtype=float)
        for area, *ages in people.values_list("area", *ADULT_BANDS)
    }
    wards: defaultdict[int, Floats] = defaultdict(lambda: np.zeros(len(ADULT_BANDS)))
    for ward_id, area, adults in parts:
        if area in bands:
            wards[ward_id] += bands[area] * (adults / max(bands[area].sum(), 1))
    return dict(wards)
