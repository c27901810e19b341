"""A national edition of postcodes into every ward in the United Kingdom, beside a bare geopandas join."""

import sys
import time

import geopandas
import pyarrow.parquet
import shapely

from inclusion.rules.placing import NOWHERE, place
from tests.bench.figures import Figure, Skip, beside, in_a_process_of_its_own, report
from tests.realdata import SHARED, real

MOST_TIMES_THE_PEER = 3
MOST_MB = 2048


def rows() -> list[Figure]:
    """Each side in a process of its own, so that neither pays for the other's memory."""
    if not SHARED.is_dir():
        raise Skip("The real open data is not on this machine (../shared/data).")
    ours = in_a_process_of_its_own("tests.bench.placing", "ours")
    peer = in_a_process_of_its_own("tests.bench.placing", "peer")
    what = f"Place {ours['points']:,.0f} postcodes in {ours['wards']:,.0f} wards"
    join = "geopandas.sjoin within"
    return [
        beside(
            what,
            ours["seconds"],
            "s",
            peer=join,
            peer_value=peer["seconds"],
            limit=MOST_TIMES_THE_PEER,
        ),
        Figure(f"{what}, most memory", ours["peak_mb"], "MB", limit=MOST_MB),
        Figure(f"{what}, outside all", ours["outside"], "postcodes"),
    ]


def main(side: str) -> None:
    table = pyarrow.parquet.read_table(
        real("postcodes_gb_2025-10.parquet"), columns=["easting", "northing"]
    )
    east, north = (table[name].to_numpy() for name in ("easting", "northing"))
    east, north = east[east > 0], north[east > 0]
    wards = geopandas.read_parquet(real("wards_uk_2020-12_bgc.parquet")).to_crs(27700)
    work = {"ours": ours, "peer": peer}[side]
    took, found = min(timed(work, east, north, wards) for _ in range(3))
    report(seconds=took, points=len(east), wards=len(wards), outside=len(east) - found)


def timed(work, *things) -> tuple[float, int]:
    began = time.perf_counter()
    found = work(*things)
    return time.perf_counter() - began, found


def ours(east, north, wards) -> int:
    return int((place(east, north, wards.geometry.to_numpy()).ward != NOWHERE).sum())


def peer(east, north, wards) -> int:
    points = geopandas.GeoDataFrame(geometry=shapely.points(east, north), crs=27700)
    joined = geopandas.sjoin(points, wards[["geometry"]], predicate="within")
    return joined.index.nunique()


if __name__ == "__main__":
    main(sys.argv[1])
