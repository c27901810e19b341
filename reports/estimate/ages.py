"""Which published share goes with each of our age bands. Rows in, one share a band out, or a BadFile."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inclusion.rules.files import BadFile
from reports.estimate.odds import Floats, Whole
from reports.statistics.ages import Ages, spoken
from reports.statistics.population import BANDS

ADULT_BANDS: dict[str, Ages] = {name: years for name, years in BANDS.items() if name != "under_16"}


@dataclass(frozen=True)
class BandRates:
    """The share without the skills in each adult band (shape 6), and which bands had theirs from one figure.

    Bands with the same number in `figure` move together when the survey's own chance is drawn. `of_adults` is how
    much of the country each band is, and so about how much of the survey.
    """

    share: Floats
    figure: Whole
    of_adults: Floats


def band_rates(
    published: Sequence[tuple[Ages, float]], overall: float | None, people: Floats
) -> BandRates:
    """Each band takes the narrowest published figure that covers it; what none covers makes up the overall share.

    `people` (shape 6) is the country by band. Raises BadFile when a band is left with nothing.
    """
    found = [_narrowest(published, years) for years in ADULT_BANDS.values()]
    shares = np.array([np.nan if row is None else published[row][1] for row in found])
    figure = np.array([len(published) if row is None else row for row in found])
    missing = np.isnan(shares)
    if missing.any():
        shares[missing] = _the_rest(overall, shares, people, missing)
    return BandRates(shares, figure, people / max(float(people.sum()), 1))


def _narrowest(published: Sequence[tuple[Ages, float]], years: Ages) -> int | None:
    covering = [row for row, (span, _) in enumerate(published) if _covers(span, years)]
    return min(covering, key=lambda row: _width(published[row][0]), default=None)


def _covers(span: Ages, years: Ages) -> bool:
    if span[1] is None:
        return span[0] <= years[0]
    return span[0] <= years[0] and years[1] is not None and years[1] <= span[1]


def _width(span: Ages) -> int:
    return (span[1] or 120) - span[0]


def _the_rest(
    overall: float | None, shares: Floats, people: Floats, missing: npt.NDArray[np.bool_]
) -> float:
    """The one share that, given to every missing band, brings the whole country to the overall share."""
    first = next(
        spoken(years)
        for years, is_missing in zip(ADULT_BANDS.values(), missing, strict=True)
        if is_missing
    )
    if overall is None:
        raise BadFile(f"it has no share for ages {first}", "add one, or a share for everybody")
    counted = float((shares[~missing] * people[~missing]).sum())
    rest = (overall * float(people.sum()) - counted) / float(people[missing].sum())
    if not 0 < rest < 1:
        raise BadFile(
            f"its shares by age and its share for everybody cannot both be right (ages {first} would have {rest:.0%})",
            "correct one of them",
        )
    return rest
