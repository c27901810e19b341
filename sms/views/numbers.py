"""The desk's part about sending itself: whether texts are held, and numbers that cannot get any."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from inclusion.models import User
from inclusion.permissions import Permission, allow, signed_in
from sms import numbers
from sms.models import Carrier
from sms.purse import spending

SHOWN = 30


def state_of_sending(user: User, now: dt.datetime) -> dict[str, Any]:
    """What the page of texts says of sending: purses nearly spent, senders held, and learners with a dead number."""
    return {
        "purses": [purse for purse in spending(user, now) if purse.is_low],
        "held": Carrier.objects.in_trouble(now),
        "dead": numbers.learners_with_a_dead_number(user)[:SHOWN],
    }


@require_POST
@allow(Permission.SEE_TEXTS)
def try_again(request: HttpRequest, learner_id: Any) -> HttpResponse:
    """Somebody says the number works after all."""
    user = signed_in(request)
    learner = get_object_or_404(numbers.learners_with_a_dead_number(user), pk=learner_id)
    numbers.try_again(learner=learner, by=user, now=timezone.now())
    messages.success(request, "We will try that number again.")
    return redirect("sms:texts")
