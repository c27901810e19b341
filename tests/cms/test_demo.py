"""The demo's website is whole, says what is true, and comes out the same twice."""

import random

import pytest
from django.utils import timezone
from wagtail.images.models import Image
from wagtail.models import Page

from cms.management.demo import dress
from cms.management.demo_pictures import pictures
from cms.models import ArticlePage, CentrePage, SectionPage
from inclusion.management.demo.world import World
from tests.cms.factories import front_page
from tests.factories import CentreFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre():
    """A centre of a council whose website is dressed."""
    front_page()
    centre = CentreFactory(name="Millrace Hall", slug="millrace-hall")
    dress(World(centre.organisation.council, random.Random(7), timezone.now()))
    return centre


def test_the_demo_has_sections_articles_and_a_page_for_its_centre(centre):
    assert SectionPage.objects.live().count() == 5
    assert ArticlePage.objects.live().count() == 6
    assert [page.centre for page in CentrePage.objects.live()] == [centre]


def test_every_page_of_the_demo_opens(client, centre):
    for page in Page.objects.live().filter(depth__gt=1):
        assert client.get(page.get_url()).status_code == 200


def test_dressing_twice_changes_the_same_pages(centre):
    before = Page.objects.count(), Image.objects.count()

    dress(World(centre.organisation.council, random.Random(7), timezone.now()))

    assert (Page.objects.count(), Image.objects.count()) == before


def test_the_pictures_are_the_same_every_time():
    assert pictures() == pictures()


def test_the_words_about_data_name_every_promise(client, centre):
    text = client.get("/about/your-data/").content.decode()

    for promise in ("within 30 days", "up to 400 days", "STOP", "rubbed out", "date of birth"):
        assert promise in text
