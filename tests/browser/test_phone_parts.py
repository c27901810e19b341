"""The small parts of the app that the server must agree with to the letter."""

import hashlib

import pytest

from inclusion.rules.canonical import canonical, digest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BODIES = [
    {},
    {"b": 1, "a": [{"d": "", "c": None}, True]},
    {"words": "Łukasz said “tea”\n\t\\ \u2028 \x7f \x01 😀", "count": 12},
    {"Z": 1, "a": 2, "é": 3},
]


@pytest.mark.parametrize("body", BODIES)
def test_phone_and_server_write_a_body_the_same_way(app, body):
    said = app.evaluate(
        """async (body) => {
          const { canonical, digest } = await import("/static/field/canonical.js");
          return [canonical(body), await digest(body)];
        }""",
        body,
    )

    assert said == [canonical(body), digest(body)]


@pytest.mark.parametrize("letters", [0, 1, 55, 56, 63, 64, 65, 1000])
def test_a_phone_without_the_browsers_hash_works_it_out_itself(app, letters):
    said = app.evaluate(
        """async (letters) => {
          const { sha256 } = await import("/static/field/sha256.js");
          return sha256(new TextEncoder().encode("a".repeat(letters)));
        }""",
        letters,
    )

    assert said == hashlib.sha256(b"a" * letters).hexdigest()


def test_ids_rise_even_when_the_clock_goes_back(app):
    ids = app.evaluate(
        """async () => {
          const { newId, notBefore } = await import("/static/field/ids.js");
          notBefore("f0000000-0000-7000-8000-000000000000");
          return Array.from({ length: 5000 }, (_, i) => newId(Date.now() - i));
        }"""
    )

    assert ids == sorted(set(ids))
    assert ids[0] > "f0000000-0000-7000-8000-000000000000"
