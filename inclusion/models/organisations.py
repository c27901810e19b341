"""Who delivers, who signs in, and what each person may reach."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone

from inclusion.choices import COUNCIL_ROLES, ORGANISATION_ROLES, OrganisationKind, Role
from inclusion.models.places import Council


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, user: "User") -> Self:
        return self.filter(Q(pk__in=user.reach.organisations) | Q(council__in=user.reach.councils))

    def whose_people_are_looked_after_by(self, user: "User") -> Self:
        """Those they coordinate, and those of a council they administer."""
        return self.filter(Q(pk__in=user.reach.coordinates) | Q(council__in=user.reach.administers))


class Organisation(models.Model):
    """A library service, charity or firm that runs sessions in one council's area."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="organisations")
    name = models.CharField(max_length=100)
    slug = models.SlugField(unique=True)
    kind = models.CharField(max_length=9, choices=OrganisationKind.choices)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Reach:
    """The ids someone's memberships open to them. Nobody, and nothing, by default.

    `organisations` are those they work in by name; `councils` those they look after as a whole;
    `all_councils` adds the councils of their organisations, for pages that hold no personal data.
    `coordinates` and `administers` are the bodies whose people they look after: a volunteer in one
    organisation who coordinates another must not look after the first one's people.
    """

    roles: frozenset[str] = frozenset()
    organisations: frozenset[int] = frozenset()
    councils: frozenset[int] = frozenset()
    all_councils: frozenset[int] = frozenset()
    coordinates: frozenset[int] = frozenset()
    administers: frozenset[int] = frozenset()


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A person who can sign in with emailed codes. A password is only for the command line's own tests."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractUser):
    """A person who signs in. Their email address is their name; there is no password."""

    username = None  # type: ignore[assignment]
    email = models.EmailField("email address", unique=True)
    phone = models.CharField(
        "the number they text from", max_length=16, blank=True, help_text="E.164: +447700900123."
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()  # type: ignore[assignment,misc]

    class Personal:
        fields = ("email", "phone", "first_name", "last_name")

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["phone"], condition=~Q(phone=""), name="one_person_a_number"
            )
        ]

    def __str__(self) -> str:
        return f"User {self.pk}"

    def has_usable_password(self) -> bool:
        """Never: nobody signs in with one, so nobody is asked for one again before a change."""
        return False

    @property
    def known_as(self) -> str:
        """First name and initial, as it appears on a register: Aisha B."""
        return f"{self.first_name} {self.last_name[:1]}".strip() or "Someone without a name yet"

    @cached_property
    def reach(self) -> Reach:
        """What this person's live memberships open, read once a request."""
        rows = list(
            self.memberships.live().values_list(
                "role", "organisation_id", "council_id", "organisation__council_id"
            )
        )
        return Reach(
            roles=frozenset(role for role, *_ in rows),
            organisations=frozenset(o for _, o, _, _ in rows if o),
            councils=frozenset(c for _, _, c, _ in rows if c),
            all_councils=frozenset(c for _, _, *pair in rows for c in pair if c),
            coordinates=frozenset(o for role, o, *_ in rows if role == Role.COORDINATOR),
            administers=frozenset(c for role, _, c, _ in rows if role == Role.ADMINISTRATOR),
        )


class MembershipQuerySet(models.QuerySet["Membership"]):
    def live(self) -> Self:
        return self.filter(ended_at__isnull=True)

    def visible_to(self, user: User) -> Self:
        return self.filter(
            Q(organisation__in=user.reach.organisations) | Q(council__in=user.reach.councils)
        )

    def looked_after_by(self, user: User) -> Self:
        """The people of the organisations they coordinate, and of the councils they administer."""
        return self.visible_to(user).filter(in_the_care_of(user))

    def of_demonstrations(self) -> Self:
        """Made-up people, who may be signed in as by anybody while the demo flag is set."""
        return self.live().filter(
            Q(organisation__council__is_demonstration=True) | Q(council__is_demonstration=True),
            user__is_active=True,
            user__is_superuser=False,
        )


def in_the_care_of(user: User) -> Q:
    """Memberships and invitations whose organisation or council this person looks after."""
    return (
        Q(organisation__in=user.reach.coordinates)
        | Q(organisation__council__in=user.reach.administers)
        | Q(council__in=user.reach.administers)
    )


class Membership(models.Model):
    """One person's role in one organisation, or in one council. Ended, never deleted: their work stays theirs."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    council = models.ForeignKey(
        Council, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(max_length=13, choices=Role.choices)
    began_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    role__in=ORGANISATION_ROLES, organisation__isnull=False, council__isnull=True
                )
                | Q(role__in=COUNCIL_ROLES, organisation__isnull=True, council__isnull=False),
                name="membership_is_of_the_right_kind_of_body",
            ),
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=Q(ended_at__isnull=True, organisation__isnull=False),
                name="one_live_role_in_an_organisation",
            ),
            models.UniqueConstraint(
                fields=["user", "council", "role"],
                condition=Q(ended_at__isnull=True, council__isnull=False),
                name="one_live_role_in_a_council",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.pk}"

    @property
    def body(self) -> "Organisation | Council":
        """The organisation or the council it is a part in."""
        return one_of(self.organisation, self.council)


def one_of(organisation: Organisation | None, council: Council | None) -> Organisation | Council:
    """Whichever is there. The database makes sure that exactly one is."""
    if organisation:
        return organisation
    if council:
        return council
    raise ValueError("There is neither an organisation nor a council.")


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, user: User) -> Self:
        """Only to those who could have sent it."""
        return self.filter(in_the_care_of(user))

    def open(self, now: dt.datetime) -> Self:
        """Neither accepted, nor taken back, nor run out."""
        return self.unanswered().filter(expires_at__gt=now)

    def unanswered(self) -> Self:
        """Neither accepted nor taken back. It may have run out, and can be sent again."""
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True)


class Invitation(models.Model):
    """A way in, sent to one email address, good once and for seven days. Only a hash of its secret is kept."""

    email = models.EmailField()
    role = models.CharField(max_length=13, choices=Role.choices)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    council = models.ForeignKey(
        Council, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Nobody, when it was sent from the command line.",
    )
    secret_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Personal:
        fields = ("email",)

    class Meta:
        ordering = ["-sent_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    role__in=ORGANISATION_ROLES, organisation__isnull=False, council__isnull=True
                )
                | Q(role__in=COUNCIL_ROLES, organisation__isnull=True, council__isnull=False),
                name="invitation_is_to_the_right_kind_of_body",
            ),
        ]

    def __str__(self) -> str:
        return f"Invitation {self.pk}"

    @property
    def body(self) -> Organisation | Council:
        """The organisation or the council it invites somebody to."""
        return one_of(self.organisation, self.council)
