"""Two records of one person become one: nothing that was said is lost, and what still comes for the old one finds the new."""

import datetime as dt

import pytest
from django.utils import timezone

from inclusion.actions.erasure import forget_learner
from inclusion.actions.merging import CannotMerge, merge_learners
from inclusion.actions.sessions import read_register
from inclusion.choices import BookingState, Channel, ConsentPurpose
from inclusion.models import Conflict, Event, Learner, Tombstone
from reports.models import Certificate
from tests.factories import (
    AttendanceFactory,
    BookingFactory,
    ConflictFactory,
    ConsentFactory,
    EvidenceFactory,
    LearnerFactory,
    NoticeFactory,
    SessionFactory,
    TaskFactory,
    UserFactory,
    volunteer,
)
from tests.inclusion.phones import came, did, not_after_all, operation, receipts, send, statuses
from tests.inclusion.test_actions_erasure import tables_naming
from tests.reports.factories import certificate_for, learner_who_did
from tests.sms.factories import MessageFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def session():
    return SessionFactory()


@pytest.fixture
def owner(session):
    return session.centre.organisation


@pytest.fixture
def amy(client, owner):
    amy = volunteer(owner)
    client.force_login(amy)
    return amy


@pytest.fixture
def jean(owner):
    return LearnerFactory(organisation=owner, first_name="Jean", initial="P", phone="", goal="")


@pytest.fixture
def jeanne(owner):
    return LearnerFactory(
        organisation=owner, first_name="Jeanne", initial="P", phone="+447700900123", goal="Bank"
    )


def merge(kept, other):
    return merge_learners(kept=kept, other=other, by=UserFactory(), now=timezone.now())


def test_nothing_points_at_the_old_record_afterwards(jean, jeanne):
    for factory in (
        AttendanceFactory,
        BookingFactory,
        ConflictFactory,
        ConsentFactory,
        EvidenceFactory,
        NoticeFactory,
        MessageFactory,
    ):
        factory(learner=jeanne)
    certificate_of(jeanne)
    LearnerFactory(organisation=jean.organisation, merged_into=jeanne)
    before = tables_naming(jeanne.pk) | {"Fact"}

    merge(jean, jeanne)

    assert (tables_naming(jeanne.pk), tables_naming(jean.pk) - {"Learner"}) == (
        set(),
        before - {"Learner"},
    )
    assert jean.merged.count() == 2


def test_what_the_kept_record_lacks_is_filled_in_and_the_old_one_is_left_without_a_name(
    jean, jeanne
):
    merge(jean, jeanne)
    jean.refresh_from_db()
    jeanne.refresh_from_db()

    assert (jean.first_name, jean.goal, jean.phone) == ("Jean", "Bank", "+447700900123")
    assert (jeanne.first_name, jeanne.phone, jeanne.goal) == ("", "", "")


def test_the_card_of_the_old_record_finds_the_kept_one(jean, jeanne):
    merge(jean, jeanne)

    assert list(Learner.objects.current().named_like(jeanne.card_code)) == [jean]
    assert list(Learner.objects.current().named_like(jean.card_code)) == [jean]


def test_merging_again_is_harmless_and_leaves_one_event(jean, jeanne):
    merge(jean, jeanne)
    merge(jean, jeanne)

    assert Event.objects.filter(verb="merge_learners").count() == 1


def test_other_organisations_and_records_merged_already_are_refused(jean, jeanne):
    with pytest.raises(CannotMerge):
        merge(jean, LearnerFactory())
    with pytest.raises(CannotMerge):
        merge(jean, jean)
    merge(jean, jeanne)
    with pytest.raises(CannotMerge):
        merge(jeanne, LearnerFactory(organisation=jean.organisation))


def sayings(amy, session, task, jean, jeanne):
    """Both on one register, with skills that differ, and one tick taken back."""
    tick = came(amy, session, jeanne)
    return [
        came(amy, session, jean),
        tick,
        did(amy, session, jean, task, "shown"),
        did(amy, session, jeanne, task, "alone"),
        not_after_all(amy, tick),
    ]


@pytest.mark.parametrize("first", range(6))
def test_whenever_the_merge_comes_the_register_ends_the_same(
    client, amy, session, jean, jeanne, first
):
    task = TaskFactory()
    said = sayings(amy, session, task, jean, jeanne)

    if said[:first]:
        assert set(statuses(client, *said[:first])) == {"accepted"}
    merge(jean, jeanne)
    if said[first:]:
        assert set(statuses(client, *said[first:])) == {"accepted"}

    register = read_register(session)
    assert (register.present, register.seen) == ({jean}, {jean: {task: "alone"}})
    assert (session.attendances.count(), session.evidence.standing().count()) == (1, 1)
    assert jean.facts.count() == 4


def test_the_phone_is_told_the_new_name_for_every_late_word(client, amy, session, jean, jeanne):
    merge(jean, jeanne)
    edit = {"learner": jeanne.pk, "base": 3, "fields": {"age_band": "65-74"}}

    found = receipts(client, came(amy, session, jeanne), operation(amy, "learner.change", edit))

    assert [one["renamed"] for one in found] == [{str(jeanne.pk): str(jean.pk)}] * 2


