"""The open data page lists what there is, and says what may be done with it."""

import pytest

from tests.factories import BoundarySetFactory, CouncilFactory

pytestmark = pytest.mark.django_db


def test_the_catalogue_lists_the_files_of_a_council_that_has_wards(client):
    council = BoundarySetFactory().council

    text = client.get("/data/").content.decode()

    assert f'href="/wards/{council.slug}.csv"' in text
    assert f'href="/wards/{council.slug}.geojson"' in text
    assert "Open Government Licence v3.0" in text


def test_a_council_with_no_wards_has_no_files(client):
    CouncilFactory()

    assert "Nothing is published yet." in client.get("/data/").content.decode()
