"""A batch costs the database a few questions, not ten for each tick; and what goes wrong with one costs the others nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inclusion.actions import applying
from inclusion.actions.sessions import read_register
from inclusion.models import Event, Fact, Receipt
from tests.factories import LearnerFactory, SessionFactory, TaskFactory, volunteer
from tests.inclusion.phones import came, did, heads, not_after_all, operation, send, statuses

pytestmark = pytest.mark.django_db
SAVEPOINT_AND_RELEASE = 2


@pytest.fixture
def session():
    return SessionFactory()


@pytest.fixture
def amy(client, session):
    amy = volunteer(session.centre.organisation)
    client.force_login(amy)
    return amy


def test_each_tick_more_costs_a_savepoint_and_nothing_else(client, amy, session):
    people = LearnerFactory.create_batch(40, organisation=session.centre.organisation)
    task = TaskFactory()
    send(client, came(amy, session, people[0]))

    def cost(few):
        ticks = [came(amy, session, who) for who in few] + [
            did(amy, session, who, task) for who in few
        ]
        with CaptureQueriesContext(connection) as asked:
            assert set(statuses(client, *ticks)) == {"accepted"}
        return len(asked) - SAVEPOINT_AND_RELEASE * len(ticks)

    assert cost(people[1:3]) == cost(people[3:28])


def test_a_batch_with_one_broken_operation_is_whole_for_all_the_others(
    client, amy, session, monkeypatch
):
    """Everything before and after it is there once, with its word, its event and its receipt."""
    jean, mo = LearnerFactory.create_batch(2, organisation=session.centre.organisation)
    first, broken, last = came(amy, session, jean), heads(amy, session, 4), came(amy, session, mo)
    real = applying.set_heads

    def falls_over(*args):
        real(*args)
        raise RuntimeError

    monkeypatch.setitem(applying.DOES, "heads.set", falls_over)
    assert statuses(client, first, broken, last) == ["accepted", "retry", "accepted"]

    register = read_register(session)
    assert (register.present, register.unnamed_heads) == ({jean, mo}, 0)
    assert (Fact.objects.count(), Receipt.objects.count()) == (2, 2)
    assert Event.objects.filter(verb="say").count() == 2
    monkeypatch.undo()
    assert statuses(client, broken, first) == ["accepted", "duplicate"]


def test_the_same_operation_twice_in_one_batch_is_once(client, amy, session):
    jean = LearnerFactory(organisation=session.centre.organisation)
    said = came(amy, session, jean)

    assert statuses(client, said, said) == ["accepted", "duplicate"]
    assert Fact.objects.count() == 1


def test_said_taken_back_and_said_again_in_one_batch_stands(client, amy, session):
    jean = LearnerFactory(organisation=session.centre.organisation)
    task = TaskFactory()
    tick, skill = came(amy, session, jean), did(amy, session, jean, task)
    batch = [tick, skill, not_after_all(amy, tick), not_after_all(amy, skill)]
    batch += [came(amy, session, jean), did(amy, session, jean, task, "shown")]

    assert statuses(client, *batch) == ["accepted"] * 6
    assert read_register(session).seen == {jean: {task: "shown"}}
    assert session.attendances.count() == 1


def test_people_who_came_to_a_session_called_off_in_the_same_batch_bring_it_back(
    client, amy, session
):

    jean = LearnerFactory(organisation=session.centre.organisation)
    off = {"session": session.pk, "base": 1, "fields": {"state": "cancelled"}}

    send(client, operation(amy, "session.change", off), came(amy, session, jean))

    session.refresh_from_db()
    assert session.state == "held"
