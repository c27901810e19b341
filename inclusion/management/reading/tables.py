"""Opening a table: CSV, gzipped or zipped CSV, or parquet."""

import gzip
import zipfile
import zlib
from pathlib import Path

import pyarrow as pa
import pyarrow.compute
import pyarrow.parquet

from inclusion.rules.columns import need_column
from inclusion.rules.files import BadFile
from inclusion.rules.tables import Row, Table, table_from_csv


def read_table(path: Path, naming: str, what: str, such_as: str) -> Table:
    """The file's table, found by its key column. Raises BadFile."""
    if not path.stat().st_size:
        raise BadFile("it is empty", "download or save it again")
    try:
        if path.suffix.lower() == ".parquet":
            return _parquet(path, naming, what, such_as)
        return table_from_csv(_bytes(path), naming, what, such_as)
    except (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError, pa.ArrowInvalid) as problem:
        raise BadFile("it is cut short or broken", "download it again") from problem


def _bytes(path: Path) -> bytes:
    if path.suffix.lower() == ".gz":
        return gzip.decompress(path.read_bytes())
    if path.suffix.lower() != ".zip":
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        tables = [name for name in archive.namelist() if name.lower().endswith(".csv")]
        if len(tables) != 1:
            raise BadFile(
                f"the zip holds {len(tables)} CSV tables", "take out the one you want and use that"
            )
        return archive.read(tables[0])


def _parquet(path: Path, naming: str, what: str, such_as: str) -> Table:
    table = pyarrow.parquet.read_table(path)
    key = need_column(table.column_names, naming, what, such_as)
    text = {
        name: pa.compute.fill_null(pa.compute.cast(table[name], pa.string()), "").to_pylist()
        for name in table.column_names
    }
    rows = (
        Row(number, dict(zip(text, cells, strict=True)))
        for number, cells in enumerate(zip(*text.values(), strict=True), 1)
    )
    return Table(key, tuple(text), tuple(rows))
