"""Planning a session, and moving one."""

import datetime as dt
import uuid
from typing import Any, cast

from django import forms
from django.utils import timezone

from inclusion.choices import Audience, SessionKind
from inclusion.forms.fields import DayField, HouseForm, TimeField
from inclusion.models import Centre, Cohort, User
from inclusion.rules.clock import clock
from inclusion.rules.diary import moment, weekly

MOST_WEEKS = 26
LONGEST = dt.timedelta(hours=8)


class WhenForm(HouseForm):
    """A day, a start and an end. What is typed stays as it was typed."""

    day = DayField(
        label="Which day?",
        max_length=40,
        help_text="Like 27 3 2026, or Friday 27 March.",
        error_messages={"required": "We need a day, like 27 3 2026."},
    )
    starts = TimeField(
        label="Starts at",
        max_length=20,
        help_text="Like 10am or 14:30.",
        error_messages={"required": "We need a time to start, like 10am."},
    )
    ends = TimeField(
        label="Ends at",
        max_length=20,
        error_messages={"required": "We need a time to end, like 11:30am."},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if {"day", "starts", "ends"} <= cleaned.keys():
            starts_at, ends_at = self.times_on(cleaned["day"])
            if ends_at <= starts_at:
                self.add_error("ends", "It ends before it starts. Check both times.")
            elif ends_at - starts_at > LONGEST:
                self.add_error("ends", "That is more than 8 hours. Check both times.")
            elif starts_at <= timezone.now():
                self.add_error("day", "That has passed. We need a day and time to come.")
        return cleaned

    def times_on(self, day: dt.date) -> tuple[dt.datetime, dt.datetime]:
        """Start and end on a day, by London's clock."""
        return (
            moment(day, self.cleaned_data["starts"]),
            moment(day, self.cleaned_data["ends"]),
        )


def typed_times(starts_at: dt.datetime, ends_at: dt.datetime) -> dict[str, str]:
    """Times as a person would type them, to begin a form with."""
    starts_at, ends_at = timezone.localtime(starts_at), timezone.localtime(ends_at)
    return {
        "day": f"{starts_at.day} {starts_at.month} {starts_at.year}",
        "starts": clock(starts_at),
        "ends": clock(ends_at),
    }


class PlanForm(WhenForm):
    """A session, or the same one every week. `id` makes a second press of the button harmless."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    centre = forms.ModelChoiceField(
        Centre.objects.none(),
        label="Where?",
        empty_label="Choose a centre",
        error_messages={"required": "Choose where it is."},
    )
    kind = forms.ChoiceField(
        label="What kind?",
        choices=SessionKind.choices,
        widget=forms.RadioSelect,
        initial=SessionKind.CLASS,
        error_messages={"required": "Choose what kind of session it is."},
    )
    cohort = forms.ModelChoiceField(
        Cohort.objects.none(),
        label="Which Code Club?",
        required=False,
        empty_label="Not a Code Club",
        help_text="Only for a Code Club.",
    )
    topic = forms.CharField(
        label="What is it about?",
        max_length=100,
        help_text="Like: First steps with a phone.",
        error_messages={"required": "Say in a few words what it is about."},
    )
    audience = forms.ChoiceField(label="Who is it for?", choices=Audience.choices)
    places = forms.IntegerField(
        label="How many places?",
        min_value=1,
        max_value=500,
        initial=8,
        error_messages={
            "required": "We need a number of places, like 8.",
            "invalid": "We need a number of places, like 8.",
        },
    )
    weeks = forms.IntegerField(
        label="How many weeks in a row?",
        min_value=1,
        max_value=MOST_WEEKS,
        initial=1,
        help_text="1 for just once. 6 puts it in the diary at this time for 6 weeks.",
        error_messages={
            "required": "We need a number of weeks. 1 means just once.",
            "invalid": "We need a number of weeks. 1 means just once.",
            "max_value": f"We can plan {MOST_WEEKS} weeks at a time.",
        },
    )
    field_order = ("centre", "kind", "cohort", "topic", "audience", "day", "starts", "ends")

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = person.reach.organisations
        cast(
            forms.ModelChoiceField[Centre], self.fields["centre"]
        ).queryset = Centre.objects.visible_to(person).filter(organisation__in=mine)
        cast(forms.ModelChoiceField[Cohort], self.fields["cohort"]).queryset = (
            Cohort.objects.visible_to(person)
            .filter(club__centre__organisation__in=mine)
            .select_related("club")
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cohort, is_club = cleaned.get("cohort"), cleaned.get("kind") == SessionKind.CODE_CLUB
        if is_club and "cohort" in cleaned and cohort is None:
            self.add_error("cohort", "Choose which Code Club it is.")
        elif is_club and cohort and cleaned.get("centre") not in (None, cohort.club.centre):
            self.add_error("centre", f"That Code Club meets at {cohort.club.centre.name}.")
        elif cohort and not is_club:
            self.add_error("kind", "Choose Code Club here, or take the Code Club off below.")
        if is_club:
            cleaned["audience"] = Audience.CHILDREN
        return cleaned

    def plans(self) -> list[dict[str, Any]]:
        """What the action wants, once for each week. Later weeks' ids follow from the first's."""
        shared = {
            name: self.cleaned_data[name]
            for name in ("centre", "kind", "cohort", "topic", "audience", "places")
        }
        first: uuid.UUID = self.cleaned_data["id"]
        return [
            {
                **shared,
                "id": uuid.uuid5(first, str(n)) if n else first,
                "starts_at": self.times_on(day)[0],
                "ends_at": self.times_on(day)[1],
            }
            for n, day in enumerate(weekly(self.cleaned_data["day"], self.cleaned_data["weeks"]))
        ]
