"""No page of ours is forgotten by the browser tests."""

import pytest
from django.http import HttpResponseNotAllowed
from django.test import RequestFactory
from django.urls import URLResolver, get_resolver

from tests.browser.kinds import KINDS, NOT_PAGES


def named(resolver, before=""):
    """Every named address, with its page."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from named(entry, f"{entry.namespace}:" if entry.namespace else before)
        elif entry.name:
            yield before + entry.name, entry


def can_be_looked_at(entry):
    """Whether it answers GET. Those that do not say so before they look at anything."""
    request = RequestFactory().get("/")
    try:
        return not isinstance(entry.callback(request), HttpResponseNotAllowed)
    except Exception:  # noqa: BLE001 -- it went on to do its work, so it answers
        return True


def test_every_page_is_one_of_the_kinds():
    known = {kind.place for kind in KINDS} | NOT_PAGES
    ours = {
        name
        for name, entry in named(get_resolver())
        if hasattr(entry.callback, "allows") and can_be_looked_at(entry)
    }
    assert sorted(ours - known) == [], "Add each to KINDS, or to NOT_PAGES if it is no page"


@pytest.mark.parametrize("name", sorted({kind.place for kind in KINDS if ":" in kind.place}))
def test_every_kind_is_still_a_page(name):
    assert name in {found for found, _ in named(get_resolver())}
