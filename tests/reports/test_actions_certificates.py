"""Issuing, withdrawing and finding certificates."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.utils import timezone

from inclusion.actions.events import record
from inclusion.choices import HelpGiven, NoticeKind
from inclusion.models import Event, Notice
from reports.certificates import (
    NotEarned,
    find_by_serial,
    issue_certificate,
    issue_earned,
    mark_printed,
    withdraw_certificate,
)
from reports.models import Certificate
from reports.wording import Wording
from tests.factories import EvidenceFactory, SessionFactory, UserFactory, coordinator
from tests.reports.factories import (
    certificate_for,
    child_who_made,
    framework_of,
    learner_who_did,
    projects_of,
)

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)


def test_a_certificate_says_what_was_seen_by_whom_and_when():
    framework = framework_of(2, name="Essential Digital Skills", edition="2022")
    learner = learner_who_did(framework, first_name="Siân", initial="R")
    learner.evidence.update(seen_by=UserFactory())
    certificate = certificate_for(learner, framework=framework, now=NOW)
    assert Wording.of(certificate.wording) == Wording(
        name="Siân R",
        award="level",
        title="Essential Digital Skills, 2022",
        can_do="can do these two things online, with no help",
        tasks=["Do thing 1.", "Do thing 2."],
        place=learner.organisation.name,
        council=learner.organisation.council.name,
        seen_by=f"one volunteer of {learner.organisation.name}",
        when="1 November to 2 November 2026",
        issued="20 November 2026",
        is_demonstration=False,
    )
    assert certificate.earned_on == dt.date(2026, 11, 2)


def test_asking_twice_gives_the_same_certificate():
    framework = framework_of(1)
    learner = learner_who_did(framework)
    first = certificate_for(learner, framework=framework)
    assert certificate_for(learner, framework=framework) == first
    assert Certificate.objects.count() == 1


def test_somebody_one_task_short_is_told_how_many_it_takes():
    framework = framework_of(3)
    learner = learner_who_did(framework, all_but=1, first_name="Jean")
    with pytest.raises(NotEarned, match="Jean M has not done enough yet: a certificate needs 3"):
        issue_certificate(person=learner, framework=framework, by=None, now=NOW)
    assert Certificate.objects.count() == 0


def test_a_child_has_one_under_their_nickname():
    projects = projects_of(2)
    child = child_who_made(projects, nickname="Rocket")
    certificate = certificate_for(child, framework=projects)
    assert certificate.wording["name"] == "Rocket"
    assert certificate.wording["place"] == child.cohort.club.name
    assert certificate.learner is None


def test_the_worker_issues_what_is_earned_once_and_owes_the_learner_word():
    framework = framework_of(2)
    learner = learner_who_did(framework)
    learner_who_did(framework, all_but=1)
    learner_who_did(framework, help_given=HelpGiven.HELPED)
    assert [issue_earned(NOW), issue_earned(NOW)] == [1, 0]
    notice = Notice.objects.get()
    assert (notice.learner, notice.kind) == (learner, NoticeKind.CERTIFICATE_READY)


def test_the_worker_texts_no_child():
    child_who_made(projects_of(1))
    assert issue_earned(NOW) == 1
    assert Notice.objects.count() == 0


def test_the_worker_sees_a_register_saved_after_it_last_looked():
    framework = framework_of(1)
    issue_earned(NOW)
    learner = learner_who_did(framework)
    session = SessionFactory()
    learner.evidence.update(session=session)
    assert issue_earned(NOW) == 0
    record("save_register", session, by=None)
    assert issue_earned(NOW) == 1


def test_the_worker_looks_at_everybody_when_it_has_forgotten_where_it_was():
    issue_earned(NOW)
    learner_who_did(framework_of(1))
    cache.clear()
    assert issue_earned(NOW) == 1


def test_evidence_taken_back_earns_nothing():
    learner = learner_who_did(framework_of(1))
    learner.evidence.update(withdrawn_at=NOW)
    assert issue_earned(NOW) == 0


def test_a_withdrawn_certificate_is_not_issued_again_by_the_machine():
    framework = framework_of(1)
    certificate = certificate_for(learner_who_did(framework), framework=framework)
    withdraw_certificate(certificate=certificate, reason="Wrong person", by=coordinator(), now=NOW)
    assert issue_earned(NOW) == 0


def test_withdrawing_twice_keeps_the_first_reason():
    certificate, by = certificate_for(), coordinator()
    withdraw_certificate(certificate=certificate, reason="Wrong person", by=by, now=NOW)
    withdraw_certificate(certificate=certificate, reason="Another", by=by, now=timezone.now())
    certificate.refresh_from_db()
    assert (certificate.reason, certificate.withdrawn_at) == ("Wrong person", NOW)
    assert Event.objects.filter(verb="withdraw_certificate").count() == 1


def test_the_first_printing_is_the_one_kept():
    certificate, by = certificate_for(), coordinator()
    mark_printed(certificates=[certificate], by=by, now=NOW)
    mark_printed(certificates=[certificate], by=by, now=timezone.now())
    certificate.refresh_from_db()
    assert certificate.printed_at == NOW


def test_a_serial_is_found_however_it_is_typed():
    certificate = certificate_for()
    assert find_by_serial(f" {certificate.serial.lower().replace('-', ' ')} ") == certificate


@pytest.mark.parametrize("typed", ["", "no", "CCCC-CCCC", "'; drop table"])
def test_a_serial_we_never_gave_is_not_found(typed):
    assert find_by_serial(typed) is None


def test_a_later_look_at_a_task_changes_nothing_on_paper():
    framework = framework_of(1)
    learner = learner_who_did(framework)
    certificate = certificate_for(learner, framework=framework)
    before = dict(certificate.wording)
    EvidenceFactory(learner=learner, task=framework.tasks.get(), help_given=HelpGiven.SHOWN)
    learner.first_name = "Joan"
    learner.save()
    certificate.refresh_from_db()
    assert certificate.wording == before
