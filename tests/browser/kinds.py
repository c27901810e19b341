"""Every kind of page there is, who opens it, and a small world in which each has something to show. A new page goes here."""

import json
import uuid
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace

import wagtail_factories
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from inclusion.actions import invitations
from inclusion.choices import Role, SessionKind
from inclusion.forms.intake import STEPS
from reports.subscriptions import subscribe, token_of
from sms.choices import Meaning, Medium, MessageState
from sms.handset import code_of
from tests.cms.factories import (
    ArticlePageFactory,
    CentrePageFactory,
    SectionPageFactory,
    editor,
    front_page,
)
from tests.factories import (
    AttendanceFactory,
    BookingFactory,
    BoundarySetFactory,
    CentreFactory,
    CodeClubFactory,
    CohortFactory,
    CouncilFactory,
    EnrolmentFactory,
    EvidenceFactory,
    FeedbackFactory,
    FrameworkFactory,
    LearnerFactory,
    MembershipFactory,
    NoticeFactory,
    OrganisationFactory,
    PostcodeFactory,
    SessionDraftFactory,
    SessionFactory,
    TaskFactory,
    UserFactory,
    WardFactory,
    coordinator,
    council_person,
    volunteer,
)
from tests.reports.factories import certificate_for, estimate_of
from tests.sms.factories import CampaignFactory, InboundFactory, MessageFactory

# Addresses that answer with a file or with data for a machine, so there is nothing to look at. The last four are
# the parts of the app for phones, whose pages are looked at where it is tested.
NOT_PAGES = {
    "inclusion:health", "inclusion:session_calendar", "inclusion:field_me", "inclusion:field_roster",
    "inclusion:field_new_learner", "reports:wards_csv", "reports:wards_geojson", "reports:wards_json",
    "reports:catalogue_jsonld", "reports:wards_schema", "reports:wards_pdf", "reports:councils_csv",
    "reports:certificate_keys", "reports:print_one", "inclusion:field_shell",
    "inclusion:field_words", "inclusion:field_worker", "inclusion:field_manifest",
}  # fmt: skip
# Something to ask of where-next that the small world can answer.
WHERE_NEXT = "?sessions=2&day=1+1+2100&starts=10am&ends=noon&minutes=20&needs=step_free"
PHONE = "+447700900123"


@dataclass(frozen=True)
class Kind:
    """A kind of page: a name or an address, what its address holds, and who opens it (nobody, if empty)."""

    place: str
    who: str = ""
    holds: tuple[str, ...] = ()
    status: int = 200
    query: str = ""

    def address(self, world):
        """Where it is, or nothing while nobody has built it."""
        if self.place.startswith("/"):
            return self.place
        args = [self.value(world, name) for name in self.holds]
        try:
            return reverse(self.place, args=args) + self.query
        except NoReverseMatch:
            return ""

    @staticmethod
    def value(world, name):
        if name.startswith("="):
            return name[1:]
        value = world
        for part in name.split("."):
            value = getattr(value, part)
        return value


