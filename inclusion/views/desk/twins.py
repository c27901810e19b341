"""Two records that may be one person's: side by side, and made one when a coordinator says so."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.db.models.functions import Lower, Substr
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from inclusion.actions.merging import CannotMerge, merge_learners
from inclusion.models import Learner, User
from inclusion.permissions import Permission, allow, signed_in
from inclusion.rules.contact import spoken
from inclusion.rules.likeness import may_be_one
from inclusion.views.desk.learner import learner_or_404

NEWEST, MOST = 100, 20


@dataclass(frozen=True)
class Side:
    """One of the two records, as it is compared with the other."""

    learner: Learner
    phone: str
    sessions: int
    skills: int


@require_safe
@allow(Permission.MANAGE_LEARNERS)
def twins(request: HttpRequest) -> HttpResponse:
    """The newest records, each with those that may be the same person."""
    person = signed_in(request)
    newest = Learner.objects.visible_to(person).current().order_by("-added_at", "id")
    context = {"pairs": pairs_of(list(newest[:NEWEST]), person)}
    return render(request, "inclusion/desk/twins.html", context)


@require_safe
@allow(Permission.MANAGE_LEARNERS)
def twins_of(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Those who may be the same person as one learner."""
    found = learner_or_404(request, pk)
    context = {"learner": found, "pairs": pairs_of([found], signed_in(request))}
    return render(request, "inclusion/desk/twins.html", context)


def pairs_of(people: list[Learner], person: User) -> list[tuple[Learner, Learner]]:
    """Each pair once, at most `MOST`. Only those whose names begin alike are read, in one go; the rule decides."""
    letters = {learner.first_name[:1].lower() for learner in people}
    near: dict[tuple[int, str], list[Learner]] = {}
    everybody = Learner.objects.visible_to(person).current().select_related("centre")
    for other in everybody.annotate(letter=Lower(Substr("first_name", 1, 1))).filter(
        letter__in=letters
    ):
        near.setdefault(key_of(other), []).append(other)
    pairs = {
        frozenset([learner.pk, other.pk]): (learner, other)
        for learner in people
        for other in near.get(key_of(learner), [])
        if other.pk != learner.pk and may_be_one(name_of(learner), name_of(other))
    }
    return list(pairs.values())[:MOST]


def key_of(learner: Learner) -> tuple[int, str]:
    return learner.organisation_id, learner.first_name[:1].lower()


def name_of(learner: Learner) -> tuple[str, str]:
    return learner.first_name, learner.initial


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.MANAGE_LEARNERS)
def merge(request: HttpRequest, pk: UUID, other: UUID) -> HttpResponse:
    """Both side by side. Whichever is chosen is kept, and takes over everything of the other."""
    sides = [learner_or_404(request, each) for each in (pk, other)]
    if request.method == "POST":
        kept = next((side for side in sides if str(side.pk) == request.POST.get("kept")), None)
        if kept:
            return put_together(request, kept, sides)
        messages.warning(request, "Choose which of the two to keep.")
    context = {"sides": [side_of(learner) for learner in sides]}
    return render(request, "inclusion/desk/merge.html", context)


def put_together(request: HttpRequest, kept: Learner, sides: list[Learner]) -> HttpResponse:
    [other] = [side for side in sides if side is not kept] or [kept]
    try:
        merge_learners(kept=kept, other=other, by=signed_in(request), now=timezone.now())
    except CannotMerge as reason:
        messages.warning(request, str(reason))
    else:
        messages.success(request, "They are one record now.")
    return redirect("inclusion:desk_learner", kept.pk)


def side_of(learner: Learner) -> Side:
    skills = learner.evidence.standing().aggregate(many=Count("task", distinct=True))["many"]
    came = learner.attendances.standing().count()
    return Side(learner, spoken(learner.phone), came, skills)
