"""What every page of ours has: a title, one or two sentences, and a body of blocks."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from cms.blocks import Body
from cms.fields import BlocksField


class HousePage(Page):
    """The base of each kind of page. The summary leads the page, its entry in lists and search results."""

    summary = models.CharField(
        "in one or two sentences",
        max_length=240,
        help_text="What the page is for, in plain words. Shown under the title and in lists.",
    )
    body = BlocksField(Body(), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
    ]

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the pages above this one, and the pages an editor put in the menu."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        above = self.get_ancestors().filter(depth__gt=1).live() if self.depth else []
        home = above[0] if above else self
        menu = home.get_children().live().public().in_menu() if self.depth else []
        return {**context, "above": above, "menu": menu}
