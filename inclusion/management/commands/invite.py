"""Invite somebody from the command line: how a council's first administrator gets in."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from inclusion.actions import invitations
from inclusion.choices import COUNCIL_ROLES, ORGANISATION_ROLES, Role
from inclusion.models import Council, Organisation


class Command(BaseCommand):
    help = "Invite somebody. Prints the link, and emails it."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--role", required=True, choices=Role.values)
        body = parser.add_mutually_exclusive_group(required=True)
        body.add_argument("--organisation", metavar="SLUG")
        body.add_argument("--council", metavar="GSS", help="Such as E08000021.")

    def handle(self, *, email: str, role: str, **options: Any) -> None:
        body = find_body(options["organisation"], options["council"], role)
        if "@" not in email:
            raise CommandError(f"{email} is not an email address.")
        try:
            invitation, secret = invitations.invite(
                email=email, role=Role(role), body=body, by=None, now=timezone.now()
            )
        except invitations.HereAlready as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"{body}, {invitation.get_role_display().lower()}. Good for seven days:")
        self.stdout.write(invitations.link_for(secret))
        try:
            invitations.email_link(invitation=invitation, secret=secret)
        except OSError as problem:
            self.stderr.write(f"The email did not go ({problem}). Hand them the link yourself.")


def find_body(slug: str | None, code: str | None, role: str) -> Organisation | Council:
    """The organisation or council named. A role belongs to one kind of body or the other."""
    if slug and role not in ORGANISATION_ROLES:
        raise CommandError(f"A {role} belongs to a council: give --council, not --organisation.")
    if code and role not in COUNCIL_ROLES:
        raise CommandError(f"A {role} belongs to an organisation: give --organisation.")
    body: Organisation | Council | None = (
        Organisation.objects.filter(slug=slug).first()
        if slug
        else Council.objects.filter(code=code).first()
    )
    if body is None:
        raise CommandError(f"There is no {slug or code} here. Check how it is spelt.")
    return body
