"""A part of the website."""

from typing import Any

from django.http import HttpRequest

from cms.models.pages import HousePage


class SectionPage(HousePage):
    """A part of the website, with the articles and centre pages in it."""

    template = "cms/pages/section.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.ArticlePage", "cms.CentrePage"]

    class Meta:
        verbose_name = "section"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the published pages inside, each with its summary."""
        return {
            **super().get_context(request, *args, **kwargs),
            "inside": self.get_children().live().public().specific() if self.depth else [],
        }
