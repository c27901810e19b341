"""What a phone says of the children of a Code Club: one joined under a nickname, one left."""

import datetime as dt
from uuid import UUID

from inclusion.actions.cohorts import NoRoom, child_left, enrol_child
from inclusion.actions.finding import NotYet, check_owner, refuse_the_gone
from inclusion.actions.senders import Sender
from inclusion.models import Cohort, Enrolment
from inclusion.rules.operations import Operation
from inclusion.rules.readers import NotClear

NOT_OURS = "That club is not one of yours."


def join_club(sender: Sender, operation: Operation, now: dt.datetime) -> list[str]:
    """A child joins. One we have already stays as they are."""
    body = operation.body
    refuse_the_gone(body["child"])
    cohort = find_cohort(sender, body["cohort"])
    known = Enrolment.objects.filter(pk=body["child"]).first()
    if known is not None and known.cohort_id != cohort.pk:
        raise NotClear(NOT_OURS, "cohort")
    try:
        sender.shelf.children[body["child"]] = enrol_child(
            id=body["child"],
            cohort=cohort,
            nickname=" ".join(body["nickname"].split()),
            school_year=body["school_year"],
            parent_agreed_on_paper=body["on_paper"],
            by=sender.author,
            now=now,
        )
    except NoRoom as problem:
        raise NotClear(str(problem), "nickname") from problem
    return []


def leave_club(sender: Sender, operation: Operation, now: dt.datetime) -> list[str]:
    """A child left. What they made stays on record."""
    pk = operation.body["child"]
    child = Enrolment.objects.select_related("cohort__club__centre").filter(pk=pk).first()
    if child is None:
        refuse_the_gone(pk)
        raise NotYet
    check_owner(sender, child.cohort.club.centre.organisation_id, "child", NOT_OURS)
    child_left(enrolment=child, by=sender.author, now=now)
    return []


def find_cohort(sender: Sender, pk: UUID) -> Cohort:
    """A club of theirs."""
    cohort = Cohort.objects.select_related("club__centre").filter(pk=pk).first()
    if cohort is None:
        raise NotClear(NOT_OURS, "cohort")
    check_owner(sender, cohort.club.centre.organisation_id, "cohort", NOT_OURS)
    return cohort
