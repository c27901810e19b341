"""An article."""

from cms.models.pages import HousePage


class ArticlePage(HousePage):
    """One thing explained, on one page."""

    template = "cms/pages/article.html"
    parent_page_types = ["cms.SectionPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "article"
