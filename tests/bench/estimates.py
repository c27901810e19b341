"""Every English ward's estimate with one command, beside the bare sums in pandas, which give no ranges."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

from tests.bench.figures import Figure, Skip, in_a_process_of_its_own, report
from tests.realdata import SHARED, real

MOST_SECONDS = 60
MOST_MB = 2048
BANDS = ["a16_24", "a25_34", "a35_49", "a50_64", "a65_74", "a75plus"]
RATES = [0.117, 0.117, 0.117, 0.117, 0.30, 0.69]
SKILLS = "adult_skills_and_english_language_proficiency_indicator"


def rows() -> list[Figure]:
    """Small areas go to wards by the look-up, since outlines of all of England's are not on this machine."""
    if not SHARED.is_dir():
        raise Skip("The real open data is not on this machine (../shared/data).")
    with tempfile.TemporaryDirectory() as folder:
        kept = os.environ.get("DATABASE_URL")
        os.environ["DATABASE_URL"] = f"sqlite:///{Path(folder) / 'england.sqlite3'}"
        try:
            subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], check=True)
            ours = in_a_process_of_its_own("tests.bench.estimates", "ours")
        finally:
            os.environ.pop("DATABASE_URL")
            if kept:
                os.environ["DATABASE_URL"] = kept
    peer = in_a_process_of_its_own("tests.bench.estimates", "peer")
    what = f"Estimate {ours['wards']:,.0f} wards of {ours['councils']:,.0f} councils"
    return [
        Figure(
            what,
            ours["seconds"],
            "s",
            peer="bare pandas sums",
            peer_value=peer["seconds"],
            ratio=None,
            limit=MOST_SECONDS,
        ),
        Figure(f"{what}, most memory", ours["peak_mb"], "MB", limit=MOST_MB),
    ]


def main(side: str) -> None:
    {"ours": ours, "peer": peer}[side]()


def ours() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inclusion.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from reports.models import NeedEstimate

    councils = fill()
    quiet = {"stdout": open(os.devnull, "w"), "stderr": open(os.devnull, "w")}  # noqa: SIM115
    call_command("import_areas", real("lookup_lsoa21_ward24_lad24_ew.csv.gz"), **quiet)
    call_command("import_population", real("census2021_age_bands_lsoa21_ew.csv.gz"), **quiet)
    call_command("import_deprivation", real("imd2025_england_lsoa21.csv.gz"), **quiet)
    call_command("import_rates", real("digital_skills_rates.csv"), **quiet)
    began = time.perf_counter()
    call_command("estimate", "--all", **quiet)
    took = time.perf_counter() - began
    report(seconds=took, wards=NeedEstimate.objects.count(), councils=councils)


def fill() -> int:
    """Every English council with its wards, with a square for an outline: the look-up needs only codes."""
    import datetime as dt

    import shapely

    from inclusion.models import BoundarySet, Council, Ward

    lookup = pd.read_csv(real("lookup_lsoa21_ward24_lad24_ew.csv.gz"))
    english = lookup[lookup.ltla24_code.str.startswith("E")]
    square = shapely.to_wkb(shapely.box(0, 0, 1, 1))
    wards = []
    for code, rows_of_one in english.groupby("ltla24_code"):
        council = Council.objects.create(code=code, name=code, slug=code.lower())
        boundary_set = BoundarySet.objects.create(
            council=council,
            in_force_from=dt.date(2024, 5, 2),
            source="Bench",
            licence="OGL v3",
            resolution_m=200,
        )
        wards += [
            Ward(boundary_set=boundary_set, code=ward, name=ward, outline=square)
            for ward in rows_of_one.ward24_code.unique()
        ]
    Ward.objects.bulk_create(wards)
    return english.ltla24_code.nunique()


def peer() -> None:
    """The same sums from the same files by hand: no range, no words, no keeping."""
    people = pd.read_csv(real("census2021_age_bands_lsoa21_ew.csv.gz")).set_index("lsoa21_code")
    skills = pd.read_csv(real("imd2025_england_lsoa21.csv.gz")).set_index("lsoa21_code")[SKILLS]
    ward = pd.read_csv(real("lookup_lsoa21_ward24_lad24_ew.csv.gz")).set_index("lsoa21_code")
    began = time.perf_counter()
    joined = people.join(skills, how="inner").join(ward.ward24_code, how="inner")
    z = (joined[SKILLS] - joined[SKILLS].mean()) / joined[SKILLS].std()
    odds = np.log(np.array(RATES) / (1 - np.array(RATES))) + 0.45 * z.to_numpy()[:, None]
    without = (joined[BANDS].to_numpy() / (1 + np.exp(-odds))).sum(axis=1)
    wards = pd.DataFrame({"ward": joined.ward24_code, "without": without}).groupby("ward").sum()
    report(seconds=time.perf_counter() - began, wards=len(wards))


if __name__ == "__main__":
    main(sys.argv[1])
