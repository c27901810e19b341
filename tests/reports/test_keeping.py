"""What is slow to make is made once, however many ask."""

import pytest
from django.core.cache import cache

from reports.keeping import kept

pytestmark = pytest.mark.django_db


def test_it_is_made_once_for_each_version():
    made = iter(["one", "two"])
    assert [kept("x", version, lambda: next(made)) for version in "aab"] == ["one", "one", "two"]


def test_whoever_asks_while_it_is_being_made_gets_the_one_before():
    kept("x", "a", lambda: "old")

    def slowly():
        return kept("x", "b", lambda: "made twice") + ", then new"

    assert kept("x", "b", slowly) == "old, then new"


def test_a_maker_that_fails_lets_the_next_one_make_it():
    with pytest.raises(ZeroDivisionError):
        kept("x", "a", lambda: 1 // 0)
    assert kept("x", "a", lambda: "made") == "made"
    assert cache.get("x:making") is None


def test_with_none_before_nobody_waits():
    assert kept("x", "a", lambda: kept("x", "a", lambda: "mine")) == "mine"
