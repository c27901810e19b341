"""What people type on the pages of reports."""

import uuid
from typing import Any

from django import forms
from django.utils import timezone

from inclusion.forms.fields import DayField, HouseForm, TimeField
from inclusion.rules.cards import read_card_code
from inclusion.rules.opening import DAYS
from reports.siting.asking import ACCESS
from reports.siting.cover import WALKS
from reports.siting.question import MOST_SESSIONS, Question


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


class WhereNextForm(HouseForm):
    """How many sessions, when, and what people need to get in."""

    sessions = forms.IntegerField(
        label="How many sessions?",
        min_value=1,
        max_value=MOST_SESSIONS,
        initial=6,
        error_messages={
            "required": "We need a number of sessions, like 6.",
            "invalid": "We need a number of sessions, like 6.",
            "max_value": f"We can choose {MOST_SESSIONS} places at a time.",
        },
    )
    day = DayField(
        label="From which day?",
        max_length=40,
        help_text="We look at the 7 days from then. Like 27 3 2026.",
        error_messages={"required": "We need a day, like 27 3 2026."},
    )
    weekday = forms.TypedChoiceField(
        label="Which day of the week?",
        choices=[("", "Any day"), *((n, day.title()) for n, day in enumerate(DAYS))],
        coerce=int,
        empty_value=None,
        required=False,
    )
    starts = TimeField(
        label="Starts at",
        max_length=20,
        initial="10am",
        help_text="Like 10am or 14:30.",
        error_messages={"required": "We need a time to start, like 10am."},
    )
    ends = TimeField(
        label="Ends at",
        max_length=20,
        initial="noon",
        error_messages={"required": "We need a time to end, like noon."},
    )
    minutes = forms.TypedChoiceField(
        label="How far can people walk?",
        choices=[(walk, f"{walk} minutes") for walk in WALKS],
        coerce=int,
        initial=10,
    )
    needs = forms.MultipleChoiceField(
        label="What must the place have?",
        choices=[(name, words.capitalize()) for name, words in ACCESS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if "day" in cleaned and cleaned["day"] <= timezone.localdate():
            self.add_error("day", "We need a day to come, so that there is time to tell people.")
        if {"starts", "ends"} <= cleaned.keys() and cleaned["ends"] <= cleaned["starts"]:
            self.add_error("ends", "It ends before it starts. Check both times.")
        return cleaned

    @property
    def question(self) -> Question:
        """What a form without errors asks."""
        says = self.cleaned_data
        return Question(
            sessions=says["sessions"],
            minutes=says["minutes"],
            first=says["day"],
            starts=says["starts"],
            ends=says["ends"],
            weekday=says["weekday"],
            needs=frozenset(says["needs"]),
        )


class DraftsForm(HouseForm):
    """Which of the places chosen to suggest, and what the sessions are about."""

    batch = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    topic = forms.CharField(
        label="What will they be about?",
        max_length=100,
        initial="First steps online",
        error_messages={"required": "Say in a few words what they are about."},
    )
