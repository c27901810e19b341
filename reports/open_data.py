"""The published figures as files: CSV (RFC 4180), JSON and GeoJSON (RFC 7946). Safe to open in a spreadsheet."""

import csv
import io
import json
from typing import Any

import shapely
from pyproj import Transformer

from inclusion.models import Ward
from reports.dictionary import COLUMNS, ESTIMATE, NAMES, NO_ESTIMATE, NOT_APPLICABLE
from reports.disclosure import Cell
from reports.figures import NOT_KNOWN, PublicCounts
from reports.need import Need
from reports.ward_page import Place, need_of_council, needs_of

# A spreadsheet runs a cell that begins with one of these (OWASP, CSV injection).
RUNS = ("=", "+", "-", "@", "\t", "\r")
ELSEWHERE = "Elsewhere or not known"
DETAIL_M, DECIMALS = 5.0, 5


def wards_csv(place: Place) -> str:
    """A row for each ward, then people who live elsewhere or we don't know where, then the council."""
    counts = place.public()
    needs = needs_of(place.estimate, counts)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(NAMES)
    for ward in place.wards:
        writer.writerow(
            [
                safe(ward.code),
                safe(ward.name),
                *figures(counts, ward.pk),
                *estimated(place, needs.get(ward.pk)),
            ]
        )
    writer.writerow(["", ELSEWHERE, *figures(counts, NOT_KNOWN), *estimated(place, None)])
    writer.writerow(
        [
            safe(place.council.code),
            safe(place.council.name),
            *council_figures(counts),
            *estimated(place, need_of_council(place.estimate, counts)),
        ]
    )
    return text.getvalue()


def wards_geojson(place: Place) -> str:
    """Each ward's outline, in degrees, with its published figures."""
    counts = place.public()
    needs = needs_of(place.estimate, counts)
    document = {
        "type": "FeatureCollection",
        "name": f"People helped in {place.council.name} {place.period.words}",
        "source": place.boundary_set.source,
        "licence": place.boundary_set.licence,
        "features": [
            {
                "type": "Feature",
                "id": ward.code,
                "properties": properties(ward, counts, estimated(place, needs.get(ward.pk))),
                "geometry": geometry,
            }
            for ward, geometry in zip(place.wards, in_degrees(place), strict=True)
        ],
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def wards_json(place: Place, schema: str) -> str:
    """The rows of the CSV with what each column means. `schema` is the address of what they are held to."""
    counts = place.public()
    needs = needs_of(place.estimate, counts)
    council, wards = place.council, place.boundary_set
    whole = estimated(place, need_of_council(place.estimate, counts))
    document = {
        "schema": schema,
        "title": f"People helped in {council.name} {place.period.words}",
        "council_code": council.code,
        "counted_from": place.period.since.isoformat(),
        "counted_to": place.period.last_day.isoformat(),
        "wards_in_force_from": wards.in_force_from.isoformat(),
        "source": wards.source,
        "licence": wards.licence,
        "columns": [column.row for column in COLUMNS],
        "wards": [
            properties(ward, counts, estimated(place, needs.get(ward.pk))) for ward in place.wards
        ],
        "elsewhere": numbers(
            (None, ELSEWHERE),
            counts.helped.cells[NOT_KNOWN],
            counts.reached.cells[NOT_KNOWN],
            counts.sessions[NOT_KNOWN],
            estimated(place, None),
        ),
        "council": numbers(
            (council.code, council.name),
            counts.helped.total,
            counts.reached.total,
            sum(counts.sessions.values()),
            whole,
        ),
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def properties(
    ward: Ward, counts: PublicCounts, estimate: tuple[int | str | None, ...]
) -> dict[str, Any]:
    """One ward's figures for a map."""
    helped, reached = counts.helped.cells[ward.pk], counts.reached.cells[ward.pk]
    return numbers((ward.code, ward.name), helped, reached, counts.sessions[ward.pk], estimate)


def numbers(
    area: tuple[str | None, str],
    helped: Cell,
    reached: Cell,
    sessions: int,
    estimate: tuple[int | str | None, ...],
) -> dict[str, Any]:
    """A row for a machine: numbers as numbers, and nothing (null) where one is hidden or not known."""
    row = (*area, *exactly(helped), *exactly(reached), sessions, *estimate)
    return dict(zip(NAMES, row, strict=True))


def in_degrees(place: Place) -> list[dict[str, Any]]:
    """Outlines as GeoJSON geometry, simplified together so that neighbours still touch."""
    to_degrees = Transformer.from_crs(27700, 4326, always_xy=True)
    areas = shapely.from_wkb([bytes(ward.outline) for ward in place.wards])
    simple = shapely.coverage_simplify(areas, DETAIL_M)
    turned = shapely.transform(simple, to_degrees.transform, interleaved=False)
    return [
        json.loads(shapely.to_geojson(area))
        for area in shapely.set_precision(turned, 10**-DECIMALS, mode="pointwise")
    ]


def figures(counts: PublicCounts, key: int) -> list[str]:
    return [
        *cell(counts.helped.cells[key]),
        *cell(counts.reached.cells[key]),
        str(counts.sessions[key]),
    ]


def council_figures(counts: PublicCounts) -> list[str]:
    return [
        *cell(counts.helped.total),
        *cell(counts.reached.total),
        str(sum(counts.sessions.values())),
    ]


def cell(value: Cell) -> tuple[str, str]:
    """The number with no comma, or the words for a hidden one; then its status."""
    return (value.shown if value.value is None else str(value.value)), value.status


def exactly(value: Cell) -> tuple[int | None, str]:
    """The number, or nothing for a hidden one; then its status."""
    return value.value, value.status


def estimated(place: Place, need: Need | None) -> tuple[int | str | None, ...]:
    """Per cent of adults without the skills, its 95 % range, what was measured, and whether there is an estimate."""
    if place.estimate is None:
        return None, None, None, None, NO_ESTIMATE
    if need is None:
        return None, None, None, None, NOT_APPLICABLE
    percents = (round(100 * one) for one in (need.share, need.low, need.high))
    return *percents, safe(f"{place.estimate.definition} {place.estimate.year}"), ESTIMATE


def safe(text: str) -> str:
    """Text a spreadsheet will show and never run."""
    return f"'{text}" if text.startswith(RUNS) else text
