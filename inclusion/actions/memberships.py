"""Giving people a part, and ending it. What an editor may do in the website's admin follows at once."""

import datetime as dt
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from inclusion.actions.events import record
from inclusion.choices import Role
from inclusion.models import Council, Membership, Organisation, User
from inclusion.rules.invitations import roles_in_a_council, roles_in_an_organisation

EDITORS = "Editors"  # the website's package gives this group its pages


class NotTheirs(Exception):
    """They may not do this to that organisation, council or person. The message says what, for them."""


def roles_to_give(giver: User, body: Organisation | Council) -> tuple[Role, ...]:
    """The roles this person may give in an organisation or a council."""
    if isinstance(body, Organisation):
        return roles_in_an_organisation(
            coordinates=body.pk in giver.reach.coordinates,
            administers_council=body.council_id in giver.reach.administers,
        )
    return roles_in_a_council(administers=body.pk in giver.reach.administers)


@transaction.atomic
def grant(
    *, user: User, role: Role, body: Organisation | Council, by: User | None, now: dt.datetime
) -> Membership:
    """Give somebody a part. Given twice, it is one membership."""
    membership, is_new = Membership.objects.live().get_or_create(
        user=user, role=role, **place(body), defaults={"began_at": now}
    )
    if is_new:
        keep_editors_in_step(user)
        record(
            "grant", membership, by=by, organisation_id=membership.organisation_id, role=str(role)
        )
    return membership


@transaction.atomic
def end(*, membership: Membership, by: User, now: dt.datetime) -> Membership:
    """End somebody's part. Their open session stops at its next page. Raises NotTheirs."""
    if membership.user_id == by.pk:
        raise NotTheirs("You can't end your own part. Ask somebody else who looks after people.")
    if membership.role not in roles_to_give(by, membership.body):
        raise NotTheirs("You do not look after that person.")
    if membership.ended_at is None:
        membership.ended_at = now
        membership.save(update_fields=["ended_at"])
        keep_editors_in_step(membership.user)
        record("end_membership", membership, by=by, organisation_id=membership.organisation_id)
    return membership


def keep_editors_in_step(user: User) -> None:
    """Somebody is in the website's group of editors exactly while they have a live role as one."""
    if user.memberships.live().filter(role=Role.EDITOR).exists():
        user.groups.add(editors())
    else:
        user.groups.remove(*user.groups.filter(name=EDITORS))


def editors() -> Group:
    """The group that may open the website's admin. It holds pages and pictures, never personal data."""
    group, _ = Group.objects.get_or_create(name=EDITORS)
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    return group


def place(body: Organisation | Council) -> dict[str, Any]:
    """The field of a membership or an invitation that names this body."""
    return {"organisation" if isinstance(body, Organisation) else "council": body}
