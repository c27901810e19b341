"""PROGRESS and CERTIFICATE: somebody on a button phone hears how far they are, in one text with no name in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inclusion.choices import FrameworkKind, HelpGiven
from inclusion.models import Framework
from sms.flows.parts import Event, State
from sms.flows.progress import step
from sms.models import Inbound
from sms.texts import LANGUAGES
from tests.factories import CentreFactory, EvidenceFactory, FrameworkFactory, TaskFactory
from tests.sms.factories import texted_learner
from tests.sms.talking import text

START = "You are just starting. There are 3 first skills, and everyone begins with none. Text NEXT for dates."
SOME = "You can do 2 of the 3 first skills by yourself. Well done. For more, text NEXT for dates."
ALL = "You can do all 3 first skills by yourself. Well done! Ask for your certificate when you next come."


@pytest.fixture
def tasks(db):
    framework = FrameworkFactory(kind=FrameworkKind.ADULT_SKILLS, tasks_for_the_level=3)
    return [TaskFactory(framework=framework, number=number) for number in (1, 2, 3)]


@pytest.fixture
def learner(tasks):
    return texted_learner()


def seen(learner, task, help_given=HelpGiven.ALONE):
    EvidenceFactory(learner=learner, task=task, help_given=help_given)


def test_they_hear_how_many_they_have_been_seen_to_do_alone(learner, tasks):
    assert text("Progress") == START
    seen(learner, tasks[0])
    seen(learner, tasks[1])
    seen(learner, tasks[2], HelpGiven.HELPED)
    assert text("my progress", 1) == SOME
    seen(learner, tasks[2])
    assert text("PROGRESS", 2) == ALL


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_it_is_asked_for_in_every_language(learner, code):
    words = LANGUAGES[code].KEYWORDS["progress"]
    assert [text(word, minute) for minute, word in enumerate(words)] == [START] * len(words)


def test_on_a_shared_phone_a_person_answers_since_we_cannot_say_whose(learner):
    texted_learner(organisation=learner.organisation)
    assert text("PROGRESS").startswith("Thank you. A person will read your text")


def test_with_nothing_to_count_by_a_person_answers(db):
    Framework.objects.all().delete()
    texted_learner()
    assert text("PROGRESS").startswith("Thank you. A person will read your text")


def test_a_number_nobody_has_hears_of_dates_instead(tasks):
    assert text("PROGRESS").startswith("There are no free dates just now.")


@given(st.integers(0, 50), st.integers(1, 50))
def test_all_is_said_only_of_all_and_none_only_of_none(done, total):
    state, effects = step(State(), Event("began", {"done": done, "total": total}))
    said = "progress_all" if done >= total else "progress" if done else "progress_none"
    assert ([effect.facts["key"] for effect in effects], state.is_over) == ([said], True)


LEFT = "You get your certificate when you can do every first skill by yourself. Still to do: {}. Text NEXT for dates."
READY = "Your certificate is ready. Ask for it at Market Library. We told them that you asked."


def test_a_certificate_is_ready_when_it_is_earned_and_their_centre_hears_that_they_asked(tasks):
    centre = CentreFactory(name="Market Library")
    learner = texted_learner(centre=centre, organisation=centre.organisation)
    assert text("CERTIFICATE") == LEFT.format(3)
    assert not Inbound.objects.for_a_person().exists()
    for task in tasks:
        seen(learner, task)

    assert text("my certificate", 1) == READY
    waits = Inbound.objects.for_a_person().get()
    assert (waits.organisation, waits.body) == (centre.organisation, "my certificate")


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_a_certificate_is_asked_for_in_every_language(learner, code):
    words = LANGUAGES[code].KEYWORDS["certificate"]
    said = [text(word, minute) for minute, word in enumerate(words)]
    assert said == [LEFT.format(3)] * len(words)
