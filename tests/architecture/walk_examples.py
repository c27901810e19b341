"""What the walk puts into the addresses of pages: rows of one organisation, with people nobody could mistake.

A page with a new kind of address needs one line in EXAMPLES. Its key is the part of the address before the
parameter and the parameter's name: `learners/<uuid:pk>/` is "learners/pk".
"""

import uuid
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from inclusion.actions import invitations
from inclusion.choices import NoticeKind, Role, SessionKind
from inclusion.models import Council, Organisation, User
from reports.subscriptions import subscribe, token_of
from tests.factories import (
    AttendanceFactory,
    BookingFactory,
    CentreFactory,
    CodeClubFactory,
    CohortFactory,
    ConflictFactory,
    CouncilFactory,
    EnrolmentFactory,
    EvidenceFactory,
    FeedbackFactory,
    LearnerFactory,
    NoticeFactory,
    OrganisationFactory,
    QuarantineFactory,
    SessionDraftFactory,
    SessionFactory,
    TaskFactory,
    WardFactory,
    coordinator,
    council_person,
    volunteer,
)
from tests.reports.factories import PublishedFigureFactory, TargetFactory, certificate_for
from tests.sms.factories import CampaignFactory, InboundFactory

LEARNERS_OWN = ("Xanthippe", "Quokkaline", "900987", "Zorroplum", "Told us a plumless secret")
STAFFS_OWN = ("Ottoline", "ottoline.marsh", "invited.plum")


@dataclass(frozen=True)
class Known:
    """One organisation's rows, and visitors from inside and outside it."""

    council: Council
    organisation: Organisation
    learner: Any
    certificate: Any
    child: Any
    feedback: Any
    campaign: Any
    inbound: Any
    session: Any
    booking: Any
    conflict: Any
    draft: Any
    quarantine: Any
    ward: Any
    staff: User
    invitation: Any
    secret: str
    visitors: dict[str, User]


def someone(person, **names):
    User.objects.filter(pk=person.pk).update(**names)
    return person


def plant() -> Known:
    """An organisation with a learner, a child, a session and staff; another beside it; and another council."""
    ward = WardFactory()
    council = ward.boundary_set.council
    ours, beside = OrganisationFactory(council=council), OrganisationFactory(council=council)
    centre = CentreFactory(organisation=ours)
    boss = someone(
        coordinator(ours),
        first_name="Ottoline",
        last_name="Marsh",
        email="ottoline.marsh@a.example",
    )
    helper = someone(volunteer(ours), first_name="Ottoline", last_name="Fen")
    learner = LearnerFactory(
        organisation=ours,
        centre=centre,
        first_name="Xanthippe",
        phone="+447700900987",
        goal="Quokkaline",
        added_by=helper,
    )
    cohort = CohortFactory(club=CodeClubFactory(centre=centre))
    child = EnrolmentFactory(cohort=cohort, nickname="Zorroplum")
    session = SessionFactory(centre=centre, note="Told us a plumless secret", logged_by=helper)
    club_session = SessionFactory(centre=centre, cohort=cohort, kind=SessionKind.CODE_CLUB)
    AttendanceFactory(session=club_session, learner=None, enrolment=child)
    AttendanceFactory(session=session, learner=learner, recorded_by=helper)
    EvidenceFactory(learner=learner, task=TaskFactory())
    NoticeFactory(learner=learner, session=session, kind=NoticeKind.SESSION_REMINDER)
    invitation, secret = invitations.invite(
        email="invited.plum@a.example",
        role=Role.VOLUNTEER,
        body=ours,
        by=None,
        now=session.starts_at,
    )
    away = CouncilFactory()
    InboundFactory(needs_person=True, body="Told us a plumless secret")  # from nobody we know
    return Known(
        council=council,
        organisation=ours,
        learner=learner,
        certificate=certificate_for(organisation=ours),
        child=child,
        feedback=FeedbackFactory(
            learner=learner, session=session, words="Told us a plumless secret"
        ),
        campaign=CampaignFactory(organisation=ours, name="Told us a plumless secret"),
        inbound=InboundFactory(
            organisation=ours, sender=learner.phone, body="Told us a plumless secret"
        ),
        session=session,
        booking=BookingFactory(session=session, learner=learner),
        draft=SessionDraftFactory(centre=centre, made_by=helper),
        conflict=ConflictFactory(learner=learner, author=helper, offered="Quokkaline"),
        quarantine=QuarantineFactory(organisation=ours, author=helper, person=learner.pk),
        ward=ward,
        staff=helper,
        invitation=invitation,
        secret=secret,
        visitors={
            "volunteer": helper,
            "coordinator": boss,
            "volunteer beside": volunteer(beside),
            "coordinator beside": coordinator(beside),
            "coordinator elsewhere": coordinator(OrganisationFactory(council=away)),
            "lead": council_person(Role.LEAD, council),
            "editor": council_person(Role.EDITOR, council),
            "administrator": council_person(Role.ADMINISTRATOR, council),
            "lead elsewhere": council_person(Role.LEAD, away),
            "editor elsewhere": council_person(Role.EDITOR, away),
            "administrator elsewhere": council_person(Role.ADMINISTRATOR, away),
        },
    )


