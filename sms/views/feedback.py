"""The desk's page of how people said it was: each centre's numbers, and every word for somebody to read and answer."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inclusion.actions.feedback import mark_read
from inclusion.choices import NoticeKind, NoticeState
from inclusion.models import Centre, Feedback, Notice, User
from inclusion.permissions import Permission, allow, signed_in
from inclusion.rules.feedback import FEWEST_FOR_AN_AVERAGE, Summary
from sms.composing import typed_in
from sms.feedback import answer, may_answer
from sms.forms import ReplyForm

LOOK_BACK = dt.timedelta(weeks=12)
SHOWN = 30


@require_safe
@allow(Permission.SEE_TEXTS)
def feedback(request: HttpRequest) -> HttpResponse:
    """What nobody has read yet, oldest first; the numbers of each centre, by name; and what was read."""
    user, now = signed_in(request), timezone.now()
    said = Feedback.objects.visible_to(user).select_related("session__centre")
    page = {
        "unread": said.unread().order_by("said_at")[:SHOWN],
        "centres": summaries(user, now - LOOK_BACK),
        "since": now - LOOK_BACK,
        "fewest": FEWEST_FOR_AN_AVERAGE,
        "read": said.filter(read_at__isnull=False)[:SHOWN],
    }
    return render(request, "sms/feedback.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.SEE_TEXTS)
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What one person said, and a box to answer in. Whoever it was is not named: they were asked what they think."""
    user, now = signed_in(request), timezone.now()
    said = get_or_404(user, pk)
    can_answer = may_answer(said.learner)
    form = ReplyForm(typed_in(request))
    if request.method == "POST" and can_answer and form.is_to_go(request.POST.get("do", "")):
        words, key = form.cleaned_data["words"], str(form.cleaned_data["key"])
        answer(said=said, words=words, key=key, by=user, now=now)
        messages.success(request, "Your answer is on its way.")
        return redirect("sms:feedback")
    page = {"said": said, "form": form, "can_answer": can_answer}
    return render(request, "sms/feedback_one.html", page)


@require_POST
@allow(Permission.SEE_TEXTS)
def read(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Somebody has read it, and no answer is needed."""
    user = signed_in(request)
    mark_read(feedback=get_or_404(user, pk), by=user, now=timezone.now())
    messages.success(request, "Marked as read.")
    return redirect("sms:feedback")


def get_or_404(user: User, pk: UUID) -> Feedback:
    said = Feedback.objects.visible_to(user).select_related("session__centre", "learner")
    return get_object_or_404(said, pk=pk)


def summaries(user: User, since: dt.datetime) -> list[dict[str, Any]]:
    """Each centre where anybody was asked or said something since then, in the order of their names."""
    asked = Notice.objects.filter(
        session__centre__organisation__in=user.reach.organisations,
        kind=NoticeKind.HOW_WAS_IT,
        state=NoticeState.SETTLED,
        settled_at__gte=since,
    )
    by_centre = asked.order_by().values_list("session__centre").annotate(Count("pk"))
    times = dict(by_centre)
    given = Feedback.objects.visible_to(user).since(since).order_by()
    scores: dict[int, dict[int, int]] = {}
    for centre, score, people in given.values_list("session__centre", "score").annotate(
        Count("pk")
    ):
        scores.setdefault(centre, {})[score] = people
    centres = Centre.objects.filter(pk__in={*times, *scores}).order_by("name")
    return [
        {
            "name": centre.name,
            "summary": Summary(times.get(centre.pk, 0), scores.get(centre.pk, {})),
        }
        for centre in centres
    ]
