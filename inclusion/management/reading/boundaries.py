"""Opening a boundary file: GeoJSON, GeoPackage, shapefile (or a zip of one) or parquet, as one GeoDataFrame."""

import zipfile
from pathlib import Path
from typing import Any

import geopandas
import pandas as pd
import pyarrow as pa
import pyarrow.parquet
import pyogrio
import shapely

from inclusion.rules.files import BadFile
from inclusion.rules.text import decoded

JSON, PARQUET, ZIP = (".geojson", ".json"), (".parquet", ".geoparquet"), (".zip",)
OTHERS = (".gpkg", ".shp")
INSIDE_ZIP = (".shp", ".gpkg", ".geojson", ".json")
WKB_COLUMNS = ("geometry", "geom", "wkb", "wkb_geometry", "shape")


def read_boundaries(path: Path) -> Any:
    """Every row of the file, its index counting from 1. Raises BadFile; what it means is for `rules.boundaries`."""
    if not path.stat().st_size:
        raise BadFile("it is empty", "download it again")
    ending = path.suffix.lower()
    if ending in PARQUET:
        frame = _parquet(path)
    elif ending in ZIP:
        frame = _vector(_inside_zip(path))
    elif ending in JSON:
        decoded(path.read_bytes())
        frame = _vector(str(path))
    elif ending in OTHERS:
        frame = _vector(str(path))
    else:
        raise BadFile(
            f'"{ending}" is not a kind of boundary file we read',
            "use GeoJSON, GeoPackage, a zipped shapefile or parquet",
        )
    frame.index = range(1, len(frame) + 1)
    return frame


def _vector(path: str) -> Any:
    """GDAL's answer, with its warnings kept for us and its complaints in our words."""
    try:
        frame = pyogrio.read_dataframe(path, force_2d=True)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as problem:
        raise BadFile("it is cut short or broken", "download it again") from problem
    except (UnicodeDecodeError, shapely.errors.GEOSException) as problem:
        raise BadFile(
            "it holds text or shapes that cannot be read", "download it again as UTF-8"
        ) from problem
    if not isinstance(frame, geopandas.GeoDataFrame):
        raise BadFile("it has no outlines, only a table", "use the file of boundaries")
    return frame


def _inside_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            broken = archive.testzip()
            names = [info.filename for info in archive.infolist()]
    except (zipfile.BadZipFile, EOFError, OSError) as problem:
        raise BadFile("the zip is cut short or broken", "download it again") from problem
    if broken:
        raise BadFile(f'"{broken}" in the zip is broken', "download it again")
    inside = [name for ending in INSIDE_ZIP for name in names if name.lower().endswith(ending)]
    if not inside:
        raise BadFile("there is no shapefile in the zip", "zip the .shp with its .dbf, .shx, .prj")
    return f"/vsizip/{path.resolve()}/{inside[0]}"


def _parquet(path: Path) -> Any:
    """GeoParquet, or a plain table with a column of WKB, which says nothing of its coordinate system."""
    try:
        return geopandas.read_parquet(path)
    except (pa.ArrowInvalid, OSError) as problem:
        raise BadFile("it is cut short or not parquet", "download it again") from problem
    except ValueError:
        return _with_wkb(pyarrow.parquet.read_table(path).to_pandas())


def _with_wkb(table: pd.DataFrame) -> Any:
    column = next((name for name in table.columns if name.lower() in WKB_COLUMNS), None)
    if column is None:
        raise BadFile("it has no outlines, only a table", "use the file of boundaries")
    try:
        outlines = geopandas.GeoSeries.from_wkb(table[column])
    except (shapely.errors.GEOSException, TypeError) as problem:
        raise BadFile(
            f'its column "{column}" does not hold outlines (WKB)', "download it again"
        ) from problem
    return geopandas.GeoDataFrame(table.drop(columns=column), geometry=outlines)
