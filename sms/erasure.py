"""What goes when somebody asks to be rubbed out: the texts to and from their number, kept by number alone."""

from collections.abc import Collection

from inclusion.models import Learner
from sms.models import Conversation, DeadNumber, Handset, Inbound, Line, Message


def forget(learners: Collection[Learner]) -> None:
    """Delete the texts of every number that nobody else has. A shared phone's texts may be somebody else's, and stay.

    An OptOut stays, and with it the number: without it they would be texted again the day somebody adds them again.
    """
    numbers = {learner.phone for learner in learners if learner.phone}
    others = Learner.objects.filter(phone__in=numbers).exclude(
        pk__in=[them.pk for them in learners]
    )
    alone = numbers - set(others.values_list("phone", flat=True))
    forget_texts(alone)


def forget_texts(numbers: Collection[str]) -> None:
    """Delete every text to and from these numbers, and what was said in each."""
    for model in (Conversation, DeadNumber, Handset, Message, Line):
        model.objects.filter(address__in=numbers).delete()
    Inbound.objects.filter(sender__in=numbers).delete()
