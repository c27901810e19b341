"""Newcastle's estimate beside what the note measured, how often its ranges are right, and Liverpool's next sessions.

Both cities are brought in from official files in a process of their own. `python -m tests.bench cities`.
"""

import os
import random
import sys

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, eye_array, hstack, vstack
from scipy.stats import beta

from tests.bench.figures import Figure, Skip, report, seconds
from tests.bench.lists import on_a_database_of_its_own
from tests.realdata import SHARED, real

NEWCASTLE = ("--council=E08000021", "--name=Newcastle upon Tyne", "--from=2018-05-03")
LIVERPOOL = ("--council=E08000012", "--name=Liverpool", "--from=2004-06-10")
CITIES = {"newcastle": NEWCASTLE, "liverpool": LIVERPOOL}
# The note on ward maps, section C2: Newcastle's share, its lowest ward's and its highest's, in per cent.
NOTED, MOST_OFF_POINTS = {"council": 19.6, "lowest": 8, "highest": 35}, 0.5
TRUTHS, SPREAD, MOST_OFF_95 = 4_000, 0.35, 2
PLACES, SESSIONS, MOST_MS = 300, 6, 200
OPEN = "Monday to Saturday, 9am to 6pm"


def rows() -> list[Figure]:
    if not SHARED.is_dir():
        raise Skip("The real open data is not on this machine (../shared/data).")
    found = on_a_database_of_its_own("sqlite", "tests.bench.cities")
    estimates = [
        Figure(
            f"Newcastle's estimate, {which}, points from the note's",
            abs(found[which] - noted), "points", "the note, per cent", noted, limit=MOST_OFF_POINTS,
        )
        for which, noted in NOTED.items()
    ]  # fmt: skip
    what = f"{TRUTHS:,} Newcastles: truths inside the 95 % range"
    return [
        *estimates,
        Figure(what, found["inside"], "%", "bare scipy.stats.beta", found["bare_inside"]),
        Figure(f"{what}, away from 95", abs(found["inside"] - 95), "points", limit=MOST_OFF_95),
        Figure(
            f"Liverpool's next {SESSIONS} sessions, {found['areas']:.0f} areas x {PLACES} places",
            found["plan"], "ms", "bare scipy.optimize.milp", found["bare_plan"], limit=MOST_MS,
        ),
    ]  # fmt: skip


def main() -> None:
    """In the child."""
    import django

    os.environ.setdefault("DEBUG", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inclusion.settings")
    django.setup()
    bring_in()
    newcastle, liverpool = (estimate_of(words[0].partition("=")[2]) for words in CITIES.values())
    report(**estimated(newcastle), **ranges_right(newcastle), **next_sessions(liverpool))


def bring_in() -> None:
    from django.core.management import call_command

    quiet = {"stdout": open(os.devnull, "w"), "stderr": open(os.devnull, "w")}  # noqa: SIM115
    call_command("migrate", verbosity=0)
    for city, words in CITIES.items():
        call_command("import_wards", real(f"{city}_wards_2020-12_bgc.geojson"), *words, **quiet)
        call_command(
            "import_postcodes", real(f"{city}_postcodes_2025-10.csv.gz"), words[0], **quiet
        )
    call_command("import_population", real("census2021_age_bands_lsoa21_ew.csv.gz"), **quiet)
    call_command("import_deprivation", real("imd2025_england_lsoa21.csv.gz"), **quiet)
    call_command("import_rates", real("digital_skills_rates.csv"), **quiet)
    for city, words in CITIES.items():
        # One city's outlines at a time: the newest release is the one used.
        call_command("import_areas", real(f"{city}_lsoa21_bsc.geojson"), **quiet)
        call_command("estimate", words[0], **quiet)


def estimate_of(code):
    from reports.models import Estimate

    return Estimate.objects.get(boundary_set__council__code=code)


def estimated(estimate) -> dict[str, float]:
    shares = [100 * ward.share for ward in estimate.wards.all()]
    return {"council": 100 * estimate.share, "lowest": min(shares), "highest": max(shares)}


def ranges_right(estimate) -> dict[str, float]:
    """In how many made-up truths each range holds its ward, beside ranges that leave out the survey's own chance."""
    from reports.estimate.odds import log_odds, share_of
    from reports.estimate.ranges import worth_of

    ends = estimate.wards.order_by("pk").values_list("share", "low", "high")
    share, low, high = np.array(ends).T
    dice = np.random.default_rng(2)
    truth = share_of(log_odds(share) + dice.normal(0, SPREAD, (TRUTHS, len(share))))
    worth = worth_of(share, SPREAD)
    bare_low, bare_high = beta.interval(0.95, worth * share, worth * (1 - share))
    return {
        "inside": 100 * ((truth >= low) & (truth <= high)).mean(),
        "bare_inside": 100 * ((truth >= bare_low) & (truth <= bare_high)).mean(),
    }


def next_sessions(estimate) -> dict[str, float]:
    """Milliseconds for a whole answer, from the database to how sure we are; and for the bare solver on the same sums."""
    import datetime as dt

    from reports.figures import this_period
    from reports.siting.asking import homes_of, venues_of
    from reports.siting.cover import reach
    from reports.siting.plan import plan
    from reports.siting.question import Question
    from reports.ward_page import Place

    boundary_set = estimate.boundary_set
    open_places(boundary_set)
    place = Place(boundary_set.council, boundary_set, this_period(estimate.worked_out_at))
    question = Question(SESSIONS, 10, dt.date(2030, 1, 7), dt.time(10), dt.time(12))
    homes = homes_of(place, estimate)
    near = reach(venues_of(place, question).spots, homes.spots, minutes=10)
    return {
        "areas": len(set(estimate.areas.values_list("area", flat=True))),
        "plan": 1000 * seconds(lambda: plan(place, estimate, question), repeats=5),
        "bare_plan": 1000 * seconds(lambda: bare(near, homes.need), repeats=5),
    }


def open_places(boundary_set) -> None:
    """A hall at each of so many of the city's own postcodes, picked once and for all."""
    from inclusion.models import Postcode
    from tests.factories import CentreFactory, OrganisationFactory

    organisation = OrganisationFactory(council=boundary_set.council)
    codes = Postcode.objects.filter(placements__boundary_set=boundary_set).order_by("code")
    for code in random.Random(1).sample(list(codes.values_list("pk", flat=True)), PLACES):
        CentreFactory(organisation=organisation, postcode_id=code, opening=OPEN)


def bare(near, need) -> None:
    """The same choice as the solver's own example would make it: no reasons, and nothing on how sure."""
    places, homes = near.shape
    covered = hstack([csr_array(-near.T.astype(float)), eye_array(homes)])
    few = csr_array(np.concatenate([np.ones(places), np.zeros(homes)])[None, :])
    milp(
        -np.concatenate([np.zeros(places), need]),
        integrality=np.concatenate([np.ones(places), np.zeros(homes)]),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(
            vstack([covered, few]), ub=np.concatenate([np.zeros(homes), [SESSIONS]])
        ),
    )


if __name__ == "__main__":
    sys.exit(main())
