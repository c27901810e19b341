"""Opening a postcode file: Code-Point Open (zip or CSV), ONSPD (zip or CSV), or a plain CSV or parquet."""

import csv
import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute
import pyarrow.csv
import pyarrow.parquet

from inclusion.rules.columns import COUNCIL_CODE, find_column, need_column
from inclusion.rules.files import BadFile
from inclusion.rules.postcodes import tidy_postcode
from inclusion.rules.text import decoded

# Code-Point Open's own short headings, for an area's CSV that comes without its Doc folder.
CODE_POINT_OPEN = ("PC", "PQ", "EA", "NO", "CY", "RH", "LH", "CC", "DC", "WC")
NAMINGS = {
    "postcode": r"pcds|postcode|pcd\d?|pc",
    "easting": r"oseast1m|east1m|eastings?|ea|x",
    "northing": r"osnrth1m|north1m|northings?|no|y",
    "council": COUNCIL_CODE,
    "quality": r"positional_quality_indicator|pq|quality",
}
NEEDED = {"postcode": "pcds or Postcode", "easting": "oseast1m or Easting", "northing": "osnrth1m"}
CUT_SHORT = (
    zipfile.BadZipFile,
    EOFError,
    zlib.error,
    gzip.BadGzipFile,
    pa.ArrowInvalid,
    pa.ArrowException,
)
MONTHS = {
    name: n
    for n, name in enumerate(
        ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"], 1
    )
}


def read_postcodes(path: Path) -> tuple[Any, int]:
    """A table of strings under our own headings, and the number people would give its first row. Raises BadFile."""
    if not path.stat().st_size:
        raise BadFile("it is empty", "download it again")
    try:
        if path.suffix.lower() == ".parquet":
            return _ours(pyarrow.parquet.read_table(path)), 1
        if path.suffix.lower() == ".zip":
            return _from_zip(path)
        data = path.read_bytes()
        return _from_csv(gzip.decompress(data) if path.suffix.lower() == ".gz" else data)
    except CUT_SHORT as problem:
        raise BadFile("it is cut short or broken", "download it again") from problem


def edition_of(path: Path) -> str | None:
    """The month of the edition, such as 2025-10, from the file's name or the product's own notes."""
    name = path.name.upper()
    if dated := re.search(r"(20\d\d)[-_]?(0[1-9]|1[0-2])(?!\d)", name):
        return f"{dated[1]}-{dated[2]}"
    if named := re.search(r"(" + "|".join(MONTHS) + r")[A-Z]*[-_ ]?(20\d\d)", name):
        return f"{named[2]}-{MONTHS[named[1]]:02}"
    if path.suffix.lower() == ".zip":
        with zipfile.ZipFile(path) as archive:
            notes = [n for n in archive.namelist() if n.lower().endswith("metadata.txt")]
            text = archive.read(notes[0]).decode("utf-8", "replace") if notes else ""
        if copyrighted := re.search(r"COPYRIGHT DATE:\s*(\d{4})(\d\d)", text):
            return f"{copyrighted[1]}-{copyrighted[2]}"
    return None


def _from_zip(path: Path) -> tuple[Any, int]:
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        tables = sorted(name for name in names if name.lower().endswith(".csv"))
        national = [
            n for n in tables if re.search(r"(^|/)(ONSPD|NSPL)[^/]*_UK\.csv$", n, re.IGNORECASE)
        ]
        if national:
            return _from_csv(archive.read(national[0]))
        areas = [
            n for n in tables if re.search(r"(^|/)Data/CSV/[a-z]{1,2}\.csv$", n, re.IGNORECASE)
        ]
        if not areas:
            raise BadFile(
                "there is no Code-Point Open or ONSPD table in the zip", "download it again"
            )
        headings = _headings(archive, names)
        parts = [_named(archive, area, headings) for area in areas]
        return pa.concat_tables(parts), 1


def _headings(archive: zipfile.ZipFile, names: Sequence[str]) -> Sequence[str]:
    """From the product's Doc folder: its order of columns has changed over the years."""
    found = [name for name in names if name.lower().endswith("column_headers.csv")]
    if not found:
        return CODE_POINT_OPEN
    return next(csv.reader(io.StringIO(decoded(archive.read(found[0])))))


def _named(archive: zipfile.ZipFile, area: str, headings: Sequence[str]) -> Any:
    """One area's table. What is wrong in it is said with the area's own file name."""
    try:
        return _table(archive.read(area), headings, skip=0)
    except BadFile as problem:
        raise BadFile(f"in {area}, {problem.problem}", problem.remedy, problem.row) from problem


def _from_csv(data: bytes) -> tuple[Any, int]:
    first = decoded(data[: data.find(b"\n") + 1] or data)
    cells = next(csv.reader([first]), [])
    if cells and tidy_postcode(cells[0]):
        return _table(data, CODE_POINT_OPEN[: len(cells)], skip=0), 1
    return _table(data, cells, skip=1), 2


def _table(data: bytes, headings: Sequence[str], skip: int) -> Any:
    columns = _columns(headings)
    types = dict.fromkeys(columns.values(), pa.string())
    ragged: list[Any] = []

    def note(row: Any) -> str:
        ragged.append(row)
        return "skip"

    try:
        table = pyarrow.csv.read_csv(
            pa.BufferReader(data),
            read_options=pyarrow.csv.ReadOptions(column_names=list(headings), skip_rows=skip),
            parse_options=pyarrow.csv.ParseOptions(invalid_row_handler=note),
            convert_options=pyarrow.csv.ConvertOptions(
                include_columns=list(types), column_types=types, strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid:
        decoded(data)
        raise
    if ragged:
        _refuse_ragged(data, ragged[0])
    return table.select(list(columns.values())).rename_columns(list(columns))


def _refuse_ragged(data: bytes, ragged: Any) -> None:
    """The reader says what the row holds but not always where it is."""
    text = ragged.text.strip().encode()
    places = (row for row, line in enumerate(data.split(b"\n"), 1) if line.strip() == text)
    raise BadFile(
        f"this row has {ragged.actual_columns} columns where the others have {ragged.expected_columns}",
        "correct the row or download the file again",
        next(places, None),
    )


def _columns(headings: Sequence[str]) -> dict[str, str]:
    """Our name to theirs, for each column we use."""
    for ours, such_as in NEEDED.items():
        need_column(headings, NAMINGS[ours], f"the {ours}", such_as)
    found = {ours: find_column(headings, naming) for ours, naming in NAMINGS.items()}
    return {ours: theirs for ours, theirs in found.items() if theirs}


def _ours(table: Any) -> Any:
    """A parquet table under our headings, every value as the text a CSV would hold."""
    columns = _columns(table.column_names)
    return pa.table(
        {
            ours: pa.compute.fill_null(pa.compute.cast(table[theirs], pa.string()), "")
            for ours, theirs in columns.items()
        }
    )