def test_a_late_edit_of_the_old_record_never_overwrites_the_kept_one(client, amy, jean, jeanne):
    """Whatever version it was made on: that was another record's count."""
    merge(jean, jeanne)
    edit = {"learner": jeanne.pk, "base": 99, "fields": {"first_name": "Jan"}}

    assert statuses(client, operation(amy, "learner.change", edit)) == ["conflict"]

    jean.refresh_from_db()
    assert (jean.first_name, Conflict.objects.open().get().offered) == ("Jean", "Jan")


def test_erasing_the_kept_record_takes_the_old_name_along(client, amy, session, jean, jeanne):
    merge(jean, jeanne)
    forget_learner(learner=jean, by=amy)

    assert statuses(client, came(amy, session, jeanne), came(amy, session, jean)) == ["gone"] * 2
    assert set(Tombstone.objects.values_list("pk", flat=True)) == {jean.pk, jeanne.pk}


def test_somebody_rubbed_out_first_cannot_be_merged(jean, jeanne, amy):
    old = Learner(pk=jeanne.pk)
    forget_learner(learner=jeanne, by=amy)

    with pytest.raises(CannotMerge):
        merge(jean, old)


@pytest.mark.parametrize("is_kept", [True, False])
def test_a_later_no_to_anything_is_never_turned_into_a_yes(jean, jeanne, is_kept):
    who, twin = (jean, jeanne) if is_kept else (jeanne, jean)
    photo = {"purpose": ConsentPurpose.PHOTO, "channel": Channel.PAPER}
    ConsentFactory(learner=twin, given_at=NOW - dt.timedelta(days=9), **photo)
    ConsentFactory(
        learner=who,
        given_at=NOW - dt.timedelta(days=8),
        withdrawn_at=NOW - dt.timedelta(days=2),
        withdrawn_channel=Channel.TEXT,
        **photo,
    )

    merge(jean, jeanne)

    assert (jean.consents.count(), jean.consents.live().count()) == (2, 0)


def test_of_two_standing_agreements_the_last_stands_and_both_are_kept(jean, jeanne):
    record = {"purpose": ConsentPurpose.RECORD, "channel": Channel.PAPER}
    ConsentFactory(learner=jean, given_at=NOW - dt.timedelta(days=9), **record)
    last = ConsentFactory(learner=jeanne, given_at=NOW - dt.timedelta(days=3), **record)

    merge(jean, jeanne)

    assert (jean.consents.count(), list(jean.consents.live())) == (2, [last])


@pytest.mark.parametrize("purpose", [ConsentPurpose.TEXTS, ConsentPurpose.CALLS])
def test_what_was_agreed_for_a_number_that_is_not_kept_ends_and_the_kept_one_stands(
    jean, jeanne, purpose
):
    Learner.objects.filter(pk=jean.pk).update(phone="+447700900999")
    said = {"purpose": purpose, "channel": Channel.SPOKEN}
    own = ConsentFactory(learner=jean, given_at=NOW - dt.timedelta(days=9), **said)
    ConsentFactory(learner=jeanne, given_at=NOW - dt.timedelta(days=3), **said)

    merge(jean, jeanne)

    assert list(jean.consents.live()) == [own]


def test_two_places_at_one_session_are_one_and_stay_kept(jean, jeanne):
    held = BookingFactory(learner=jean, state=BookingState.GIVEN_UP)
    BookingFactory(learner=jeanne, session=held.session, state=BookingState.CONFIRMED)

    merge(jean, jeanne)

    assert [one.state for one in jean.bookings.all()] == [BookingState.CONFIRMED]


def test_one_debt_is_not_told_twice(jean, jeanne):
    owed = NoticeFactory(learner=jean)
    NoticeFactory(learner=jeanne, session=owed.session, kind=owed.kind)

    merge(jean, jeanne)

    assert list(jean.notices.owed()) == [owed]


def certificate_of(learner, **fields):
    """One somebody else earned, in this learner's hands."""
    certificate = certificate_for(
        learner_who_did(fields["framework"]) if "framework" in fields else None,
        framework=fields.get("framework"),
    )
    Certificate.objects.filter(pk=certificate.pk).update(learner=learner, **fields)
    return certificate


def test_of_two_certificates_for_one_framework_the_first_earned_stands(jean, jeanne):
    last = certificate_of(jean, earned_on=dt.date(2026, 5, 1))
    first = certificate_of(jeanne, framework=last.framework, earned_on=dt.date(2026, 3, 1))

    merge(jean, jeanne)

    theirs = Certificate.objects.filter(learner=jean)
    assert (theirs.count(), list(theirs.standing())) == (2, [first])


def test_a_batch_for_both_in_one_go_is_one_person(client, amy, session, jean, jeanne):
    merge(jean, jeanne)
    send(client, came(amy, session, jean), came(amy, session, jeanne))

    assert session.attendances.count() == 1
