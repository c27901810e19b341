"""Rubbing somebody out leaves nothing that names them, in any table."""

import pytest
from django.apps import apps
from django.db import models

from inclusion.actions.erasure import forget_learner
from inclusion.models import Event, Learner, Session
from tests.factories import (
    AttendanceFactory,
    BookingFactory,
    ConflictFactory,
    ConsentFactory,
    EvidenceFactory,
    FactFactory,
    LearnerFactory,
    NoticeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
NAME = "Zebedeeah"


@pytest.fixture
def gwen():
    return UserFactory()


@pytest.fixture
def zeb():
    """A learner with a row in every table of the core that can hold one."""
    learner = LearnerFactory(first_name=NAME, phone="+447700900123", goal=f"{NAME} wants to bank")
    for factory in (
        AttendanceFactory,
        BookingFactory,
        ConflictFactory,
        ConsentFactory,
        EvidenceFactory,
        FactFactory,
        NoticeFactory,
    ):
        factory(learner=learner)
    return learner


def relations():
    """Every column that points at a learner, those with no way back included."""
    fields = Learner._meta.get_fields(include_hidden=True)
    return [field for field in fields if field.auto_created and not field.concrete]


def tables_naming(learner_id):
    """Every table with a row that points at a learner."""
    return {
        relation.related_model.__name__
        for relation in relations()
        if relation.related_model._base_manager.filter(**{relation.field.name: learner_id}).exists()
    }


def text_holding(words):
    """Every column of text, in every table, with these words in it."""
    return {
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        if model._base_manager.filter(**{f"{field.name}__icontains": words}).exists()
    }


def test_no_row_names_them_afterwards(zeb, gwen):
    before = tables_naming(zeb.pk)

    forget_learner(learner=zeb, by=gwen)

    assert before == {
        "Attendance",
        "Booking",
        "Conflict",
        "Consent",
        "Evidence",
        "Fact",
        "Notice",
    }
    assert (tables_naming(zeb.pk), text_holding(NAME), text_holding("900123")) == (
        set(),
        set(),
        set(),
    )


def test_nothing_new_may_hold_on_to_a_learner():
    """A table added tomorrow has to go with them, or let go of them."""
    held = {
        relation.related_model.__name__
        for relation in relations()
        if relation.on_delete not in (models.CASCADE, models.SET_NULL)
    }
    assert held == set()


def test_the_session_still_counts_a_person_without_a_name(zeb, gwen):
    forget_learner(learner=zeb, by=gwen)

    assert [
        (s.unnamed_heads, s.attendances.count())
        for s in Session.objects.filter(unnamed_heads__gt=0)
    ] == [(1, 0)]


def test_a_record_merged_into_theirs_goes_too(zeb, gwen):
    LearnerFactory(first_name=NAME, merged_into=zeb)

    forget_learner(learner=zeb, by=gwen)

    assert Learner.objects.count() == 0


def test_what_is_left_is_one_event_with_an_id_and_no_facts(zeb, gwen):
    forget_learner(learner=zeb, by=gwen)
    forget_learner(learner=zeb, by=gwen)

    assert list(Event.objects.values_list("verb", "noun_id", "facts")) == [
        ("forget_learner", str(zeb.pk), {})
    ]


def test_everybody_else_stays(zeb, gwen):
    jean = EvidenceFactory().learner

    forget_learner(learner=zeb, by=gwen)

    assert (list(Learner.objects.all()), jean.evidence.count()) == ([jean], 1)
