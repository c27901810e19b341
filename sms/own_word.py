"""What people text of their own skills: which tasks we can ask about, and keeping what they say."""

from collections.abc import Mapping
from typing import Any

from inclusion.actions import own_word
from inclusion.actions.progress import current_framework
from inclusion.choices import Channel, OwnWord
from inclusion.models import Task
from sms.turns import Turn
from sms.words import LANGUAGES


def what_to_check() -> dict[str, Any] | None:
    """The framework in use and the codes of its tasks. None where we lack a sentence for one: half a check tells nothing."""
    framework = current_framework()
    codes = [task.code for task in framework.tasks.all()] if framework else []
    if framework is None or not codes or not can_be_asked(codes):
        return None
    return {"framework": framework.slug, "tasks": codes}


def can_be_asked(codes: list[str]) -> bool:
    """Whether every language has a sentence for every task."""
    return all(set(codes) <= set(language.SKILLS) for language in LANGUAGES.values())


def keep(turn: Turn, facts: Mapping[str, Any]) -> None:
    """One answer, of the edition that was asked about. Nothing is kept of somebody whose record is gone."""
    learner = turn.conversation.learner
    task = Task.objects.filter(framework__slug=facts["framework"], code=facts["task"]).first()
    if learner and task:
        word = OwnWord(facts["word"])
        own_word.keep(learner=learner, task=task, word=word, channel=Channel.TEXT, now=turn.now)
