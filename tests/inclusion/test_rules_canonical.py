"""A phone and the server write a body down the same way, letter for letter."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inclusion.rules.canonical import NotCanonical, canonical, digest

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
PLAIN = st.none() | st.booleans() | st.integers() | TEXT
BODIES = PLAIN | st.lists(PLAIN, max_size=3) | st.dictionaries(TEXT, PLAIN, max_size=3)


def test_it_is_what_a_browser_writes_for_an_object_with_sorted_keys():
    body = {"words": "Tè “ok”\n\x1f\u2028", "session": "a", "inner": {"b": 2, "a": [1, None, True]}}

    assert canonical(body) == (
        '{"inner":{"a":[1,null,true],"b":2},"session":"a","words":"Tè “ok”\\n\\u001f\u2028"}'
    )


def test_the_hash_is_of_those_letters():
    assert digest({"b": 1, "a": "é"}) == (
        "aa58fba8483623bed37c1b02edfccbdd9a53123837c20bfa4cb4049993a2872e"
    )


@given(st.dictionaries(TEXT, BODIES, max_size=4))
def test_the_order_of_keys_changes_nothing_and_nothing_is_lost(body):
    turned = dict(reversed(body.items()))

    assert digest(body) == digest(turned)
    assert json.loads(canonical(body)) == body


@pytest.mark.parametrize("odd", [1.5, "\0", "\ud800", [[[[[[[1]]]]]]], {"a": float("nan")}])
def test_what_the_two_would_write_differently_is_refused(odd):
    with pytest.raises(NotCanonical):
        canonical({"a": odd})
