"""What a word that starts a conversation begins, and with what it needs to know."""

import datetime as dt
from typing import Any

from inclusion.actions.progress import current_framework, progress_of
from inclusion.models import Learner
from sms.conversations import begin
from sms.dates import centres_called
from sms.models import Inbound
from sms.own_word import what_to_check
from sms.registers import heads_in, volunteer_of

ABOUT_SKILLS = ("check", "progress", "certificate")


def start_to_talk(flow: str, rest: str, inbound: Inbound, now: dt.datetime) -> bool:
    """JOIN is for anybody; NEXT, CHECK, PROGRESS and CERTIFICATE for a number with one learner, and anybody unknown joins instead.

    With several learners on one number we cannot say whose place it would be without a name: a person asks. What we keep
    of a number nobody has is its texts: they go if it says FORGET, and a person answers MYDATA.
    """
    if flow == "log":
        return start_to_log(rest, inbound, now)
    people = list(
        Learner.objects.current()
        .filter(phone=inbound.sender)
        .select_related("organisation", "centre")[:2]
    )
    if len(people) > 1:
        return False
    learner = people[0] if people else None
    if flow == "mydata" and learner is None:
        return False
    if flow in ("mydata", "forget"):
        place = learner.centre.name if learner and learner.centre else ""
        begin(flow=flow, inbound=inbound, learner=learner, now=now, place=place)
    elif flow in ABOUT_SKILLS and learner:
        facts = about_skills(flow, learner)
        if facts is None:
            return False
        begin(flow=flow, inbound=inbound, learner=learner, now=now, **facts)
    elif flow == "next" and learner:
        begin(flow="next", inbound=inbound, learner=learner, now=now)
    else:
        centres = centres_called(rest)
        begin(flow="join", inbound=inbound, learner=learner, now=now, centres=centres)
    return True


def about_skills(flow: str, learner: Learner) -> dict[str, Any] | None:
    """What a flow about somebody's skills is told. None where there is nothing to count by, or to ask: a person answers."""
    if flow == "check":
        return what_to_check()
    framework = current_framework()
    if framework is None:
        return None
    found = progress_of(learner, framework)
    if flow == "progress":
        return {"done": found.done, "total": len(found.tasks)}
    return {
        "reached": found.level_reached_on is not None,
        "left": framework.tasks_for_the_level - found.done,
        "place": learner.centre.name if learner.centre else "",
    }


def start_to_log(rest: str, inbound: Inbound, now: dt.datetime) -> bool:
    """A volunteer says how many came. From any other number it is a text like any, and a person reads it."""
    user = volunteer_of(inbound.sender)
    if user is None:
        return False
    inbound.organisation_id = inbound.organisation_id or min(user.reach.organisations)
    facts = {"heads": heads_in(rest), "said_in": str(inbound.pk)}
    begin(flow="log", inbound=inbound, learner=None, now=now, **facts)
    return True
