"""Keeping one release of published figures. The same release again takes the place of what was there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from django.db import transaction
from tqdm import tqdm

from inclusion.actions.events import record
from inclusion.models import User
from inclusion.rules.files import BadFile
from reports.choices import ReleaseKind
from reports.models import Deprivation, Population, Rate, Release, SmallArea
from reports.statistics.deprivation import AreaDeprivation
from reports.statistics.population import AreaPopulation
from reports.statistics.rates import PublishedRate
from reports.statistics.small_areas import PlacedArea

Figures = TypeVar("Figures", Population, Deprivation, Rate, SmallArea)
AT_ONCE = 5_000


@dataclass(frozen=True)
class Published:
    """What a release is called and where it is from."""

    name: str
    year: int | None
    source: str
    licence: str
    areas: str = ""


@transaction.atomic
def keep_populations(
    *, published: Published, rows: Iterable[AreaPopulation], by: User | None
) -> int:
    """Keep people by age, and say for how many areas. Raises BadFile where they are of other areas than ours."""
    rows = list(rows)
    _refuse_other_areas(published, rows)
    release = _release(ReleaseKind.POPULATION, published)
    figures = (Population(release=release, area=row.area, **row.residents) for row in rows)
    return _keep(release, Population, figures, by)


@transaction.atomic
def keep_deprivations(
    *, published: Published, rows: Iterable[AreaDeprivation], by: User | None
) -> int:
    """Keep deprivation, and say for how many areas."""
    release = _release(ReleaseKind.DEPRIVATION, published)
    figures = (
        Deprivation(
            release=release,
            area=row.area,
            rank=row.rank,
            decile=row.decile,
            adult_skills=row.adult_skills,
        )
        for row in rows
    )
    return _keep(release, Deprivation, figures, by)


@transaction.atomic
def keep_rates(*, published: Published, rows: Iterable[PublishedRate], by: User | None) -> int:
    """Keep published rates, and say how many."""
    release = _release(ReleaseKind.RATES, published)
    return _keep(release, Rate, (_rate(release, row) for row in rows), by)


@transaction.atomic
def keep_areas(*, published: Published, rows: Iterable[PlacedArea], by: User | None) -> int:
    """Keep where small areas are, and say how many."""
    release = _release(ReleaseKind.AREAS, published)
    edges = ("west", "south", "east", "north")
    figures = (
        SmallArea(
            release=release,
            area=row.area,
            outline=row.outline,
            ward_code=row.ward_code,
            **dict(zip(edges, row.box or (None,) * 4, strict=True)),
        )
        for row in rows
    )
    return _keep(release, SmallArea, figures, by)


def _refuse_other_areas(published: Published, rows: Sequence[AreaPopulation]) -> None:
    """Once we know where small areas are, a table with none of them, or of another year's, is of somewhere else."""
    if not rows:
        raise BadFile("it has no people in it", "download it again")
    ours = Release.objects.of(ReleaseKind.AREAS)
    years = set(ours.exclude(areas="").values_list("areas", flat=True))
    if published.areas and years and published.areas not in years:
        raise BadFile(
            f"it is for {published.areas} and we know where {' and '.join(sorted(years))} are",
            "use a table for those, or bring in where its own areas are first, with import_areas",
            rows[0].row,
        )
    known = set(SmallArea.objects.filter(release__in=ours).values_list("area", flat=True))
    if known and not any(row.area in known for row in rows):
        raise BadFile(
            f"neither {rows[0].area} nor any other area in it is one we know, such as {min(known)}",
            "use a table that has ours, or bring in where its own areas are first, with import_areas",
            rows[0].row,
        )


def _rate(release: Release, row: PublishedRate) -> Rate:
    lower, upper = row.ages or (None, None)
    return Rate(
        release=release,
        year=row.year,
        fieldwork=row.fieldwork,
        definition=row.definition,
        level=row.level,
        population=row.population,
        group_type=row.group_type,
        group=row.group,
        age_lower=lower,
        age_upper=upper,
        share=row.share,
        people_millions=row.people_millions,
        direction=row.direction,
        source=row.source,
        note=row.note,
    )


def _release(kind: ReleaseKind, published: Published) -> Release:
    """The same row each time, so that what points to a release still does."""
    release, _ = Release.objects.update_or_create(
        kind=kind,
        name=published.name,
        defaults={
            "year": published.year,
            "source": published.source,
            "licence": published.licence,
            "areas": published.areas,
        },
    )
    return release


def _keep(
    release: Release, model: type[Figures], figures: Iterator[Figures], by: User | None
) -> int:
    model._default_manager.filter(release=release).delete()
    kept = 0
    with tqdm(desc="Keeping", disable=None, leave=False) as bar:
        while some := list(islice(figures, AT_ONCE)):
            model._default_manager.bulk_create(some)
            kept += len(some)
            bar.update(len(some))
    record("keep_release", release, by=by, rows=kept)
    return kept
