"""What people type about a text to a group: cleaned words out, or one plain sentence on what is wrong."""

import uuid
from typing import Any, cast

from django import forms

from inclusion.choices import Language
from inclusion.forms.fields import HouseForm
from inclusion.models import Centre, Organisation, User
from sms.campaigns import with_how_to_stop
from sms.composing import MOST_PARTS, WordsField
from sms.models import Campaign
from sms.segments import measure

HOURS = ((0, "All at once"), (2, "2 hours"), (4, "4 hours"), (8, "8 hours"), (24, "24 hours"))
AWAY = (("", "Everybody"), (4, "Those who have not come for 4 weeks"), (12, "Those who have not come for 12 weeks"))  # fmt: skip
MOST_POUNDS = 10_000
WANTED = f"We need whole pounds from 1 to {MOST_POUNDS:,}, like 20."


class NameChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An organisation or a centre by its name."""

    def label_from_instance(self, thing: Any) -> str:
        return str(thing.name)


class PoundsField(forms.IntegerField):
    """The most a text to a group may cost, in whole pounds."""

    def __init__(self) -> None:
        super().__init__(
            label="The most it may cost, in pounds",
            help_text="When this is spent the rest waits, and you can set more.",
            min_value=1,
            max_value=MOST_POUNDS,
            initial=20,
            error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), WANTED),
        )


class CampaignForm(HouseForm):
    """A text to a group as its writer makes it. How to stop is added to the words, and counts in their length."""

    organisation = NameChoice(
        Organisation.objects.none(),
        label="Who is it from?",
        empty_label=None,
        error_messages={"required": "Choose who it is from."},
    )
    name = forms.CharField(
        label="What do you call it?",
        help_text="Only you and your colleagues see this. Like: Friday tea.",
        max_length=60,
        error_messages={"required": "Give it a name, to find it again."},
    )
    centre = NameChoice(
        Centre.objects.none(),
        label="Which centre do they use?",
        required=False,
        empty_label="Any centre",
    )
    language = forms.ChoiceField(
        label="Which language do they read?",
        choices=[("", "Any language"), *Language.choices],
        required=False,
        help_text="Write it in this language. We say in it how to stop.",
    )
    away_weeks = forms.TypedChoiceField(
        label="Everybody, or those who stopped coming?",
        choices=AWAY,
        coerce=int,
        empty_value=None,
        required=False,
    )
    words = WordsField(
        label="What does it say?",
        help_text="We add how to stop. Leave out names, health and money: phones are shared.",
    )
    hours = forms.TypedChoiceField(
        label="Over how long?",
        choices=HOURS,
        coerce=int,
        help_text="So that not everybody answers at once. Nothing goes at night.",
    )
    pounds = PoundsField()

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Organisation.objects.filter(pk__in=person.reach.coordinates)
        organisation = cast("forms.ModelChoiceField[Organisation]", self.fields["organisation"])
        organisation.queryset = mine
        if len(person.reach.coordinates) == 1:
            organisation.widget = forms.HiddenInput()
            organisation.initial = min(person.reach.coordinates)
        centre = cast("forms.ModelChoiceField[Centre]", self.fields["centre"])
        centre.queryset = Centre.objects.visible_to(person).filter(organisation__in=mine)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        words = cleaned.get("words")
        if words:
            count = measure(with_how_to_stop(words, cleaned.get("language", ""))).count
            if count > MOST_PARTS:
                self.add_error(
                    "words",
                    f"With how to stop that is {count} texts long. Make it shorter, to fit in {MOST_PARTS}.",
                )
        centre, organisation = cleaned.get("centre"), cleaned.get("organisation")
        if centre and organisation and centre.organisation_id != organisation.pk:
            self.add_error("centre", f"This centre is not {organisation.name}'s.")
        return cleaned


class MoneyForm(HouseForm):
    """More, or less, money for a text that is on its way."""

    pounds = PoundsField()


class TrialForm(HouseForm):
    """A try-out. Its key is made with the page, so that pressing twice sends it once."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


def fields_of(campaign: Campaign) -> dict[str, Any]:
    """A campaign as a form begins with it."""
    names = ("name", "words", "centre", "language", "away_weeks", "hours", "pounds", "organisation")
    return {name: getattr(campaign, name) for name in names}
