"""The pages editors make. Import them from here."""

from cms.models.articles import ArticlePage
from cms.models.centres import CentrePage
from cms.models.home import HomePage
from cms.models.sections import SectionPage

__all__ = ["ArticlePage", "CentrePage", "HomePage", "SectionPage"]
