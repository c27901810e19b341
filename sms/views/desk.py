"""The desk's texts: what came in for a person, what went wrong, and what is owed."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inclusion.models import Feedback, Learner, Notice, User
from inclusion.permissions import Permission, allow, signed_in
from sms import inbox
from sms.choices import MessageState
from sms.composing import typed_in
from sms.forms import HandOnForm, ReplyForm
from sms.models import Inbound, Message, OptOut
from sms.statuses import MISSED
from sms.views.numbers import state_of_sending

SHOWN, RECENT, SAID = 30, 15, 8
MISSED_WITHIN = dt.timedelta(days=7)
NO_WORDS = "(no words, or none kept)"
NOT_YET_GONE = (MessageState.QUEUED, MessageState.SENDING, MessageState.UNKNOWN)


@require_safe
@allow(Permission.SEE_TEXTS)
def texts(request: HttpRequest) -> HttpResponse:
    """Texts waiting for a person first, then those that did not arrive, then what is owed and what was said."""
    user, now = signed_in(request), timezone.now()
    received = Inbound.objects.visible_to(user)
    ours = Message.objects.visible_to(user)
    page = {
        "waiting": received.for_a_person()
        .select_related("assigned_to")
        .order_by("received_at")[:SHOWN],
        "missed": ours.filter(state__in=MISSED, changed_at__gt=now - MISSED_WITHIN)[:SHOWN],
        "going": ours.filter(state__in=NOT_YET_GONE).order_by("not_before")[:SHOWN],
        "said_how_it_was": Feedback.objects.visible_to(user).unread().count(),
        "owed": Notice.objects.visible_to(user)
        .owed()
        .select_related("learner", "session__centre")[:SHOWN],
        "recent": received.exclude(pk__in=received.for_a_person().values("pk"))[:RECENT],
    }
    return render(request, "sms/texts.html", page | state_of_sending(user, now))


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.SEE_TEXTS)
def text(request: HttpRequest, inbound_id: Any) -> HttpResponse:
    """One text with what was said before and after it, and a box to answer in."""
    user, now = signed_in(request), timezone.now()
    inbound = get_object_or_404(Inbound.objects.visible_to(user), pk=inbound_id)
    has_stopped = OptOut.objects.covers(inbound.sender)
    form = ReplyForm(typed_in(request))
    if request.method == "POST" and not has_stopped and form.is_to_go(request.POST.get("do", "")):
        inbox.reply(
            inbound=inbound,
            words=form.cleaned_data["words"],
            key=str(form.cleaned_data["key"]),
            by=user,
            now=now,
        )
        messages.success(request, "Your reply is on its way.")
        return redirect("sms:texts")
    page = {
        "inbound": inbound,
        "said": said_with(inbound, user),
        "people": Learner.objects.visible_to(user).current().filter(phone=inbound.sender),
        "has_stopped": has_stopped,
        "form": form,
        "hand_on": HandOnForm(
            colleagues=inbox.colleagues(inbound, user), initial={"to": inbound.assigned_to_id}
        ),
    }
    return render(request, "sms/text.html", page)


@require_POST
@allow(Permission.SEE_TEXTS)
def assign(request: HttpRequest, inbound_id: Any) -> HttpResponse:
    """Take a text on, hand it to a colleague, or let it go."""
    user = signed_in(request)
    inbound = get_object_or_404(Inbound.objects.visible_to(user), pk=inbound_id)
    form = HandOnForm(request.POST, colleagues=inbox.colleagues(inbound, user))
    if not form.is_valid():
        messages.error(request, "Choose somebody from the list.")
        return redirect("sms:text", inbound.pk)
    to = form.cleaned_data["to"]
    inbox.assign(inbound=inbound, to=to, by=user, now=timezone.now())
    said = (
        "You have this text now."
        if to == user
        else f"{to.known_as} has this text now."
        if to
        else ""
    )
    messages.success(request, said or "Nobody has this text now.")
    return redirect("sms:text", inbound.pk)


@require_POST
@allow(Permission.SEE_TEXTS)
def again(request: HttpRequest, inbound_id: Any) -> HttpResponse:
    """Put our last question to them once more."""
    user = signed_in(request)
    inbound = get_object_or_404(Inbound.objects.visible_to(user), pk=inbound_id)
    try:
        asked = inbox.ask_again(inbound=inbound, by=user, now=timezone.now())
    except inbox.HasStopped:
        messages.error(request, "They asked to have no more texts, so we did not ask.")
        return redirect("sms:text", inbound.pk)
    if not asked:
        messages.error(request, "There was nothing to offer them. They wait for your answer.")
        return redirect("sms:text", inbound.pk)
    messages.success(request, "Our question is on its way to them again.")
    return redirect("sms:texts")


@require_POST
@allow(Permission.SEE_TEXTS)
def done(request: HttpRequest, inbound_id: Any) -> HttpResponse:
    """It needed no reply, or somebody rang."""
    user = signed_in(request)
    inbound = get_object_or_404(Inbound.objects.visible_to(user), pk=inbound_id)
    inbox.deal_with(inbound=inbound, by=user, now=timezone.now())
    messages.success(request, "Marked as dealt with.")
    return redirect("sms:texts")


def said_with(inbound: Inbound, user: User) -> list[dict[str, Any]]:
    """What this number and we said to each other, oldest first, as far as this person may see it."""
    theirs = Inbound.objects.visible_to(user).filter(sender=inbound.sender)[:SAID]
    ours = Message.objects.visible_to(user).filter(address=inbound.sender)[:SAID]
    said = [
        {
            "at": t.received_at,
            "body": t.body or NO_WORDS,
            "is_ours": False,
            "is_this": t.pk == inbound.pk,
        }
        for t in theirs
    ]
    said += [
        {
            "at": m.queued_at,
            "body": m.body or NO_WORDS,
            "is_ours": True,
            "state": m.get_state_display(),
        }
        for m in ours
    ]
    return sorted(said, key=lambda one: str(one["at"]))[-SAID:]
