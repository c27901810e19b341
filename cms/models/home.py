"""The front page."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from cms.blocks import Aside
from cms.diary import next_meetings
from cms.fields import BlocksField
from cms.models.pages import HousePage
from cms.models.sections import SectionPage

MEETINGS_ON_THE_FRONT_PAGE = 3


class HomePage(HousePage):
    """The front page: a welcome, a box to find a session, what is on next, and the sections."""

    sessions_heading = models.CharField(
        "heading above the next sessions", max_length=60, default="What is on next"
    )
    by_text = models.CharField(
        "how to join by text",
        max_length=120,
        blank=True,
        help_text="Such as: Text JOIN to 07700 900123. Leave it empty if you have no number.",
    )
    aside_heading = models.CharField(
        "heading beside the sessions", max_length=60, default="What people told us"
    )
    aside = BlocksField(Aside(), blank=True, verbose_name="beside the sessions")

    template = "cms/pages/home.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["cms.SectionPage"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("by_text"),
        FieldPanel("sessions_heading"),
        MultiFieldPanel([FieldPanel("aside_heading"), FieldPanel("aside")], "Beside the sessions"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = "front page"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the next sessions anywhere, and the sections."""
        return {
            **super().get_context(request, *args, **kwargs),
            "meetings": next_meetings(MEETINGS_ON_THE_FRONT_PAGE),
            "sections": SectionPage.objects.child_of(self).live().public(),
        }
