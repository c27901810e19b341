"""Anybody may check a certificate: is it ours, does it stand, and what does it say?"""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from reports.certificates import find_by_serial
from reports.forms import SerialForm
from reports.models import Certificate
from reports.signing import claims_if_genuine, published_keys
from reports.views.openly import openly
from reports.wording import Wording

NO_MESSAGES: dict[str, object] = {"messages": ()}


@openly
def ask(request: HttpRequest) -> HttpResponse:
    """Type the number on a certificate."""
    form = SerialForm(request.GET if "serial" in request.GET else None)
    if form.is_valid():
        return redirect("reports:certificate", serial=form.cleaned_data["serial"])
    return render(request, "reports/certificates.html", {"form": form, **NO_MESSAGES})


@openly
def check(request: HttpRequest, serial: str) -> HttpResponse:
    """What one certificate says, without the whole name: whoever holds it has that on paper."""
    certificate = find_by_serial(serial)
    if certificate is None:
        asked = {"asked": serial, **NO_MESSAGES}
        return render(request, "reports/certificate_unknown.html", asked, status=404)
    words = Wording.of(certificate.wording)
    return render(
        request,
        "reports/certificate.html",
        {
            "certificate": certificate,
            "words": words,
            "first_letter": words.name[:1],
            "is_genuine": is_genuine(certificate, words),
            **NO_MESSAGES,
        },
    )


@openly
def keys(request: HttpRequest) -> HttpResponse:
    """The public keys, for anybody who would check a signature without us (RFC 7517)."""
    return JsonResponse(published_keys())


def is_genuine(certificate: Certificate, words: Wording) -> bool:
    """Whether our signature is good, and is over these very words."""
    return claims_if_genuine(certificate.token) == {
        "serial": certificate.serial,
        "name": words.name,
        "for": words.title,
        "on": str(certificate.earned_on),
    }
