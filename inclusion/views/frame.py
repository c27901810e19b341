"""What every page's frame needs: the name, the links, and whether this is a demonstration."""

from dataclasses import dataclass, field

from django.http import HttpRequest

from inclusion.models import User
from inclusion.permissions import Permission, permissions_of
from inclusion.views import demonstration
from inclusion.views.desk.rooms import FRONT, rooms_for

NAME = "Footbridge"
PUBLIC_LINKS = (
    ("Find a session", "/sessions/"),
    ("Ward by ward", "/wards/"),
    ("Check a certificate", "/certificates/"),
)
FOOT_LINKS = (
    ("Open data", "/data/"),
    ("What we keep about you", "/data-protection/"),
)
SIGN_IN = ("Sign in", "/start/")
ROLE_LINKS = (
    (Permission.LOG_SESSION, "My sessions", "/field/"),
    (Permission.SEE_DESK, "Desk", "/desk/"),
)


@dataclass(frozen=True)
class Link:
    """One link in a frame. Current when the page is inside it."""

    label: str
    address: str
    is_current: bool


@dataclass(frozen=True)
class Frame:
    """Handed to every template as `frame`."""

    name: str = NAME
    is_demonstration: bool = False
    demonstration_place: str = ""
    person: str = ""
    links: list[Link] = field(default_factory=list)
    foot_links: list[Link] = field(default_factory=list)
    rooms: list[Link] = field(default_factory=list)


def frame(request: HttpRequest) -> dict[str, Frame]:
    """The frame around a page. Costs no query for somebody who is not signed in, save the mark's one a minute."""
    user = getattr(request, "user", None)
    person = user if isinstance(user, User) else None
    pairs = [
        (label, address)
        for permission, label, address in ROLE_LINKS
        if person and permission in permissions_of(person)
    ]
    foot = FOOT_LINKS if person else (*FOOT_LINKS, SIGN_IN)
    made_up = demonstration.what_is_made_up()
    return {
        "frame": Frame(
            is_demonstration=bool(made_up),
            demonstration_place=made_up,
            person=person.known_as if person else "",
            links=[link(request, *pair) for pair in pairs or PUBLIC_LINKS],
            foot_links=[link(request, *pair) for pair in foot],
            rooms=desk_rooms(request, person),
        )
    }


def link(request: HttpRequest, label: str, address: str) -> Link:
    return Link(label, address, request.path.startswith(address))


def desk_rooms(request: HttpRequest, person: User | None) -> list[Link]:
    """The desk's own links, on the desk's own pages. The innermost is current; the front room only when you are in it."""
    if person is None or not request.path.startswith(FRONT):
        return []
    rooms = rooms_for(person)
    around = [address for _, address in rooms if request.path.startswith(address)]
    here = max(around, key=len, default="")
    is_inside = here != FRONT or request.path == FRONT
    return [Link(label, address, is_inside and address == here) for label, address in rooms]
