"""The desk's page of what texts cost, month by month."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from inclusion.permissions import Permission, allow, signed_in
from sms import ledger, purse
from sms.models import Purse, councils_kept_by
from sms.money_forms import CapForm
from sms.months import month_of, read_month
from sms.prices import pounds


@require_safe
@allow(Permission.SEE_TEXT_COSTS)
def costs(request: HttpRequest) -> HttpResponse:
    """One month of texts by organisation and kind: how many, their parts, our estimate, and what was charged."""
    user, now = signed_in(request), timezone.now()
    this_month = month_of(now)
    month = min(read_month(request.GET.get("month", "")) or this_month, this_month)
    accounts = ledger.accounts(user, month)
    price = ledger.price_now(now)
    page = {
        "month": month,
        "later": month.next if month < this_month else None,
        "purses": purse.spending(user, now) if month == this_month else [],
        "kept": councils_kept_by(user),
        "accounts": accounts,
        "total": ledger.all_together(accounts),
        "price": price,
        "a_part": pounds(price.hundredths),
    }
    return render(request, "sms/money.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.SET_TEXT_CAP)
def cap(request: HttpRequest, slug: str) -> HttpResponse:
    """The most a council's texts may cost in a month."""
    user = signed_in(request)
    council = get_object_or_404(councils_kept_by(user), slug=slug)
    now_set = Purse.objects.filter(pk=council.pk).values_list("pounds", flat=True).first()
    form = CapForm(request.POST if request.method == "POST" else None, initial={"pounds": now_set})
    if form.is_valid():
        pounds_a_month = form.cleaned_data["pounds"]
        purse.set_cap(council=council, pounds=pounds_a_month, by=user, now=timezone.now())
        messages.success(request, "What texts may cost is saved.")
        return redirect("sms:money")
    return render(request, "sms/money_cap.html", {"council": council, "form": form})
