"""A centre's page."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from cms.diary import next_meetings
from cms.models.pages import HousePage
from inclusion.models import Centre

MEETINGS_ON_A_CENTRE_PAGE = 6


@dataclass(frozen=True)
class Fact:
    """One thing to know before you go: words, with an icon beside them."""

    icon: str
    words: str


def facts_of(centre: Centre) -> list[Fact]:
    """What helps someone get in and get on. Only what is so: we never list what is missing."""
    known = (
        (centre.step_free, "ramp", "Step-free way in"),
        (centre.accessible_toilet, "toilet", "Accessible toilet"),
        (centre.hearing_loop, "ear", "Hearing loop"),
        (centre.quiet_hour, "quiet", f"Quiet hour: {centre.quiet_hour}"),
        (centre.computers, "computer", computers(centre.computers)),
        (centre.wifi, "wifi", "Free wi-fi"),
    )
    return [Fact(icon, words) for is_so, icon, words in known if is_so]


def computers(count: int) -> str:
    return "1 computer to use" if count == 1 else f"{count} computers to use"


class CentrePage(HousePage):
    """A centre's public page. Editors write the words; address, access and sessions come from the core."""

    centre = models.OneToOneField(
        Centre,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The address, opening times, access and sessions come from here by themselves.",
    )

    template = "cms/pages/centre.html"
    parent_page_types = ["cms.SectionPage"]
    subpage_types: list[str] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("centre"),
        FieldPanel("summary"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = "centre page"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the centre, what to know before you go, and its next sessions."""
        centre = Centre.objects.select_related("organisation").get(pk=self.centre_id)
        return {
            **super().get_context(request, *args, **kwargs),
            "centre": centre,
            "facts": facts_of(centre),
            "meetings": next_meetings(MEETINGS_ON_A_CENTRE_PAGE, centre=centre),
        }
