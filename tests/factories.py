"""The smallest valid row of each core model. A test names only what it is about."""

import datetime as dt
import uuid

import factory
import shapely
from django.utils import timezone

from inclusion.choices import (
    Channel,
    ConsentPurpose,
    FrameworkKind,
    HelpGiven,
    NoticeKind,
    OrganisationKind,
    Placement,
    Rater,
    Role,
    SessionKind,
)
from inclusion.models import (
    Attendance,
    Booking,
    BoundarySet,
    Centre,
    CodeClub,
    Cohort,
    Conflict,
    Consent,
    Council,
    Enrolment,
    Evidence,
    Fact,
    Feedback,
    Framework,
    Learner,
    Membership,
    Notice,
    Organisation,
    Postcode,
    PostcodeWard,
    Quarantine,
    Session,
    SessionDraft,
    Task,
    User,
    Ward,
)
from inclusion.rules.consent import WORDINGS


class CouncilFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Council

    code = factory.Sequence(lambda n: f"E08{n:06}")
    name = factory.Sequence(lambda n: f"Ashmere {n}")
    slug = factory.Sequence(lambda n: f"ashmere-{n}")


class BoundarySetFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = BoundarySet

    council = factory.SubFactory(CouncilFactory)
    in_force_from = dt.date(2018, 5, 3)
    source = "Drawn for a test"
    licence = "OGL v3"
    resolution_m = 20


class WardFactory(factory.django.DjangoModelFactory):
    """Each ward is a one-kilometre square, next to the one before."""

    class Meta:
        model = Ward

    boundary_set = factory.SubFactory(BoundarySetFactory)
    code = factory.Sequence(lambda n: f"E05{n:06}")
    name = factory.Sequence(lambda n: f"Millrace {n}")
    outline = factory.Sequence(
        lambda n: shapely.to_wkb(shapely.box(n * 1000, 0, (n + 1) * 1000, 1000))
    )


class PostcodeFactory(factory.django.DjangoModelFactory):
    """A point in the middle of a ward; pass `ward=` to place it. From AS11 on: tests name those before it themselves."""

    class Meta:
        model = Postcode
        skip_postgeneration_save = True

    code = factory.Sequence(
        lambda n: (
            f"AS{n // 1000 + 11} {n // 100 % 10}{'ABDEFGHJLN'[n // 10 % 10]}{'ABDEFGHJLN'[n % 10]}"
        )
    )
    easting = 500
    northing = 500
    edition = "2026-11"

    @factory.post_generation
    def ward(self, create, ward, **kwargs):
        if ward:
            PostcodeWard.objects.create(
                postcode=self, boundary_set=ward.boundary_set, ward=ward, placed=Placement.WITHIN
            )


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    council = factory.SubFactory(CouncilFactory)
    name = factory.Sequence(lambda n: f"Ashmere Libraries {n}")
    slug = factory.Sequence(lambda n: f"libraries-{n}")
    kind = OrganisationKind.PUBLIC


class CentreFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Centre

    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda n: f"Market Library {n}")
    slug = factory.Sequence(lambda n: f"market-library-{n}")
    address = "1 Market Square"
    postcode = factory.SubFactory(PostcodeFactory)


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person-{n}@example.org")
    first_name = "Aisha"
    last_name = "Begum"


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = Role.VOLUNTEER


def volunteer(organisation=None):
    """Somebody who can sign in as a volunteer."""
    return MembershipFactory(
        organisation=organisation or OrganisationFactory(), role=Role.VOLUNTEER
    ).user


def coordinator(organisation=None):
    return MembershipFactory(
        organisation=organisation or OrganisationFactory(), role=Role.COORDINATOR
    ).user


def council_person(role, council=None):
    """A lead, an editor or an administrator."""
    return MembershipFactory(organisation=None, council=council or CouncilFactory(), role=role).user


class LearnerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Learner

    organisation = factory.SubFactory(OrganisationFactory)
    first_name = "Jean"
    initial = "M"


class ConsentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Consent

    learner = factory.SubFactory(LearnerFactory)
    purpose = ConsentPurpose.TEXTS
    words = WORDINGS[ConsentPurpose.TEXTS].words
    wording = WORDINGS[ConsentPurpose.TEXTS].version
    channel = Channel.SPOKEN


class FrameworkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Framework

    slug = factory.Sequence(lambda n: f"framework-{n}")
    kind = FrameworkKind.ADULT_SKILLS
    name = factory.Sequence(lambda n: f"Essential Digital Skills {n}")
    edition = "2022"
    source = "Made for a test"
    tasks_for_the_level = 8


class TaskFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Task

    framework = factory.SubFactory(FrameworkFactory)
    code = factory.Sequence(lambda n: f"task-{n}")
    number = factory.Sequence(lambda n: n % 30000)
    short_name = "Join Wi-Fi"
    words = "Set up a connection to a Wi-Fi network."


class SessionFactory(factory.django.DjangoModelFactory):
    """A class tomorrow at 10, for an hour and a half."""

    class Meta:
        model = Session

    id = factory.LazyFunction(uuid.uuid4)
    centre = factory.SubFactory(CentreFactory)
    kind = SessionKind.CLASS
    topic = "First steps with a phone"
    starts_at = factory.LazyFunction(
        lambda: (
            timezone.localtime().replace(hour=10, minute=0, second=0, microsecond=0)
            + dt.timedelta(days=1)
        )
    )
    ends_at = factory.LazyAttribute(lambda session: session.starts_at + dt.timedelta(minutes=90))


class SessionDraftFactory(factory.django.DjangoModelFactory):
    """A class suggested for a week today at 10."""

    class Meta:
        model = SessionDraft

    centre = factory.SubFactory(CentreFactory)
    topic = "First steps online"
    starts_at = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=7))
    ends_at = factory.LazyAttribute(lambda draft: draft.starts_at + dt.timedelta(hours=2))


class BookingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Booking

    session = factory.SubFactory(SessionFactory)
    learner = factory.SubFactory(LearnerFactory)
    channel = Channel.SPOKEN


class AttendanceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Attendance

    session = factory.SubFactory(SessionFactory)
    learner = factory.SubFactory(LearnerFactory)


class EvidenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Evidence

    learner = factory.SubFactory(LearnerFactory)
    task = factory.SubFactory(TaskFactory)
    help_given = HelpGiven.ALONE
    rater = Rater.OBSERVED
    seen_on = dt.date(2026, 11, 3)


class CodeClubFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CodeClub

    centre = factory.SubFactory(CentreFactory)
    name = factory.Sequence(lambda n: f"Fernley Code Club {n}")


class CohortFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Cohort

    club = factory.SubFactory(CodeClubFactory)
    name = "Autumn 2026"
    projects = factory.SubFactory(FrameworkFactory, kind=FrameworkKind.CODE_CLUB)
    starts_on = dt.date(2026, 9, 7)
    ends_on = dt.date(2026, 12, 18)


class EnrolmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Enrolment

    cohort = factory.SubFactory(CohortFactory)
    nickname = factory.Sequence(lambda n: f"Comet {n}")


class NoticeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Notice

    key = factory.Sequence(lambda n: f"test:{n}")
    kind = NoticeKind.SESSION_REMINDER
    learner = factory.SubFactory(LearnerFactory)
    session = factory.SubFactory(SessionFactory)
    due_at = factory.LazyFunction(timezone.now)
    useful_until = factory.LazyAttribute(lambda notice: notice.due_at + dt.timedelta(hours=12))


class FeedbackFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Feedback

    learner = factory.SubFactory(LearnerFactory)
    session = factory.SubFactory(SessionFactory)
    score = 4


class FactFactory(factory.django.DjangoModelFactory):
    """Somebody's word that a learner came."""

    class Meta:
        model = Fact

    session = factory.SubFactory(SessionFactory)
    learner = factory.SubFactory(LearnerFactory)


class ConflictFactory(factory.django.DjangoModelFactory):
    """Somebody offered a goal while somebody else changed it."""

    class Meta:
        model = Conflict

    learner = factory.SubFactory(LearnerFactory)
    organisation = factory.SelfAttribute("learner.organisation")
    author = factory.SubFactory(UserFactory)
    field = "goal"
    offered = "Shop online"


class QuarantineFactory(factory.django.DjangoModelFactory):
    """A learner written down by somebody whose part has ended."""

    class Meta:
        model = Quarantine

    operation = factory.LazyFunction(uuid.uuid4)
    organisation = factory.SubFactory(OrganisationFactory)
    author = factory.SubFactory(UserFactory)
    kind = "learner.add"
    person = factory.LazyFunction(uuid.uuid4)
    body = factory.LazyAttribute(
        lambda held: {
            "learner": str(held.person),
            "centre": 1,
            "first_name": "Xanthippe",
            "initial": "Q",
            "agreed": ["record"],
        }
    )
