"""The demo's certificates are those its people earned, on the days they earned them; its estimate is its wards'."""

import datetime as dt
import random

import pytest

from inclusion.choices import Role
from inclusion.management.demo.place import found_ashmere
from inclusion.management.demo.world import World
from inclusion.models import Council, Notice
from reports.management.demo import dress
from reports.models import Certificate, Estimate, NeedEstimate, PartnerCounts
from tests.factories import OrganisationFactory, council_person
from tests.reports.factories import framework_of, learner_who_did
from tests.reports.test_views_wards import text_of

pytestmark = pytest.mark.django_db


def test_each_is_dated_to_the_evening_it_was_earned_and_nobody_is_texted():
    organisation = OrganisationFactory()
    learner = learner_who_did(framework_of(3), organisation=organisation)
    learner_who_did(framework_of(3), organisation=organisation, all_but=1)
    world = World(organisation.council, random.Random(1), dt.datetime(2026, 12, 20, tzinfo=dt.UTC))
    dress(world)
    certificate = Certificate.objects.get()
    assert certificate.learner == learner
    assert certificate.issued_at == dt.datetime(2026, 11, 3, 18, tzinfo=dt.UTC)
    assert certificate.wording["issued"] == "3 November 2026"
    assert certificate.printed_at is not None
    assert Notice.objects.count() == 0


def test_the_same_dice_give_the_same_serials():
    organisation = OrganisationFactory()
    learner_who_did(framework_of(1), organisation=organisation)
    serials = set()
    for _ in range(2):
        dress(
            World(organisation.council, random.Random(1), dt.datetime(2026, 12, 20, tzinfo=dt.UTC))
        )
        serials.add(Certificate.objects.get().serial)
        Certificate.objects.all().delete()
    assert len(serials) == 1


def test_ashmere_gets_an_estimate_for_each_ward_the_same_every_time():
    found_ashmere()
    council = Council.objects.get()
    shares = []
    for seed in (1, 2):
        world = World(council, random.Random(seed), dt.datetime(2026, 12, 20, tzinfo=dt.UTC))
        dress(world)
        shares.append(list(NeedEstimate.objects.order_by("ward").values_list("share", flat=True)))
    assert shares[0] == shares[1]
    assert len(shares[0]) == 26
    assert min(shares[0]) < 0.15 < 0.25 < max(shares[0])
    assert round(Estimate.objects.get().share, 2) == 0.2


def test_a_partner_counted_people_in_every_ward_and_only_once():
    found_ashmere()
    world = World(Council.objects.get(), random.Random(1), dt.datetime(2026, 12, 20, tzinfo=dt.UTC))
    dress(world)
    dress(world)
    assert PartnerCounts.objects.get().wards.count() == 26


@pytest.mark.parametrize(
    ("address", "times"),
    [("ashmere/", 0), ("ashmere/programme/", 1), ("ashmere/private/", 1), ("method/", 1)],
)
def test_no_ward_report_says_twice_that_its_figures_are_made_up(client, address, times):
    found_ashmere()
    council = Council.objects.get()
    dress(World(council, random.Random(1), dt.datetime(2026, 12, 20, tzinfo=dt.UTC)))
    client.force_login(council_person(Role.LEAD, council))
    assert text_of(client.get(f"/wards/{address}")).count("Made up") == times
