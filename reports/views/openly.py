"""Pages that are the same for everybody, and may be kept by any cache in between."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
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
        is_nobody = settings.SESSION_COOKIE_NAME not in request.COOKIES
        if is_nobody:
            request.user = AnonymousUser()
        response = view(request, *args, **kwargs)
        if is_nobody:
            patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
        else:
            patch_cache_control(response, private=True, no_cache=True)
        return response

    return shown
