"""What a phone carries into a hall with no signal: the least that lets a volunteer do a whole session.

Only the volunteer's own organisations. A learner is a first name and a letter, where they usually come, what is next
and how many tasks they do alone: no phone, postcode, age or goal. Children are nicknames, with their school year, what
they have made and whether the parent's form is in.
"""

import datetime as dt
import hashlib
import json
from collections import defaultdict
from typing import Any

from django.db.models import Count, F, Q
from django.utils import timezone

from inclusion.actions.facts import older_id
from inclusion.actions.progress import Progress, current_framework, progress_of_many
from inclusion.choices import HelpGiven, Rater
from inclusion.models import (
    Attendance,
    Centre,
    Cohort,
    Enrolment,
    Evidence,
    Fact,
    Framework,
    Learner,
    Session,
    User,
)
from inclusion.views.field.register_page import about

KEPT_FOR = dt.timedelta(days=14)
MOST_LEARNERS = 500


def roster_for(user: User, cohorts: list[Cohort], now: dt.datetime) -> dict[str, Any]:
    """Everything, in the order it is shown. Its queries do not grow with the number of people."""
    today = timezone.localdate(now)
    framework = current_framework()
    children = children_of(cohorts)
    frameworks = [framework] if framework else []
    frameworks += [cohort.projects for cohort in cohorts]
    return {
        "expires": (today + KEPT_FOR).isoformat(),
        "centres": [
            {"id": centre.pk, "name": centre.name, "places": centre.places}
            for centre in Centre.objects.run_by(user)
        ],
        "frameworks": [say_framework(each) for each in {f.pk: f for f in frameworks}.values()],
        "learners": learners_of(user, framework),
        "cohorts": [say_cohort(cohort, children[cohort.pk]) for cohort in cohorts],
        "sessions": sessions_of(user, now),
    }


def say_framework(framework: Framework) -> dict[str, Any]:
    return {
        "id": framework.pk,
        "kind": framework.kind,
        "name": str(framework),
        "tasks": [
            {"id": task.pk, "name": task.short_name, "words": task.words}
            for task in framework.tasks.all()
        ],
    }


def learners_of(user: User, framework: Framework | None) -> list[dict[str, Any]]:
    """The newest `MOST_LEARNERS`, by name: a phone that knew everybody would be a risk and slow."""
    ours = Learner.objects.visible_to(user).current()
    newest = ours.order_by("-added_at").values("pk")[:MOST_LEARNERS]
    people = list(ours.filter(pk__in=list(newest.values_list("pk", flat=True))))
    progress = progress_of_many(people, framework) if framework else {}
    return [say_learner(person, progress.get(person.pk)) for person in people]


def say_learner(person: Learner, progress: Progress | None) -> dict[str, Any]:
    return {
        "id": str(person.pk),
        "name": person.known_as,
        "centre": person.centre_id,
        "next": about(person, progress),
        "done": progress.done if progress else 0,
        "version": person.version,
    }


def cohorts_of(user: User, today: dt.date) -> list[Cohort]:
    """The terms on now."""
    return list(
        Cohort.objects.visible_to(user)
        .filter(
            club__centre__organisation__in=user.reach.organisations,
            starts_on__lte=today + KEPT_FOR,
            ends_on__gte=today - KEPT_FOR,
        )
        .select_related("club__centre", "projects")
        .prefetch_related("projects__tasks", "enrolments__consents")
    )


def children_of(cohorts: list[Cohort]) -> dict[Any, list[dict[str, Any]]]:
    """Who is in each term now, with how much they have made alone and whether the parent's form is in."""
    children = [
        child for term in cohorts for child in term.enrolments.all() if child.left_at is None
    ]
    seen = (
        Evidence.objects.counted()
        .filter(enrolment__in=children, help_given=HelpGiven.ALONE)
        .filter(task__framework=F("enrolment__cohort__projects"))
    )
    done = dict(
        seen.order_by().values_list("enrolment").annotate(tasks=Count("task", distinct=True))
    )
    said: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for child in children:
        said[child.cohort_id].append(say_child(child, done.get(child.pk, 0)))
    return said


def say_cohort(cohort: Cohort, children: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": str(cohort.pk),
        "name": str(cohort),
        "centre": cohort.club.centre_id,
        "framework": cohort.projects_id,
        "places": cohort.places,
        "children": children,
    }


def say_child(child: Enrolment, done: int) -> dict[str, Any]:
    return {
        "id": str(child.pk),
        "name": child.nickname,
        "year": child.school_year,
        "done": done,
        "paper": any(consent.withdrawn_at is None for consent in child.consents.all()),
    }


def sessions_of(user: User, now: dt.datetime) -> list[dict[str, Any]]:
    """Two weeks either way, with places kept and what has been said so far, so that it can be put right."""
    rows = list(
        Session.objects.run_by(user)
        .filter(starts_at__gte=now - KEPT_FOR, starts_at__lt=now + KEPT_FOR)
        .order_by("starts_at", "id")
        .prefetch_related("bookings", "team")
    )
    said = facts_of(rows)
    return [say_session(session, said[session.pk], user) for session in rows]


def facts_of(sessions: list[Session]) -> dict[Any, list[dict[str, Any]]]:
    """What stands, by session. Each can be taken back by its own id, those from before there were facts too."""
    ours = Q(session__in=[session.pk for session in sessions])
    facts = Fact.objects.filter(ours, taken_back_at__isnull=True).order_by("at", "id")
    said = [(fact, fact.pk) for fact in facts]
    known = {key_of(fact) for fact, _ in said}
    older: list[Attendance | Evidence] = [
        *Attendance.objects.standing().filter(ours).order_by("pk"),
        *Evidence.objects.standing().filter(ours, rater=Rater.OBSERVED).order_by("pk"),
    ]
    found: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for row, pk in [*said, *((row, older_id(row)) for row in older if key_of(row) not in known)]:
        _, who, task = key_of(row)
        what = (
            {"task": task, "help": row.help_given}
            if isinstance(row, Evidence | Fact) and task
            else {}
        )
        found[row.session_id].append({"fact": str(pk), "person": who, **what})
    return found


def key_of(row: Fact | Attendance | Evidence) -> tuple[Any, str, int | None]:
    """What a row is about: session, person and task."""
    task = None if isinstance(row, Attendance) else row.task_id
    return row.session_id, str(row.learner_id or row.enrolment_id), task


def say_session(session: Session, said: list[dict[str, Any]], user: User) -> dict[str, Any]:
    """A note is only on the phones of those who were there."""
    is_theirs = user in session.team.all()
    return {
        "id": str(session.pk),
        "centre": session.centre_id,
        "cohort": str(session.cohort_id) if session.cohort_id else None,
        "kind": session.kind,
        "topic": session.topic,
        "audience": session.audience,
        "starts_at": session.starts_at.isoformat(),
        "ends_at": session.ends_at.isoformat(),
        "state": session.state,
        "version": session.version,
        "heads": session.unnamed_heads,
        "note": session.note if is_theirs else "",
        "is_mine": is_theirs,
        "booked": [str(b.learner_id) for b in session.bookings.all() if b.state != "given_up"],
        "facts": said,
    }


def as_bytes(roster: dict[str, Any]) -> bytes:
    """JSON with the roster's own version, a short hash of the rest."""
    words = json.dumps(roster, ensure_ascii=False, separators=(",", ":"))
    version = hashlib.sha256(words.encode()).hexdigest()[:16]
    return json.dumps(
        {**roster, "version": version}, ensure_ascii=False, separators=(",", ":")
    ).encode()


def etag_of(body: bytes) -> str:
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'