KINDS = [
    Kind("/"),
    Kind("/get-help/"),
    Kind("/get-help/every-block/"),
    Kind("/get-help/market-library/"),
    Kind("/nothing-here/", status=404),
    Kind("inclusion:desk", who="volunteer", status=403),
    Kind("inclusion:sessions"),
    Kind("inclusion:session", holds=("session.pk",)),
    Kind("inclusion:start"),
    Kind("account_login"),
    Kind("account_confirm_login_code", who="newcomer"),
    Kind("inclusion:second-lock", who="coordinator"),
    Kind("inclusion:invitation", holds=("secret",)),
    Kind("/invitations/no-such-secret/", status=410),
    *(Kind(f"/broken/{status}/", status=status) for status in (400, 429, 500)),
    Kind("account_logout", who="coordinator"),
    Kind("mfa_index", who="volunteer"),
    Kind("mfa_activate_totp", who="volunteer"),
    Kind("mfa_add_webauthn", who="volunteer"),
    Kind("mfa_list_webauthn", who="volunteer"),
    Kind("mfa_index", who="keyed"),
    Kind("mfa_list_webauthn", who="keyed"),
    Kind("mfa_edit_webauthn", who="keyed", holds=("passkey.pk",)),
    Kind("mfa_remove_webauthn", who="keyed", holds=("passkey.pk",)),
    Kind("mfa_generate_recovery_codes", who="keyed"),
    Kind("mfa_view_recovery_codes", who="keyed"),
    Kind("mfa_deactivate_totp", who="keyed"),
    Kind("mfa_reauthenticate", who="keyed"),
    Kind("inclusion:people", who="administrator"),
    Kind("inclusion:invite", who="administrator"),
    Kind("inclusion:end-membership", who="coordinator", holds=("membership.pk",)),
    Kind("inclusion:field_home", who="volunteer"),
    Kind("inclusion:field_new_session", who="volunteer"),
    Kind("inclusion:field_register", who="volunteer", holds=("today.pk",)),
    *(
        Kind("inclusion:field_intake", who="volunteer", holds=("draft", f"={step}"))
        for step in STEPS
    ),
    Kind("inclusion:field_learner", who="volunteer", holds=("learner.pk",)),
    Kind("inclusion:field_cohort", who="volunteer", holds=("cohort.pk",)),
    Kind("inclusion:field_new_child", who="volunteer", holds=("cohort.pk",)),
    Kind("inclusion:desk", who="coordinator"),
    Kind("inclusion:desk", who="lead"),
    Kind("inclusion:desk_learners", who="coordinator"),
    Kind("inclusion:desk_learner", who="coordinator", holds=("learner.pk",)),
    Kind("inclusion:desk_learner_change", who="coordinator", holds=("learner.pk",)),
    Kind("inclusion:desk_learner_forget", who="coordinator", holds=("learner.pk",)),
    Kind("inclusion:desk_twins", who="coordinator"),
    Kind("inclusion:desk_twins_of", who="coordinator", holds=("learner.pk",)),
    Kind("inclusion:desk_merge", who="coordinator", holds=("learner.pk", "twin.pk")),
    Kind("inclusion:desk_sessions", who="coordinator"),
    Kind("inclusion:desk_plan", who="coordinator"),
    Kind("inclusion:desk_drafts", who="coordinator"),
    Kind("inclusion:desk_drafts", who="lead"),
    Kind("reports:where_next_councils", who="many_leads"),
    Kind("reports:where_next", who="lead", holds=("council.slug",)),
    Kind("reports:where_next", who="lead", holds=("council.slug",), query=WHERE_NEXT),
    Kind(
        "reports:where_next",
        who="lead",
        holds=("council.slug",),
        query="?sessions=13&day=yesterday",
    ),
    Kind("inclusion:desk_session", who="coordinator", holds=("session.pk",)),
    Kind("inclusion:desk_session_cancel", who="coordinator", holds=("session.pk",)),
    Kind("inclusion:desk_session_move", who="coordinator", holds=("session.pk",)),
    Kind("inclusion:desk_conflicts", who="coordinator"),
    Kind("inclusion:desk_devices", who="coordinator"),
    Kind("inclusion:desk_quarantine", who="coordinator"),
    Kind("inclusion:desk_import_queue", who="coordinator"),
    Kind("inclusion:desk_cohorts", who="coordinator"),
    Kind("inclusion:desk_cohort", who="coordinator", holds=("cohort.pk",)),
    Kind("inclusion:desk_cohort", who="lead", holds=("cohort.pk",)),
    Kind("inclusion:desk_cohort_new", who="coordinator"),
    Kind("reports:councils"),
    Kind("reports:wards", holds=("council.slug",)),
    Kind("reports:ward", holds=("council.slug", "ward.code")),
    Kind("reports:wards_private", who="lead", holds=("council.slug",)),
    Kind("reports:ward_private", who="lead", holds=("council.slug", "ward.code")),
    Kind("reports:programme", holds=("council.slug",)),
    Kind("reports:desk_programmes", who="many_leads"),
    Kind("reports:desk_programme", who="lead", holds=("council.slug",)),
    Kind("reports:stop_briefing", holds=("stop_token",)),
    Kind("reports:set_price", who="lead", holds=("council.slug",)),
    Kind("reports:set_target", who="lead", holds=("council.slug",)),
    Kind("reports:add_figure", who="lead", holds=("council.slug",)),
    Kind("reports:method"),
    Kind("reports:catalogue"),
    Kind("reports:certificates"),
    Kind("reports:certificate", holds=("certificate.serial",)),
    Kind("reports:certificate", holds=("=AAAA-BBBB-CCCC",), status=404),
    Kind("reports:desk_certificates", who="coordinator"),
    Kind("reports:withdraw", who="coordinator", holds=("certificate.pk",)),
    Kind("sms:texts", who="coordinator"),
    Kind("sms:text", who="coordinator", holds=("inbound.pk",)),
    Kind("sms:text", who="coordinator", holds=("press.pk",)),
    Kind("sms:campaigns", who="coordinator"),
    Kind("sms:campaign_new", who="coordinator"),
    Kind("sms:campaign", who="coordinator", holds=("draft_text.pk",)),
    Kind("sms:campaign", who="coordinator", holds=("sent_text.pk",)),
    Kind("sms:campaign_change", who="coordinator", holds=("draft_text.pk",)),
    Kind("sms:feedback", who="coordinator"),
    Kind("sms:feedback_one", who="coordinator", holds=("feedback.pk",)),
    Kind("sms:data_protection"),
    Kind("sms:money", who="coordinator"),
    Kind("sms:money", who="lead"),
    Kind("sms:own_number", who="volunteer"),
    Kind("sms:cap", who="administrator", holds=("council.slug",)),
    Kind("sms:phones"),
    Kind("sms:phone", holds=("phone",)),
    Kind("sms:phone_write", holds=("phone",)),
]


