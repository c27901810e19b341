"""The demo's website: sections, articles, pictures, and a page for each centre."""

import json
from typing import Any, TypeVar

from django.core.files.base import ContentFile
from wagtail.images.models import Image

from cms.management.demo_pictures import pictures
from cms.management.demo_words import BRIDGE, QUOTE, SECTIONS, Words
from cms.models import ArticlePage, CentrePage, HomePage, SectionPage
from cms.models.pages import HousePage
from inclusion.management.demo.world import World
from inclusion.models import Centre

APage = TypeVar("APage", bound=HousePage)


def dress(world: World) -> None:
    """Fill the site of a council. A second time changes the same pages."""
    hung = hang_pictures()
    home = HomePage.objects.live().first()
    if home is None:
        return
    home.aside = blocks([("quote", QUOTE), ("picture", BRIDGE)], hung)
    home.save_revision().publish()
    for words in SECTIONS:
        section = plant(home, SectionPage, words, hung, show_in_menus=True)
        for article in words.articles:
            plant(section, ArticlePage, article, hung)
        if words.slug == "centres":
            plant_centres(section, world, hung)


def hang_pictures() -> dict[str, int]:
    """Each picture's id, by what it shows."""
    hung = {}
    for number, (shows, content) in enumerate(pictures().items(), start=1):
        image = Image.objects.filter(title=shows).first() or Image.objects.create(
            title=shows, file=ContentFile(content, name=f"drawing-{number}.png")
        )
        hung[shows] = image.pk
    return hung


def blocks(body: list[tuple[str, Any]], hung: dict[str, int]) -> str:
    """A body as it is stored. A picture is named by what it shows, which is also its words."""
    return json.dumps(
        [
            {"type": kind, "value": picture(value, hung) if kind == "picture" else value}
            for kind, value in body
        ]
    )


def picture(shows: str, hung: dict[str, int]) -> dict[str, Any]:
    return {"image": {"image": hung[shows], "alt_text": shows, "decorative": False}, "caption": ""}


def plant(
    parent: HousePage, kind: type[APage], words: Words, hung: dict[str, int], **more: Any
) -> APage:
    """Publish a page under another, or change the one that is there."""
    fields = {
        "title": words.title,
        "summary": words.summary,
        "body": blocks(words.body, hung),
        **more,
    }
    page: APage | None = kind.objects.child_of(parent).filter(slug=words.slug).first()
    if page is None:
        page = parent.add_child(instance=kind(slug=words.slug, **fields))
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return page


def plant_centres(section: SectionPage, world: World, hung: dict[str, int]) -> None:
    """A page for each centre of the council."""
    centres = Centre.objects.open_to_the_public().filter(organisation__council=world.council)
    for centre in centres:
        summary = f"Free help with phones, tablets and the internet at {centre.name}. Just come in."
        words = Words(centre.slug, centre.name, summary, [])
        plant(section, CentrePage, words, hung, centre=centre)
