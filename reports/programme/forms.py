"""What a council lead types about the programme: a price, a target, a figure somebody published."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from inclusion.forms.fields import HouseForm
from inclusion.rules.dates import NotADate, read_day
from reports.choices import Aim
from reports.figures import this_period
from reports.programme.cost import TINDER_PRICE, Price
from reports.programme.story import DESIGN_EFFECT, Figure, range_of

WANTED_POUNDS = "We need whole pounds, like 150."
WANTED_PART = "We need a number from 0 to 100."
WANTED_PEOPLE = "We need a number of people, like 500."
WANTED_PERCENT = "We need a per cent, like 29 or 17.5."
FEWEST_ASKED = 30


def numbers(wanted: str) -> dict[str, str]:
    return dict.fromkeys(("required", "invalid", "min_value", "max_value"), wanted)


class DayField(forms.CharField):
    """A day, typed any sensible way."""

    def clean(self, value: Any) -> dt.date | None:
        typed = super().clean(value)
        try:
            return read_day(typed, timezone.localdate()) if typed else None
        except NotADate as problem:
            raise ValidationError(str(problem)) from problem


class PercentField(forms.FloatField):
    """29, 29% or 17.5. Cleaned to 0 to 1."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            min_value=0, max_value=100, error_messages=numbers(WANTED_PERCENT), **kwargs
        )

    def to_python(self, value: Any) -> Any:
        return super().to_python(str(value or "").strip().removesuffix("%"))

    def clean(self, value: Any) -> float | None:
        percent = super().clean(value)
        return None if percent is None else percent / 100


class PartField(forms.IntegerField):
    """A part of a hundred."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=100, error_messages=numbers(WANTED_PART), **kwargs)


class PriceForm(HouseForm):
    """What it costs to help one person reach the level, and who pays which part."""

    pounds = forms.IntegerField(
        label="What does it cost to help one person, in pounds?",
        min_value=1,
        max_value=100_000,
        help_text=f"A national costing of 2014 came to about £{TINDER_PRICE} a person. Use your own if you have it.",
        error_messages=numbers(WANTED_POUNDS),
    )
    reason = forms.CharField(
        label="Where does that price come from?",
        max_length=200,
        help_text="Shown beside every cost, to everybody.",
        error_messages={"required": "Say where the price comes from, so that people can check it."},
    )
    public = PartField(
        label="How much of it from council and other public money, out of 100?",
        help_text="The costing of 2014 split it three equal ways: 34, 33 and 33.",
    )
    voluntary = PartField(label="How much from charities and volunteers, out of 100?")
    private = PartField(label="How much from business, out of 100?")

    def clean(self) -> dict[str, Any]:
        parts = [self.cleaned_data.get(name) for name in ("public", "voluntary", "private")]
        if all(part is not None for part in parts) and sum(part or 0 for part in parts) != 100:
            total = sum(part or 0 for part in parts)
            self.add_error("public", f"The three parts make {total}. We need them to make 100.")
        return self.cleaned_data

    def price(self) -> Price:
        names = ("pounds", "public", "voluntary", "private")
        return Price(*(self.cleaned_data[name] for name in names))


class TargetForm(HouseForm):
    """So many people by a day."""

    aim = forms.ChoiceField(
        label="What do you want to count?",
        choices=Aim.choices,
        widget=forms.RadioSelect,
        initial=Aim.REACHED,
        error_messages={"required": "Choose what to count."},
    )
    people = forms.IntegerField(
        label="How many people?",
        min_value=1,
        max_value=10_000_000,
        error_messages=numbers(WANTED_PEOPLE),
    )
    starts_on = DayField(
        label="Counting from which day?",
        max_length=40,
        help_text="Everybody can see how a target gets on if it counts from the day it starts with here.",
        error_messages={"required": "We need a day, like 1 4 2026."},
    )
    ends_on = DayField(
        label="By which day?",
        max_length=40,
        help_text="Like 31 3 2028.",
        error_messages={"required": "We need a day, like 31 3 2028."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = this_period(timezone.now()).since
        self.fields["starts_on"].initial = f"{first.day} {first.month} {first.year}"

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if first and last and last <= first:
            self.add_error("ends_on", "It ends before it starts. Check both days.")
        return self.cleaned_data


class FigureForm(HouseForm):
    """A share somebody published about this council, with enough beside it to be believed."""

    survey = forms.CharField(
        label="Which survey?",
        max_length=100,
        help_text="Like: ONS internet access, quarterly. Figures of one survey make one story.",
        error_messages={"required": "Say which survey it is."},
    )
    measures = forms.CharField(
        label="What does it say of adults?",
        max_length=100,
        help_text="Like: had never used the internet. Use the same words each time.",
        error_messages={"required": "Say what was measured, in the survey's own words."},
    )
    on = DayField(
        label="Which day is it for?",
        max_length=40,
        help_text="The middle of the time in which people were asked.",
        error_messages={"required": "We need a day, like 15 5 2011."},
    )
    share = PercentField(label="What share of adults, in per cent?")
    asked = forms.IntegerField(
        label="How many people here were asked?",
        required=False,
        min_value=FEWEST_ASKED,
        max_value=10_000_000,
        help_text="We work the likely range out from it. Leave it empty if the range was published.",
        error_messages=numbers(f"We need a number of people, {FEWEST_ASKED} or more."),
    )
    low = PercentField(label="Lower end of the published range", required=False)
    high = PercentField(label="Upper end of the published range", required=False)
    country = PercentField(
        label="The whole country's share at the same time",
        required=False,
        help_text="With it we can say how much would have happened anyway.",
    )
    source = forms.CharField(
        label="Where can people read it?",
        max_length=300,
        help_text="A title and a web address. Shown to everybody.",
        error_messages={"required": "Say where it was published."},
    )

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        low, high, share = (values.get(name) for name in ("low", "high", "share"))
        if values.get("asked") is None and (low is None or high is None):
            self.add_error(
                "asked",
                "We need how many were asked, or both ends of the range. A share without either can't be shown.",
            )
        elif (
            low is not None and high is not None and share is not None and not low <= share <= high
        ):
            self.add_error("low", "The share is not in that range. Check all three.")
        return values

    def figure(self) -> Figure:
        """Its range as published, or worked out from how many were asked."""
        values = self.cleaned_data
        low, high = values["low"], values["high"]
        if low is None or high is None:
            low, high = range_of(values["share"], values["asked"], DESIGN_EFFECT)
        return Figure(
            survey=values["survey"],
            measures=values["measures"],
            on=values["on"],
            share=values["share"],
            low=low,
            high=high,
            source=values["source"],
            country=values["country"],
        )
