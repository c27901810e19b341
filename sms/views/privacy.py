"""What we keep about people, for how long, and what the company that carries our texts keeps."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from inclusion.permissions import public
from sms.gateway import gateway


@require_safe
@public
def data_protection(request: HttpRequest) -> HttpResponse:
    """In plain words, for anybody. What it says of days is what the worker does."""
    page = {"days": settings.TEXT_WORDS_KEPT_DAYS, "provider": gateway().name}
    return render(request, "sms/data_protection.html", page)
