"""Every page of ours says who may see it, and none carries script or style inline."""

import re
from pathlib import Path

from django.urls import get_resolver
from django.urls.resolvers import URLResolver

ROOT = Path(__file__).parents[2]
OURS = ("inclusion.", "reports.", "sms.", "cms.")
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\ssrc=)", re.IGNORECASE)


def our_views(resolver):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from our_views(pattern)
        elif pattern.callback.__module__.startswith(OURS):
            yield pattern.callback


def test_every_page_says_who_may_see_it():
    undecided = {
        f"{view.__module__}.{view.__name__}"
        for view in our_views(get_resolver())
        if not hasattr(view, "allows")
    }
    assert undecided == set()


def test_no_template_carries_script_or_style_of_its_own():
    inline = {
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in ROOT.glob("*/templates/**/*.html")
        for match in INLINE.finditer(path.read_text())
    }
    assert inline == set()
