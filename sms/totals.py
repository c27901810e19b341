"""How many texts the network sent, for whoever adds up what was done. Called by its name in settings.TEXTS_SENT."""

import datetime as dt

from django.db.models import QuerySet

from sms.models import Message


def texts_sent(since: dt.datetime, until: dt.datetime) -> QuerySet[Message]:
    """Texts that left us from one moment up to another: rows with `organisation`, `learner` and `queued_at`."""
    return Message.objects.went_out().filter(queued_at__gte=since, queued_at__lt=until)
