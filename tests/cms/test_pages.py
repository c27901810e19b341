"""Each kind of page shows its words and its live facts, and only where it may stand."""

import pytest
from django.utils import timezone

from cms.models import ArticlePage, CentrePage, HomePage, SectionPage
from inclusion.choices import Audience, SessionState
from tests.cms.factories import (
    ArticlePageFactory,
    CentrePageFactory,
    SectionPageFactory,
    front_page,
)
from tests.factories import BookingFactory, CentreFactory, SessionFactory

pytestmark = pytest.mark.django_db


def page_text(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_new_site_opens_with_a_friendly_front_page(client):
    front_page()

    text = page_text(client, "/")

    assert "<h1>Get online, one small step at a time</h1>" in text
    assert "No sessions are planned yet." in text


def test_the_front_page_offers_to_find_a_session(client):
    front_page()

    text = page_text(client, "/")

    assert '<form class="find find--row" method="post" action="/sessions/"' in text
    assert 'name="q"' in text
    assert "csrfmiddlewaretoken" in text


def test_the_front_page_lists_the_next_sessions_with_their_places(client):
    front_page()
    session = SessionFactory(places=4, topic="Pay a bill online", audience=Audience.WOMEN)
    BookingFactory(session=session)

    text = page_text(client, "/")

    assert "Pay a bill online" in text
    assert "Women only" in text
    assert "3 places left" in text


def test_a_cancelled_session_is_on_no_page(client):
    front_page()
    SessionFactory(topic="Called off", state=SessionState.CANCELLED)

    assert "Called off" not in page_text(client, "/")


def test_a_full_session_says_so(client):
    front_page()
    BookingFactory(session=SessionFactory(places=1))

    assert "Full" in page_text(client, "/")


def test_a_session_links_to_the_page_of_its_centre(client):
    section = SectionPageFactory(parent=front_page(), slug="get-help")
    page = CentrePageFactory(parent=section, slug="market")
    SessionFactory(centre=page.centre)

    assert '<a href="/get-help/market/"><b>' in page_text(client, "/")


def test_a_section_lists_its_published_pages(client):
    section = SectionPageFactory(parent=front_page(), slug="get-help", title="Get help")
    ArticlePageFactory(parent=section, title="Stay safe from scam texts")
    ArticlePageFactory(parent=section, title="Half written", live=False)

    text = page_text(client, "/get-help/")

    assert "<h1>Get help</h1>" in text
    assert "Stay safe from scam texts" in text
    assert "Half written" not in text


def test_an_article_says_where_you_are_and_what_it_is_for(client):
    section = SectionPageFactory(parent=front_page(), slug="get-help")
    ArticlePageFactory(parent=section, slug="first", title="Your first session")

    text = page_text(client, "/get-help/first/")

    assert "<title>Your first session - Footbridge</title>" in text
    assert '<meta name="description" content="What this page is for.">' in text
    assert '<a href="/get-help/">Get help</a>' in text


def test_a_centre_page_has_the_address_and_the_way_in(client):
    centre = CentreFactory(
        address="1 Market Square",
        opening="Monday to Friday, 9am to 5pm",
        step_free=True,
        computers=1,
    )
    section = SectionPageFactory(parent=front_page(), slug="get-help")
    CentrePageFactory(parent=section, slug="market", centre=centre)

    text = page_text(client, "/get-help/market/")

    assert f"1 Market Square<br>{centre.postcode_id}" in text
    assert "Monday to Friday, 9am to 5pm" in text
    assert "Step-free way in" in text
    assert "1 computer to use" in text
    assert "Hearing loop" not in text


def test_a_centre_page_shows_only_its_own_sessions(client):
    section = SectionPageFactory(parent=front_page(), slug="get-help")
    page = CentrePageFactory(parent=section, slug="market")
    SessionFactory(centre=page.centre, topic="Here")
    SessionFactory(topic="Elsewhere")

    text = page_text(client, "/get-help/market/")

    assert "<b>Here</b>" in text
    assert "Elsewhere" not in text


def test_a_closed_centre_says_where_to_look_instead(client):
    section = SectionPageFactory(parent=front_page(), slug="get-help")
    CentrePageFactory(parent=section, slug="market", centre=CentreFactory(is_open=False))

    assert "This centre is closed just now." in page_text(client, "/get-help/market/")


def test_a_page_nobody_has_published_is_not_there(client):
    SectionPageFactory(parent=front_page(), slug="get-help", live=False)

    assert client.get("/get-help/").status_code == 404


def test_pages_stand_only_where_they_belong():
    assert HomePage.allowed_subpage_models() == [SectionPage]
    assert SectionPage.allowed_subpage_models() == [ArticlePage, CentrePage]
    assert ArticlePage.allowed_subpage_models() == []
    assert CentrePage.allowed_subpage_models() == []
    assert ArticlePage.allowed_parent_page_models() == [SectionPage]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_front_page_asks_the_database_as_often_for_three_as_for_one(
    client, rows, django_assert_num_queries
):
    home = front_page()
    for number in range(rows):
        section = SectionPageFactory(parent=home, slug=f"part-{number}")
        page = CentrePageFactory(parent=section)
        SessionFactory(centre=page.centre)
    client.get("/")

    with django_assert_num_queries(12):
        client.get("/")


@pytest.mark.parametrize("rows", [1, 3])
def test_a_centre_page_asks_the_database_as_often_for_three_as_for_one(
    client, rows, django_assert_num_queries
):
    section = SectionPageFactory(parent=front_page(), slug="get-help")
    page = CentrePageFactory(parent=section, slug="market")
    for _ in range(rows):
        SessionFactory(centre=page.centre)
    client.get("/get-help/market/")

    with django_assert_num_queries(15):
        client.get("/get-help/market/")


def test_the_sitemap_lists_published_pages_at_the_address_people_type(client, settings):
    settings.PUBLIC_BASE_URL = "https://ashmere.example"
    SectionPageFactory(parent=front_page(), slug="get-help", last_published_at=timezone.now())
    SectionPageFactory(parent=front_page(), slug="secret", live=False)

    text = client.get("/sitemap.xml").content.decode()

    assert "<loc>https://ashmere.example/get-help/</loc>" in text
    assert "secret" not in text


def test_search_engines_are_kept_out_of_the_rooms(client):
    assert "Disallow: /desk/" in client.get("/robots.txt").content.decode()


def test_search_engines_are_kept_out_of_a_demonstration(client, settings):
    settings.DEMO = True

    assert "Disallow: /\n" in client.get("/robots.txt").content.decode()
