"""Changing what we know of a learner, and finding one."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from inclusion.choices import AgeBand, Channel, ConsentPurpose, Language
from inclusion.forms.fields import HouseForm
from inclusion.models import Centre, Learner, Postcode, Session, User
from inclusion.rules.contact import NotAMobile, mobile_number, spoken
from inclusion.rules.postcodes import tidy_postcode

DETAILS = ("first_name", "centre", "postcode", "age_band", "phone", "language", "goal")


class LearnerDetailsForm(HouseForm):
    """What a coordinator may change. `version` is the record they were looking at when they began."""

    first_name = forms.CharField(
        label="First name",
        max_length=40,
        error_messages={"required": "We need a first name, so helpers know who they are."},
    )
    letter = forms.CharField(label="First letter of their last name", max_length=2, required=False)
    centre = forms.ModelChoiceField(
        Centre.objects.none(),
        label="Where they usually come",
        required=False,
        empty_label="Nowhere yet",
    )
    postcode = forms.CharField(
        label="Postcode",
        required=False,
        max_length=10,
        help_text="It tells us the ward, and nothing else.",
    )
    age_band = forms.ChoiceField(
        label="Age", required=False, choices=[("", "Not said"), *AgeBand.choices]
    )
    phone = forms.CharField(
        label="Mobile number",
        required=False,
        max_length=20,
        help_text="A new number means asking again before we text it.",
    )
    language = forms.ChoiceField(label="Language for texts", choices=Language.choices)
    goal = forms.CharField(label="What they want to do", required=False, max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, learner: Learner, person: User, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {**details_of(learner), "version": learner.version})
        super().__init__(*args, **kwargs)
        self.learner = learner
        centre = cast(forms.ModelChoiceField[Centre], self.fields["centre"])
        centre.queryset = Centre.objects.visible_to(person).filter(
            organisation=learner.organisation_id
        )

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"]
        try:
            return mobile_number(typed) if typed else ""
        except NotAMobile as problem:
            raise ValidationError(str(problem)) from problem

    def clean_postcode(self) -> Postcode | None:
        typed = self.cleaned_data["postcode"]
        if not typed:
            return None
        found = Postcode.objects.filter(pk=tidy_postcode(typed)).first()
        if found is None:
            raise ValidationError("We do not know that postcode. Check it, or leave it empty.")
        return found

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("version") != self.learner.version:
            raise ValidationError(
                "Someone else changed this record while you were typing. "
                "Look at it again, then make your change."
            )
        return self.cleaned_data

    def changes(self) -> dict[str, Any]:
        """What the action wants."""
        kept = {name: self.cleaned_data[name] for name in DETAILS}
        return {**kept, "initial": self.cleaned_data["letter"]}


def details_of(learner: Learner) -> dict[str, Any]:
    """The record as a person would type it."""
    kept = {name: getattr(learner, name) for name in DETAILS}
    return {
        **kept,
        "letter": learner.initial,
        "postcode": learner.postcode_id or "",
        "phone": spoken(learner.phone),
    }


class FindLearnerForm(HouseForm):
    """The start of a first name, or the code on a card."""

    words = forms.CharField(
        label="First name or card code",
        max_length=40,
        error_messages={"required": "Type the start of a first name, or the code on their card."},
    )


class ConsentForm(HouseForm):
    """Somebody agreed to one thing, or took it back, and how they said so."""

    purpose = forms.ChoiceField(choices=ConsentPurpose.choices, widget=forms.HiddenInput)
    channel = forms.ChoiceField(
        label="How did they say so?",
        choices=[(c, c.label) for c in (Channel.SPOKEN, Channel.PAPER)],
    )


class BookForm(HouseForm):
    """A place for this learner at one of the sessions to come."""

    session = forms.ModelChoiceField(
        Session.objects.none(),
        label="Which session?",
        empty_label="Choose one",
        error_messages={
            "required": "Choose a session first.",
            "invalid_choice": "That session is no longer open. Choose another.",
        },
    )

    def __init__(self, *args: Any, sessions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ModelChoiceField[Session], self.fields["session"])
        field.queryset = sessions
