"""Finding a session near somewhere."""

from django import forms

from inclusion.forms.fields import HouseForm


class FindSessionForm(HouseForm):
    """A postcode, a town or a library, in one box."""

    where = forms.CharField(
        label="Your postcode or town",
        max_length=60,
        help_text="For example AS4 2LD, or the name of a library.",
        error_messages={"required": "Type a postcode, a town or the name of a library."},
        widget=forms.TextInput(attrs={"autocomplete": "postal-code"}),
    )
