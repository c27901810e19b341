"""`manage.py demo --again`: a fresh demonstration, and never at the cost of anything real."""

import pytest
import time_machine
from django.core.management import CommandError, call_command

from inclusion.management.demo.again import last_day
from inclusion.management.serving.preparing import prepare_the_demonstration
from inclusion.models import Council
from tests.factories import CouncilFactory, SessionFactory, UserFactory

pytestmark = pytest.mark.django_db


def again():
    call_command("demo", "--again")


def test_a_machine_that_is_not_a_demo_refuses(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="Only a demonstration can be made again"):
        again()


@pytest.mark.parametrize("is_demonstration", [True, False])
def test_wards_that_somebody_imported_are_never_lost(settings, is_demonstration):
    settings.DEMO = True
    CouncilFactory(name="Newcastle upon Tyne", is_demonstration=is_demonstration)
    with pytest.raises(CommandError, match="holds the wards of Newcastle upon Tyne"):
        again()
    assert Council.objects.count() == 1


def test_a_database_somebody_looks_after_is_never_emptied(settings):
    settings.DEMO = True
    UserFactory(is_superuser=True)
    with pytest.raises(CommandError, match="Somebody real looks after this database"):
        again()


def test_a_demo_whose_days_are_past_says_how_to_make_it_again(settings):
    settings.DEMO = True
    said = []
    session = SessionFactory(centre__organisation__council__is_demonstration=True)
    prepare_the_demonstration(said.append)
    fresh = list(said)
    with time_machine.travel(session.starts_at.replace(year=session.starts_at.year + 1)):
        prepare_the_demonstration(said.append)
    assert fresh == []
    assert len(said) == 1
    assert said[0].endswith("stop this and type: make again")
    assert last_day() == session.starts_at.date()
