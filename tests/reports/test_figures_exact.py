"""The ward page's quick count is the slow one, whatever has been taken back, merged or rubbed out."""

import contextlib
import datetime as dt

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from inclusion.actions.erasure import forget_learner
from inclusion.actions.merging import CannotMerge, merge_learners
from inclusion.choices import SessionState
from inclusion.models import Attendance, Learner, PostcodeWard, Session
from reports.figures import NOT_KNOWN, Period, count_all
from reports.models import Certificate
from tests.factories import AttendanceFactory, PostcodeFactory, coordinator
from tests.reports.factories import certificate_for, framework_of, learner_who_did
from tests.reports.test_figures import Town

pytestmark = pytest.mark.django_db
PEOPLE, SESSIONS = 4, 3
PERSON, SESSION = st.integers(0, PEOPLE - 1), st.integers(0, SESSIONS - 1)
STEPS = st.one_of(
    st.tuples(st.just("came"), PERSON, SESSION),
    st.tuples(st.just("did not come"), PERSON, SESSION),
    st.tuples(st.just("called off"), SESSION),
    st.tuples(st.just("long ago"), SESSION),
    st.tuples(st.just("earned"), PERSON),
    st.tuples(st.just("not earned"), PERSON),
    st.tuples(st.just("moved"), PERSON, st.sampled_from(["market", "quarry", "away", ""])),
    st.tuples(st.just("one person"), PERSON, PERSON),
    st.tuples(st.just("forgotten"), PERSON),
)


class Story:
    """A town where everybody came once and earned a certificate, and then things happen, one after another."""

    def __init__(self):
        self.town, self.now = Town(), timezone.now()
        self.by = coordinator(self.town.organisation)
        self.framework = framework_of(1)
        self.homes = {
            "market": PostcodeFactory(ward=self.town.market),
            "quarry": PostcodeFactory(ward=self.town.quarry),
            "away": PostcodeFactory(),
            "": None,
        }
        fields = {"organisation": self.town.organisation, "postcode": self.homes["market"]}
        self.people = [learner_who_did(self.framework, **fields).pk for _ in range(PEOPLE)]
        yesterday = self.now - dt.timedelta(days=1)
        self.sessions = [self.town.session(starts_at=yesterday).pk for _ in range(SESSIONS)]
        for person in range(PEOPLE):
            self.came(person, person % SESSIONS)
            self.earned(person)

    @property
    def period(self):
        return Period(timezone.localdate() - dt.timedelta(days=200), self.now)

    def happens(self, what, *about):
        getattr(self, what.replace(" ", "_"))(*about)

    def learner(self, person):
        return Learner.objects.current().filter(pk=self.people[person]).first()

    def came(self, person, session):
        if learner := self.learner(person):
            at = Session.objects.get(pk=self.sessions[session])
            if not Attendance.objects.filter(learner=learner, session=at).exists():
                AttendanceFactory(session=at, learner=learner)

    def did_not_come(self, person, session):
        about = {"learner": self.people[person], "session": self.sessions[session]}
        Attendance.objects.filter(**about).update(withdrawn_at=self.now)

    def called_off(self, session):
        Session.objects.filter(pk=self.sessions[session]).update(state=SessionState.CANCELLED)

    def long_ago(self, session):
        then = self.now - dt.timedelta(days=300)
        later = then + dt.timedelta(hours=1)
        Session.objects.filter(pk=self.sessions[session]).update(starts_at=then, ends_at=later)

    def earned(self, person):
        if learner := self.learner(person):
            certificate_for(learner, framework=self.framework)

    def not_earned(self, person):
        Certificate.objects.filter(learner=self.people[person]).update(withdrawn_at=self.now)

    def moved(self, person, home):
        Learner.objects.filter(pk=self.people[person]).update(postcode=self.homes[home])

    def one_person(self, kept, other):
        first, second = self.learner(kept), self.learner(other)
        if first and second:
            with contextlib.suppress(CannotMerge):
                merge_learners(kept=first, other=second, by=self.by, now=self.now)

    def forgotten(self, person):
        if learner := self.learner(person):
            forget_learner(learner=learner, by=self.by)


def one_by_one(story):
    """The slow count: read everybody, and ask of each."""
    empty = {story.town.market.pk: 0, story.town.quarry.pk: 0, NOT_KNOWN: 0}
    helped, reached = dict(empty), dict(empty)
    for learner in Learner.objects.filter(organisation__council=story.town.council):
        if learner.merged_into_id:
            continue
        home = PostcodeWard.objects.filter(postcode=learner.postcode_id).first()
        ward = home.ward_id if home else NOT_KNOWN
        helped[ward] += any(
            tick.withdrawn_at is None
            and tick.session.state == SessionState.HELD
            and story.period.starts <= tick.session.starts_at < story.period.until
            for tick in learner.attendances.select_related("session")
        )
        reached[ward] += any(
            each.withdrawn_at is None and each.earned_on >= story.period.since
            for each in Certificate.objects.filter(learner=learner)
        )
    return helped, reached


@settings(max_examples=25, deadline=None)
@given(st.lists(STEPS, max_size=15))
def test_the_quick_count_is_the_slow_count_whatever_happens(steps):
    story = Story()
    for step in steps:
        story.happens(*step)
    counts = count_all(story.town.council, story.town.wards, story.period)
    assert (counts.helped, counts.reached) == one_by_one(story)
