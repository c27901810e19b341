"""allauth's forms in the house style, and the forms for inviting and accepting."""

from typing import Any

from allauth.account.forms import (
    ConfirmEmailVerificationCodeForm,
    ConfirmLoginCodeForm,
    LoginForm,
)
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.forms import Field

from inclusion.forms.fields import HouseForm


def say(field: Field, label: str, hint: str = "", missing: str = "") -> None:
    """Put a field into our words. Placeholders go: they vanish while you type."""
    field.label, field.help_text = label, hint
    field.widget.attrs.pop("placeholder", None)
    if missing:
        field.error_messages["required"] = missing


class SignInForm(HouseForm, LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        email = self.fields["login"]
        say(email, "Your email address", missing="We need your email address.")
        email.error_messages["invalid"] = "We need an email address like name@example.org."
        email.widget.attrs["autocomplete"] = "username webauthn"


class NumbersForm(HouseForm):
    """Six numbers in one box, which a phone can fill in by itself. Spaces do no harm."""

    label = "The 6 numbers"
    hint = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        say(code, self.label, self.hint, missing="We need the numbers to let you in.")
        code.widget.attrs |= {"inputmode": "numeric", "class": "govuk-input govuk-input--short"}


class EmailedCodeForm(NumbersForm, ConfirmLoginCodeForm):
    label = "The 6 numbers from the email"


class EmailCheckForm(NumbersForm, ConfirmEmailVerificationCodeForm):
    label = "The 6 numbers from the email"


class AppCodeForm(NumbersForm, AuthenticateForm):
    label = "The 6 numbers your app shows now"
    hint = "Or one of your spare codes, if you do not have your phone."


class AppCodeAgainForm(NumbersForm, ReauthenticateForm):
    label = "The 6 numbers your app shows now"
    hint = "Or one of your spare codes, if you do not have your phone."


class FirstAppCodeForm(NumbersForm, ActivateTOTPForm):
    label = "The 6 numbers your app shows now"


class AddPasskeyForm(HouseForm, AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["name"], "A name for it", "Such as: my phone.")
        self.initial["name"] = ""
        self.fields["passwordless"].initial = True
        say(self.fields["passwordless"], "Let me sign in with it, without an emailed code")


class RenamePasskeyForm(HouseForm, EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["name"], "A name for it", "Such as: my phone.", "It needs a name.")
