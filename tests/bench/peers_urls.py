"""Our addresses with a peer's webhook in place of ours, for `python -m tests.bench webhook` alone."""

import os

from django.http import HttpResponse
from django.urls import include, path

from sms.webhooks import EMPTY, from_provider
from tests.bench import peers


@from_provider
def inbound(request):
    form = request.POST
    peers.queue_text(
        os.environ["BENCH_PEER"],
        sid=form["MessageSid"],
        sender=form["From"],
        recipient=form["To"],
        body=form["Body"],
        parameters=dict(form.lists()),
    )
    return HttpResponse(EMPTY, content_type="text/xml")


urlpatterns = [path("sms/twilio/inbound/", inbound), path("", include("inclusion.urls"))]
