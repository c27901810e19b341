"""A planned session with no register by the next morning brings its volunteer one text."""

import datetime as dt

import pytest

from inclusion.actions.sessions import save_register
from inclusion.choices import SessionState
from inclusion.models import User
from inclusion.rules.reminders import LONDON
from sms.dispatch import send_due
from sms.models import Message
from sms.nudges import nudge_due
from tests.factories import CentreFactory, OrganisationFactory, SessionFactory, volunteer
from tests.sms.factories import PHONE, OptOutFactory

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


def at(day, hour, minute=0, month=11):
    """A moment in London in 2026. The 23rd of November is a Monday."""
    return dt.datetime(2026, month, day, hour, minute, tzinfo=LONDON)


@pytest.fixture
def centre():
    return CentreFactory(name="Market Library")


@pytest.fixture
def person(centre):
    return with_number(volunteer(centre.organisation))


def with_number(user, number=PHONE):
    User.objects.filter(pk=user.pk).update(phone=number)
    return User.objects.get(pk=user.pk)


def held_on(centre, starts_at, *team, **details):
    session = SessionFactory(centre=centre, starts_at=starts_at, ends_at=starts_at + HOUR, **details)  # fmt: skip
    session.team.set(team)
    return session


def texts():
    return [message.body for message in Message.objects.order_by("queued_at")]


def test_the_next_morning_at_ten_they_are_asked_once(centre, person):
    held_on(centre, at(23, 14), person)
    assert nudge_due(at(24, 9, 59)) == 0
    assert [nudge_due(at(24, 10)), nudge_due(at(24, 10)), nudge_due(at(24, 15))] == [1, 0, 0]
    send_due(at(24, 10))
    sent = Message.objects.get()
    assert sent.body == (
        "No register yet: Mon 23 Nov, 2pm at Market Library. Text LOG and how many came, like LOG 8. "
        "Text STOP to end these."
    )
    assert (sent.address, sent.state, sent.organisation) == (
        PHONE,
        "accepted",
        centre.organisation,
    )
    assert sent.useful_until == at(24, 20)


@pytest.mark.parametrize("now", [at(23, 16), at(24, 20), at(24, 23), at(25, 10)])
def test_not_the_same_day_nor_at_night_nor_the_day_after(centre, person, now):
    held_on(centre, at(23, 14), person)
    assert nudge_due(now) == 0


@pytest.mark.parametrize("day", [28, 25])
def test_ten_is_ten_by_the_clock_on_the_wall_when_the_clocks_have_changed(centre, person, day):
    month = {28: 3, 25: 10}[day]
    held_on(centre, at(day, 14, month=month), person)
    assert nudge_due(at(day + 1, 9, 59, month)) == 0
    assert nudge_due(at(day + 1, 10, 0, month)) == 1


@pytest.mark.parametrize("why", ["held", "called off", "no number", "stood down", "shut out", "stopped", "elsewhere"])  # fmt: skip
def test_nobody_is_asked_who_should_not_be(centre, person, why):
    session = held_on(centre, at(23, 14), person)
    if why == "held":
        save_register(session=session, present=(), seen={}, unnamed_heads=3, note="", by=person)
    elif why == "called off":
        session.state = SessionState.CANCELLED
        session.save()
    elif why == "no number":
        with_number(person, "")
    elif why == "stood down":
        person.memberships.update(ended_at=at(23, 12))
    elif why == "shut out":
        User.objects.filter(pk=person.pk).update(is_active=False)
    elif why == "stopped":
        OptOutFactory()
    else:
        session.team.set([with_number(volunteer(OrganisationFactory()), "+447700900888")])
    assert nudge_due(at(24, 10)) == 0


@pytest.mark.parametrize("what", ["register", "number", "stop"])
def test_one_that_waits_is_let_go_when_it_is_no_longer_right(centre, person, what):
    session = held_on(centre, at(23, 14), person)
    nudge_due(at(24, 10))
    if what == "register":
        save_register(session=session, present=(), seen={}, unnamed_heads=3, note="", by=person)
    elif what == "number":
        with_number(person, "+447700900999")
    else:
        OptOutFactory()
    send_due(at(24, 10, 1))
    assert Message.objects.get().state == "suppressed"


def test_one_that_could_not_go_all_day_does_not_go_in_the_evening(centre, person):
    held_on(centre, at(23, 14), person)
    nudge_due(at(24, 10))
    send_due(at(24, 20))
    assert Message.objects.get().state == "suppressed"


def test_of_two_sessions_they_hear_of_the_later_and_then_of_the_other(centre, person):
    held_on(centre, at(23, 10), person)
    later = held_on(centre, at(23, 14), person)
    assert [nudge_due(at(24, 10)), nudge_due(at(24, 11))] == [1, 0]
    save_register(session=later, present=(), seen={}, unnamed_heads=3, note="", by=person)
    assert nudge_due(at(24, 12)) == 1
    assert [body[17:32] for body in texts()] == ["Mon 23 Nov, 2pm", "Mon 23 Nov, 10a"]


def test_each_of_a_team_is_asked_on_their_own_number(centre, person):
    other = with_number(volunteer(centre.organisation), "+447700900888")
    held_on(centre, at(23, 14), person, other, volunteer(centre.organisation))
    assert nudge_due(at(24, 10)) == 2
    assert {m.address for m in Message.objects.all()} == {PHONE, "+447700900888"}


@pytest.mark.parametrize(("sessions", "most"), [(0, 1), (3, 4)])
def test_a_round_costs_the_same_few_questions_however_many_were_asked(centre, sessions, most, django_assert_max_num_queries):  # fmt: skip
    for n in range(sessions):
        held_on(centre, at(23, 14), with_number(volunteer(centre.organisation), f"+44770090080{n}"))
    nudge_due(at(24, 10))
    with django_assert_max_num_queries(most):
        assert nudge_due(at(24, 11)) == 0
