"""Where a volunteer says which number they text from, so that they can log a session by text."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from inclusion.actions.own_number import NumberTaken, set_own_number
from inclusion.models import User
from inclusion.permissions import Permission, allow, signed_in
from inclusion.rules.contact import spoken
from sms import proving
from sms.forms import CodeForm, OwnNumberForm


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.LOG_SESSION)
def own_number(request: HttpRequest) -> HttpResponse:
    """The number they have, or a box for one; and once a code is on its way, a box for that."""
    user, now = signed_in(request), timezone.now()
    form = OwnNumberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            proving.send_code(
                user=user, number=form.cleaned_data["number"], kept=request.session, now=now
            )
            return redirect("sms:own_number")
        except proving.TooManyCodes:
            form.add_error("number", "We sent three codes in the last hour. Try again in an hour.")
    if request.method != "POST" and proving.waiting_for(request.session, now):
        return page(request, user, code_form=CodeForm())
    return page(request, user, form=form)


@require_POST
@allow(Permission.LOG_SESSION)
def code(request: HttpRequest) -> HttpResponse:
    """They typed the code. The number is theirs from now on."""
    user, now = signed_in(request), timezone.now()
    form = CodeForm(request.POST)
    if form.is_valid():
        number = proving.proved(request.session, form.cleaned_data["code"], now)
        if number:
            return keep(request, user, number)
        if not proving.waiting_for(request.session, now):
            messages.warning(request, "That code no longer works. Ask for a new one.")
            return redirect("sms:own_number")
        form.add_error("code", "Those are not the 6 numbers we texted. Look again.")
    return page(request, user, code_form=form)


def keep(request: HttpRequest, user: User, number: str) -> HttpResponse:
    try:
        set_own_number(user=user, number=number, by=user)
        messages.success(request, f"You can text us from {spoken(number)} now.")
    except NumberTaken as problem:
        messages.warning(request, str(problem))
    return redirect("sms:own_number")


@require_POST
@allow(Permission.LOG_SESSION)
def no_number(request: HttpRequest) -> HttpResponse:
    """Another number, or none: the code that waits is forgotten, or the number comes off."""
    user = signed_in(request)
    proving.give_up(request.session)
    if "off" in request.POST:
        set_own_number(user=user, number="", by=user)
        messages.success(request, "Your number is gone from here. We will not text you.")
    return redirect("sms:own_number")


def page(
    request: HttpRequest,
    user: User,
    form: OwnNumberForm | None = None,
    code_form: CodeForm | None = None,
) -> HttpResponse:
    """One of the two forms, never both."""
    waits = proving.waiting_for(request.session, timezone.now())
    shown = {
        "form": code_form or form,
        "is_waiting": code_form is not None,
        "number": spoken(user.phone),
        "sent_to": spoken(waits),
    }
    return render(request, "sms/own_number.html", shown)
