"""What people have said of who came and what they did: one row a saying, from which the register follows."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from inclusion.choices import HelpGiven
from inclusion.models.cohorts import Enrolment
from inclusion.models.learners import Learner
from inclusion.models.sessions import Session
from inclusion.models.skills import Task


class Fact(models.Model):
    """One person's word that somebody came, or with a `task` that they did it. Taken back, never edited.

    Its id is the operation's that said it. Two volunteers' ticks of one person are two facts: taking one back leaves
    the other. A taking-back that arrives first makes an empty fact (no session, nobody), filled in when the
    word itself comes. Attendance and Evidence say what stands; this says why.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(
        Session, null=True, blank=True, on_delete=models.CASCADE, related_name="facts"
    )
    learner = models.ForeignKey(
        Learner, null=True, blank=True, on_delete=models.CASCADE, related_name="facts"
    )
    enrolment = models.ForeignKey(
        Enrolment, null=True, blank=True, on_delete=models.CASCADE, related_name="facts"
    )
    task = models.ForeignKey(
        Task, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    help_given = models.CharField(max_length=6, choices=HelpGiven.choices, blank=True)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(session__isnull=False, learner__isnull=False, enrolment__isnull=True)
                | Q(session__isnull=False, learner__isnull=True, enrolment__isnull=False)
                | Q(
                    session__isnull=True,
                    learner__isnull=True,
                    enrolment__isnull=True,
                    taken_back_at__isnull=False,
                ),
                name="fact_is_about_one_person_or_only_taken_back",
            ),
            models.CheckConstraint(
                condition=Q(task__isnull=True, help_given="")
                | (Q(task__isnull=False) & ~Q(help_given="")),
                name="fact_of_a_task_says_how_much_help",
            ),
        ]

    def __str__(self) -> str:
        return f"Fact {self.pk}"
