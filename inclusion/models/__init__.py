"""What is stored. Import models from here, never from the files inside."""

from inclusion.models.cohorts import CodeClub, Cohort, Enrolment
from inclusion.models.disputes import Conflict, Quarantine
from inclusion.models.drafts import SessionDraft
from inclusion.models.facts import Fact
from inclusion.models.feedback import Feedback
from inclusion.models.learners import Consent, Learner
from inclusion.models.notices import Notice
from inclusion.models.organisations import Invitation, Membership, Organisation, Reach, User
from inclusion.models.people import Person, column_of
from inclusion.models.places import BoundarySet, Centre, Council, Postcode, PostcodeWard, Ward
from inclusion.models.records import Device, Epoch, Event, Heartbeat, Receipt, Tombstone
from inclusion.models.sessions import Attendance, Booking, Session
from inclusion.models.skills import Evidence, Framework, Task

__all__ = [
    "Attendance",
    "Booking",
    "BoundarySet",
    "Centre",
    "CodeClub",
    "Cohort",
    "Conflict",
    "Consent",
    "Council",
    "Device",
    "Enrolment",
    "Epoch",
    "Event",
    "Evidence",
    "Fact",
    "Feedback",
    "Framework",
    "Heartbeat",
    "Invitation",
    "Learner",
    "Membership",
    "Notice",
    "Organisation",
    "Person",
    "Postcode",
    "PostcodeWard",
    "Quarantine",
    "Reach",
    "Receipt",
    "Session",
    "SessionDraft",
    "Task",
    "Tombstone",
    "User",
    "Ward",
    "column_of",
]
