"""Rubbing somebody out because they asked. What is left says that it was done, and about whom by id alone."""

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils.module_loading import import_string

from inclusion.actions.events import record
from inclusion.models import Learner, Quarantine, Session, Tombstone, User


@transaction.atomic
def forget_learner(*, learner: Learner, by: User | None) -> None:
    """Delete a learner and every row about them, with any record that was merged into theirs. Again is harmless.

    `by` is nobody when they asked for it themselves, by text.
    Each session they came to counts one more person without a name, so that the programme's totals stay true.
    """
    them = Learner.objects.filter(Q(pk=learner.pk) | Q(merged_into=learner.pk))
    people = list(them.select_for_update())
    if not people:
        return
    came_to = Session.objects.filter(
        attendances__learner__in=people, attendances__withdrawn_at__isnull=True
    )
    sessions = list(came_to.distinct().order_by().values_list("pk", flat=True))
    Session.objects.filter(pk__in=sessions).update(unnamed_heads=F("unnamed_heads") + 1)
    record("forget_learner", learner, by=by, organisation_id=learner.organisation_id)
    rubbed_out = [person.pk for person in people]
    Tombstone.objects.bulk_create([Tombstone(id=pk) for pk in rubbed_out], ignore_conflicts=True)
    Quarantine.objects.filter(person__in=rubbed_out).delete()
    for forget_also in settings.FORGET_ALSO:
        import_string(forget_also)(people)
    Learner.objects.filter(pk__in=rubbed_out).delete()
