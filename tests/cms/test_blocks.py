"""Each block says its words and nothing a browser would run; and asks for what it needs."""

import datetime as dt
import json
import re

import pytest
import wagtail_factories
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.blocks.stream_block import StreamValue

from cms.blocks import Body
from tests.cms.factories import ArticlePageFactory, SectionPageFactory, front_page
from tests.factories import BoundarySetFactory, SessionFactory

pytestmark = pytest.mark.django_db
INLINE = re.compile(
    r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", re.IGNORECASE
)


def body(*blocks):
    """A body as an editor's form would send it, checked."""
    stream = Body()
    raw = [{"type": kind, "value": value} for kind, value in blocks]
    return stream.clean(StreamValue(stream, raw, is_lazy=True))


def article(*blocks):
    section = SectionPageFactory(parent=front_page(), slug="get-help")
    raw = [{"type": kind, "value": value} for kind, value in blocks]
    return ArticlePageFactory(parent=section, slug="all", body=json.dumps(raw))


def every_block():
    image = wagtail_factories.ImageFactory(title="A bridge")
    return [
        ("heading", "Before you come"),
        ("subheading", "What to bring"),
        ("text", "<p>Bring <b>nothing</b>.</p>"),
        ("picture", {"image": {"image": image.pk, "alt_text": "A bridge over water"}}),
        ("call_to_action", {"words": "Find a session", "address": "/sessions/"}),
        ("next_sessions", {"heading": "Soon", "how_many": 1}),
        ("ward_figures", {"heading": "So far", "council": "ashmere"}),
        ("quote", {"words": "I did it.", "who": "A learner", "agreed": True}),
    ]


def test_every_block_shows_its_words_and_runs_nothing(client):
    SessionFactory(topic="First steps with a phone")
    article(*every_block())

    text = client.get("/get-help/all/").content.decode()

    for words in ("Before you come", "What to bring", "<b>nothing</b>", "Soon", "First steps"):
        assert words in text
    assert "I did it." in text
    assert INLINE.findall(text.split("<body>")[1]) == []


def test_a_picture_has_its_words_its_size_and_three_widths(client):
    article(*every_block())

    tag = re.search(r"<img[^>]+>", client.get("/get-help/all/").content.decode()).group()

    assert 'alt="A bridge over water"' in tag
    assert 'loading="lazy"' in tag
    assert tag.count("w,") + 1 == 3
    assert re.search(r'width="\d+"', tag)
    assert re.search(r'height="\d+"', tag)


def test_a_picture_with_no_words_is_refused():
    image = wagtail_factories.ImageFactory()

    with pytest.raises(ValidationError):
        body(("picture", {"image": {"image": image.pk, "alt_text": ""}}))


def test_a_picture_marked_as_decoration_needs_no_words(client):
    image = wagtail_factories.ImageFactory(title="Wavy line")
    article(("picture", {"image": {"image": image.pk, "decorative": True}}))

    assert 'alt=""' in client.get("/get-help/all/").content.decode()


def test_a_small_heading_needs_a_big_one_above_it():
    with pytest.raises(ValidationError):
        body(("subheading", "What to bring"), ("heading", "Before you come"))


@pytest.mark.parametrize(
    "button",
    [
        {"words": "Go"},
        {"words": "Go", "address": "javascript:alert(1)"},
        {"words": "Go", "address": "//elsewhere.example"},
        {"words": "Go", "address": "sessions"},
    ],
)
def test_a_button_that_goes_nowhere_good_is_refused(button):
    with pytest.raises(ValidationError):
        body(("call_to_action", button))


def test_words_somebody_did_not_agree_to_share_are_refused():
    with pytest.raises(ValidationError):
        body(("quote", {"words": "I did it.", "who": "A learner", "agreed": False}))


def test_an_article_with_every_block_keeps_its_words_when_saved_again():
    page = article(*every_block())

    page.save_revision().publish()
    page.refresh_from_db()

    assert [block.block_type for block in page.body][:2] == ["heading", "subheading"]


def test_ward_figures_are_the_published_ones_with_a_way_to_the_whole_page(client):
    wards = BoundarySetFactory(council__slug="ashmere")
    SessionFactory(
        centre__organisation__council=wards.council,
        starts_at=timezone.now() - dt.timedelta(days=2),
        state="held",
    )
    page = article(("ward_figures", {"heading": "So far", "council": "ashmere"}))
    shown = client.get(page.url).content.decode()
    assert "<h2>So far</h2>" in shown
    assert '<div class="bignum">1</div>session held' in shown
    assert '<div class="bignum">fewer than 10</div>children' in shown
    assert 'href="/wards/ashmere/"' in shown


def test_figures_of_a_council_nobody_set_up_say_so(client):
    page = article(("ward_figures", {"heading": "So far", "council": "atlantis"}))
    assert "There are no figures to show yet." in client.get(page.url).content.decode()
