"""What people type about texts: cleaned words out, or one plain sentence on what is wrong."""

import uuid
from typing import Any

from django import forms
from django.db.models import QuerySet

from inclusion.forms.fields import HouseForm
from inclusion.models import User
from inclusion.rules.contact import NotAMobile, mobile_number
from sms.composing import ComposedForm, WordsField

LONGEST_ON_A_PHONE = 480


class ReplyForm(ComposedForm):
    """A person's reply. Its key is made with the page, so that pressing twice sends it once."""

    words = WordsField(
        label="Your reply",
        help_text="Keep it short. Leave out names, health and money: phones are shared.",
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class ColleagueChoice(forms.ModelChoiceField[User]):
    """A colleague by what they are called."""

    def label_from_instance(self, user: Any) -> str:
        return str(user.known_as)


class HandOnForm(HouseForm):
    """Whose a text is. `colleagues` are those who may have it; nobody is an answer too."""

    to = ColleagueChoice(
        label="Who will answer it?",
        queryset=User.objects.none(),
        required=False,
        empty_label="Nobody yet",
    )

    def __init__(self, *args: Any, colleagues: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = colleagues  # type: ignore[attr-defined]


class TypedForm(HouseForm):
    """What somebody types on the built-in phone."""

    body = forms.CharField(
        label="Your text",
        max_length=LONGEST_ON_A_PHONE,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Type a text first.",
            "max_length": f"That is too long. This phone can send {LONGEST_ON_A_PHONE} letters.",
        },
    )


class OwnNumberForm(HouseForm):
    """The mobile number somebody who signs in texts from."""

    number = forms.CharField(
        label="Your mobile number",
        help_text="We text you a code, to be sure that it is yours.",
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
        error_messages={"required": "Type your mobile number, like 07700 900123."},
    )

    def clean_number(self) -> str:
        try:
            return mobile_number(self.cleaned_data["number"])
        except NotAMobile as problem:
            raise forms.ValidationError(str(problem)) from problem


class CodeForm(HouseForm):
    """The code we texted. Spaces do no harm."""

    code = forms.CharField(
        label="The 6 numbers from the text",
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "one-time-code",
                "class": "govuk-input govuk-input--short",
            }
        ),
        error_messages={"required": "Type the 6 numbers we texted you."},
    )

    def clean_code(self) -> str:
        return "".join(self.cleaned_data["code"].split())
