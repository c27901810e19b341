"""The rooms of the desk, and which of them somebody may enter."""

from functools import cache

from django.urls import Resolver404, resolve

from inclusion.models import User
from inclusion.permissions import permissions_of

FRONT = "/desk/"
ROOMS = (
    ("Today", FRONT),
    ("Learners", "/desk/learners/"),
    ("Sessions", "/desk/sessions/"),
    ("Code Clubs", "/desk/cohorts/"),
    ("Programme", "/desk/programme/"),
    ("Texts", "/desk/texts/"),
    ("Text costs", "/desk/texts/money/"),
    ("Certificates", "/desk/certificates/"),
    ("Where next", "/desk/where-next/"),
    ("Phones", "/desk/devices/"),
    ("People", "/desk/people/"),
)


def rooms_for(person: User) -> list[tuple[str, str]]:
    """Label and address of each room whose own page lets this person in, so a link never leads to a refusal."""
    return [room for room in ROOMS if permission_at(room[1]) in permissions_of(person)]


@cache
def permission_at(address: str) -> str | None:
    """What the page at an address asks for (its `@allow`). None if there is no such page of ours."""
    try:
        return getattr(resolve(address).func, "allows", None)
    except Resolver404:
        return None
