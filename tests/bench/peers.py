"""The same text sent through our peers' queues: a task that calls Twilio's own client and writes down the answer.

Neither peer checks agreement or hours, knows a sender's second, or can tell a timeout from a refusal.
"""

import uuid
from functools import cache

from django.core.management import call_command
from django.utils import timezone
from django_tasks import task

from sms import receive
from sms.choices import MessageState
from sms.dispatch import outgoing
from sms.gateway import gateway
from sms.models import Inbound, Message


def send(message_id: str) -> None:
    message = Message.objects.get(pk=uuid.UUID(message_id))
    answer = gateway().send(outgoing(message, timezone.now()))
    Message.objects.filter(pk=message.pk).update(
        state=MessageState.ACCEPTED, provider_sid=answer.sid, changed_at=timezone.now()
    )


@task()
def with_django_tasks(message_id: str) -> None:
    send(message_id)


def queue_django_tasks(ids) -> None:
    for one in ids:
        with_django_tasks.enqueue(message_id=str(one))


def read_text(**text: str) -> None:
    """A text that came in, read in a worker as ours reads it in the request that brought it."""
    stored, _ = Inbound.objects.get_or_create(provider="twilio", sid=text.pop("sid"), defaults=text)
    receive.read(stored.pk, timezone.now())


@task()
def read_with_django_tasks(**text: str) -> None:
    read_text(**text)


def queue_text(peer: str, **text: str) -> None:
    """What the peer's webhook does: nothing but put the text in its queue."""
    if peer == "django-tasks":
        read_with_django_tasks.enqueue(**text)
    else:
        read_with_procrastinate().defer(**text)


@cache
def read_with_procrastinate():
    from procrastinate.contrib.django import app

    return app.task(read_text, name="read_text")


def run_django_tasks() -> None:
    """Its worker does one task at a time; there is no setting for more."""
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)


def queue_procrastinate(ids) -> None:
    from procrastinate.contrib.django import app

    app.task(send, name="send").batch_defer(*({"message_id": str(one)} for one in ids))


def run_procrastinate() -> None:
    from procrastinate.contrib.django import app

    read_with_procrastinate()
    worker = app.with_connector(app.connector.get_worker_connector())
    worker.run_worker(
        wait=False, concurrency=48, install_signal_handlers=False, listen_notify=False
    )
