"""The smallest valid page of each kind, in a tree that a site shows."""

import wagtail_factories
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Locale, Page, Site

from cms.models import ArticlePage, CentrePage, HomePage, SectionPage
from tests.factories import CentreFactory, council_person


class HousePageFactory(wagtail_factories.PageFactory):
    summary = "What this page is for."


class SectionPageFactory(HousePageFactory):
    class Meta:
        model = SectionPage

    title = "Get help"
    show_in_menus = True


class ArticlePageFactory(HousePageFactory):
    class Meta:
        model = ArticlePage

    title = "What happens at a first session"


class CentrePageFactory(HousePageFactory):
    class Meta:
        model = CentrePage

    title = "Market Library"

    @classmethod
    def _create(cls, model_class, *args, centre=None, **kwargs):
        return super()._create(model_class, *args, centre=centre or CentreFactory(), **kwargs)


def front_page():
    """The front page that every new site has; planted again where a test's database was emptied."""
    home = HomePage.objects.first()
    if home:
        return home
    Locale.objects.get_or_create(language_code="en-gb")
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")
    home = root.add_child(
        instance=HomePage(
            title="Get online, one small step at a time", slug="home", summary="Free help near you."
        )
    )
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    return home


def editor():
    """Somebody who may change and publish pages, and has the tools for it."""
    person = council_person("editor")
    front_page()
    editors, _ = Group.objects.get_or_create(name="Editors")
    editors.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_page", "change_page", "publish_page"):
        GroupPagePermission.objects.get_or_create(
            group=editors,
            page=Page.objects.get(depth=1),
            permission=Permission.objects.get(codename=codename),
        )
    person.groups.add(editors)
    return person
