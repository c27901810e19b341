"""What people type about money: cleaned pounds out, or one plain sentence on what is wrong."""

from django import forms

from inclusion.forms.fields import HouseForm

MOST_POUNDS = 100_000
WANTED = f"We need whole pounds from 1 to {MOST_POUNDS:,}, like 50. Leave it empty for no limit."


class CapForm(HouseForm):
    """The most a council's texts may cost in a month."""

    pounds = forms.IntegerField(
        label="The most to spend on texts in a month, in pounds",
        help_text="Leave it empty for no limit.",
        required=False,
        min_value=1,
        max_value=MOST_POUNDS,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), WANTED),
    )
