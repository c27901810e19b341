"""A child joins a Code Club, under a nickname."""

import uuid
from typing import Any

from django import forms

from inclusion.forms.fields import HouseForm

FIRST_YEAR, LAST_YEAR = 4, 9


def year_or_nothing(value: str) -> int | None:
    return int(value) if value else None


class ChildForm(HouseForm):
    id = forms.UUIDField(widget=forms.HiddenInput)
    nickname = forms.CharField(
        label="Nickname",
        max_length=30,
        help_text="Not their real name. Let them make one up, like Comet or Pixel.",
        error_messages={
            "required": "We need a nickname.",
            "max_length": "Keep the nickname under 30 letters.",
        },
    )
    school_year = forms.TypedChoiceField(
        label="School year",
        required=False,
        coerce=year_or_nothing,
        empty_value=None,
        choices=[("", "Not known")]
        + [(str(year), f"Year {year}") for year in range(FIRST_YEAR, LAST_YEAR + 1)],
        error_messages={"invalid_choice": "Choose a school year."},
    )
    on_paper = forms.ChoiceField(
        label="Has their parent or carer signed the form?",
        choices=[("yes", "Yes, I have the paper"), ("no", "Not yet")],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose yes or not yet.",
            "invalid_choice": "Choose yes or no.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"id": uuid.uuid4()})
        super().__init__(*args, **kwargs)

    def clean_nickname(self) -> str:
        return " ".join(self.cleaned_data["nickname"].split())
