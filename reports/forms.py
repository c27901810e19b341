"""What people type on the certificate pages."""

from django import forms

from inclusion.forms.fields import HouseForm
from inclusion.rules.cards import read_card_code


class SerialForm(HouseForm):
    """The eight letters and numbers on a certificate."""

    serial = forms.CharField(
        label="Certificate number",
        help_text="It is printed beside the square code, like K7MD-4PXH.",
        max_length=40,
        error_messages={"required": "Type the number on the certificate, like K7MD-4PXH."},
    )

    def clean_serial(self) -> str:
        serial = read_card_code(self.cleaned_data["serial"])
        if not serial:
            raise forms.ValidationError("We need 8 letters and numbers, like K7MD-4PXH.")
        return serial


class WithdrawForm(HouseForm):
    """Why a certificate is taken back."""

    reason = forms.CharField(
        label="Why are you taking it back?",
        help_text="Shown to nobody outside your organisation. Leave names out.",
        max_length=200,
        error_messages={"required": "Write why, so that others know later."},
    )
