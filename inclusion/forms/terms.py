"""Opening a term of a Code Club."""

import uuid
from typing import Any, cast

from django import forms

from inclusion.choices import FrameworkKind
from inclusion.forms.fields import DayField, HouseForm
from inclusion.models import Centre, Cohort, Framework, User


class OpenCohortForm(HouseForm):
    """A club at a centre, and the term it begins. `id` makes a second press of the button harmless."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    centre = forms.ModelChoiceField(
        Centre.objects.none(),
        label="Where does it meet?",
        empty_label="Choose a centre",
        error_messages={"required": "Choose where it meets."},
    )
    club = forms.CharField(
        label="What is the club called?",
        max_length=100,
        help_text="The same name as before carries on the same club.",
        error_messages={"required": "Give the club a name, like Fernley Code Club."},
    )
    name = forms.CharField(
        label="Which term?",
        max_length=60,
        help_text="Like Autumn 2026.",
        error_messages={"required": "Say which term it is, like Autumn 2026."},
    )
    projects = forms.ModelChoiceField(
        Framework.objects.filter(kind=FrameworkKind.CODE_CLUB).in_use(),
        label="Which projects will they make?",
        empty_label="Choose one",
        error_messages={"required": "Choose which projects they will make."},
    )
    starts_on = DayField(
        label="First day",
        max_length=40,
        help_text="Like 7 9 2026.",
        error_messages={"required": "We need the first day, like 7 9 2026."},
    )
    ends_on = DayField(
        label="Last day",
        max_length=40,
        error_messages={"required": "We need the last day, like 18 12 2026."},
    )
    places = forms.IntegerField(
        label="How many children can join?",
        min_value=1,
        max_value=100,
        initial=15,
        error_messages={
            "required": "We need a number of places, like 15.",
            "invalid": "We need a number of places, like 15.",
        },
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Centre.objects.visible_to(person).filter(organisation__in=person.reach.organisations)
        cast(forms.ModelChoiceField[Centre], self.fields["centre"]).queryset = mine

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if {"starts_on", "ends_on"} <= cleaned.keys() and cleaned["ends_on"] < cleaned["starts_on"]:
            self.add_error("ends_on", "It ends before it starts. Check both days.")
        if {"id", "centre", "club", "name"} <= cleaned.keys() and self.is_taken():
            self.add_error("name", "That club has a term of that name already.")
        return cleaned

    def is_taken(self) -> bool:
        """Another term of the same club has that name."""
        same = Cohort.objects.filter(
            club__centre=self.cleaned_data["centre"],
            club__name__iexact=self.cleaned_data["club"],
            name=self.cleaned_data["name"],
        )
        return same.exclude(pk=self.cleaned_data["id"]).exists()
