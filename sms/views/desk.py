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
from sms import outbox
from sms.choices import MessageState
from sms.composing import typed_in
from sms.forms import ReplyForm
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
        "waiting": received.for_a_person().order_by("received_at")[:SHOWN],
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
        outbox.reply(
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
    }
    return render(request, "sms/text.html", page)


@require_POST
@allow(Permission.SEE_TEXTS)
def done(request: HttpRequest, inbound_id: Any) -> HttpResponse:
    """It needed no reply, or somebody rang."""
    user = signed_in(request)
    inbound = get_object_or_404(Inbound.objects.visible_to(user), pk=inbound_id)
    outbox.deal_with(inbound=inbound, by=user, now=timezone.now())
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
