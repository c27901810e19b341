"""Working out one council's estimate and keeping it in place of the last of the same series."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from django.db import transaction
from django.utils import timezone

from inclusion.actions.events import record
from inclusion.models import BoundarySet, User
from reports.choices import Comparison
from reports.estimate.ranges import SURE, Wards, WardShares, ranges
from reports.estimate.settings import METHOD_VERSION, OTHER_SLOPES
from reports.estimate.splitting import into_wards
from reports.estimating.country import Country
from reports.estimating.places import SplitCouncil, split_council
from reports.estimating.surveys import answers_of
from reports.models import AreaNeed, Estimate, NeedEstimate, Survey


@transaction.atomic
def estimate_council(*, boundary_set: BoundarySet, country: Country, by: User | None) -> Estimate:
    """Estimate every ward of a set and keep it. The same figures give the same answer again. Raises BadFile."""
    place = split_council(boundary_set, country)
    wards = _wards(place, country, country.settings.slope)
    survey = Survey.objects.moving(boundary_set, country.series.definition, country.series.level)
    found = ranges(
        wards,
        country.rates,
        country.settings,
        seed=_seed(boundary_set),
        surveys=answers_of(survey, place.ward_ids),
    )
    estimate, _ = Estimate.objects.update_or_create(
        **_series(boundary_set, country, survey),
        defaults={
            "splitting": place.splitting,
            "slope": country.settings.slope,
            "spread": country.settings.spread,
            "adults": round(float(wards.adults.sum())),
            "share": found.council[0],
            "low": min(found.council[0], found.council[1]),
            "high": max(found.council[0], found.council[2]),
            "at_other_slopes": [
                _at(slope, place, country)
                for slope in sorted({*OTHER_SLOPES, country.settings.slope})
            ],
            "worked_out_at": timezone.now(),
        },
    )
    estimate.wards.all().delete()
    NeedEstimate.objects.bulk_create(_rows(estimate, place.ward_ids, wards, found))
    estimate.areas.all().delete()
    AreaNeed.objects.bulk_create(_areas(estimate, place, country))
    record("estimate_need", estimate, by=by, wards=len(place.ward_ids))
    return estimate


def _series(boundary_set: BoundarySet, country: Country, survey: Survey | None) -> dict[str, Any]:
    """What makes it the same estimate worked out again, and not another."""
    return {
        "boundary_set": boundary_set,
        "rates": country.rates_release,
        "population": country.population_release,
        "deprivation": country.deprivation_release,
        "survey": survey,
        "definition": country.series.definition,
        "level": country.series.level,
        "year": country.series.year,
        "method": METHOD_VERSION,
    }


def _wards(place: SplitCouncil, country: Country, slope: float) -> Wards:
    count = len(place.ward_ids)
    return Wards(
        into_wards(place.split, country.adults, count),
        into_wards(place.split, country.without(slope), count),
    )


def _at(slope: float, place: SplitCouncil, country: Country) -> list[float]:
    """What the answer would be at another slope: slope, council, lowest ward, highest ward."""
    wards = _wards(place, country, slope)
    shares = wards.shares[wards.adults.sum(axis=1) > 0]
    council = float(wards.without.sum() / max(wards.adults.sum(), 1))
    return [
        slope,
        *(round(number, 4) for number in (council, float(shares.min()), float(shares.max()))),
    ]


def _rows(
    estimate: Estimate, ward_ids: Iterable[int], wards: Wards, found: WardShares
) -> list[NeedEstimate]:
    """A ward no small area is in gets no row: we have no estimate, which is not a share of nought."""
    adults = np.rint(wards.adults.sum(axis=1))
    return [
        NeedEstimate(
            estimate=estimate,
            ward_id=pk,
            adults=int(adults[row]),
            share=float(found.share[row]),
            low=float(found.low[row]),
            high=float(found.high[row]),
            comparison=compared(float(found.chance_higher[row])),
            chance_worst_fifth=float(found.chance_worst_fifth[row]),
        )
        for row, pk in enumerate(ward_ids)
        if adults[row]
    ]


def _areas(estimate: Estimate, place: SplitCouncil, country: Country) -> list[AreaNeed]:
    """The part of each small area in each ward, with where its homes are."""
    split = place.split
    adults = country.adults.sum(axis=1)[split.area] * split.part
    without = country.without(country.settings.slope).sum(axis=1)[split.area] * split.part
    return [
        AreaNeed(
            estimate=estimate,
            ward_id=place.ward_ids[ward],
            area=country.codes[area],
            easting=round(east),
            northing=round(north),
            adults=round(here, 1),
            without=round(lacking, 1),
        )
        for area, ward, (east, north), here, lacking in zip(
            split.area, split.ward, place.middles, adults.tolist(), without.tolist(), strict=True
        )
    ]


def compared(chance_higher: float) -> Comparison:
    """Higher or lower only when nine draws in ten agree."""
    if chance_higher >= SURE:
        return Comparison.HIGHER
    return Comparison.LOWER if chance_higher <= 1 - SURE else Comparison.SIMILAR


def _seed(boundary_set: BoundarySet) -> int:
    """From the council's own code and the set's first day, so that one council's answer never hangs on another's."""
    digits = "".join(letter for letter in boundary_set.council.code if letter.isdigit())
    return int(f"{digits or 0}{boundary_set.in_force_from:%Y%m%d}")
