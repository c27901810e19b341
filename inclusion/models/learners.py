"""The people we help, and what they agreed to."""

import datetime as dt
import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from inclusion.choices import AgeBand, Channel, ConsentPurpose, Language
from inclusion.models.organisations import Organisation, User
from inclusion.models.places import Centre, Postcode
from inclusion.rules.cards import new_card_code, read_card_code


class LearnerQuerySet(models.QuerySet["Learner"]):
    def visible_to(self, user: User) -> Self:
        """Learners are named only to the people of the organisation that helps them."""
        return self.filter(organisation__in=user.reach.organisations)

    def current(self) -> Self:
        """Leave out records merged into another."""
        return self.filter(merged_into__isnull=True)

    def named_like(self, words: str) -> Self:
        """Learners whose first name begins so, or the one whose card has that code. Each has its own index.

        The card of a record that was merged into another finds that other.
        """
        code = read_card_code(words)
        if not code:
            return self.filter(first_name__istartswith=words)
        carded = Learner.objects.filter(card_code=code)
        return self.filter(Q(pk__in=carded) | Q(pk__in=carded.values("merged_into")))

    def who_agreed_to(self, purpose: ConsentPurpose) -> Self:
        agreed = Consent.objects.filter(
            learner=OuterRef("pk"), purpose=purpose, withdrawn_at__isnull=True
        )
        return self.filter(Exists(agreed))


class Learner(models.Model):
    """A person we help. A first name and an initial are enough: no email, no phone, no account.

    The id may be made on a phone with no signal. The postcode gives the ward, in any boundary set.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="learners"
    )
    centre = models.ForeignKey(
        Centre,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="learners",
        verbose_name="usual centre",
    )
    first_name = models.CharField(max_length=40)
    initial = models.CharField("first letter of last name", max_length=2, blank=True)
    card_code = models.CharField(max_length=9, unique=True, default=new_card_code, editable=False)
    postcode = models.ForeignKey(
        Postcode, null=True, blank=True, on_delete=models.SET_NULL, related_name="learners"
    )
    age_band = models.CharField(max_length=5, choices=AgeBand.choices, blank=True)
    phone = models.CharField(
        max_length=16, blank=True, db_index=True, help_text="E.164: +447700900123."
    )
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.ENGLISH)
    goal = models.CharField("what they want to do", max_length=200, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="merged"
    )
    version = models.PositiveIntegerField(
        default=1, help_text="Counts edits, so that two people's edits can be told apart."
    )
    edits = models.JSONField(
        default=dict,
        blank=True,
        help_text="By field: the version it last changed at, and by whom (rules/merging.py).",
    )
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = LearnerQuerySet.as_manager()

    class Personal:
        fields = (
            "first_name",
            "initial",
            "card_code",
            "postcode",
            "age_band",
            "phone",
            "language",
            "goal",
        )

    class Meta:
        ordering = ["first_name", "initial", "id"]
        indexes = [
            models.Index(
                fields=["organisation", "first_name", "initial", "id"], name="learner_in_list_order"
            ),
            # All the ward page asks of somebody, so that counting them reads no record.
            models.Index(
                fields=["organisation", "merged_into", "id", "postcode"], name="where_learners_live"
            ),
        ]

    def __str__(self) -> str:
        return f"Learner {self.card_code}"

    @property
    def known_as(self) -> str:
        """How they appear on a register: Aisha B."""
        return f"{self.first_name} {self.initial}".strip()


class ConsentQuerySet(models.QuerySet["Consent"]):
    def live(self) -> Self:
        return self.filter(withdrawn_at__isnull=True)


class Consent(models.Model):
    """Who agreed to what, in which words, how, and when they took it back."""

    learner = models.ForeignKey(
        Learner, null=True, blank=True, on_delete=models.CASCADE, related_name="consents"
    )
    enrolment = models.ForeignKey(
        "inclusion.Enrolment",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="consents",
    )
    purpose = models.CharField(max_length=6, choices=ConsentPurpose.choices)
    words = models.CharField("the words they agreed to", max_length=400)
    wording = models.CharField("version of the words", max_length=20)
    channel = models.CharField(max_length=6, choices=Channel.choices)
    given_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_channel = models.CharField(max_length=6, choices=Channel.choices, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(learner__isnull=False, enrolment__isnull=True)
                | Q(learner__isnull=True, enrolment__isnull=False),
                name="consent_is_about_one_person",
            ),
            models.UniqueConstraint(
                fields=["learner", "purpose"],
                condition=Q(withdrawn_at__isnull=True, learner__isnull=False),
                name="one_live_consent_a_learner_and_purpose",
            ),
            models.UniqueConstraint(
                fields=["enrolment", "purpose"],
                condition=Q(withdrawn_at__isnull=True, enrolment__isnull=False),
                name="one_live_consent_a_child_and_purpose",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_channel="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_channel="")),
                name="consent_withdrawn_when_and_how",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.pk}"

    def live_on(self, moment: dt.datetime) -> bool:
        """Whether it stood at a moment."""
        return self.given_at <= moment and (self.withdrawn_at is None or self.withdrawn_at > moment)
