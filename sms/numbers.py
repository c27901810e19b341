"""Numbers the networks say cannot get texts: whose they are, and trying one again."""

import datetime as dt

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from inclusion.actions.events import record
from inclusion.models import Learner, User
from sms.models import DeadNumber


def learners_with_a_dead_number(user: User) -> QuerySet[Learner]:
    """The learners someone may see whose number cannot get texts. Each carries `why`."""
    theirs = DeadNumber.objects.filter(pk=OuterRef("phone")).values("why")
    return (
        Learner.objects.visible_to(user)
        .current()
        .filter(phone__in=DeadNumber.objects.values("pk"))
        .annotate(why=Subquery(theirs))
        .order_by("pk")
    )


@transaction.atomic
def try_again(*, learner: Learner, by: User, now: dt.datetime) -> None:
    """Texts may go to their number again. Saying so twice changes nothing."""
    gone, _ = DeadNumber.objects.filter(pk=learner.phone).delete()
    if gone:
        record("try_number_again", learner, by=by, organisation_id=learner.organisation_id)
