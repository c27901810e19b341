"""Meeting somebody new: one question a page, then what they agree to, then a record. Under three minutes."""

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from inclusion.actions.learners import add_learner
from inclusion.choices import ABOUT_A_NUMBER, AgeBand, Channel, ConsentPurpose, Language
from inclusion.forms.fields import HouseForm
from inclusion.forms.intake import STEPS, YES
from inclusion.models import Centre, Learner, Session, User
from inclusion.permissions import Permission, allow, signed_in
from inclusion.rules.contact import spoken
from inclusion.views.field import draft as drafts
from inclusion.views.field.roster import is_id
from inclusion.views.field.sessions import last_session

ORDER = list(STEPS)
LAST = ORDER[-1]
WAYS = (("text", ConsentPurpose.TEXTS), ("ring", ConsentPurpose.CALLS))
UNKNOWN_POSTCODE = "{} is not in our list of postcodes, so we left it out. You can carry on."


@require_safe
@allow(Permission.CHANGE_LEARNERS)
def start(request: HttpRequest) -> HttpResponse:
    """Make the new learner's id, and go to the first question."""
    pk, session = uuid.uuid4(), request.GET.get("session", "")
    drafts.begin(request, pk, session=session if is_id(session) else "")
    return redirect("inclusion:field_intake", pk=pk, step=ORDER[0])


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.CHANGE_LEARNERS)
def step(request: HttpRequest, pk: UUID, step: str) -> HttpResponse:
    """One question. Answers wait in the draft; the last page makes the record."""
    draft = drafts.recall(request, pk)
    if draft is None or step not in STEPS:
        return no_draft(request, pk)
    form = STEPS[step](request.POST or None, initial=draft["answers"])
    if not form.is_valid():
        return show(request, draft, step, form)
    if step == LAST:
        return save(request, draft, form.cleaned_data["agreed"])
    if getattr(form, "unknown", ""):
        messages.warning(request, UNKNOWN_POSTCODE.format(form.unknown))  # type: ignore[attr-defined]
    draft["answers"] |= form.cleaned_data
    draft["is_checked"] = draft["is_checked"] or step == ORDER[-2]
    drafts.keep(request, draft)
    following = LAST if draft["is_checked"] else ORDER[ORDER.index(step) + 1]
    return redirect("inclusion:field_intake", pk=pk, step=following)


def no_draft(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The page was sent twice after saving, or left too long."""
    if Learner.objects.visible_to(signed_in(request)).filter(pk=pk).exists():
        return redirect("inclusion:field_learner", pk=pk)
    messages.warning(request, "That page was open too long, so we did not keep it. Start again.")
    return redirect("inclusion:field_new_learner")


def show(request: HttpRequest, draft: drafts.Draft, step: str, form: HouseForm) -> HttpResponse:
    number = ORDER.index(step)
    context: dict[str, Any] = {
        "form": form,
        "draft": draft,
        "step": step,
        "number": number + 1,
        "of": len(ORDER),
        "previous": LAST if draft["is_checked"] and step != LAST else ORDER[max(number - 1, 0)],
    }
    if step == LAST:
        if "first_name" not in draft["answers"]:
            return redirect("inclusion:field_intake", pk=draft["id"], step=ORDER[0])
        context["answers"] = answers_in_words(draft["answers"])
        context["alike"] = people_alike(signed_in(request), draft)
        return render(request, "inclusion/field/intake_check.html", context)
    return render(request, "inclusion/field/intake.html", context)


def answers_in_words(answers: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Question, answer and the page it came from."""
    phone = spoken(answers.get("phone", ""))
    ways = [words for words, asked in WAYS if answers.get(asked) == YES]
    may = f"we may {' or '.join(ways)}" if ways else "no texts or calls"
    age, language = answers.get("age_band", ""), answers.get("language") or Language.ENGLISH
    return [
        ("Name", f"{answers['first_name']} {answers.get('letter', '')}".strip(), "name"),
        ("Age", str(AgeBand(age).label) if age else "Not said", "age"),
        ("Postcode", answers.get("postcode") or "Not given", "postcode"),
        ("Mobile", f"{phone}, {may}" if phone else "None", "mobile"),
        ("Language", str(Language(language).label), "language"),
        ("Wants to", answers.get("goal") or "Not said", "goal"),
    ]


def people_alike(user: User, draft: drafts.Draft) -> list[Learner]:
    """Others with this first name and letter in the same organisation. Never merged by us: a person decides."""
    centre = usual_centre(user, draft)
    answers = draft["answers"]
    alike = (
        Learner.objects.visible_to(user)
        .current()
        .filter(
            organisation=centre.organisation_id if centre else None,
            first_name__iexact=answers["first_name"],
            initial__iexact=answers.get("letter", ""),
        )
    )
    return list(alike.select_related("centre").exclude(pk=draft["id"])[:5])


def usual_centre(user: User, draft: drafts.Draft) -> Centre | None:
    """Where the register was open, else where this person last helped, else any centre of theirs."""
    if is_id(draft["session"]):
        session = (
            Session.objects.run_by(user)
            .select_related("centre__organisation")
            .filter(pk=draft["session"])
            .first()
        )
        if session:
            return session.centre
    last = last_session(user, timezone.now())
    return last.centre if last else Centre.objects.run_by(user).first()


def save(request: HttpRequest, draft: drafts.Draft, agreed: str) -> HttpResponse:
    """Make the record, with what they agreed to and how they said so."""
    user, answers = signed_in(request), dict(draft["answers"])
    centre = usual_centre(user, draft)
    if centre is None or "first_name" not in answers:
        messages.warning(request, "You have no centre yet. Ask your coordinator to add one.")
        return redirect("inclusion:field_home")
    agreed_to = {ConsentPurpose.RECORD: Channel(agreed)}
    for purpose in ABOUT_A_NUMBER:
        if answers.pop(purpose, "") == YES:
            agreed_to[purpose] = Channel(agreed)
    learner = add_learner(
        id=UUID(draft["id"]),
        organisation=centre.organisation,
        agreed_to=agreed_to,
        by=user,
        centre=centre,
        initial=answers.pop("letter", ""),
        postcode_id=answers.pop("postcode", "") or None,
        **answers,
    )
    drafts.drop(request)
    messages.success(request, f"{learner.known_as} is added.")
    address = reverse("inclusion:field_learner", args=[learner.pk])
    return redirect(f"{address}?new=1&session={draft['session']}")
