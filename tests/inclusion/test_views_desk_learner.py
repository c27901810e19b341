"""One learner's page at the desk."""

import pytest
from django.utils import timezone

from inclusion.choices import BookingState, Channel, ConsentPurpose
from inclusion.models import Learner
from tests.factories import (
    AttendanceFactory,
    BookingFactory,
    CentreFactory,
    ConsentFactory,
    EvidenceFactory,
    LearnerFactory,
    NoticeFactory,
    OrganisationFactory,
    PostcodeFactory,
    SessionFactory,
    TaskFactory,
    coordinator,
    volunteer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def library():
    return OrganisationFactory()


@pytest.fixture
def desk(client, library):
    client.force_login(coordinator(library))
    return client


@pytest.fixture
def jean(library):
    return LearnerFactory(organisation=library, first_name="Jean", phone="+447700900123")


@pytest.fixture
def next_session(library):
    return SessionFactory(centre=CentreFactory(organisation=library))


def page_of(learner, *parts):
    return "/".join(["/desk/learners", str(learner.pk), *parts, ""])


def details(learner, **changes):
    """The change form as the page first shows it, with some boxes changed."""
    return {
        "first_name": learner.first_name,
        "letter": learner.initial,
        "phone": learner.phone,
        "language": learner.language,
        "version": learner.version,
        **changes,
    }


def messages(page):
    return [str(message) for message in page.context["messages"]]


def test_the_page_shows_what_was_seen_by_whom_and_what_is_next(desk, jean):
    seen = EvidenceFactory(learner=jean, task=TaskFactory(number=1, short_name="Join Wi-Fi"))
    TaskFactory(framework=seen.task.framework, number=2, short_name="Send an email")
    seen.seen_by = volunteer()
    seen.save()

    text = desk.get(page_of(jean)).content.decode()

    assert ("seen by Aisha B" in text, "Next: <b>Send an email</b>" in text) == (True, True)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_however_much_there_is(
    desk, jean, next_session, rows, django_assert_num_queries
):
    task = TaskFactory()
    for _ in range(rows):
        EvidenceFactory(learner=jean, task=task)
        AttendanceFactory(learner=jean)
        BookingFactory(learner=jean)
        NoticeFactory(learner=jean)
        SessionFactory(centre=next_session.centre)

    with django_assert_num_queries(13):
        desk.get(page_of(jean))


@pytest.mark.parametrize("part", ["", "change", "forget"])
def test_another_organisations_learner_is_not_found(desk, part):
    assert desk.get(page_of(LearnerFactory(), *filter(None, [part]))).status_code == 404


@pytest.mark.parametrize("part", ["agreed", "taken-back", "book", "forget"])
def test_nobody_can_change_another_organisations_learner(desk, part):
    stranger = LearnerFactory()

    assert desk.post(page_of(stranger, part)).status_code == 404
    assert Learner.objects.filter(pk=stranger.pk).exists()


def test_details_can_be_put_right(desk, jean):
    postcode = PostcodeFactory()

    desk.post(
        page_of(jean, "change"),
        details(jean, first_name="Jeanne", letter="Q", postcode=postcode.code.lower()),
    )

    jean.refresh_from_db()
    assert (jean.first_name, jean.initial, jean.postcode, jean.version) == (
        "Jeanne",
        "Q",
        postcode,
        2,
    )


def test_a_bad_number_is_explained_and_what_was_typed_stays(desk, jean):
    page = desk.post(page_of(jean, "change"), details(jean, phone="0191 496 0123"))

    jean.refresh_from_db()
    assert (page.context["form"].errors["phone"], jean.phone) == (
        [
            "That is a landline, and landlines can't get texts. Leave it empty if there is no mobile."
        ],
        "+447700900123",
    )
    assert 'value="0191 496 0123"' in page.content.decode()


def test_an_unknown_postcode_is_explained(desk, jean):
    page = desk.post(page_of(jean, "change"), details(jean, postcode="ZZ99 9ZZ"))

    assert page.context["form"].errors["postcode"] == [
        "We do not know that postcode. Check it, or leave it empty."
    ]


def test_two_people_changing_one_record_do_not_undo_each_other(desk, jean):
    old = details(jean, first_name="Jane")
    desk.post(page_of(jean, "change"), details(jean, first_name="Jeanne"))

    page = desk.post(page_of(jean, "change"), old)

    jean.refresh_from_db()
    assert (jean.first_name, page.status_code) == ("Jeanne", 200)


def test_another_organisations_centre_cannot_be_chosen(desk, jean):
    page = desk.post(page_of(jean, "change"), details(jean, centre=CentreFactory().pk))

    assert list(page.context["form"].errors) == ["centre"]


def test_agreeing_on_paper_keeps_the_words_and_who_noted_it(desk, jean):
    desk.post(page_of(jean, "agreed"), {"purpose": "texts", "channel": "paper"})

    consent = jean.consents.get()
    assert (consent.purpose, consent.channel, consent.recorded_by.first_name) == (
        ConsentPurpose.TEXTS,
        Channel.PAPER,
        "Aisha",
    )


def test_nobody_agrees_to_texts_without_a_number(desk, library):
    phoneless = LearnerFactory(organisation=library)

    page = desk.post(
        page_of(phoneless, "agreed"), {"purpose": "texts", "channel": "spoken"}, follow=True
    )

    assert (phoneless.consents.count(), messages(page)) == (
        0,
        ["There is no number to text or ring. Add one first."],
    )


def test_taking_it_back_ends_the_consent_and_keeps_the_row(desk, jean):
    consent = ConsentFactory(learner=jean)

    desk.post(page_of(jean, "taken-back"), {"purpose": "texts", "channel": "spoken"})

    consent.refresh_from_db()
    assert consent.withdrawn_channel == Channel.SPOKEN


@pytest.mark.parametrize("part", ["agreed", "taken-back"])
def test_an_unreadable_answer_changes_nothing(desk, jean, part):
    ConsentFactory(learner=jean)

    page = desk.post(page_of(jean, part), {"purpose": "texts", "channel": "telepathy"}, follow=True)

    assert (jean.consents.live().count(), len(messages(page))) == (1, 1)


def test_a_place_can_be_kept(desk, jean, next_session):
    page = desk.post(page_of(jean, "book"), {"session": next_session.pk}, follow=True)

    assert (jean.bookings.get().session, messages(page)) == (next_session, ["A place is kept."])


def test_a_full_session_says_so(desk, jean, next_session):
    BookingFactory.create_batch(next_session.places, session=next_session)

    page = desk.post(page_of(jean, "book"), {"session": next_session.pk}, follow=True)

    assert (jean.bookings.count(), messages(page)) == (
        0,
        ["That session is full. Choose another."],
    )


def test_choosing_no_session_is_explained_above_the_page(desk, jean, next_session):
    page = desk.post(page_of(jean, "book"), {"session": ""})

    assert page.context["form"].errors["session"] == ["Choose a session first."]


def test_another_organisations_session_cannot_be_booked(desk, jean):
    desk.post(page_of(jean, "book"), {"session": SessionFactory().pk})

    assert jean.bookings.count() == 0


def test_a_place_can_be_given_up(desk, jean, next_session):
    booking = BookingFactory(learner=jean, session=next_session)

    desk.post(page_of(jean, "give-up", str(booking.pk)))

    booking.refresh_from_db()
    assert booking.state == BookingState.GIVEN_UP


def test_rubbing_out_asks_first(desk, jean):
    page = desk.get(page_of(jean, "forget"))

    assert ("Rub out for ever" in page.content.decode(), Learner.objects.count()) == (True, 1)


def test_rubbing_out_leaves_nobody(desk, jean):
    AttendanceFactory(learner=jean, session__starts_at=timezone.now())

    page = desk.post(page_of(jean, "forget"), follow=True)

    assert (Learner.objects.filter(pk=jean.pk).count(), messages(page)) == (
        0,
        ["Rubbed out. Nothing about them is left."],
    )