def world():
    """One organisation on an ordinary day: a class today with a register, one tomorrow, a club, and the website."""
    council = CouncilFactory(name="Ashmere", slug="ashmere", is_demonstration=True)
    wards = BoundarySetFactory(council=council)
    ward = WardFactory(boundary_set=wards, name="Millrace")
    WardFactory(boundary_set=wards, name="Fernley")
    organisation = OrganisationFactory(council=council, name="Ashmere Libraries")
    centre = CentreFactory(
        organisation=organisation, name="Market Library", slug="market-library", step_free=True,
        hearing_loop=True, computers=8, opening="Monday to Friday, 9am to 6pm", postcode=PostcodeFactory(ward=ward),
    )  # fmt: skip
    estimate_of(wards, Millrace=0.3, Fernley=0.1)
    SessionDraftFactory(
        centre=centre, reason="About 300 adults without the skills live within a walk."
    )
    helper = volunteer(organisation)
    learner = LearnerFactory(
        organisation=organisation, centre=centre, postcode=centre.postcode, phone=PHONE
    )
    task = TaskFactory(framework=FrameworkFactory(slug="eds-2022", name="Essential Digital Skills"))
    today = SessionFactory(
        centre=centre, starts_at=timezone.now() - timedelta(hours=1), ends_at=timezone.now()
    )
    session = SessionFactory(centre=centre)
    today.team.add(helper)
    session.team.add(helper)
    AttendanceFactory(session=today, learner=learner)
    BookingFactory(session=session, learner=learner)
    EvidenceFactory(learner=learner, task=task, session=today)
    NoticeFactory(learner=learner, session=session)
    cohort = CohortFactory(club=CodeClubFactory(centre=centre, name="Fernley Code Club"))
    EnrolmentFactory(cohort=cohort, nickname="Comet")
    SessionFactory(centre=centre, cohort=cohort, kind=SessionKind.CODE_CLUB, topic="Make a game")
    website(centre)
    _, secret = invitations.invite(
        email="new@example.org", role=Role.VOLUNTEER, body=organisation, by=None, now=timezone.now()
    )
    keyed, passkey = with_every_key(coordinator(organisation))
    return SimpleNamespace(
        twin=LearnerFactory(organisation=organisation, first_name=learner.first_name, initial=learner.initial),
        council=council, ward=ward, learner=learner, today=today, session=session, cohort=cohort,
        secret=secret, keyed=keyed, passkey=passkey, draft=uuid.uuid4(), phone=code_of(PHONE),
        certificate=certificate_for(organisation=organisation), membership=helper.memberships.get(),
        draft_text=CampaignFactory(organisation=organisation),
        sent_text=sent_text(organisation),
        inbound=InboundFactory(organisation=organisation, sender=PHONE),
        press=call_and_press(organisation),
        feedback=FeedbackFactory(learner=learner, session=today, words="I sent my first email."),
        volunteer=helper, coordinator=coordinator(organisation), editor=editor(),
        lead=lead_of(council), many_leads=lead_of(council, CouncilFactory(name="Aldwick")),
        stop_token=token_of(subscribe(user=lead_of(council), council=council, now=timezone.now())),
        administrator=MembershipFactory(
            user=UserFactory(first_name="Sam"), organisation=None, council=council, role="administrator"
        ).user,
    )  # fmt: skip


