"""The mark: every page of a demonstration says so."""

import re

import pytest

from inclusion.rules.demonstration import ASHMERE_CODE, ASHMERE_MARK, what_is_made_up
from inclusion.views import demonstration
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def fresh_start(monkeypatch):
    """A web process that has not been asked yet."""
    monkeypatch.setattr(demonstration, "LAST", demonstration.Answer())


def mark_on(client):
    page = client.get("/no-such-page/").content.decode()
    marks = re.findall(r'<div class="demo"[^>]*>(.*?)</div>', page)
    return marks[0] if marks else ""


@pytest.mark.usefixtures("fresh_start")
def test_a_real_programme_carries_no_mark(client):
    factories.CouncilFactory()
    assert mark_on(client) == ""


@pytest.mark.usefixtures("fresh_start")
def test_ashmere_says_it_is_not_a_real_place(client):
    factories.CouncilFactory(code=ASHMERE_CODE, is_demonstration=True)
    assert mark_on(client) == (
        "Demonstration. Ashmere is not a real place, and the people here do not exist."
    )


@pytest.mark.usefixtures("fresh_start")
def test_a_real_council_dressed_up_says_what_is_made_up(client):
    factories.CouncilFactory(name="Newcastle upon Tyne", is_demonstration=True)
    assert mark_on(client) == (
        "Demonstration. The programme shown for Newcastle upon Tyne and the people here do not exist."
    )


@pytest.mark.usefixtures("fresh_start")
def test_the_demo_machine_is_marked_even_while_it_is_empty(client, settings):
    settings.DEMO = True
    assert mark_on(client).startswith("Demonstration.")


@pytest.mark.usefixtures("fresh_start")
def test_asking_again_within_the_minute_costs_no_query(django_assert_num_queries):
    factories.CouncilFactory(is_demonstration=True)
    with django_assert_num_queries(1):
        first = demonstration.what_is_made_up()
    with django_assert_num_queries(0):
        assert demonstration.what_is_made_up() == first


def test_two_real_councils_are_both_named():
    councils = [("E08000021", "Newcastle"), ("E08000012", "Liverpool"), (ASHMERE_CODE, "Ashmere")]
    assert what_is_made_up(councils) == "The programme shown for Liverpool and Newcastle"
    assert what_is_made_up(councils[2:]) == ASHMERE_MARK
