"""The register of one session: who is here, what they practised, how many more, and a note."""

import datetime as dt
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from inclusion.actions.cohorts import note_look_at_children
from inclusion.actions.sessions import (
    RegisterMoved,
    put_back_register,
    read_register,
    save_register,
)
from inclusion.choices import HelpGiven, SessionState
from inclusion.forms.registers import MOST_HEADS, RegisterForm, Typed, put_together, read_page
from inclusion.models import Session, User
from inclusion.permissions import Permission, allow, signed_in
from inclusion.rules.cards import read_card_code
from inclusion.views.field import undo
from inclusion.views.field.register_page import framework_of, make_page, saved_page
from inclusion.views.field.roster import found, roster

EARLY = dt.timedelta(hours=1)
MOVED = (
    "Someone else saved this register while you had it open. "
    "We have put theirs and yours together. Look it over, then save."
)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.LOG_SESSION)
def register(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The register as saved, or as somebody is filling it in. Only Save changes anything."""
    session = own_session(request, pk)
    if request.method != "POST":
        return show(request, session, opened_page(request, session))
    typed = read_page(request.POST)
    match request.POST.get("do"):
        case "save":
            return save(request, session, typed, go_to=request.path)
        case "new":
            address = reverse("inclusion:field_new_learner")
            return save(request, session, typed, go_to=f"{address}?session={session.pk}")
        case do:
            return show(request, session, changed(session, typed, signed_in(request), do))


def own_session(request: HttpRequest, pk: UUID) -> Session:
    """A session of an organisation the person works for; 404 for anyone else's."""
    sessions = Session.objects.run_by(signed_in(request))
    return get_object_or_404(
        sessions.select_related("centre", "cohort__club__centre", "cohort__projects"), pk=pk
    )


def opened_page(request: HttpRequest, session: Session) -> Typed:
    """The page as saved, with somebody who has just been added ticked and not yet saved."""
    page = saved_page(session)
    new = request.GET.get("tick")
    return replace(page, here=page.here | {new}) if new else page


def changed(session: Session, typed: Typed, user: User, do: str | None) -> Typed:
    """The page after a button other than Save. Nothing typed is lost."""
    if do == "all":
        return replace(typed, here=frozenset(str(p.pk) for p in roster(session, user, typed.here)))
    if do in ("more", "fewer"):
        heads = int(typed.heads) if typed.heads.isdecimal() else 0
        heads += 1 if do == "more" else -1
        return replace(typed, heads=str(min(max(heads, 0), MOST_HEADS)))
    if read_card_code(typed.find):
        here = {str(person.pk) for person in found(session, user, typed.find)}
        return replace(typed, here=typed.here | here, find="" if here else typed.find)
    return typed


def show(
    request: HttpRequest, session: Session, typed: Typed, form: RegisterForm | None = None
) -> HttpResponse:
    user = signed_in(request)
    people = roster(session, user, typed.here | set(typed.differences))
    matches = found(session, user, typed.find)
    if session.cohort:
        note_look_at_children(cohort=session.cohort, by=user)
    context = {
        "session": session,
        "page": make_page(session, typed, people, matches, framework_of(session)),
        "form": form or RegisterForm(typed=typed),
        "undo": request.method != "POST" and undo.offer(request, session),
        "just_begun": "begun" in request.GET and session.state == SessionState.PLANNED,
    }
    return render(request, "inclusion/field/register.html", context)


def save(request: HttpRequest, session: Session, typed: Typed, go_to: str) -> HttpResponse:
    """Save if all is well; otherwise show the page again with what was typed and what to do."""
    user, framework = signed_in(request), framework_of(session)
    people = {str(p.pk): p for p in roster(session, user, typed.here | set(typed.differences))}
    tasks = {str(task.pk): task for task in (framework.tasks.all() if framework else [])}
    form = RegisterForm(
        request.POST, typed=typed, people=people, tasks=tasks, refusal=too_early(session)
    )
    if not form.is_valid():
        return show(request, session, typed, form)
    before = read_register(session)
    try:
        saved = save_register(
            session=session,
            present=[people[who] for who in typed.here],
            seen=sights(typed.seen(), people, tasks),
            unnamed_heads=form.cleaned_data["unnamed_heads"],
            note=typed.note,
            by=user,
            version=int(typed.version),
        )
    except RegisterMoved:
        messages.warning(request, MOVED)
        return show(request, session, put_together(typed, saved_page(session)))
    undo.remember(request, saved, before)
    messages.success(request, said(len(typed.here), saved.unnamed_heads))
    return redirect(go_to)


def sights(
    seen: dict[str, dict[str, HelpGiven]], people: dict[str, Any], tasks: dict[str, Any]
) -> dict[Any, dict[Any, HelpGiven]]:
    """The same, with people and tasks in place of their ids."""
    return {
        people[who]: {tasks[task]: how for task, how in what.items()} for who, what in seen.items()
    }


def too_early(session: Session) -> str:
    """Why a register can't be saved yet, or nothing."""
    if session.starts_at - EARLY > timezone.now():
        return "This session has not started yet. Come back on the day to save who came."
    return ""


def said(named: int, unnamed: int) -> str:
    """Saved. 6 people, 2 not named."""
    people = "1 person" if named == 1 else f"{named} people"
    return f"Saved. {people}, {unnamed} not named." if unnamed else f"Saved. {people}."


@require_POST
@allow(Permission.LOG_SESSION)
def put_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Undo the last save made in this browser, if nobody has saved since."""
    session = own_session(request, pk)
    remembered = undo.recall(request, session, signed_in(request))
    try:
        if remembered is None:
            raise RegisterMoved
        before, version = remembered
        put_back_register(session=session, before=before, version=version, by=signed_in(request))
    except RegisterMoved:
        messages.warning(request, "We can't undo that any more. You can change it here and save.")
    else:
        messages.success(request, "Undone. The register is as it was before.")
    return redirect("inclusion:field_register", pk=pk)
