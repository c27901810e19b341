import datetime as dt

import pytest
from django.db import IntegrityError

from inclusion.models import BoundarySet, Postcode
from tests.factories import BoundarySetFactory, CouncilFactory, PostcodeFactory, WardFactory

pytestmark = pytest.mark.django_db

OLD_WARDS = {"in_force_from": dt.date(2018, 5, 3), "in_force_to": dt.date(2026, 5, 7)}
NEW_WARDS = {"in_force_from": dt.date(2026, 5, 7)}


@pytest.mark.parametrize(
    ("day", "in_force"),
    [
        (dt.date(2018, 5, 2), []),
        (dt.date(2018, 5, 3), ["old"]),
        (dt.date(2026, 5, 6), ["old"]),
        (dt.date(2026, 5, 7), ["new"]),
    ],
)
def test_on_election_day_the_new_wards_take_over(day, in_force):
    council = CouncilFactory()
    BoundarySetFactory(council=council, source="old", **OLD_WARDS)
    BoundarySetFactory(council=council, source="new", **NEW_WARDS)

    assert [wards.source for wards in BoundarySet.objects.in_force_on(day)] == in_force


def test_wards_cannot_end_before_they_start():
    with pytest.raises(IntegrityError):
        BoundarySetFactory(in_force_from=dt.date(2026, 5, 7), in_force_to=dt.date(2026, 5, 7))


def test_a_ward_code_is_used_once_in_a_set_and_may_come_back_in_another():
    ward = WardFactory()
    WardFactory(code=ward.code)

    with pytest.raises(IntegrityError):
        WardFactory(code=ward.code, boundary_set=ward.boundary_set)


def test_postcodes_are_found_by_their_ward():
    millrace, docklands = WardFactory(), WardFactory()
    here = PostcodeFactory(ward=millrace)
    PostcodeFactory(ward=docklands)

    assert list(Postcode.objects.in_ward(millrace)) == [here]
