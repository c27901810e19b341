"""The app for phones: its empty page, the words it reads out, and the worker that keeps both on the phone.

None of it is about anybody, so all of it is public and may be kept. What is about somebody comes from `phone.py`.
"""

import base64
import hashlib
import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from inclusion.choices import AgeBand, ConsentPurpose, Language
from inclusion.permissions import public
from inclusion.rules.consent import WORDINGS

STYLES = ("vendor/govuk-frontend/forms.css", "css/house.css", "css/field.css", "css/app.css")
PICTURES = ("img/favicon.svg", "img/app-192.png", "img/app-512.png")
WORKER = "field/sw.js"
SHELL = "inclusion/field/shell.html"
INK = "#073f3c"


def modules() -> list[str]:
    """Every script of the app by its place under static/, but not the worker."""
    root = Path(str(finders.find(WORKER))).parents[1]
    found = [*root.glob("field/**/*.js"), root / "vendor/idb/umd.js"]
    return sorted(str(path.relative_to(root)) for path in found if path.name != Path(WORKER).name)


def contents(name: str) -> bytes:
    """A static file as it is served: where names carry a hash, its links are rewritten too."""
    if hasattr(staticfiles_storage, "stored_name") and name in STYLES + PICTURES:
        with staticfiles_storage.open(staticfiles_storage.stored_name(name)) as file:
            return bytes(file.read())
    return Path(str(finders.find(name))).read_bytes()


def integrity(content: bytes) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content).digest()).decode()


@cache
def static_parts() -> dict[str, str]:
    """The address and hash of every file. Modules name each other, so they keep their plain names."""
    plain = {settings.STATIC_URL + name: integrity(contents(name)) for name in modules()}
    hashed = {
        staticfiles_storage.url(name): integrity(contents(name)) for name in STYLES + PICTURES
    }
    return {**plain, **hashed}


def words_to_read() -> bytes:
    """The closed lists and the exact words of consent, so that they are written once."""
    said = {
        "ages": AgeBand.choices,
        "languages": Language.choices,
        "record": WORDINGS[ConsentPurpose.RECORD].words,
        "texts": WORDINGS[ConsentPurpose.TEXTS].words,
        "calls": WORDINGS[ConsentPurpose.CALLS].words,
    }
    return json.dumps(said, ensure_ascii=False).encode()


def empty_page() -> bytes:
    """Drawn for nobody: a message left for whoever is signed in must not be kept in it, or lost by it."""
    return render_to_string(SHELL, request=HttpRequest()).encode()


@require_safe
@public
@cache_control(no_cache=True)
def shell(request: HttpRequest) -> HttpResponse:
    """The app with nobody in it: what opens when there is no signal."""
    return HttpResponse(empty_page())


@require_safe
@public
@cache_control(no_cache=True)
def words(request: HttpRequest) -> HttpResponse:
    return HttpResponse(words_to_read(), content_type="application/json")


@require_safe
@public
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, with every file it keeps, each by its hash. Another file makes another version."""
    page = reverse("inclusion:field_shell")
    files = static_parts() if not settings.DEBUG else static_parts.__wrapped__()
    files = {
        **files,
        page: integrity(empty_page()),
        reverse("inclusion:field_words"): integrity(words_to_read()),
    }
    version = hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()[:12]
    app = json.dumps({"VERSION": version, "FILES": files, "SHELL": page})
    script = f"self.APP = {app};\n{contents(WORKER).decode()}"
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


@require_safe
@public
@cache_control(max_age=3600)
def manifest(request: HttpRequest) -> JsonResponse:
    """What a phone needs to put the app on its home screen."""
    pictures = [
        {"src": staticfiles_storage.url(name), "sizes": sizes, "type": kind}
        for name, sizes, kind in zip(
            PICTURES,
            ("any", "192x192", "512x512"),
            ("image/svg+xml", "image/png", "image/png"),
            strict=True,
        )
    ]
    home = reverse("inclusion:field_home")
    said = {
        "name": "Footbridge sessions",
        "short_name": "Footbridge",
        "lang": "en-GB",
        "id": home,
        "start_url": home,
        "scope": home,
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": INK,
        "icons": pictures,
    }
    return JsonResponse(said, content_type="application/manifest+json")
