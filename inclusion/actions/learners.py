"""Everything that changes what we know of a learner."""

import uuid
from typing import Any

from django.db import transaction

from inclusion.actions import consent
from inclusion.actions.edits import mark
from inclusion.actions.events import record
from inclusion.choices import ABOUT_A_NUMBER, Channel, ConsentPurpose
from inclusion.models import Learner, Organisation, User


@transaction.atomic
def add_learner(
    *,
    id: uuid.UUID,  # noqa: A002 -- the learner's own id, made by whoever filled in the form
    organisation: Organisation,
    agreed_to: dict[ConsentPurpose, Channel],
    by: User | None,
    **details: Any,
) -> Learner:
    """Start a record for somebody, with what they agreed to. Sent twice, it is one record.

    `details` are Learner fields: first_name, initial, centre, postcode, age_band, phone, language, goal.
    Consent to texts or calls without a number is left out: there is nothing to agree to.
    """
    learner, is_new = Learner.objects.get_or_create(
        id=id, defaults={"organisation": organisation, "added_by": by, **details}
    )
    if is_new:
        record("add_learner", learner, by=by, organisation_id=organisation.pk)
        for purpose, channel in agreed_to.items():
            if purpose not in ABOUT_A_NUMBER or learner.phone:
                consent.agree(person=learner, purpose=purpose, channel=channel, by=by)
    return learner


@transaction.atomic
def change_learner(*, learner: Learner, by: User, **changes: Any) -> Learner:
    """Change details. Nothing different, nothing done. A new number needs a new agreement to texts and calls."""
    different = {
        field: value for field, value in changes.items() if getattr(learner, field) != value
    }
    if not different:
        return learner
    if "phone" in different:
        for purpose in ABOUT_A_NUMBER:
            consent.withdraw(person=learner, purpose=purpose, channel=Channel.SPOKEN, by=by)
    for field, value in different.items():
        setattr(learner, field, value)
    learner.version += 1
    mark(learner, different, by)
    learner.save()
    record(
        "change_learner",
        learner,
        by=by,
        organisation_id=learner.organisation_id,
        fields=sorted(different),
    )
    return learner
