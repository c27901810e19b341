"""Issuing, printing and withdrawing certificates. Safe to repeat; every change is on record."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from inclusion.actions.events import record
from inclusion.actions.notices import owe
from inclusion.choices import FrameworkKind, HelpGiven, NoticeKind
from inclusion.models import Enrolment, Event, Evidence, Framework, Learner, Person, User, column_of
from inclusion.rules.cards import new_card_code, read_card_code
from reports import signing
from reports.awards import AWARDS, earned_on
from reports.choices import Award
from reports.models import Certificate
from reports.models.certificates import CertificateQuerySet
from reports.proof import evidence_of, observation, organisation_of, worded
from reports.wording import Wording

TELL_FOR = dt.timedelta(days=14)
# The worker looks at what was logged since it last looked, and a little further back, because a transaction that began
# earlier may end later. Once an hour it looks at everybody, so nothing can slip through for ever.
LAST_LOOKED = "reports:certificates:last-looked"
LOOK_AT_ALL_EVERY = 60 * 60
LOOK_BACK = 200


class NotEarned(Exception):
    """Not enough has been seen yet. The message says how much, for the person asking."""


@transaction.atomic
def issue_certificate(
    *,
    person: Person,
    framework: Framework,
    by: User | None,
    now: dt.datetime,
    serial: str = "",
) -> Certificate:
    """Issue what somebody has earned in one framework. Asked twice, it is the same certificate. Raises NotEarned.

    `serial` is for the demo, whose serials come from its own dice.
    """
    person = lock(person)
    standing = certificates_of(person).filter(framework=framework).standing().first()
    if standing:
        return standing
    award, day, words = proved(person, framework, now)
    serial = serial or new_card_code()
    token, key = signing.sign(
        {"serial": serial, "name": words.name, "for": words.title, "on": str(day)}
    )
    certificate = Certificate.objects.create(
        serial=serial,
        **column_of(person),
        organisation=organisation_of(person),
        award=award,
        framework=framework,
        earned_on=day,
        wording=words.kept(),
        token=token,
        key=key,
        issued_at=now,
        issued_by=by,
    )
    record("issue_certificate", certificate, by=by, organisation_id=certificate.organisation_id)
    return certificate


@transaction.atomic
def withdraw_certificate(
    *, certificate: Certificate, reason: str, by: User, now: dt.datetime
) -> Certificate:
    """It should not have been issued. The check page says so from now on; doing it twice changes nothing."""
    certificate = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if certificate.withdrawn_at is None:
        certificate.withdrawn_at, certificate.reason = now, reason
        certificate.save(update_fields=["withdrawn_at", "reason"])
        record(
            "withdraw_certificate", certificate, by=by, organisation_id=certificate.organisation_id
        )
    return certificate


@transaction.atomic
def mark_printed(*, certificates: Iterable[Certificate], by: User, now: dt.datetime) -> None:
    """These were sent to a printer. The first time is the one that is kept."""
    for certificate in certificates:
        if certificate.printed_at is None:
            certificate.printed_at = now
            certificate.save(update_fields=["printed_at"])
        record("print_certificate", certificate, by=by, organisation_id=certificate.organisation_id)


def issue_earned(now: dt.datetime) -> int:
    """Issue every certificate newly earned, and owe each learner word of it. Returns how many. A worker's job."""
    newest = Event.objects.aggregate(newest=Max("id"))["newest"] or 0
    waiting = earned_not_issued()
    last_looked = cache.get(LAST_LOOKED)
    if last_looked is not None:
        waiting = waiting.filter(of_people_seen_since(last_looked))
    issued = sum(issue_and_tell(row, now) for row in list(waiting))
    if last_looked is None:
        cache.set(LAST_LOOKED, newest, LOOK_AT_ALL_EVERY)
    return issued


def find_by_serial(typed: str) -> Certificate | None:
    """The certificate with this serial, however it was typed, withdrawn ones too."""
    serial = read_card_code(typed)
    found = Certificate.objects.select_related("organisation__council", "key", "framework")
    return found.filter(serial=serial).first() if serial else None


# How it is done

PERSON_AND_FRAMEWORK = ("learner_id", "enrolment_id", "task__framework_id")


def earned_not_issued() -> QuerySet[Evidence, dict[str, Any]]:
    """Person and framework for each award earned with no certificate, not even a withdrawn one."""
    of_adult = Certificate.objects.filter(
        learner=OuterRef("learner"), framework=OuterRef("task__framework")
    )
    of_child = Certificate.objects.filter(
        enrolment=OuterRef("enrolment"), framework=OuterRef("task__framework")
    )
    by_adult = Q(
        task__framework__kind=FrameworkKind.ADULT_SKILLS,
        learner__isnull=False,
        learner__merged_into__isnull=True,
        help_given=HelpGiven.ALONE,
    )
    by_child = Q(
        task__framework__kind=FrameworkKind.CODE_CLUB,
        enrolment__isnull=False,
        help_given__in=[HelpGiven.HELPED, HelpGiven.ALONE],
    )
    found: QuerySet[Evidence, dict[str, Any]] = (
        Evidence.objects.counted()
        .filter(by_adult | by_child)
        .exclude(Exists(of_adult) | Exists(of_child))
        .order_by()
        .values(*PERSON_AND_FRAMEWORK, "task__framework__tasks_for_the_level")
        .annotate(done=Count("task", distinct=True))
        .filter(done__gte=F("task__framework__tasks_for_the_level"))
    )
    return found


def of_people_seen_since(event_id: int) -> Q:
    """People with evidence from a session something happened to since an event."""
    sessions = Event.objects.filter(id__gt=event_id - LOOK_BACK, noun="session").values_list(
        "noun_id", flat=True
    )
    seen = Evidence.objects.filter(session__in=list(sessions.distinct()))
    return Q(learner__in=seen.filter(learner__isnull=False).values("learner")) | Q(
        enrolment__in=seen.filter(enrolment__isnull=False).values("enrolment")
    )


@transaction.atomic
def issue_and_tell(row: dict[str, Any], now: dt.datetime) -> int:
    """Issue one and owe one notice. Children are not texted: the club leader hands theirs over."""
    framework = Framework.objects.get(pk=row["task__framework_id"])
    person: Person = (
        Learner.objects.get(pk=row["learner_id"])
        if row["learner_id"]
        else Enrolment.objects.get(pk=row["enrolment_id"])
    )
    try:
        certificate = issue_certificate(person=person, framework=framework, by=None, now=now)
    except NotEarned:
        return 0
    if isinstance(person, Learner):
        owe(
            key=f"certificate:{certificate.pk}",
            kind=NoticeKind.CERTIFICATE_READY,
            learner=person,
            due_at=now,
            useful_until=now + TELL_FOR,
        )
    return 1


def proved(
    person: Person, framework: Framework, now: dt.datetime
) -> tuple[Award, dt.date, Wording]:
    """What was earned, on which day, and the words for it. Raises NotEarned."""
    award = AWARDS[FrameworkKind(framework.kind)]
    today = timezone.localtime(now).date()
    seen = list(evidence_of(person, framework).filter(seen_on__lte=today))
    day = earned_on(award, [observation(one) for one in seen], framework.tasks_for_the_level)
    if day is None:
        raise NotEarned(
            f"{person.known_as} has not done enough yet: a certificate needs {framework.tasks_for_the_level}."
        )
    return award, day, worded(person, framework, award, seen, now)


def lock(person: Person) -> Person:
    """The person's own row, held until we are done, so that two issuers wait for each other."""
    if isinstance(person, Learner):
        return (
            Learner.objects.select_for_update(of=("self",))
            .select_related("organisation__council")
            .get(pk=person.pk)
        )
    return (
        Enrolment.objects.select_for_update(of=("self",))
        .select_related("cohort__club__centre__organisation__council")
        .get(pk=person.pk)
    )


def certificates_of(person: Person) -> CertificateQuerySet:
    return Certificate.objects.filter(**column_of(person))
