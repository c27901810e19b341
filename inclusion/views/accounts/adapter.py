"""How our rules change allauth's: invitations only, plain words, and secrets kept locked up."""

import base64
import datetime as dt
import logging
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect

from inclusion.models import User
from inclusion.permissions import needs_second_factor

logger = logging.getLogger(__name__)

NO_EMAIL = "We can't send email just now. Try again in a few minutes, or use a passkey."
# A working day. Volunteers keep theirs for SESSION_COOKIE_AGE, because their phones carry unsent work.
LONGEST_DESK_SESSION = dt.timedelta(hours=12)


class CodesOnly(AuthenticationBackend):
    """Knows who is signed in, and takes no password from anybody, whichever form it came from."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        return None


class SecondFactorStage(AuthenticateStage):
    """Asks for the second factor while signing in.

    A volunteer's passkey is a shortcut, not a lock: without their phone they may still use an emailed code.
    allauth alone would shut them out.
    """

    def _should_handle(self, request: HttpRequest) -> bool:
        user = self.login.user
        asked = bool(super()._should_handle(request))
        return asked and (
            needs_second_factor(user) or is_mfa_enabled(user, [Authenticator.Type.TOTP])
        )


class AccountAdapter(DefaultAccountAdapter):
    """Accounts begin with an invitation (`actions/invitations.py`), never with allauth's sign-up form."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": "That is not the code. Check the 6 numbers in our newest email.",
        "too_many_login_attempts": "That was too many tries. Wait a few minutes, then ask for a new code.",
        "rate_limited": "That was too many tries. Wait a few minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        ours = f"{SecondFactorStage.__module__}.{SecondFactorStage.__name__}"
        theirs = f"{AuthenticateStage.__module__}.{AuthenticateStage.__name__}"
        return [ours if stage == theirs else stage for stage in super().get_login_stages()]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """When the mail server is down, say so and keep the page, rather than break."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as problem:
            logger.error("The mail server took no email: %s", type(problem).__name__)
            self.add_message(self.request, messages.ERROR, message=NO_EMAIL)
            raise ImmediateHttpResponse(redirect("account_login")) from problem

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        if needs_second_factor(user):
            request.session.set_expiry(LONGEST_DESK_SESSION)


class SecondFactorAdapter(DefaultMFAAdapter):
    """App secrets are encrypted where they are stored, so a copied database opens nobody's account."""

    error_messages: ClassVar = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That is not the code. Type the 6 numbers your app shows now.",
    }

    def encrypt(self, text: str) -> str:
        return locker().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return locker().decrypt(encrypted_text.encode()).decode()

    def get_totp_label(self, user: User) -> str:
        return user.email


def locker() -> MultiFernet:
    """Locks with today's SECRET_KEY; opens with it or any in SECRET_KEY_FALLBACKS."""
    return MultiFernet(
        [Fernet(derived_key(key)) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    )


def derived_key(secret: str) -> bytes:
    """A key for this one purpose, so that no other use of SECRET_KEY can open what it locks."""
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"footbridge second factor")
    return base64.urlsafe_b64encode(derive.derive(secret.encode()))
