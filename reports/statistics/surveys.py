"""A council's own survey, ward by ward. A table in, rows or a BadFile out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from inclusion.rules.columns import WARD_CODE, need_column
from inclusion.rules.files import BadFile
from inclusion.rules.tables import Row, Table
from reports.choices import Sampling
from reports.estimate.surveys import LEAST_DESIGN_EFFECT, NotASample, answers
from reports.statistics.cells import CORRECT, words_in, year_in

# All rows of one file are of one survey: what it asked, whom and when never differ.
SAME_FOR_ALL = ("sampling", "definition", "level", "year")
NEEDED = ("sampling", "definition", "year", "asked", "without")
GOOD = ("random", "quota")


@dataclass(frozen=True)
class WardAnswers:
    """People asked in one ward, and how many of them lacked the skills."""

    code: str
    asked: int
    without: int
    design_effect: float
    row: int


@dataclass(frozen=True)
class SurveyTable:
    """One survey: how its people were found, and what skills it asked about."""

    sampling: Sampling
    definition: str
    level: str
    year: int
    wards: tuple[WardAnswers, ...]


def survey(table: Table) -> SurveyTable:
    """The whole table. Raises BadFile, also for people who are not a sample, by type and whatever their number."""
    need_column(table.headings, WARD_CODE, "the ward's code", "ward_code")
    for name in NEEDED:
        need_column(table.headings, re.escape(name), f"the {name}", name)
    if not table.rows:
        raise BadFile("it has no wards in it", "add one row for each ward you asked in")
    first = table.rows[0]
    for row in table.rows:
        _check_same(row, first)
    sampling = _sampling(first)
    return SurveyTable(
        sampling=sampling,
        definition=words_in(first, "definition", 100),
        level=first.cells.get("level", "")[:60],
        year=year_in(first),
        wards=tuple(_each_ward_once(table, sampling)),
    )


def _check_same(row: Row, first: Row) -> None:
    """A row with no sampling is told so, and not that it differs."""
    _sampling(row)
    for name in SAME_FOR_ALL:
        here, there = row.cells.get(name, ""), first.cells.get(name, "")
        if here != there:
            raise BadFile(
                f'its {name} is "{here}" and that of row {first.number} is "{there}"',
                "bring in each survey on its own",
                row.number,
            )


def _sampling(row: Row) -> Sampling:
    written = row.cells["sampling"].lower().replace("-", "_").replace(" ", "_")
    if not written:
        raise BadFile(
            "it does not say how these people were picked",
            f"write {' or '.join(GOOD)} under sampling, or leave the survey out if it was neither",
            row.number,
        )
    if written not in Sampling.values:
        raise BadFile(
            f'the sampling "{row.cells["sampling"]}" is none of {", ".join(Sampling.values)}',
            CORRECT,
            row.number,
        )
    return Sampling(written)


def _each_ward_once(table: Table, sampling: Sampling) -> Iterable[WardAnswers]:
    key = need_column(table.headings, WARD_CODE, "the ward's code", "ward_code")
    seen: dict[str, int] = {}
    for row in table.rows:
        code = row.cells[key]
        if code in seen:
            raise BadFile(
                f"{code} is there twice", f"take out row {seen[code]} or this one", row.number
            )
        seen[code] = row.number
        yield _ward(row, code, sampling)


def _ward(row: Row, code: str, sampling: Sampling) -> WardAnswers:
    asked, without = _whole(row, "asked"), _whole(row, "without")
    effect = _effect(row, sampling)
    try:
        answers(sampling=sampling, asked=asked, without=without, design_effect=effect)
    except NotASample as why:
        raise BadFile(why.problem, why.remedy, row.number) from why
    return WardAnswers(code, asked, without, effect, row.number)


def _effect(row: Row, sampling: Sampling) -> float:
    """As the survey says, or else the least we would believe."""
    written = row.cells.get("design_effect", "")
    if not written:
        return LEAST_DESIGN_EFFECT.get(sampling, 1.0)
    if not re.fullmatch(r"\d+(\.\d+)?", written):
        raise BadFile(f'"{written}" is not a design effect like 1.5', CORRECT, row.number)
    return float(written)


def _whole(row: Row, heading: str) -> int:
    written = row.cells[heading].replace(",", "")
    if not (written.isascii() and written.isdecimal() and len(written) < 8):
        raise BadFile(
            f'"{row.cells[heading]}" in column "{heading}" is not a number of people',
            CORRECT,
            row.number,
        )
    return int(written)
