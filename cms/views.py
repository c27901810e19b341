"""The door to the editors' room, what search engines ask for, and the pictures on the pages."""

from pathlib import Path

from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousFileOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils._os import safe_join
from django.utils.http import urlencode
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from inclusion.permissions import public

PICTURE_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
A_MONTH = 30 * 24 * 60 * 60
PAGES_OF_THE_CORE = ("/sessions/", "/wards/", "/certificates/", "/data/")
ROOMS = ("/accounts/", "/cms/", "/desk/", "/field/", "/sms/", "/start/")


@require_safe
@public
def sign_in(request: HttpRequest) -> HttpResponse:
    """Stands where Wagtail's own sign-in page was, which takes passwords and knows no second factor.

    Somebody who is signed in already and was sent here may not write pages: sent on, they would go in circles.
    """
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect("/accounts/login/?" + urlencode({"next": request.GET.get("next", "/cms/")}))


@require_safe
@public
def robots(request: HttpRequest) -> HttpResponse:
    """Where search engines may go. A demonstration asks them to stay away altogether."""
    context = {
        "rooms": ["/"] if settings.DEMO else ROOMS,
        "sitemap": f"{settings.PUBLIC_BASE_URL}/sitemap.xml",
    }
    return render(request, "cms/robots.txt", context, content_type="text/plain")


@require_safe
@public
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every published page, at the address people type, and the public pages of the core."""
    site = Site.find_for_request(request)
    pages = Page.objects.descendant_of(site.root_page, inclusive=True) if site else Page.objects
    listed = [
        (page.get_url(request), page.last_published_at)
        for page in pages.live().public().order_by("path")
    ]
    context = {
        "base": settings.PUBLIC_BASE_URL,
        "entries": listed + [(address, None) for address in PAGES_OF_THE_CORE],
    }
    return render(request, "cms/sitemap.xml", context, content_type="application/xml")


@require_safe
@public
def picture(request: HttpRequest, name: str) -> HttpResponse:
    """A picture made for a page, from the folder Wagtail keeps them in. Never the original, never a listing."""
    content_type = PICTURE_TYPES.get(Path(name).suffix.lower())
    if not settings.SERVE_MEDIA or content_type is None:
        raise Http404
    try:
        content = Path(safe_join(settings.MEDIA_ROOT / "images", name)).read_bytes()
    except (OSError, SuspiciousFileOperation) as problem:
        raise Http404 from problem
    return HttpResponse(
        content,
        content_type=content_type,
        headers={
            "Cache-Control": f"public, max-age={A_MONTH}",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )
