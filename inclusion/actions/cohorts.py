"""Everything that changes a term of a Code Club: opening it, children joining and leaving, and who looked."""

import datetime as dt
import uuid
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from inclusion.actions import consent
from inclusion.actions.events import record
from inclusion.choices import Channel, ConsentPurpose
from inclusion.models import Centre, CodeClub, Cohort, Enrolment, Event, Framework, User

CARRIED = "carry_children"


class NoRoom(Exception):
    """The cohort is full, or the nickname is taken. The message says which, for the person asking."""


@transaction.atomic
def open_club(*, centre: Centre, name: str, by: User | None) -> CodeClub:
    """The club of this name at a centre, begun now if there was none."""
    club = CodeClub.objects.filter(centre=centre, name__iexact=name).first()
    if club is None:
        club = CodeClub.objects.create(centre=centre, name=name)
        record("open_club", club, by=by, organisation_id=centre.organisation_id)
    return club


@transaction.atomic
def open_cohort(
    *,
    id: uuid.UUID,  # noqa: A002 -- the cohort's own id, made by whoever filled in the form
    club: CodeClub,
    name: str,
    projects: Framework,
    starts_on: dt.date,
    ends_on: dt.date,
    by: User | None,
    places: int = 15,
) -> Cohort:
    """Start a term of a club, once however often the form is sent."""
    cohort, is_new = Cohort.objects.get_or_create(
        id=id,
        defaults={
            "club": club,
            "name": name,
            "projects": projects,
            "starts_on": starts_on,
            "ends_on": ends_on,
            "places": places,
        },
    )
    if is_new:
        record("open_cohort", cohort, by=by, organisation_id=club.centre.organisation_id)
    return cohort


@transaction.atomic
def enrol_child(
    *,
    id: uuid.UUID,  # noqa: A002 -- the enrolment's own id, made by whoever filled in the form
    cohort: Cohort,
    nickname: str,
    by: User | None,
    school_year: int | None = None,
    parent_agreed_on_paper: bool = False,
    now: dt.datetime | None = None,
) -> Enrolment:
    """A child joins under a nickname, once however often the form is sent. Raises NoRoom.

    `parent_agreed_on_paper` keeps the parent's consent to a record; the signed paper stays with the club leader.
    """
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    known = cohort.enrolments.filter(pk=id).first()
    if known:
        return known
    refuse_if_full(cohort, nickname)
    child = Enrolment.objects.create(
        id=id,
        cohort=cohort,
        nickname=nickname,
        school_year=school_year,
        joined_at=now or timezone.now(),
    )
    record("enrol_child", child, by=by, organisation_id=cohort.club.centre.organisation_id)
    if parent_agreed_on_paper:
        consent.agree(
            person=child, purpose=ConsentPurpose.RECORD, channel=Channel.PAPER, by=by, now=now
        )
    return child


def refuse_if_full(cohort: Cohort, nickname: str) -> None:
    current = cohort.enrolments.current()
    if current.filter(nickname__iexact=nickname).exists():
        raise NoRoom("Another child here has that nickname. Choose a different one.")
    if current.count() >= cohort.places:
        raise NoRoom(f"This club is full. It has room for {cohort.places}.")


@transaction.atomic
def child_left(*, enrolment: Enrolment, by: User, now: dt.datetime | None = None) -> Enrolment:
    """A child left the club. What they made stays on record. Saying it twice changes nothing."""
    if enrolment.left_at is None:
        enrolment.left_at = now or timezone.now()
        enrolment.save(update_fields=["left_at"])
        record(
            "child_left",
            enrolment,
            by=by,
            organisation_id=enrolment.cohort.club.centre.organisation_id,
        )
    return enrolment


@transaction.atomic
def note_children_on_a_phone(*, cohorts: Collection[Cohort], by: User, now: dt.datetime) -> None:
    """A phone was given these clubs' nicknames: who has it, which club and when, once a day for each."""
    since = now - dt.timedelta(days=1)
    noted = Event.objects.filter(verb=CARRIED, actor_id=by.pk, at__gte=since)
    before = set(noted.values_list("noun_id", flat=True))
    for cohort in cohorts:
        if str(cohort.pk) not in before:
            record(CARRIED, cohort, by=by, organisation_id=cohort.club.centre.organisation_id)


def note_look_at_children(*, cohort: Cohort, by: User) -> None:
    """Somebody opened a list of children: who, which cohort and when."""
    owner = cohort.club.centre.organisation_id
    record("look_at_children", cohort, by=by, organisation_id=owner)
