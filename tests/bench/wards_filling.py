"""A council of a hundred thousand people for the ward page's bench: as many wards and postcodes as Newcastle has."""

import datetime as dt
import random

import shapely
from django.db import connection
from django.utils import timezone

from inclusion.choices import Placement, SessionState
from inclusion.models import (
    Attendance,
    BoundarySet,
    Council,
    Learner,
    Postcode,
    PostcodeWard,
    Session,
)
from reports.choices import Award
from reports.models import Certificate
from tests.factories import (
    BoundarySetFactory,
    CentreFactory,
    CouncilFactory,
    OrganisationFactory,
    SessionFactory,
    WardFactory,
)
from tests.reports.factories import certificate_for, estimate_of

LEARNERS, WARDS, POSTCODES, SESSIONS, VISITS = 100_000, 26, 6_500, 400, 2
ORGANISATIONS, REACHED_EVERY, BATCH = 20, 5, 5_000
# No two alike. Made by chance, a hundred thousand card codes hold two the same once in twenty times.
CODE = "B{:07}"


def fill() -> None:
    """Twenty organisations, people who came twice each, one in five of them with a certificate of the level."""
    dice = random.Random(1)
    wards = BoundarySetFactory(council=CouncilFactory(slug="bench"))
    codes = postcodes_in(wards)
    teams = OrganisationFactory.create_batch(ORGANISATIONS, council=wards.council)
    learners = Learner.objects.bulk_create(
        (
            Learner(
                organisation=teams[n % ORGANISATIONS],
                first_name="Jean",
                card_code=CODE.format(n),
                postcode_id=dice.choice(codes),
            )
            for n in range(LEARNERS)
        ),
        batch_size=BATCH,
    )
    sessions = sessions_of(teams, codes)
    Attendance.objects.bulk_create(
        (
            Attendance(session=session, learner=learner)
            for learner in learners
            for session in dice.sample(sessions, VISITS)
        ),
        batch_size=BATCH,
    )
    certify(learners[::REACHED_EVERY])
    estimate_of(wards, **{ward.name: 0.2 for ward in wards.wards.all()})
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def postcodes_in(wards: BoundarySet) -> list[str]:
    """The codes of postcodes shared out among so many wards of one set."""
    codes = [f"B{n // 1000} {n % 1000:03}" for n in range(POSTCODES)]
    Postcode.objects.bulk_create(
        (Postcode(code=code, easting=500, northing=500, edition="2026-11") for code in codes),
        batch_size=BATCH,
    )
    share_out(codes, wards)
    return codes


def next_wards(council: Council) -> BoundarySet:
    """Other wards for the same postcodes, in force from another day."""
    wards = BoundarySetFactory(council=council, in_force_from=dt.date(2030, 5, 2))
    share_out(list(Postcode.objects.order_by("-code").values_list("pk", flat=True)), wards)
    return wards


def share_out(codes: list[str], wards: BoundarySet) -> None:
    """So many wards, each a square, and every postcode in one of them."""
    made = [
        WardFactory(
            boundary_set=wards,
            outline=shapely.to_wkb(shapely.box(n, 0, n + 1, 5)),
            name=f"Ward{n:02}",
        )
        for n in range(WARDS)
    ]
    PostcodeWard.objects.bulk_create(
        (
            PostcodeWard(
                postcode_id=code,
                boundary_set=wards,
                ward=made[n % WARDS],
                placed=Placement.WITHIN,
            )
            for n, code in enumerate(codes)
        ),
        batch_size=BATCH,
    )


def sessions_of(teams, codes) -> list[Session]:
    began = timezone.now() - dt.timedelta(days=30)
    centres = [
        CentreFactory(organisation=team, postcode_id=codes[n]) for n, team in enumerate(teams)
    ]
    return [
        SessionFactory(centre=centres[n % ORGANISATIONS], starts_at=began, state=SessionState.HELD)
        for n in range(SESSIONS)
    ]


def certify(learners) -> None:
    """One made as they all are, for somebody elsewhere, and as many more with its words."""
    first = certificate_for()
    Certificate.objects.bulk_create(
        (
            Certificate(
                serial=CODE.format(n),
                learner=learner,
                organisation_id=learner.organisation_id,
                award=Award.LEVEL,
                framework=first.framework,
                earned_on=timezone.localdate() - dt.timedelta(days=30),
                wording=first.wording,
                token=first.token,
                key=first.key,
            )
            for n, learner in enumerate(learners)
        ),
        batch_size=BATCH,
    )
