"""Inviting somebody, and saying yes."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from inclusion.actions.memberships import roles_to_give
from inclusion.choices import Role
from inclusion.forms.fields import HouseForm
from inclusion.models import Council, Organisation, User

WHAT_THEY_DO = {
    Role.VOLUNTEER: "Volunteer: takes registers, notes what learners can do",
    Role.COORDINATOR: "Coordinator: looks after learners, sessions and volunteers",
    Role.LEAD: "Council lead: sees figures for every ward, no names",
    Role.EDITOR: "Editor: writes the public website",
    Role.ADMINISTRATOR: "Administrator: invites people and ends their access",
}


class InviteForm(HouseForm):
    """Offers only the roles and places this person may give. `cleaned_data["body"]` is the place itself."""

    email = forms.EmailField(
        label="Their email address",
        error_messages={
            "required": "We need their email address.",
            "invalid": "We need an email address like name@example.org.",
        },
    )
    role = forms.ChoiceField(
        label="What will they do?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they will do."},
    )
    place = forms.ChoiceField(
        label="Where?", error_messages={"required": "Choose where they will help."}
    )

    def __init__(self, *args: Any, giver: User, **kwargs: Any) -> None:
        self.giver = giver
        self.bodies = {f"{type(body).__name__}-{body.pk}": body for body in bodies_of(giver)}
        super().__init__(*args, **kwargs)
        offer(self.fields["role"], self.role_choices())
        offer(self.fields["place"], [(key, str(body)) for key, body in self.bodies.items()])
        if len(self.bodies) == 1:
            self.fields["place"].widget = forms.HiddenInput()
            self.fields["place"].initial = next(iter(self.bodies))

    def role_choices(self) -> list[tuple[str, str]]:
        roles = {role for body in self.bodies.values() for role in roles_to_give(self.giver, body)}
        return [(role.value, words) for role, words in WHAT_THEY_DO.items() if role in roles]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        body, role = self.bodies.get(cleaned.get("place", "")), cleaned.get("role")
        if body and role and role not in roles_to_give(self.giver, body):
            of_what = "a council" if isinstance(body, Organisation) else "an organisation"
            raise ValidationError({"place": f"That role is in {of_what}. Choose another place."})
        return {**cleaned, "body": body}


def offer(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    """Give a choice field its choices."""
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


def bodies_of(giver: User) -> list[Organisation | Council]:
    """The councils and organisations whose people this person looks after."""
    return [
        *Council.objects.filter(pk__in=giver.reach.administers),
        *Organisation.objects.whose_people_are_looked_after_by(giver),
    ]


class AcceptForm(HouseForm):
    """A new person's name. Somebody we know already is not asked."""

    first_name = forms.CharField(
        label="Your first name",
        max_length=40,
        error_messages={"required": "We need a first name to call you by."},
    )
    last_name = forms.CharField(
        label="Your last name",
        max_length=60,
        required=False,
        help_text="Others see only its first letter.",
    )

    def __init__(self, *args: Any, is_known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first_name"].widget.attrs["autocomplete"] = "given-name"
        self.fields["last_name"].widget.attrs["autocomplete"] = "family-name"
        if is_known:
            self.fields.clear()
