"""Certificates as they were issued, and the keys they were signed with."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from inclusion.models import Enrolment, Framework, Learner, Organisation, User
from inclusion.rules.cards import new_card_code
from reports.choices import Award


class SigningKey(models.Model):
    """A pair of Ed25519 keys. The public half is published for ever, so old certificates can always be checked.

    The private half is kept encrypted (see reports/signing.py), so a stolen copy of the database signs nothing.
    """

    kid = models.CharField("name of the key", max_length=16, unique=True)
    public = models.CharField(max_length=43, help_text="32 bytes as base64url, as in RFC 8037.")
    private = models.TextField(help_text="Encrypted with a key made from SECRET_KEY.")
    is_current = models.BooleanField(default=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_current"], condition=Q(is_current=True), name="one_current_signing_key"
            )
        ]

    def __str__(self) -> str:
        return f"Key {self.kid}"


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def visible_to(self, user: User) -> Self:
        """Certificates name people, so only the organisation that issued them lists them."""
        return self.filter(organisation__in=user.reach.organisations)

    def standing(self) -> Self:
        """Leave out what was withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def to_print(self) -> Self:
        return self.standing().filter(printed_at__isnull=True)


class Certificate(models.Model):
    """What somebody was seen to be able to do, in the words it was issued in. The words never change afterwards."""

    serial = models.CharField(max_length=9, unique=True, default=new_card_code, editable=False)
    learner = models.ForeignKey(
        Learner, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    enrolment = models.ForeignKey(
        Enrolment, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    award = models.CharField(max_length=8, choices=Award.choices)
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="+")
    earned_on = models.DateField(db_index=True)
    wording = models.JSONField(help_text="Everything printed on it: see reports.wording.Wording.")
    token = models.TextField(help_text="Name, award and date, signed: a compact JWS (RFC 7515).")
    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="certificates")
    issued_at = models.DateTimeField(default=timezone.now)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Nobody when the machine issued it by itself.",
    )
    printed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField("why it was withdrawn", max_length=200, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Personal:
        fields = ("wording", "token")

    class Meta:
        ordering = ["-issued_at", "serial"]
        indexes = [
            models.Index(fields=["organisation", "-issued_at"], name="certificates_in_list_order")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(learner__isnull=True) | Q(enrolment__isnull=True),
                name="certificate_is_of_one_person",
            ),
            models.UniqueConstraint(
                fields=["learner", "framework"],
                condition=Q(withdrawn_at__isnull=True, learner__isnull=False),
                name="one_live_certificate_a_learner_and_framework",
            ),
            models.UniqueConstraint(
                fields=["enrolment", "framework"],
                condition=Q(withdrawn_at__isnull=True, enrolment__isnull=False),
                name="one_live_certificate_a_child_and_framework",
            ),
        ]

    def __str__(self) -> str:
        return f"Certificate {self.serial}"
