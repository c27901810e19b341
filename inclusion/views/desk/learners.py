"""Everyone the organisation helps, a page at a time.

What somebody typed to find a person is kept in their own session on the server, never in an address, so that
no name or card code ends up in a log, a bookmark or the next site's records.
"""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from inclusion.actions.progress import current_framework
from inclusion.forms.learner_details import FindLearnerForm
from inclusion.models import Attendance, Centre, Evidence, Framework, Learner, Task, User
from inclusion.permissions import Permission, allow, signed_in
from inclusion.rules.skills import next_task
from inclusion.views.paging import Page, page_of

ORDER = ("first_name", "initial", "id")
PAGE_SIZE = 25
SEARCH = "desk_learner_search"
LONG_AWAY = dt.timedelta(weeks=4)


@dataclass(frozen=True)
class Row:
    """One learner as the list shows them. `marks` says of each task in order whether it is done alone."""

    learner: Learner
    last_came: dt.datetime | None
    marks: list[bool]
    next_task: Task | None

    @property
    def done(self) -> int:
        return sum(self.marks)


@dataclass(frozen=True)
class Wanted:
    """Which learners somebody asked to see. Only a centre's name and two flags are ever in the address."""

    centre: str = ""
    is_away: bool = False
    has_level: bool = False
    words: str = ""

    @classmethod
    def from_request(cls, request: HttpRequest) -> "Wanted":
        searching = "searching" in request.GET
        return cls(
            centre=request.GET.get("centre", ""),
            is_away="away" in request.GET,
            has_level="level" in request.GET,
            words=request.session.get(SEARCH, "") if searching else "",
        )


@require_safe
@allow(Permission.MANAGE_LEARNERS)
def learners(request: HttpRequest) -> HttpResponse:
    """The list: who they are, when they last came, how far they have got."""
    person, framework = signed_in(request), current_framework()
    wanted = Wanted.from_request(request)
    page = page_of(
        chosen(person, wanted, framework, timezone.now()),
        order=ORDER,
        after=starting_row(request, person),
        size=PAGE_SIZE,
    )
    query = request.GET.copy()
    query.pop("after", None)
    context = {
        "rows": rows_of(page, framework),
        "next_after": page.next_after,
        "is_first_page": "after" not in request.GET,
        "query": query.urlencode(),
        "wanted": wanted,
        "centres": Centre.objects.visible_to(person),
        "form": FindLearnerForm(),
    }
    return render(request, "inclusion/desk/learners.html", context)


@sensitive_post_parameters("words")
@require_http_methods(["POST"])
@allow(Permission.MANAGE_LEARNERS)
def find(request: HttpRequest) -> HttpResponse:
    """Remember what was typed, out of sight, and show who it finds."""
    form = FindLearnerForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["words"][0]))
        return redirect("inclusion:desk_learners")
    request.session[SEARCH] = form.cleaned_data["words"]
    return redirect("/desk/learners/?searching=yes")


def chosen(
    person: User, wanted: Wanted, framework: Framework | None, now: dt.datetime
) -> QuerySet[Learner]:
    """The learners wanted, of those this person may see."""
    found = Learner.objects.visible_to(person).current().select_related("centre")
    if wanted.words:
        found = found.named_like(wanted.words)
    if wanted.centre:
        found = found.filter(centre__slug=wanted.centre)
    if wanted.is_away:
        found = found.filter(not_since(now - LONG_AWAY))
    if wanted.has_level and framework:
        found = found.filter(who_reached(framework))
    return found


def not_since(moment: dt.datetime) -> Q:
    """Not here since a moment, nor new since then."""
    came = Attendance.objects.standing().since(moment).filter(learner=OuterRef("pk"))
    return Q(~Exists(came), added_at__lt=moment)


def who_reached(framework: Framework) -> Exists:
    """Seen to do as many tasks alone as the framework asks."""
    done = Evidence.objects.done_alone(framework).filter(learner=OuterRef("pk"))
    counted = done.values("learner").annotate(tasks=Count("task", distinct=True))
    return Exists(counted.filter(tasks__gte=framework.tasks_for_the_level))


def starting_row(request: HttpRequest, person: User) -> Learner | None:
    """The row this page follows. One that is gone, or not theirs, starts the list again."""
    try:
        after = UUID(request.GET.get("after", ""))
    except ValueError:
        return None
    return Learner.objects.visible_to(person).filter(pk=after).first()


def rows_of(page: Page[Learner], framework: Framework | None) -> list[Row]:
    """The page's learners with what the list says of each: two queries however many there are."""
    came = dict(
        Attendance.objects.standing()
        .filter(learner__in=page.rows)
        .values_list("learner")
        .annotate(last=Max("session__starts_at"))
    )
    done = done_by(page.rows, framework)
    tasks = {task.pk: task for task in framework.tasks.all()} if framework else {}
    return [
        Row(
            learner,
            came.get(learner.pk),
            [task in done[learner.pk] for task in tasks],
            tasks.get(next_task(tasks, done[learner.pk]) or 0),
        )
        for learner in page.rows
    ]


def done_by(people: list[Learner], framework: Framework | None) -> dict[UUID, set[int]]:
    """The tasks each has been seen to do alone."""
    done: dict[UUID, set[int]] = {learner.pk: set() for learner in people}
    if framework:
        pairs = Evidence.objects.done_alone(framework).filter(learner__in=people)
        for learner, task in pairs.order_by().values_list("learner", "task").distinct():
            if learner:
                done[learner].add(task)
    return done
