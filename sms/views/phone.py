"""The built-in handset: a button phone on the screen that texts the service, and gets its texts.

Only in development and the demo, where nobody is real; anywhere else the pages do not exist.
"""

from collections.abc import Callable
from functools import wraps
from itertools import chain
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inclusion.permissions import View, public
from inclusion.rules.contact import spoken
from sms.choices import OUT_OF_OUR_HANDS, Medium, MessageState, Trouble
from sms.dispatch import send_due
from sms.forms import TypedForm
from sms.handset import (
    A_NEW_PHONE,
    code_of,
    make_trouble,
    number_of,
    phones,
    text_through_trouble,
)
from sms.handset_calls import bring_due, end, pick_up, ringing_on
from sms.hours import next_waking_moment
from sms.made_up_time import ahead, moment, move_on
from sms.models import Handset, Inbound, Message
from sms.pressed import menu_of
from sms.voices import speak

PHONES_SHOWN, TEXTS_SHOWN = 12, 5
REFRESH_SECONDS = "5"
KEYS = ("1", "2", "3", "4", "5", "6", "7", "8", "9")


def make_believe(view: Callable[..., HttpResponse]) -> View:
    """Open to anyone where everyone is made up; not there at all anywhere else."""

    @public
    @never_cache
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not (settings.DEMO or settings.DEVELOPMENT):
            raise Http404
        return view(request, *args, **kwargs)

    return checked


@require_safe
@make_believe
def pocket(request: HttpRequest) -> HttpResponse:
    """The phones there are. Each is somebody's; one is nobody's yet."""
    return render(request, "sms/phones.html", {"phones": shown_phones()})


@require_safe
@make_believe
def conversation(request: HttpRequest, code: str) -> HttpResponse:
    """One phone's texts, newest last. Looks again every few seconds, unless held still."""
    number = number_or_404(code)
    now = moment()
    is_still = "still" in request.GET
    page = {
        "code": code,
        "number": spoken(number),
        "texts": texts_on(number),
        "call": call_on(number),
        "coming": Message.objects.filter(
            address=number, medium=Medium.SMS, state__in=ON_THEIR_WAY
        ).count(),
        "quiet_until": None if next_waking_moment(now) == now else next_waking_moment(now),
        "keys": KEYS,
        "handset": Handset.objects.filter(pk=number).first() or Handset(address=number),
        "troubles": Trouble.choices,
        "now": now if ahead() else None,
        "is_still": is_still,
        "phones": shown_phones(code),
    }
    response = render(request, "sms/phone.html", page)
    if not is_still:
        # A header, so that the page has an address that stays still for those who need it to.
        response["Refresh"] = REFRESH_SECONDS
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@make_believe
def write(request: HttpRequest, code: str) -> HttpResponse:
    """Write a text on the phone, on a page that does not move, and send it to the service."""
    number = number_or_404(code)
    form = TypedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        problem = text_through_trouble(number, form.cleaned_data["body"])
        if problem:
            messages.error(request, problem)
        return redirect("sms:phone", code)
    page = {"code": code, "number": spoken(number), "form": form}
    return render(request, "sms/phone_write.html", page)


@require_POST
@make_believe
def fetch(request: HttpRequest, code: str) -> HttpResponse:
    """Do a round of the worker's texts now, for when no worker is running."""
    send_due(moment())
    bring_due(moment())
    return redirect("sms:phone", code)


@require_POST
@make_believe
def press(request: HttpRequest, code: str) -> HttpResponse:
    """Pick up a phone that rings and press a number or none; or let it ring."""
    call, pressed = ringing_on(number_or_404(code)), request.POST.get("press", "")
    if call is None:
        messages.error(request, "The phone has stopped ringing.")
    elif pressed == LET_IT_RING:
        end(call, "no-answer")
        messages.success(request, "Nobody picked up. We try once more later.")
    else:
        messages.success(request, f"You heard: {pick_up(call, pressed[:1])}")
    return redirect("sms:phone", code)


@require_POST
@make_believe
def trouble(request: HttpRequest, code: str) -> HttpResponse:
    """Make something go wrong, as it does on real networks, and see what the service does about it."""
    make_trouble(number_or_404(code), request.POST.get("trouble", ""))
    return redirect("sms:phone", code)


@require_POST
@make_believe
def later(request: HttpRequest, code: str) -> HttpResponse:
    """Let an hour or a day pass on the phones, or put their clock right. The worker then does what is due."""
    move_on(request.POST.get("step", ""))
    return redirect("sms:phone", code)


LET_IT_RING = "not"
ON_THEIR_WAY = (MessageState.QUEUED, MessageState.SENDING, MessageState.ACCEPTED, MessageState.SENT)


def number_or_404(code: str) -> str:
    number = number_of(code)
    if number is None:
        raise Http404
    return number


def call_on(number: str) -> dict[str, str] | None:
    """What a voice says to whoever picks up this phone now."""
    call = ringing_on(number)
    return {"says": call.body, "press": speak(menu_of(call), call.locale)} if call else None


def shown_phones(current: str = "") -> list[dict[str, object]]:
    return [
        {
            "code": code_of(number),
            "number": spoken(number),
            "is_new": number == A_NEW_PHONE,
            "is_current": code_of(number) == current,
        }
        for number in phones(PHONES_SHOWN)
    ]


def texts_on(number: str) -> list[dict[str, object]]:
    """What the phone's screen shows: texts that arrived and texts it sent, oldest first."""
    arrived = Message.objects.filter(address=number, medium=Medium.SMS, state__in=OUT_OF_OUR_HANDS)
    sent = Inbound.objects.filter(sender=number, medium=Medium.SMS)
    both = chain(
        ({"at": m.tried_at or m.queued_at, "body": m.body, "is_ours": True} for m in arrived[:TEXTS_SHOWN]),
        ({"at": i.received_at, "body": i.body, "is_ours": False} for i in sent[:TEXTS_SHOWN]),
    )  # fmt: skip
    return sorted(both, key=lambda text: str(text["at"]))[-TEXTS_SHOWN:]
