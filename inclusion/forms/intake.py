"""Meeting somebody new, one question a page. Each page is a form; the last is what they agree to."""

from typing import Any

from django import forms

from inclusion.choices import AgeBand, Channel, ConsentPurpose, Language
from inclusion.forms.fields import HouseForm
from inclusion.models import Postcode
from inclusion.rules.consent import WORDINGS
from inclusion.rules.contact import NotAMobile, mobile_number
from inclusion.rules.postcodes import tidy_postcode

YES, NO = "yes", "no"


class NameForm(HouseForm):
    """A first name and one letter are enough."""

    heading = "What is their name?"
    first_name = forms.CharField(
        label="First name",
        max_length=40,
        error_messages={
            "required": "We need a first name, or the name they like to be called.",
            "max_length": "Keep the name under 40 letters.",
        },
    )
    letter = forms.CharField(
        label="First letter of their last name",
        required=False,
        max_length=2,
        widget=forms.TextInput(attrs={"class": "govuk-input govuk-input--width-4"}),
        error_messages={"max_length": "We only need the first letter."},
    )

    def clean_first_name(self) -> str:
        """Phones often leave out the capital, and nobody's name should look careless."""
        name = " ".join(self.cleaned_data["first_name"].split())
        return name[:1].upper() + name[1:] if name.islower() else name

    def clean_letter(self) -> str:
        return str(self.cleaned_data["letter"]).upper().rstrip(".")


class AgeForm(HouseForm):
    heading = "How old are they?"
    age_band = forms.ChoiceField(
        label="Their age",
        required=False,
        choices=[*AgeBand.choices, ("", "They would rather not say")],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of the ages."},
    )


class PostcodeForm(HouseForm):
    """`postcode` cleans to one we know, or to nothing with `unknown` set to what was typed."""

    heading = "What is their postcode?"
    postcode = forms.CharField(
        label="Postcode",
        required=False,
        max_length=12,
        help_text="So the council can see which areas we reach. It tells us their ward and nothing more.",
        widget=forms.TextInput(attrs={"class": "govuk-input govuk-input--short"}),
    )

    unknown = ""

    def clean_postcode(self) -> str:
        typed = self.cleaned_data["postcode"]
        code = tidy_postcode(typed)
        if typed and not code:
            raise forms.ValidationError("We need a postcode like NE1 4ST.")
        if code and not Postcode.objects.filter(pk=code).exists():
            self.unknown = code
            return ""
        return code


class NeededWithPhone(forms.ChoiceField):
    """Asked of everybody, and needed only beside a number: the form's own `clean` sees to that."""

    def validate(self, value: Any) -> None:
        if value:
            super().validate(value)


class PhoneForm(HouseForm):
    heading = "Do they have a mobile?"
    phone = forms.CharField(
        label="Mobile number",
        required=False,
        max_length=24,
        help_text="Like 07700 900123. Leave it empty if they have none.",
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel"}),
    )
    texts = NeededWithPhone(
        label="May we text them?",
        choices=[(YES, "Yes, they agree"), (NO, "No")],
        widget=forms.RadioSelect,
        help_text=f"Read this out: “{WORDINGS[ConsentPurpose.TEXTS].words}”",
        error_messages={"invalid_choice": "Choose yes or no."},
    )
    calls = forms.ChoiceField(
        label="May we ring them instead?",
        required=False,
        choices=[(YES, "Yes, they agree"), (NO, "No")],
        widget=forms.RadioSelect,
        help_text=f"For somebody who does not read texts. Read this out: “{WORDINGS[ConsentPurpose.CALLS].words}”",
        error_messages={"invalid_choice": "Choose yes or no."},
    )

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"]
        try:
            return mobile_number(typed) if typed else ""
        except NotAMobile as problem:
            raise forms.ValidationError(str(problem)) from problem

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("phone") and not data.get("texts"):
            self.add_error("texts", "Choose yes or no, so we know if we may text them.")
        if "phone" in data and not data["phone"]:
            if data.get("texts") == YES:
                self.add_error("phone", "We need their number before we can text them.")
            elif data.get("calls") == YES:
                self.add_error("phone", "We need their number before we can ring them.")
        return data


class LanguageForm(HouseForm):
    heading = "Which language suits them best?"
    language = forms.ChoiceField(
        label="Language for texts and letters",
        choices=Language.choices,
        initial=Language.ENGLISH,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a language.", "invalid_choice": "Choose a language."},
    )


class GoalForm(HouseForm):
    heading = "What do they want to do?"
    goal = forms.CharField(
        label="In their own words",
        required=False,
        max_length=200,
        help_text="Like: Video call my grandson. No health or money.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": "Keep it under 200 letters."},
    )


class AgreeForm(HouseForm):
    """Without this there is no record. They can still come, and be counted without a name."""

    heading = "Check and save"
    agreed = forms.ChoiceField(
        label="Do they agree to us keeping a record?",
        choices=[(Channel.SPOKEN, "Yes, they told me"), (Channel.PAPER, "Yes, they signed a form")],
        widget=forms.RadioSelect,
        help_text=f"Read this out: “{WORDINGS[ConsentPurpose.RECORD].words}”",
        error_messages={
            "required": "We can only keep a record of people who agree. "
            "If they would rather not, count them on the register without a name.",
            "invalid_choice": "Choose how they agreed.",
        },
    )


STEPS: dict[str, type[HouseForm]] = {
    "name": NameForm,
    "age": AgeForm,
    "postcode": PostcodeForm,
    "mobile": PhoneForm,
    "language": LanguageForm,
    "goal": GoalForm,
    "check": AgreeForm,
}
