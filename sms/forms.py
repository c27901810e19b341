"""What people type about texts: cleaned words out, or one plain sentence on what is wrong."""

import uuid

from django import forms

from inclusion.forms.fields import HouseForm
from sms.segments import measure
from sms.texts import plain

MOST_PARTS = 2
LONGEST_ON_A_PHONE = 480


class ReplyForm(HouseForm):
    """A person's reply. Its key is made with the page, so that pressing twice sends it once."""

    words = forms.CharField(
        label="Your reply",
        help_text="Keep it short. Leave out names, health and money: phones are shared.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Type what you want to say."},
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def clean_words(self) -> str:
        """Plain quotes and dashes, and no longer than two texts."""
        words = "\n".join(map(plain, self.cleaned_data["words"].splitlines())).strip()
        if measure(words).count > MOST_PARTS:
            raise forms.ValidationError(
                f"That is {measure(words).count} texts long. Make it shorter, to fit in {MOST_PARTS}."
            )
        return words


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
