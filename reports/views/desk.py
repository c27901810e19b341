"""Certificates at the coordinator's desk: what is earned, what is to print, what was issued."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inclusion.models import Enrolment, Framework, Learner, Person
from inclusion.permissions import Permission, allow, signed_in
from reports.certificates import (
    NotEarned,
    earned_not_issued,
    issue_certificate,
    mark_printed,
    withdraw_certificate,
)
from reports.drawing import CannotPrint
from reports.forms import WithdrawForm
from reports.models import Certificate
from reports.printing import printed

SHOWN = 50


@require_safe
@allow(Permission.ISSUE_CERTIFICATES)
def certificates(request: HttpRequest) -> HttpResponse:
    """Three lists: to print, earned and about to be issued, and issued before."""
    mine = Certificate.objects.visible_to(signed_in(request))
    return render(
        request,
        "reports/desk/certificates.html",
        {
            "to_print": mine.to_print()[:SHOWN],
            "earned": earned_by_people_of(request),
            "issued": mine.exclude(pk__in=mine.to_print())[:SHOWN],
        },
    )


@require_POST
@allow(Permission.ISSUE_CERTIFICATES)
def print_new(request: HttpRequest) -> HttpResponse:
    """One file of everything not printed yet."""
    return on_paper(request, list(Certificate.objects.visible_to(signed_in(request)).to_print()))


@require_POST
@allow(Permission.ISSUE_CERTIFICATES)
def print_one(request: HttpRequest, pk: int) -> HttpResponse:
    """One certificate, again if need be: it says what the first one said."""
    mine = Certificate.objects.visible_to(signed_in(request)).standing()
    return on_paper(request, [get_object_or_404(mine, pk=pk)])


@require_POST
@allow(Permission.ISSUE_CERTIFICATES)
def issue(request: HttpRequest) -> HttpResponse:
    """Issue one that is earned, without waiting for the machine to do it."""
    person = find_person(request)
    framework = get_object_or_404(Framework, pk=whole_number(request.POST.get("framework", "")))
    try:
        issue_certificate(
            person=person, framework=framework, by=signed_in(request), now=timezone.now()
        )
    except NotEarned as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"Issued for {person.known_as}. It is ready to print.")
    return redirect("reports:desk_certificates")


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.ISSUE_CERTIFICATES)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one back. Asks first, and why."""
    mine = Certificate.objects.visible_to(signed_in(request)).standing()
    certificate = get_object_or_404(mine, pk=pk)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        withdraw_certificate(
            certificate=certificate,
            reason=form.cleaned_data["reason"],
            by=signed_in(request),
            now=timezone.now(),
        )
        messages.success(request, f"Certificate {certificate.serial} is taken back.")
        return redirect("reports:desk_certificates")
    return render(request, "reports/desk/withdraw.html", {"certificate": certificate, "form": form})


def on_paper(request: HttpRequest, chosen: Sequence[Certificate]) -> HttpResponse:
    """A PDF, or back to the desk with a sentence. The file's name tells nothing about anybody."""
    if not chosen:
        messages.info(request, "There is nothing new to print.")
        return redirect("reports:desk_certificates")
    try:
        pdf = printed(chosen)
    except CannotPrint as problem:
        messages.error(request, str(problem))
        return redirect("reports:desk_certificates")
    mark_printed(certificates=chosen, by=signed_in(request), now=timezone.now())
    headers = {"Content-Disposition": 'inline; filename="certificates.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def earned_by_people_of(request: HttpRequest) -> list[tuple[Person, Framework]]:
    """Who has earned what and has no certificate yet. A fixed number of looks, however many people."""
    learners = Learner.objects.visible_to(signed_in(request))
    children = Enrolment.objects.visible_to(signed_in(request)).select_related("cohort__club")
    rows = [
        *earned_not_issued().filter(learner__in=learners)[:SHOWN],
        *earned_not_issued().filter(enrolment__in=children)[:SHOWN],
    ]
    people: dict[object, Person] = {
        **learners.in_bulk([row["learner_id"] for row in rows if row["learner_id"]]),
        **children.in_bulk([row["enrolment_id"] for row in rows if row["enrolment_id"]]),
    }
    frameworks = Framework.objects.in_bulk([row["task__framework_id"] for row in rows])
    return [
        (people[row["learner_id"] or row["enrolment_id"]], frameworks[row["task__framework_id"]])
        for row in rows
    ]


def find_person(request: HttpRequest) -> Person:
    """The learner or child a form is about, if they are ours."""
    card_code = request.POST.get("person", "")
    learners = Learner.objects.visible_to(signed_in(request))
    learner = learners.filter(card_code=card_code).first()
    if learner is not None:
        return learner
    return get_object_or_404(Enrolment.objects.visible_to(signed_in(request)), card_code=card_code)


def whole_number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0
