"""Sessions, the places held at them, and who came."""

import datetime as dt
import uuid
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Count, F, Q
from django.utils import timezone

from inclusion.choices import Audience, BookingState, Channel, SessionKind, SessionState
from inclusion.models.cohorts import Cohort, Enrolment
from inclusion.models.learners import Learner
from inclusion.models.organisations import User
from inclusion.models.places import Centre


def midnight(day: dt.date) -> dt.datetime:
    """When a day begins, by London time."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(
            Q(centre__organisation__in=user.reach.organisations)
            | Q(centre__organisation__council__in=user.reach.councils)
        )

    def run_by(self, user: User) -> Self:
        """Sessions of the organisations someone works for: those they may keep a register of."""
        return self.visible_to(user).filter(centre__organisation__in=user.reach.organisations)

    def open_to_the_public(self) -> Self:
        return self.filter(state=SessionState.PLANNED, centre__is_open=True)

    def starting_between(self, first: dt.datetime, last: dt.datetime) -> Self:
        """Sessions that start from `first` up to, but not at, `last`."""
        return self.filter(starts_at__gte=first, starts_at__lt=last)

    def on(self, day: dt.date) -> Self:
        """Sessions that start on a day, by London time."""
        return self.starting_between(midnight(day), midnight(day + dt.timedelta(days=1)))

    def today(self, now: dt.datetime) -> Self:
        """Sessions that start on the day it is, and any that began before midnight and still runs."""
        day = timezone.localdate(now)
        is_begun_before = Q(starts_at__lt=midnight(day), ends_at__gt=now)
        tomorrow = midnight(day + dt.timedelta(days=1))
        return self.filter(
            Q(starts_at__gte=midnight(day), starts_at__lt=tomorrow) | is_begun_before
        )

    def still_to_come(self, now: dt.datetime) -> Self:
        return self.filter(state=SessionState.PLANNED, starts_at__gt=now).order_by("starts_at")

    def waiting_for_a_register(self, now: dt.datetime) -> Self:
        return self.filter(state=SessionState.PLANNED, ends_at__lte=now)

    def with_turnout(self) -> Self:
        """Add `named_heads`, the people on the register who came."""
        return self.annotate(
            named_heads=Count(
                "attendances", filter=Q(attendances__withdrawn_at__isnull=True), distinct=True
            )
        )

    def with_places_taken(self) -> Self:
        """Add `places_taken`, the places held and not given up."""
        return self.annotate(
            places_taken=Count(
                "bookings", filter=~Q(bookings__state=BookingState.GIVEN_UP), distinct=True
            )
        )


class Session(models.Model):
    """A meeting at a centre. Its id may be made on a phone, so that a second send finds the first.

    `unnamed_heads` are people counted but not named. They are never part of an outcome rate.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="sessions")
    cohort = models.ForeignKey(
        Cohort, null=True, blank=True, on_delete=models.PROTECT, related_name="sessions"
    )
    kind = models.CharField(max_length=9, choices=SessionKind.choices)
    topic = models.CharField(
        max_length=100, help_text="What the session is about: First steps with a phone."
    )
    audience = models.CharField(max_length=8, choices=Audience.choices, default=Audience.EVERYONE)
    starts_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField()
    places = models.PositiveSmallIntegerField(default=8)
    state = models.CharField(
        max_length=9, choices=SessionState.choices, default=SessionState.PLANNED
    )
    unnamed_heads = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(500)])
    note = models.TextField(
        blank=True, max_length=1000, help_text="For the team. No names, health or money."
    )
    team = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="sessions")
    logged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    logged_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    edits = models.JSONField(
        default=dict,
        blank=True,
        help_text="By field: the version it last changed at, and by whom (rules/merging.py).",
    )

    objects = SessionQuerySet.as_manager()

    class Personal:
        fields = ("note",)

    class Meta:
        ordering = ["-starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(kind=SessionKind.CODE_CLUB, cohort__isnull=False)
                | (~Q(kind=SessionKind.CODE_CLUB) & Q(cohort__isnull=True)),
                name="code_club_sessions_have_a_cohort",
            ),
        ]

    def __str__(self) -> str:
        return f"Session {self.pk}"

    @property
    def held_on(self) -> dt.date:
        """The day, by London time."""
        return timezone.localtime(self.starts_at).date()

    @property
    def length(self) -> dt.timedelta:
        return self.ends_at - self.starts_at


class BookingQuerySet(models.QuerySet["Booking"]):
    def standing(self) -> Self:
        return self.exclude(state=BookingState.GIVEN_UP)


class Booking(models.Model):
    """A place kept at a session for a learner."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="bookings")
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="bookings")
    state = models.CharField(max_length=9, choices=BookingState.choices, default=BookingState.HELD)
    channel = models.CharField(max_length=6, choices=Channel.choices)
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = BookingQuerySet.as_manager()

    class Meta:
        ordering = ["made_at"]
        constraints = [
            models.UniqueConstraint(fields=["session", "learner"], name="one_booking_each")
        ]

    def __str__(self) -> str:
        return f"Booking {self.pk}"


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def standing(self) -> Self:
        """Leave out ticks that were taken back."""
        return self.filter(withdrawn_at__isnull=True)

    def since(self, moment: dt.datetime) -> Self:
        """At sessions that began at or after a moment."""
        return self.filter(session__starts_at__gte=moment)


class Attendance(models.Model):
    """Somebody on the register came. A tick made by mistake is taken back, not deleted."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="attendances")
    learner = models.ForeignKey(
        Learner,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="attendances",
        db_index=False,  # the index below begins with it
    )
    enrolment = models.ForeignKey(
        Enrolment, null=True, blank=True, on_delete=models.CASCADE, related_name="attendances"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["learner", "session", "withdrawn_at"], name="sessions_somebody_came_to"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(learner__isnull=False, enrolment__isnull=True)
                | Q(learner__isnull=True, enrolment__isnull=False),
                name="attendance_is_of_one_person",
            ),
            models.UniqueConstraint(
                fields=["session", "learner"],
                condition=Q(learner__isnull=False),
                name="one_attendance_a_learner",
            ),
            models.UniqueConstraint(
                fields=["session", "enrolment"],
                condition=Q(enrolment__isnull=False),
                name="one_attendance_a_child",
            ),
        ]

    def __str__(self) -> str:
        return f"Attendance {self.pk}"