EXAMPLES = {
    "as/user_id": lambda known: known.staff.pk,
    "booking": lambda known: known.booking.pk,
    "certificates/pk": lambda known: known.certificate.pk,
    "certificates/serial": lambda known: known.certificate.serial,
    "children/pk": lambda known: known.child.pk,
    "conflicts/pk": lambda known: known.conflict.pk,
    "drafts/pk": lambda known: known.draft.pk,
    "where-next/slug": lambda known: known.council.slug,
    "cohorts/pk": lambda known: known.child.cohort_id,
    "documents/0": lambda known: 1,
    "documents/1": lambda known: "leaflet.pdf",
    "feedback/pk": lambda known: known.feedback.pk,
    "give-up/booking": lambda known: known.booking.pk,
    "images/name": lambda known: "picture.jpg",
    "invitations/invitation_id": lambda known: known.invitation.pk,
    "invitations/secret": lambda known: known.secret,
    "merge/other": lambda known: known.learner.pk,
    "learners/pk": lambda known: known.learner.pk,
    "cards/pk": lambda known: known.learner.pk,
    "registers/pk": lambda known: known.session.pk,
    "new/pk": lambda known: uuid.uuid4(),
    "money/slug": lambda known: known.council.slug,
    "numbers/learner_id": lambda known: known.learner.pk,
    "people/membership_id": lambda known: known.staff.memberships.get().pk,
    "phone/code": lambda known: known.learner.card_code,
    "pk/step": lambda known: "name",
    "sessions/pk": lambda known: known.session.pk,
    "quarantine/pk": lambda known: known.quarantine.pk,
    "from/pk": lambda known: known.quarantine.author_id,
    "private/code": lambda known: known.ward.code,
    "programme/slug": lambda known: known.council.slug,
    "slug/code": lambda known: known.ward.code,
    "status/message_id": lambda known: uuid.uuid4(),
    "call/message_id": lambda known: uuid.uuid4(),
    "groups/campaign_id": lambda known: known.campaign.pk,
    "texts/inbound_id": lambda known: known.inbound.pk,
    "stop/token": lambda known: token_of(
        subscribe(user=known.visitors["lead"], council=known.council, now=timezone.now())
    ),
    "targets/pk": lambda known: TargetFactory(council=known.council).pk,
    "figures/pk": lambda known: PublishedFigureFactory(council=known.council).pk,
    "wards/slug": lambda known: known.council.slug,
}
# Examples that belong to nobody: with one of these alone a page may open for a neighbour too.
OPEN_TO_ALL = {"new/pk", "pk/step", "slug/code", "wards/slug"}
