"""Pages for when something went wrong: what happened, and what to do next."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

from inclusion.permissions import public


@requires_csrf_token
@public
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/400.html", status=400)


@requires_csrf_token
@public
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/403.html", status=403)


@public
def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long, or a cookie was lost. Going back keeps what was typed."""
    if request.content_type == "application/json":
        return JsonResponse({"words": "Ask /field/me/ for a fresh token, then send."}, status=403)
    return render(request, "errors/403_csrf.html", status=403)


@requires_csrf_token
@public
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


@requires_csrf_token
@public
def broken(request: HttpRequest) -> HttpResponse:
    """Drawn without the database or the frame, since either may be what broke."""
    return HttpResponse(render_to_string("errors/500.html"), status=500)
