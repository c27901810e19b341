"""What an editor sees in Wagtail: pages, pictures and documents. Nothing about people."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page, Site

EDITORS_MENU = {"explorer", "images", "documents", "help"}
HELP_MENU = {"keyboard-shortcuts-trigger"}


@hooks.register("construct_main_menu")
def leave_only_pages(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name in EDITORS_MENU]


@hooks.register("construct_help_menu")
def leave_only_shortcuts(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name in HELP_MENU]


@hooks.register("before_delete_page")
@hooks.register("before_unpublish_page")
def keep_the_front_page(request: HttpRequest, page: Page) -> None:
    """Without its front page a site answers nothing at all, and deleting it deletes the site."""
    if Site.objects.filter(root_page__path__startswith=page.path).exists():
        raise PermissionDenied("A site needs its front page. Change its words instead.")


@hooks.register("before_bulk_action")
def keep_the_front_page_in_bulk(
    request: HttpRequest, kind: str, objects: list[object], action: object
) -> None:
    if kind in {"delete", "unpublish"}:
        for thing in objects:
            if isinstance(thing, Page):
                keep_the_front_page(request, thing)
