"""What moves when two records are made one: their certificates."""

import datetime as dt

from inclusion.models import Learner
from reports.models import Certificate

REASON = "They have another, from a second record of the same person."


def merge(kept: Learner, other: Learner, now: dt.datetime) -> None:
    """Every certificate stays theirs. Of two standing for one framework the one earned first stands."""
    own = Certificate.objects.standing().filter(learner=kept)
    for certificate in Certificate.objects.standing().filter(learner=other):
        same = own.filter(framework=certificate.framework_id).first()
        if same:
            later = max(same, certificate, key=lambda each: (each.earned_on, each.issued_at))
            Certificate.objects.filter(pk=later.pk).update(withdrawn_at=now, reason=REASON)
    Certificate.objects.filter(learner=other).update(learner=kept)
