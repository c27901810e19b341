"""The desk's texts to groups: writing one, looking at it and at what it costs, trying it out, and watching it go."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inclusion.models import User
from inclusion.permissions import Permission, allow, signed_in
from sms import campaigns
from sms.audiences import audience
from sms.campaign_forms import CampaignForm, MoneyForm, TrialForm, fields_of
from sms.choices import CampaignState, MessageState
from sms.ledger import price_now
from sms.models import Campaign, Message
from sms.previews import preview
from sms.prices import POUND, pounds
from sms.rewriting import rewrite

SHOWN = 30
REFRESH_SECONDS = "10"
STATES = {
    "Waiting": (MessageState.QUEUED,),
    "Paused": (MessageState.PAUSED,),
    "On their way": (
        MessageState.SENDING,
        MessageState.UNKNOWN,
        MessageState.ACCEPTED,
        MessageState.SENT,
    ),
    "Arrived": (MessageState.DELIVERED,),
    "Did not arrive": (MessageState.FAILED, MessageState.UNDELIVERED),
    "Not sent": (MessageState.SUPPRESSED, MessageState.CANCELLED),
}
STILL_TO_GO = (MessageState.QUEUED, MessageState.PAUSED)


@dataclass(frozen=True)
class Standing:
    """How far a text to a group has got, from its texts by state."""

    campaign: Campaign
    counts: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def to_go(self) -> int:
        return sum(self.counts.get(state, 0) for state in STILL_TO_GO)

    @property
    def gone(self) -> int:
        return self.total - self.to_go

    @property
    def label(self) -> str:
        """Sending, Paused, Stopped; or All gone."""
        is_over = self.campaign.state == CampaignState.GOING and not self.to_go
        return "All gone" if is_over else self.campaign.get_state_display()

    @property
    def rows(self) -> list[tuple[str, int]]:
        sums = {
            label: sum(self.counts.get(s, 0) for s in states) for label, states in STATES.items()
        }
        return [(label, many) for label, many in sums.items() if many]


@require_safe
@allow(Permission.SEE_TEXTS)
def listed(request: HttpRequest) -> HttpResponse:
    """Every text to a group, newest first, and how far each has got."""
    shown = list(Campaign.objects.visible_to(signed_in(request))[:SHOWN])
    counts = campaigns.counts_of(shown)
    page = {"standings": [Standing(campaign, counts[campaign.pk]) for campaign in shown]}
    return render(request, "sms/campaigns.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.SEE_TEXTS)
def write(request: HttpRequest) -> HttpResponse:
    """A new one. It is kept as a draft, and nothing goes until somebody presses Send."""
    return written(request, Campaign(), {})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.SEE_TEXTS)
def change(request: HttpRequest, campaign_id: Any) -> HttpResponse:
    """Change a draft."""
    campaign = campaign_or_404(signed_in(request), campaign_id)
    if not campaign.is_draft:
        return redirect("sms:campaign", campaign.pk)
    return written(request, campaign, fields_of(campaign))


def written(request: HttpRequest, campaign: Campaign, initial: dict[str, Any]) -> HttpResponse:
    """The form, begun with what there is; once it is right, the draft is kept and looked at."""
    user = signed_in(request)
    form = CampaignForm(request.POST or None, person=user, initial=initial)
    if request.method == "POST" and form.is_valid():
        for name, value in form.cleaned_data.items():
            setattr(campaign, name, value)
        campaign.made_by = user
        campaigns.save(campaign=campaign, by=user)
        return redirect("sms:campaign", campaign.pk)
    return render(request, "sms/campaign_form.html", {"form": form, "is_new": not initial})


@require_safe
@allow(Permission.SEE_TEXTS)
def one(request: HttpRequest, campaign_id: Any) -> HttpResponse:
    """A draft with its price and who would get it; or how far it has got."""
    user, now = signed_in(request), timezone.now()
    campaign = campaign_or_404(user, campaign_id)
    if campaign.is_draft:
        return render(request, "sms/campaign_draft.html", looked_at(campaign, user, now))
    return under_way(request, campaign)


def looked_at(campaign: Campaign, user: User, now: dt.datetime) -> dict[str, Any]:
    """What is shown before anything is sent: the text, its letters, parts and pounds, and for how many."""
    shown = preview(campaigns.whole_text(campaign), price_now(now).hundredths)
    found = audience(campaign, now)
    cost = shown.typed.cost * found.count
    return {
        "campaign": campaign,
        "preview": shown,
        "audience": found,
        "cost": pounds(cost),
        "is_too_dear": cost > campaign.pounds * POUND,
        "trial": TrialForm(),
        "own_number": user.phone,
    }


def under_way(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """How far it has got. Looks again every few seconds while something is to go, unless held still."""
    standing = Standing(campaign, campaigns.counts_of([campaign])[campaign.pk])
    is_going = campaign.state == CampaignState.GOING and bool(standing.to_go)
    is_still = "still" in request.GET
    last = Message.objects.waiting().filter(campaign=campaign).order_by("-not_before").first()
    not_sent = Message.objects.filter(campaign=campaign).exclude(last_error="").order_by()
    page = {
        "campaign": campaign,
        "standing": standing,
        "words": campaigns.whole_text(campaign),
        "spent": pounds(campaigns.spent_on([campaign.pk]).get(campaign.pk, 0)),
        "last_at": last and last.not_before,
        "reasons": not_sent.values_list("last_error").annotate(many=Count("pk")).order_by("-many"),
        "is_going": is_going,
        "is_still": is_still,
        "money": MoneyForm(initial={"pounds": campaign.pounds}),
    }
    response = render(request, "sms/campaign.html", page)
    if is_going and not is_still:
        response["Refresh"] = REFRESH_SECONDS
    return response


@require_POST
@allow(Permission.SEE_TEXTS)
def do(request: HttpRequest, campaign_id: Any) -> HttpResponse:
    """One of the buttons under a text to a group."""
    user = signed_in(request)
    campaign = campaign_or_404(user, campaign_id)
    button = BUTTONS.get(request.POST.get("do", ""))
    if button is None:
        messages.error(request, "Press one of the buttons on the page.")
    else:
        button(request, campaign, user, timezone.now())
    return redirect("sms:campaign", campaign.pk)


def plainer(request: HttpRequest, campaign: Campaign, user: User, now: dt.datetime) -> None:
    if campaign.is_draft:
        campaign.words = rewrite(campaign.words)
        campaigns.save(campaign=campaign, by=user)
        messages.success(request, "It is in plain letters now.")


def try_out(request: HttpRequest, campaign: Campaign, user: User, now: dt.datetime) -> None:
    form = TrialForm(request.POST)
    if not user.phone or not form.is_valid():
        messages.error(request, "Tell us your own number first, so that we can text you.")
        return
    campaigns.try_out(campaign=campaign, key=str(form.cleaned_data["key"]), by=user, now=now)
    messages.success(request, "It is on its way to your own phone.")


def send(request: HttpRequest, campaign: Campaign, user: User, now: dt.datetime) -> None:
    many = campaigns.send(campaign=campaign, by=user, now=now)
    if many:
        messages.success(request, f"{many:,} text{'s' if many > 1 else ''} will go now.")


def pause(request: HttpRequest, campaign: Campaign, user: User, now: dt.datetime) -> None:
    campaigns.pause(campaign=campaign, by=user, now=now)
    messages.success(request, "Paused. Nothing more goes until you say so.")


def go_on(request: HttpRequest, campaign: Campaign, user: User, now: dt.datetime) -> None:
    campaigns.go_on(campaign=campaign, by=user, now=now)
    messages.success(request, "It goes on.")


def stop(request: HttpRequest, campaign: Campaign, user: User, now: dt.datetime) -> None:
    campaigns.stop(campaign=campaign, by=user, now=now)
    messages.success(request, "Stopped. What had not gone will not go.")


def give(request: HttpRequest, campaign: Campaign, user: User, now: dt.datetime) -> None:
    form = MoneyForm(request.POST)
    if form.is_valid():
        campaigns.give(campaign=campaign, pounds=form.cleaned_data["pounds"], by=user, now=now)
        messages.success(request, "What it may cost is saved.")
    else:
        messages.error(request, str(form.errors["pounds"][0]))


def campaign_or_404(user: User, campaign_id: Any) -> Campaign:
    mine = Campaign.objects.visible_to(user).select_related("organisation", "centre")
    return get_object_or_404(mine, pk=campaign_id)


BUTTONS: dict[str, Callable[[HttpRequest, Campaign, User, dt.datetime], None]] = {
    "plainer": plainer,
    "trial": try_out,
    "send": send,
    "pause": pause,
    "go_on": go_on,
    "stop": stop,
    "give": give,
}
