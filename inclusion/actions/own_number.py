"""The number somebody who signs in texts from. Whoever sets it has proved that it is theirs."""

from django.db import transaction

from inclusion.actions.events import record
from inclusion.models import User


class NumberTaken(Exception):
    """Another person here texts from that number. The message is for whoever typed it."""


@transaction.atomic
def set_own_number(*, user: User, number: str, by: User) -> None:
    """Let somebody text from a number in E.164, or from none if it is empty. Saying it twice changes nothing.

    Raises NumberTaken: a text must say who it is from.
    """
    if user.phone == number:
        return
    if number and User.objects.filter(phone=number).exclude(pk=user.pk).exists():
        raise NumberTaken(
            "Somebody else here texts from that number. It must come off their account first."
        )
    user.phone = number
    user.save(update_fields=["phone"])
    record("set_own_number" if number else "clear_own_number", user, by=by)
