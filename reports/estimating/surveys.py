"""Keeping a council's own survey, and handing its answers to the estimate."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from inclusion.actions.events import record
from inclusion.models import BoundarySet, User
from reports.choices import Sampling
from reports.estimate.surveys import Answers, answers
from reports.models import Survey, SurveyAnswers
from reports.statistics.releases import Published
from reports.statistics.surveys import SurveyTable
from reports.statistics.wards import keys_of_wards


@transaction.atomic
def keep_survey(
    *, boundary_set: BoundarySet, published: Published, table: SurveyTable, by: User | None
) -> Survey:
    """The same name again takes its place. Raises BadFile for a ward that is not in the set."""
    wards = keys_of_wards(
        boundary_set,
        table.wards,
        unless=f"not a ward of {boundary_set.council.name} in force from {boundary_set.in_force_from:%-d %B %Y}",
        remedy="use the codes of those wards, or say another day after --on",
    )
    survey, _ = Survey.objects.update_or_create(
        boundary_set=boundary_set,
        name=published.name,
        defaults={
            "definition": table.definition,
            "level": table.level,
            "year": table.year,
            "sampling": table.sampling,
            "source": published.source,
            "licence": published.licence,
            "imported_at": timezone.now(),
        },
    )
    survey.answers.all().delete()
    SurveyAnswers.objects.bulk_create(
        SurveyAnswers(
            survey=survey,
            ward_id=wards[one.code],
            asked=one.asked,
            without=one.without,
            design_effect=one.design_effect,
        )
        for one in table.wards
    )
    record("keep_survey", survey, by=by, wards=len(table.wards))
    return survey


def answers_of(survey: Survey | None, ward_ids: tuple[int, ...]) -> Mapping[int, Answers]:
    """What people said, by the position of their ward. Checked by type once more, whoever wrote the rows."""
    position = {pk: row for row, pk in enumerate(ward_ids)}
    return {
        position[row.ward_id]: answers(
            sampling=Sampling(row.survey.sampling),
            asked=row.asked,
            without=row.without,
            design_effect=row.design_effect,
        )
        for row in SurveyAnswers.objects.of(survey).select_related("survey")
    }
