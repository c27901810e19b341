"""Pages that are the same for everybody, and may be kept by any cache in between."""

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import re_accepts_gzip
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import conditional_page, require_safe

from inclusion.permissions import public

View = Callable[..., HttpResponse]


def openly(view: View) -> View:
    """Show a page to anyone, and answer "nothing has changed" (304) where nothing has.

    Somebody with no session cookie never touches a session, so the answer carries no `Vary: Cookie` and is theirs and
    everybody's. Somebody signed in sees their own frame around it, and nobody else's cache may keep that.
    """

    @public
    @require_safe
    @conditional_page
    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        is_nobody = has_no_session(request)
        if is_nobody:
            request.user = AnonymousUser()
        response = view(request, *args, **kwargs)
        if is_nobody:
            patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
        else:
            patch_cache_control(response, private=True, no_cache=True)
        return response

    return shown


def has_no_session(request: HttpRequest) -> bool:
    """Somebody we know nothing of, who gets what everybody gets."""
    return settings.SESSION_COOKIE_NAME not in request.COOKIES


@dataclass(frozen=True)
class Packed:
    """A page that is the same for everybody, as it is and made small, so that it is made small only once.

    It holds nothing secret, so its size tells nobody anything.
    """

    plain: bytes
    small: bytes

    @classmethod
    def of(cls, response: HttpResponse) -> "Packed":
        # No time of day in it: every process makes the same bytes, and so the same ETag.
        return cls(response.content, gzip.compress(response.content, mtime=0))

    def for_browser(self, request: HttpRequest) -> HttpResponse:
        """Small where the browser can unpack it."""
        can_unpack = bool(re_accepts_gzip.search(request.headers.get("Accept-Encoding", "")))
        response = HttpResponse(self.small if can_unpack else self.plain)
        patch_vary_headers(response, ("Accept-Encoding",))
        if can_unpack:
            response["Content-Encoding"] = "gzip"
        return response
