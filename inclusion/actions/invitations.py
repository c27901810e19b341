"""The only way in: an invitation to one email address, good once, for seven days."""

import datetime as dt
import hashlib
import secrets

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from inclusion.actions import memberships
from inclusion.actions.events import record
from inclusion.actions.memberships import NotTheirs
from inclusion.choices import Role
from inclusion.models import Council, Invitation, Membership, Organisation, User
from inclusion.rules.invitations import GOOD_FOR, SECRET_BYTES


class NotOpen(Exception):
    """The invitation was used, was taken back, has run out, or never was."""


class HereAlready(Exception):
    """That person has that role there already."""


@transaction.atomic
def invite(
    *,
    email: str,
    role: Role,
    body: Organisation | Council,
    by: User | None,
    now: dt.datetime,
) -> tuple[Invitation, str]:
    """Make an invitation, and the secret for its link. `by` is nobody only from the command line.

    Inviting the same person again renews the one they have: its old link stops working.
    Raises NotTheirs and HereAlready.
    """
    email, place = email.strip().lower(), memberships.place(body)
    if by and role not in memberships.roles_to_give(by, body):
        raise NotTheirs("You can't give that role there.")
    if Membership.objects.live().filter(user__email=email, role=role, **place).exists():
        raise HereAlready("They have that role there already.")
    secret = secrets.token_urlsafe(SECRET_BYTES)
    invitation, _ = Invitation.objects.unanswered().update_or_create(
        email=email,
        role=role,
        **place,
        defaults={
            "invited_by": by,
            "secret_hash": hashed(secret),
            "sent_at": now,
            "expires_at": now + GOOD_FOR,
        },
    )
    record("invite", invitation, by=by, organisation_id=invitation.organisation_id, role=str(role))
    return invitation, secret


@transaction.atomic
def accept(*, secret: str, first_name: str = "", last_name: str = "", now: dt.datetime) -> User:
    """Let the invited person in, new or known. Their address is proved by having the link. Raises NotOpen."""
    invitation = find_open(secret, now, lock=True)
    user = User.objects.filter(email=invitation.email).first() or User.objects.create_user(
        invitation.email, first_name=first_name, last_name=last_name
    )
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    invitation.accepted_at = now
    invitation.save(update_fields=["accepted_at"])
    memberships.grant(
        user=user,
        role=Role(invitation.role),
        body=invitation.body,
        by=invitation.invited_by,
        now=now,
    )
    record("accept_invitation", invitation, by=user, organisation_id=invitation.organisation_id)
    return user


@transaction.atomic
def revoke(*, invitation: Invitation, by: User, now: dt.datetime) -> Invitation:
    """Take an invitation back. Once accepted there is nothing to take back. Raises NotTheirs."""
    if invitation.role not in memberships.roles_to_give(by, invitation.body):
        raise NotTheirs("You can't take that invitation back.")
    if invitation.accepted_at is None and invitation.revoked_at is None:
        invitation.revoked_at = now
        invitation.save(update_fields=["revoked_at"])
        record("revoke", invitation, by=by, organisation_id=invitation.organisation_id)
    return invitation


def find_open(secret: str, now: dt.datetime, *, lock: bool = False) -> Invitation:
    """The open invitation a link's secret belongs to. Raises NotOpen, whatever the reason, alike."""
    invitations = Invitation.objects.open(now)
    if lock:
        invitations = invitations.select_for_update(of=("self",))
    try:
        return invitations.select_related("organisation", "council", "invited_by").get(
            secret_hash=hashed(secret)
        )
    except Invitation.DoesNotExist as nowhere:
        raise NotOpen from nowhere


def hashed(secret: str) -> str:
    """What is kept of a secret. It has 128 random bits, so a plain hash cannot be turned back."""
    return hashlib.sha256(secret.encode()).hexdigest()


def link_for(secret: str) -> str:
    return settings.PUBLIC_BASE_URL + reverse("inclusion:invitation", args=[secret])


def email_link(*, invitation: Invitation, secret: str) -> None:
    """Send the link, after the invitation is kept. Raises OSError when the mail server does not take it."""
    words = {"invitation": invitation, "link": link_for(secret)}
    send_mail(
        subject=f"You are invited to join {invitation.body} on Footbridge",
        message=render_to_string("inclusion/accounts/invitation.txt", words),
        from_email=None,
        recipient_list=[invitation.email],
    )