def call_and_press(organisation):
    """A phone that rings, and somebody who pressed 2 in an earlier call."""
    MessageFactory(
        organisation=organisation, address=PHONE, medium=Medium.CALL, state=MessageState.ACCEPTED, attempts=1,
        provider_sid="CA" + "1" * 32, tried_at=timezone.now(),
        body="Hello. You have a place at a free session on phones and computers. It is Wednesday 25 November, at 10am.",
    )  # fmt: skip
    return InboundFactory(
        organisation=organisation, sender=PHONE, medium=Medium.CALL, body="2", meaning=Meaning.RING_BACK, needs_person=True
    )  # fmt: skip


def lead_of(*councils):
    """A lead of one council or more."""
    lead = council_person("lead", councils[0])
    for council in councils[1:]:
        MembershipFactory(user=lead, organisation=None, council=council, role="lead")
    return lead


def with_every_key(person):
    """Somebody with an app, spare codes and a passkey, and the passkey."""
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(person)
    data = {"name": "My phone", "credential": {}}
    passkey = Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data=data)
    return person, passkey


def website(centre):
    """A section with an article that has every block, and the centre's page."""
    section = SectionPageFactory(parent=front_page(), slug="get-help")
    CentrePageFactory(parent=section, slug="market-library", centre=centre)
    image = wagtail_factories.ImageFactory(title="A bridge")
    body = [
        ("heading", "Before you come"),
        ("subheading", "What to bring"),
        ("text", "<p>Bring <b>nothing</b>. Read <a href='/wards/'>the figures</a> first.</p>"),
        ("picture", {"image": {"image": image.pk, "alt_text": "A bridge"}, "caption": "Ashmere"}),
        ("call_to_action", {"words": "Find a session", "address": "/sessions/"}),
        ("next_sessions", {"heading": "Soon", "how_many": 2}),
        ("quote", {"words": "I did it.", "who": "A learner", "agreed": True}),
    ]
    stream = json.dumps([{"type": kind, "value": value} for kind, value in body])
    ArticlePageFactory(parent=section, slug="every-block", title="Every block", body=stream)


def sent_text(organisation):
    """A text to a group that is on its way: one has gone, one waits."""
    sent = CampaignFactory(
        organisation=organisation, name="Half term", state="going", sent_at=timezone.now()
    )
    for state in ("delivered", "queued"):
        MessageFactory(
            campaign=sent, organisation=organisation, state=state, not_before=timezone.now()
        )
    return sent
