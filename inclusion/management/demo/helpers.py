"""Who signs in: the people a visitor can be for a day, and the volunteers and coordinators around them."""

import datetime as dt
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from allauth.account.models import EmailAddress

from inclusion.actions.memberships import keep_editors_in_step
from inclusion.choices import Role
from inclusion.management.demo.centres import BODIES
from inclusion.management.demo.names import a_name
from inclusion.management.demo.world import World
from inclusion.models import Membership, Organisation, User

# Nobody has a password; this is what Django keeps for none, without its random tail, so that each demo is the same.
NO_PASSWORD = "!"  # noqa: S105 -- it is the mark of having none
COUNCIL = None


@dataclass(frozen=True)
class Part:
    """Somebody with a named part: first and last name, role, and the number of their organisation."""

    first: str
    last: str
    role: Role
    body: int | None
    phone: str = ""


# The volunteer comes first: today's sessions are theirs.
CAST = [
    Part("Priya", "Nair", Role.VOLUNTEER, 0, phone="+447700900102"),
    Part("Tom", "Ellwood", Role.COORDINATOR, 0),
    Part("Helen", "Marsh", Role.LEAD, COUNCIL),
    Part("Dafydd", "Pryce", Role.EDITOR, COUNCIL),
    Part("Grace", "Adeyemi", Role.ADMINISTRATOR, COUNCIL),
    Part("Marta", "Kowalska", Role.COORDINATOR, 1),
    Part("Yusuf", "Rahman", Role.VOLUNTEER, 1),
    Part("Sandra", "Shaw", Role.COORDINATOR, 2),
    Part("Omar", "Haddad", Role.COORDINATOR, 3),
]


def invite_everyone(
    world: World, organisations: Sequence[Organisation]
) -> dict[Organisation, list[User]]:
    """Store the people who sign in. Gives the volunteers and coordinators of each organisation, the cast first."""
    parts = [*CAST, *the_rest(world)]
    users = User.objects.bulk_create(
        User(
            email=email_of(part, number, world),
            password=NO_PASSWORD,
            first_name=part.first,
            last_name=part.last,
            phone=part.phone,
            date_joined=began(world, number),
        )
        for number, part in enumerate(parts)
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users
    )
    Membership.objects.bulk_create(
        Membership(
            user=user,
            organisation=None if part.body is None else organisations[part.body],
            council=world.council if part.body is None else None,
            role=part.role,
            began_at=user.date_joined,
        )
        for user, part in zip(users, parts, strict=True)
    )
    for user, part in zip(users, parts, strict=True):
        if part.role == Role.EDITOR:
            keep_editors_in_step(user)
    return {
        organisation: [user for user, part in zip(users, parts, strict=True) if part.body == number]
        for number, organisation in enumerate(organisations)
    }


def the_rest(world: World) -> Iterator[Part]:
    """Volunteers until each organisation has its number of helpers."""
    for number, body in enumerate(BODIES):
        named = sum(part.body == number for part in CAST)
        for _ in range(world.some(body.helpers, least=named + 1) - named):
            first, last, _ = a_name(world.dice)
            yield Part(first, last, Role.VOLUNTEER, number)


def email_of(part: Part, number: int, world: World) -> str:
    """priya.nair@ashmere.example.org; example.org reaches nobody. A number keeps namesakes apart."""
    plain = unicodedata.normalize(
        "NFKD", f"{part.first}.{part.last}".replace("ł", "l").replace("Ł", "L")
    )
    letters = "".join(c for c in plain.lower() if c.isascii() and (c.isalpha() or c == "."))
    return f"{letters}{'' if number < len(CAST) else number}@{world.council.slug}.example.org"


def began(world: World, number: int) -> dt.datetime:
    """The cast from the start, the rest one by one over two years."""
    days_ago = 760 if number < len(CAST) else world.dice.randint(30, 740)
    return world.moment(world.today - dt.timedelta(days=days_ago), 12)
