"""A volunteer's phone as a test needs it: it says things, brings them, and keeps what it was not promised."""

import json
import uuid

from django.utils import timezone

from inclusion.actions.senders import author_token
from inclusion.rules.canonical import digest

SCHEMA = 1


def new_id(number=None):
    """An id; with a number, ids rise as numbers do, as a phone's own do."""
    return str(uuid.UUID(int=number) if number is not None else uuid.uuid4())


def operation(author, kind, body, *, op=None, schema=SCHEMA, at=None):
    """One thing said, as it is sent."""
    return {
        "op": op or new_id(),
        "type": kind,
        "author": author.pk,
        "at": at or timezone.now().isoformat(),
        "schema": schema,
        "body": {
            name: str(value) if isinstance(value, uuid.UUID) else value
            for name, value in body.items()
        },
    }


def came(author, session, person, **kwargs):
    body = {"session": session.pk, "person": person.pk, "person_kind": kind_of(person)}
    return operation(author, "attendance.add", body, **kwargs)


def did(author, session, person, task, help_given="alone", **kwargs):
    body = {"session": session.pk, "person": person.pk, "person_kind": kind_of(person)}
    body |= {"task": task.pk, "help": help_given}
    return operation(author, "evidence.add", body, **kwargs)


def not_after_all(author, said, **kwargs):
    """The taking back of something said."""
    if said["type"] == "evidence.add":
        return operation(author, "evidence.remove", {"fact": said["op"]}, **kwargs)
    body = {name: said["body"][name] for name in ("session", "person", "person_kind")}
    return operation(author, "attendance.remove", {**body, "fact": said["op"]}, **kwargs)


def heads(author, session, count, base=1, **kwargs):
    body = {"session": session.pk, "count": count, "base": base}
    return operation(author, "heads.set", body, **kwargs)


def kind_of(person):
    return "child" if hasattr(person, "nickname") else "learner"


def logged(author, centre, *, session=None, starts_at=None, **more):
    """A drop-in of an hour and a half that began two hours ago."""
    begin = starts_at or timezone.now() - timezone.timedelta(hours=2)
    body = {
        "session": session or new_id(),
        "centre": centre.pk,
        "kind": "drop_in",
        "topic": "Drop-in",
        "audience": "everyone",
        "starts_at": begin.isoformat(),
        "ends_at": (begin + timezone.timedelta(minutes=90)).isoformat(),
        **more,
    }
    return operation(author, "session.log", body)


def newcomer(author, centre, *, learner=None, **more):
    body = {"learner": learner or new_id(), "centre": centre.pk, "first_name": "Mo", "initial": "K"}
    return operation(author, "learner.add", {**body, "agreed": ["record"], **more})


def new_child(author, cohort, *, child=None, **more):
    body = {"child": child or new_id(), "cohort": cohort.pk, "nickname": "Comet", "on_paper": True}
    return operation(author, "child.add", {**body, **more})


def child_gone(author, child):
    return operation(author, "child.left", {"child": child})


def send(client, *operations, device=None, authors=(), tokens=None, **more):
    """Bring operations to the real address, and give its answer."""
    body = {
        "device": device or new_id(),
        "ops": list(operations),
        "authors": tokens or {str(author.pk): author_token(author) for author in authors},
        "unsent": len(operations),
        "version": "test",
        **more,
    }
    return client.post("/field/sync/", json.dumps(body), content_type="application/json")


def receipts(client, *operations, **more):
    """The receipts of a delivery that was taken in, each with the hash the phone worked out itself."""
    answer = send(client, *operations, **more)
    assert answer.status_code == 200, answer.content
    found = answer.json()["receipts"]
    assert [one["sha256"] for one in found] == [digest(one["body"]) for one in operations]
    return found


def statuses(client, *operations, **more):
    return [one["status"] for one in receipts(client, *operations, **more)]
