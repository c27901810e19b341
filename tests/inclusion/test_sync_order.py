"""The same things said end in the same register, whatever order they come in and however often, on any engine."""

import threading
from collections import Counter

import pytest
from django.db import connection, connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inclusion.actions.sessions import read_register
from inclusion.choices import HelpGiven
from inclusion.models import Attendance, Conflict, Event, Receipt, Session
from tests.clients import HouseClient
from tests.factories import LearnerFactory, SessionFactory, TaskFactory, volunteer
from tests.inclusion.phones import came, did, heads, new_id, not_after_all, operation, statuses

SETTLED = {"accepted", "duplicate", "conflict"}


class Club:
    """One session with two volunteers, two learners and a task, all with ids that can be told again."""

    def __init__(self):
        self.session = SessionFactory()
        owner = self.session.centre.organisation
        self.people = LearnerFactory.create_batch(2, organisation=owner)
        self.task = TaskFactory()
        self.team = [volunteer(owner), volunteer(owner)]
        self.client = HouseClient()
        self.client.force_login(self.team[0])

    def bring(self, operations):
        """Bring them one by one, and again what was not settled, as a phone does."""
        waiting = list(operations)
        for _ in range(4):
            found = statuses(self.client, *waiting, authors=self.team) if waiting else []
            pairs = zip(waiting, found, strict=True)
            waiting = [one for one, status in pairs if status not in SETTLED]
        assert waiting == []

    def left(self):
        """All that anybody can see of it, in terms that do not depend on this club."""
        session = Session.objects.get(pk=self.session.pk)
        register = read_register(session)
        offered = Conflict.objects.open().filter(session=session)
        return {
            "present": {self.people.index(person) for person in register.present},
            "seen": {
                self.people.index(who): set(what.values()) for who, what in register.seen.items()
            },
            "evidence": session.evidence.standing().count(),
            "heads": {register.unnamed_heads, *offered.values_list("offered", flat=True)},
            "state": session.state,
        }


def say(club, sayings):
    """Turn drawn numbers into operations. Ids rise, so that a phone's own order can be told."""
    operations = []
    for number, (what, who, person, extra) in enumerate(sayings, start=1):
        author, op = club.team[who], new_id(number + 10_000 * club.session.centre_id)
        match what:
            case "came":
                one = came(author, club.session, club.people[person], op=op)
            case "did":
                how = [*HelpGiven][extra % 3]
                one = did(author, club.session, club.people[person], club.task, how, op=op)
            case "heads":
                one = heads(author, club.session, extra, op=op)
            case _:
                facts = [each for each in operations if each["type"].endswith(".add")]
                if not facts:
                    continue
                one = not_after_all(author, facts[extra % len(facts)], op=op)
        operations.append(one)
    return operations


sayings = st.tuples(
    st.sampled_from(["came", "did", "heads", "not"]),
    st.integers(0, 1),
    st.integers(0, 1),
    st.integers(0, 5),
)


@pytest.mark.django_db
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(sayings, min_size=2, max_size=8), st.data())
def test_any_order_and_any_repeats_leave_the_same_register(said, data):
    first, second = Club(), Club()
    in_order, other = say(first, said), say(second, said)

    first.bring(in_order)
    repeats = data.draw(st.lists(st.sampled_from(other), max_size=4)) if other else []
    second.bring(data.draw(st.permutations([*other, *repeats])))

    assert first.left() == second.left()


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["goal", "language"])
def test_two_edits_of_a_learner_made_apart_are_both_in_view_and_others_are_put_together(field):
    club, [jean, _] = (made := Club()), made.people
    mine = {"goal": "Bank", "language": "cy"}[field]
    theirs = {"goal": "Shop", "language": "pl"}[field]
    edits = [
        change(club.team[0], jean, {field: mine, "first_name": "Jeanne"}),
        change(club.team[1], jean, {field: theirs, "age_band": "65-74"}),
    ]

    assert statuses(club.client, *edits, authors=club.team) == ["accepted", "conflict"]

    jean.refresh_from_db()
    assert (getattr(jean, field), jean.first_name, jean.age_band) == (mine, "Jeanne", "65-74")
    states = Conflict.objects.order_by("state").values_list("field", "offered", "state")
    assert list(states) == [("age_band", None, "merged"), (field, theirs, "open")]


def change(author, learner, fields, base=1):
    body = {"learner": learner.pk, "base": base, "fields": fields}
    return operation(author, "learner.change", body)


def at_once(*works):
    """Run each in a thread with a connection of its own, and say how many came to their end."""
    done = []

    def run(work):
        try:
            work()
            done.append(work)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(done)


@pytest.mark.django_db(transaction=True)
def test_the_same_thirty_sent_by_five_tabs_at_once_are_thirty():
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip(
            "Threads can't share it. PostgreSQL runs this, and tests.faults on a SQLite file."
        )
    club = Club()
    people = LearnerFactory.create_batch(30, organisation=club.session.centre.organisation)
    said = [came(club.team[0], club.session, person) for person in people]
    found = Counter()

    def tab():
        client = HouseClient()
        client.force_login(club.team[0])
        found.update(statuses(client, *said))

    assert at_once(*[tab] * 5) == 5
    assert (found["accepted"], found["accepted"] + found["duplicate"] + found["retry"]) == (30, 150)
    assert (Attendance.objects.count(), Receipt.objects.count()) == (30, 30)
    assert Event.objects.filter(verb="say").count() == 30
