"""The people of an organisation or a council: who is in, who is asked, and ending somebody's part."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inclusion.actions import invitations, memberships
from inclusion.choices import Role
from inclusion.forms.invitations import InviteForm
from inclusion.models import Invitation, Membership
from inclusion.permissions import Permission, allow, signed_in

UNSENT = "The invitation is kept, but the email did not go. Wait a little, then press Send again."


@require_safe
@allow(Permission.MANAGE_PEOPLE)
def people(request: HttpRequest) -> HttpResponse:
    """Everybody this person looks after, and every invitation still unanswered."""
    viewer, now = signed_in(request), timezone.now()
    bodies = ("organisation", "council")
    members = Membership.objects.live().looked_after_by(viewer).select_related("user", *bodies)
    asked = Invitation.objects.visible_to(viewer).unanswered().select_related(*bodies)
    context = {
        "members": members.order_by("user__first_name", "user__last_name", "pk"),
        "invitations": [(one, one.expires_at <= now) for one in asked],
    }
    return render(request, "inclusion/desk/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.MANAGE_PEOPLE)
def invite(request: HttpRequest) -> HttpResponse:
    """Ask somebody to join."""
    typed = request.POST if request.method == "POST" else None
    form = InviteForm(typed, giver=signed_in(request))
    if form.is_valid():
        wanted = form.cleaned_data
        try:
            made = invitations.invite(
                email=wanted["email"],
                role=Role(wanted["role"]),
                body=wanted["body"],
                by=signed_in(request),
                now=timezone.now(),
            )
        except invitations.HereAlready as problem:
            form.add_error("email", str(problem))
        else:
            return sent(request, *made)
    return render(request, "inclusion/desk/invite.html", {"form": form})


@require_POST
@allow(Permission.MANAGE_PEOPLE)
def send_again(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """A new link for the same invitation. The old one stops working."""
    found = unanswered(request, invitation_id)
    made = invitations.invite(
        email=found.email,
        role=Role(found.role),
        body=found.body,
        by=signed_in(request),
        now=timezone.now(),
    )
    return sent(request, *made)


@require_POST
@allow(Permission.MANAGE_PEOPLE)
def take_back(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """The link stops working. Inviting them again makes a new one, so nothing is asked first."""
    found = unanswered(request, invitation_id)
    invitations.revoke(invitation=found, by=signed_in(request), now=timezone.now())
    messages.success(request, "Invitation taken back. Its link no longer works.")
    return redirect("inclusion:people")


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.MANAGE_PEOPLE)
def end(request: HttpRequest, membership_id: int) -> HttpResponse:
    """Ask, then end somebody's part."""
    viewer = signed_in(request)
    live = Membership.objects.live().looked_after_by(viewer).select_related("user")
    membership = get_object_or_404(live, pk=membership_id)
    if request.method == "POST":
        try:
            memberships.end(membership=membership, by=viewer, now=timezone.now())
        except memberships.NotTheirs as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, f"{membership.user.known_as} can't get in any more.")
        return redirect("inclusion:people")
    return render(request, "inclusion/desk/end_membership.html", {"membership": membership})


def unanswered(request: HttpRequest, invitation_id: int) -> Invitation:
    """One of the invitations this person looks after, or a 404."""
    theirs = Invitation.objects.visible_to(signed_in(request)).unanswered()
    return get_object_or_404(theirs, pk=invitation_id)


def sent(request: HttpRequest, invitation: Invitation, secret: str) -> HttpResponse:
    """Email the link, and go back to the list. A mail server that is down loses nothing."""
    try:
        invitations.email_link(invitation=invitation, secret=secret)
    except OSError:
        messages.error(request, UNSENT)
    else:
        messages.success(request, "Invitation sent. It is good for seven days.")
    return redirect("inclusion:people")
