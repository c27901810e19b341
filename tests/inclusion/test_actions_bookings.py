import pytest
from django.utils import timezone

from inclusion.actions.bookings import NoPlace, answer, book_place
from inclusion.choices import BookingState, Channel, NoticeState, SessionState
from tests.factories import BookingFactory, LearnerFactory, NoticeFactory, SessionFactory

pytestmark = pytest.mark.django_db


def book(session, learner=None):
    return book_place(
        session=session,
        learner=learner or LearnerFactory(),
        channel=Channel.SPOKEN,
        by=None,
        now=timezone.now(),
    )


def test_asking_twice_keeps_one_place():
    session, jean = SessionFactory(), LearnerFactory()

    assert book(session, jean) == book(session, jean)
    assert session.bookings.count() == 1


def test_the_last_chair_goes_to_one_person():
    session = SessionFactory(places=1)
    book(session)

    with pytest.raises(NoPlace, match="is full"):
        book(session)


def test_a_place_given_up_can_be_taken_by_someone_else():
    session = SessionFactory(places=1)
    answer(booking=book(session), coming=False, now=timezone.now())

    assert book(session).state == BookingState.HELD


def test_someone_who_gave_their_place_up_can_have_it_back():
    session, jean = SessionFactory(), LearnerFactory()
    answer(booking=book(session, jean), coming=False, now=timezone.now())

    assert book(session, jean).state == BookingState.HELD
    assert session.bookings.count() == 1


@pytest.mark.parametrize(
    "change",
    [{"state": SessionState.CANCELLED}, {"state": SessionState.HELD}],
    ids=["called off", "over"],
)
def test_nobody_books_a_session_that_is_no_longer_open(change):
    with pytest.raises(NoPlace, match="no longer open"):
        book(SessionFactory(**change))


def test_someone_who_cant_come_is_not_reminded():
    booking = BookingFactory()
    reminder = NoticeFactory(session=booking.session, learner=booking.learner)

    answer(booking=booking, coming=False, now=timezone.now())

    reminder.refresh_from_db()
    assert (booking.state, reminder.state) == (BookingState.GIVEN_UP, NoticeState.DROPPED)


def test_saying_yes_twice_is_saying_yes():
    booking = BookingFactory()

    first = answer(booking=booking, coming=True, now=timezone.now()).changed_at
    second = answer(booking=booking, coming=True, now=timezone.now()).changed_at

    assert (booking.state, second) == (BookingState.CONFIRMED, first)
