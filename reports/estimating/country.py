"""The country's figures as arrays: who lives where, how old they are, and what share of each age lacks the skills."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from inclusion.rules.files import BadFile
from reports.choices import Direction, ReleaseKind
from reports.estimate.ages import ADULT_BANDS, BandRates, band_rates
from reports.estimate.gradient import area_shares, standardised
from reports.estimate.odds import Floats
from reports.estimate.settings import Settings
from reports.models import Deprivation, Population, Rate, Release


@dataclass(frozen=True)
class Series:
    """What is estimated: one definition of the skills, in one survey."""

    definition: str
    level: str
    year: int


@dataclass(frozen=True)
class Country:
    """Every small area we have both people and adult skills for, in the order of `codes`."""

    rates_release: Release
    population_release: Release
    deprivation_release: Release
    series: Series
    codes: tuple[str, ...]
    adults: Floats
    skills: Floats
    rates: BandRates
    settings: Settings
    worked_out: dict[float, Floats] = field(default_factory=dict)

    @cached_property
    def position(self) -> dict[str, int]:
        return {code: row for row, code in enumerate(self.codes)}

    def without(self, slope: float) -> Floats:
        """Adults without the skills in each area and band. Worked out once a slope, whoever asks."""
        if slope not in self.worked_out:
            shares = area_shares(self.adults, self.rates.share, self.skills, slope)
            self.worked_out[slope] = self.adults * shares
        return self.worked_out[slope]


def load_country(settings: Settings, definition: str = "", year: int | None = None) -> Country:
    """From the newest releases. Raises BadFile naming what is missing."""
    rates = newest(ReleaseKind.RATES, "import_rates")
    population = newest(ReleaseKind.POPULATION, "import_population")
    deprivation = newest(ReleaseKind.DEPRIVATION, "import_deprivation")
    codes, adults, skills = _areas(population, deprivation)
    series, by_band = _series(rates, adults.sum(axis=0), definition, year)
    return Country(
        rates,
        population,
        deprivation,
        series,
        codes,
        adults,
        standardised(skills),
        by_band,
        settings,
    )


def newest(kind: ReleaseKind, command: str) -> Release:
    """The last brought in: years would let Ashmere's made-up tables outrank a real census."""
    release = Release.objects.of(kind).order_by("-imported_at", "-pk").first()
    if release is None:
        raise BadFile(f"we have no {kind.label.lower()} yet", f"bring some in with {command}")
    return release


def _areas(population: Release, deprivation: Release) -> tuple[tuple[str, ...], Floats, Floats]:
    """Areas in both releases that say how adult skills are: codes, adults (areas x bands), skills (areas)."""
    skills = dict(
        Deprivation.objects.filter(release=deprivation, adult_skills__isnull=False).values_list(
            "area", "adult_skills"
        )
    )
    people = Population.objects.filter(release=population).order_by("area")
    rows = [row for row in people.values_list("area", *ADULT_BANDS) if row[0] in skills]
    if not rows:
        raise BadFile(
            f"{population.name} and {deprivation.name} have no small area in common that says how adult skills are",
            "use tables for the same areas, with a column for adult skills",
        )
    codes = tuple(row[0] for row in rows)
    return (
        codes,
        np.array([row[1:] for row in rows], dtype=float),
        np.array([skills[code] for code in codes]),
    )


def _series(
    release: Release, people: Floats, definition: str, year: int | None
) -> tuple[Series, BandRates]:
    """The newest survey whose shares by age are enough, or the one asked for."""
    rows = Rate.objects.filter(release=release, age_lower__isnull=False, share__isnull=False)
    if definition:
        rows = rows.filter(definition=definition)
    if year:
        rows = rows.filter(year=year)
    found = rows.order_by("-year", "definition", "level").values_list("definition", "level", "year")
    problem = BadFile(f"{release.name} has no shares by age for it", "add them, or ask for another")
    for one in dict.fromkeys(found):
        series = Series(*one)
        try:
            return series, _bands(release, series, people)
        except BadFile as why:
            problem = why
    raise problem


def _bands(release: Release, series: Series, people: Floats) -> BandRates:
    rows = Rate.objects.filter(
        release=release,
        definition=series.definition,
        level=series.level,
        year=series.year,
        share__isnull=False,
        direction__in=(Direction.WITH, Direction.WITHOUT),
    )
    by_age = [((rate.age_lower or 0, rate.age_upper), _without(rate)) for rate in rows.by_age()]
    overall = rows.filter(group_type="all").first()
    return band_rates(by_age, _without(overall) if overall else None, people)


def _without(rate: Rate) -> float:
    share = rate.share or 0.0
    return 1 - share if rate.direction == Direction.WITH else share
