"""Bringing in an organisation's list of learners, all of it or none."""

from collections.abc import Sequence

from django.db import transaction

from inclusion.actions.learners import add_learner
from inclusion.choices import Channel, ConsentPurpose
from inclusion.models import Learner, Organisation, User
from inclusion.rules.learner_lists import ListedLearner


@transaction.atomic
def add_listed_learners(
    *, organisation: Organisation, listed: Sequence[ListedLearner], by: User | None
) -> int:
    """Add each learner once, and say how many are new. The list keeps what was agreed on paper."""
    before = Learner.objects.filter(organisation=organisation).count()
    for row in listed:
        add_learner(
            id=row.id,
            organisation=organisation,
            agreed_to={ConsentPurpose.TEXTS: Channel.PAPER} if row.agreed_to_texts else {},
            by=by,
            first_name=row.first_name,
            initial=row.initial,
            postcode_id=row.postcode or None,
            age_band=row.age_band,
            phone=row.phone,
            language=row.language,
        )
    return Learner.objects.filter(organisation=organisation).count() - before
