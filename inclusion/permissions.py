"""Who may open which page. Every page says so with `@allow` or `@public`; a test checks none forgot.

This says *what*; the models' `visible_to(user)` says *which rows*.
"""

from collections.abc import Callable
from enum import StrEnum, auto
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from inclusion.choices import Role
from inclusion.models import User

View = Callable[..., HttpResponse]

PUBLIC = "public"
SIGNED = "signed"
SIGN_IN = "Sign in to send what is on this phone."
NOT_FOR_YOU = "This is for people who run sessions."


class Permission(StrEnum):
    LOG_SESSION = auto()
    SEE_LEARNERS = auto()
    CHANGE_LEARNERS = auto()
    MANAGE_LEARNERS = auto()
    SEE_SESSIONS = auto()
    PLAN_SESSIONS = auto()
    SEE_COHORTS = auto()
    SEE_CHILDREN = auto()
    SEE_TEXTS = auto()
    SEE_TEXT_COSTS = auto()
    SET_TEXT_CAP = auto()
    ISSUE_CERTIFICATES = auto()
    SEE_DESK = auto()
    SEE_PRIVATE_FIGURES = auto()
    PLAN_PROGRAMME = auto()
    MANAGE_PEOPLE = auto()


ROLES: dict[str, frozenset[Permission]] = {
    Role.VOLUNTEER: frozenset(
        {
            Permission.LOG_SESSION,
            Permission.SEE_LEARNERS,
            Permission.CHANGE_LEARNERS,
            Permission.SEE_SESSIONS,
            Permission.SEE_COHORTS,
            Permission.SEE_CHILDREN,
        }
    ),
    Role.COORDINATOR: frozenset(Permission)
    - {Permission.SEE_PRIVATE_FIGURES, Permission.PLAN_PROGRAMME, Permission.SET_TEXT_CAP},
    Role.LEAD: frozenset(
        {
            Permission.SEE_DESK,
            Permission.SEE_SESSIONS,
            Permission.SEE_COHORTS,
            Permission.SEE_PRIVATE_FIGURES,
            Permission.PLAN_PROGRAMME,
            Permission.SEE_TEXT_COSTS,
            Permission.SET_TEXT_CAP,
        }
    ),
    Role.EDITOR: frozenset(),  # their pages are Wagtail's, which hold no personal data
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.SEE_DESK,
            Permission.MANAGE_PEOPLE,
            Permission.SEE_SESSIONS,
            Permission.SEE_TEXT_COSTS,
            Permission.SET_TEXT_CAP,
        }
    ),
}

# People who can reach many records, or publish in a council's name, show a second thing that is theirs.
SECOND_FACTOR_ROLES = frozenset({Role.COORDINATOR, Role.LEAD, Role.EDITOR, Role.ADMINISTRATOR})


def needs_second_factor(user: User) -> bool:
    """Whether an emailed code alone is too little for what someone's roles open."""
    return user.is_superuser or bool(user.reach.roles & SECOND_FACTOR_ROLES)


def permissions_of(user: User) -> frozenset[Permission]:
    """Everything someone's live roles let them do."""
    return frozenset().union(*(ROLES.get(role, frozenset()) for role in user.reach.roles))


def allow(permission: Permission) -> Callable[[View], View]:
    """Let in people one of whose roles grants `permission`; others sign in, or get a plain 403. Never cached."""

    def decorate(view: View) -> View:
        @wraps(view)
        @never_cache
        @login_required
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if permission not in permissions_of(cast(User, request.user)):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        checked.allows = permission  # type: ignore[attr-defined]
        return checked

    return decorate


def allow_phone(permission: Permission) -> Callable[[View], View]:
    """As `allow`, for the app on a phone: it is told in JSON to sign in, and never sent to another page.

    Somebody whose last part has ended is let in too, so that what is on their phone is not lost: such a view must look at
    `reach` itself. `answers_json` and `takes_leavers` tell the locks the same.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        @never_cache
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not isinstance(request.user, User):
                return JsonResponse({"words": SIGN_IN}, status=401)
            roles = request.user.reach.roles
            if roles and permission not in permissions_of(request.user):
                return JsonResponse({"words": NOT_FOR_YOU}, status=403)
            return view(request, *args, **kwargs)

        checked.allows = permission  # type: ignore[attr-defined]
        checked.answers_json = checked.takes_leavers = True  # type: ignore[attr-defined]
        return checked

    return decorate


def public(view: View) -> View:
    """Anyone may open this page: it holds no personal data."""
    view.allows = PUBLIC  # type: ignore[attr-defined]
    return view


def signed(view: View) -> View:
    """A machine may call this address, and the view itself checks the signature."""
    view.allows = SIGNED  # type: ignore[attr-defined]
    return view


def signed_in(request: HttpRequest) -> User:
    """The person behind a request that `@allow` has let through."""
    return cast(User, request.user)
