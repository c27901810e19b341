"""A register says exactly what was asked, whoever saved before, and a save can be undone."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inclusion.actions.sessions import (
    Register,
    RegisterMoved,
    put_back_register,
    read_register,
    save_register,
)
from inclusion.choices import HelpGiven, SessionState
from inclusion.models import Event
from tests.factories import LearnerFactory, SessionFactory, TaskFactory, volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return volunteer()


@pytest.fixture
def session():
    return SessionFactory()


def said(*present, heads=0, note=""):
    return {"present": present, "seen": {}, "unnamed_heads": heads, "note": note}


def test_saving_the_same_again_leaves_no_second_mark(session, by):
    jean = LearnerFactory()
    save_register(session=session, by=by, **said(jean))

    save_register(session=session, by=by, **said(jean))

    assert (session.version, Event.objects.filter(verb="save_register").count()) == (2, 1)


def test_a_page_opened_before_someone_else_saved_does_not_overwrite_them(session, by):
    jean, mo = LearnerFactory(), LearnerFactory()
    opened = session.version
    save_register(session=session, by=volunteer(), **said(jean), version=opened)

    with pytest.raises(RegisterMoved):
        save_register(session=session, by=by, **said(mo), version=opened)

    assert read_register(session).present == {jean}


def test_a_page_sent_twice_is_not_somebody_else(session, by):
    opened, jean = session.version, LearnerFactory()
    save_register(session=session, by=by, **said(jean), version=opened)

    again = save_register(session=session, by=by, **said(jean), version=opened)

    assert again.version == opened + 1


def test_undoing_the_first_save_leaves_the_session_waiting_for_its_register(session, by):
    before = read_register(session)
    save_register(session=session, by=by, **said(LearnerFactory(), heads=2, note="Full"))

    put_back_register(session=session, before=before, version=session.version, by=by)

    session.refresh_from_db()
    assert (session.state, session.logged_by, session.note) == (SessionState.PLANNED, None, "")
    assert read_register(session) == before


def test_undoing_a_correction_brings_back_what_was_saved_before(session, by):
    jean, mo = LearnerFactory(), LearnerFactory()
    save_register(session=session, by=by, **said(jean, heads=1))
    before = read_register(session)
    save_register(session=session, by=by, **said(mo))

    put_back_register(session=session, before=before, version=session.version, by=by)

    assert read_register(session) == before


def test_nobody_undoes_what_another_has_since_changed(session, by):
    before = read_register(session)
    save_register(session=session, by=by, **said(LearnerFactory()))
    version = session.version
    save_register(session=session, by=volunteer(), **said())

    with pytest.raises(RegisterMoved):
        put_back_register(session=session, before=before, version=version, by=by)


def registers(people, tasks):
    levels = st.dictionaries(st.sampled_from(tasks), st.sampled_from(HelpGiven))
    return st.builds(
        Register,
        present=st.frozensets(st.sampled_from(people)),
        seen=st.dictionaries(st.sampled_from(people), levels),
        unnamed_heads=st.integers(0, 500),
        note=st.sampled_from(["", "Tea ran out"]),
    )


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_whatever_was_saved_before_the_register_ends_as_asked_and_twice_is_once(data):
    people = LearnerFactory.create_batch(3)
    one_of_three = registers(people, TaskFactory.create_batch(2))
    session, by = SessionFactory(), volunteer()
    for asked in data.draw(st.lists(one_of_three, min_size=1, max_size=3)):
        for _ in range(2):
            save_register(
                session=session,
                present=asked.present,
                seen=asked.seen,
                unnamed_heads=asked.unnamed_heads,
                note=asked.note,
                by=by,
            )
        seen = {who: what for who, what in asked.seen.items() if who in asked.present and what}

        assert read_register(session) == Register(
            asked.present, seen, asked.unnamed_heads, asked.note
        )
    assert session.version <= 4
