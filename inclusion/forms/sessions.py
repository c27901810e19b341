"""Saying where and when a session was, in the fewest words."""

import datetime as dt
import re
import uuid
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from inclusion.choices import SessionKind
from inclusion.forms.fields import HouseForm
from inclusion.models import Centre, Session
from inclusion.rules.clock import clock
from inclusion.rules.dates import NotADate, NotATime, read_day, read_time

TODAY, YESTERDAY, OTHER = "today", "yesterday", "other"
LENGTHS = (30, 60, 90, 120, 150, 180)
FURTHEST_BACK = dt.timedelta(days=28)


class SessionIdForm(forms.Form):
    """Only the id of a session about to begin."""

    id = forms.UUIDField()


class CentreChoice(forms.ModelChoiceField[Centre]):
    """A centre by its name."""

    def label_from_instance(self, centre: Any) -> str:
        return str(centre.name)


class DropInForm(HouseForm):
    """A session that has begun, or is over. `now` is London's; `last` fills in what it can."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    centre = CentreChoice(
        label="Where?",
        queryset=Centre.objects.none(),
        empty_label=None,
        error_messages={
            "required": "Choose where you are.",
            "invalid_choice": "Choose one of your own centres.",
        },
    )
    day = forms.ChoiceField(
        label="Which day?",
        choices=[(TODAY, "Today"), (YESTERDAY, "Yesterday"), (OTHER, "Another day")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a day.", "invalid_choice": "Choose a day."},
    )
    date = forms.CharField(
        label="If another day, which?",
        required=False,
        help_text="Like 27 3 2026.",
        max_length=40,
        widget=forms.TextInput(attrs={"class": "govuk-input govuk-input--short"}),
    )
    time = forms.CharField(
        label="When did it start?",
        help_text="Like 10am or 14:30.",
        max_length=20,
        widget=forms.TextInput(attrs={"class": "govuk-input govuk-input--short"}),
        error_messages={"required": "We need a time like 10am or 14:30."},
    )
    minutes = forms.TypedChoiceField(
        label="How long?",
        coerce=int,
        error_messages={"required": "Choose how long.", "invalid_choice": "Choose how long."},
    )
    kind = forms.ChoiceField(
        label="What kind?",
        choices=[(kind.value, kind.label) for kind in (SessionKind.DROP_IN, SessionKind.CLASS)],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a kind.", "invalid_choice": "Choose a kind."},
    )
    topic = forms.CharField(
        label="What is it about?",
        max_length=100,
        help_text="Like: First steps with a phone.",
        error_messages={
            "required": "Say in a few words what it is about.",
            "max_length": "Keep it under 100 letters.",
        },
    )

    def __init__(
        self,
        *args: Any,
        centres: QuerySet[Centre],
        last: Session | None,
        now: dt.datetime,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, initial=first_answers(last, now), **kwargs)
        self.now = now
        self.fields["centre"].queryset = centres  # type: ignore[attr-defined]
        self.fields["minutes"].choices = length_choices(last)  # type: ignore[attr-defined]

    def clean_date(self) -> dt.date:
        """The day in the box, if the day above asks for it."""
        today = self.now.date()
        if self.cleaned_data.get("day") != OTHER:
            back = 1 if self.cleaned_data.get("day") == YESTERDAY else 0
            return today - dt.timedelta(days=back)
        try:
            day = read_day(self.cleaned_data["date"], today)
        except NotADate as problem:
            raise forms.ValidationError(str(problem)) from problem
        if not today - FURTHEST_BACK <= day <= today:
            raise forms.ValidationError(
                "Choose a day in the last four weeks. For a day to come, ask your coordinator."
            )
        return day

    def clean_time(self) -> dt.time:
        try:
            return read_time(self.cleaned_data["time"])
        except NotATime as problem:
            raise forms.ValidationError(str(problem)) from problem

    def clean_topic(self) -> str:
        return re.sub(r"\s+", " ", self.cleaned_data["topic"])

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if self.errors:
            return data
        starts_at = timezone.make_aware(dt.datetime.combine(data["date"], data["time"]))
        if starts_at > self.now + dt.timedelta(hours=1):
            self.add_error("time", "That time is still to come. Choose one that has passed.")
        data["session"] = {
            "id": data["id"],
            "centre": data["centre"],
            "kind": SessionKind(data["kind"]),
            "topic": data["topic"],
            "starts_at": starts_at,
            "ends_at": starts_at + dt.timedelta(minutes=data["minutes"]),
        }
        return data


def first_answers(last: Session | None, now: dt.datetime) -> dict[str, Any]:
    """What the form says before anyone touches it: now, and otherwise as last time."""
    answers: dict[str, Any] = {
        "id": uuid.uuid4(),
        "day": TODAY,
        "time": clock(now),
        "minutes": 90,
        "kind": SessionKind.DROP_IN,
        "topic": "Drop-in",
    }
    if last:
        answers |= {"centre": last.centre_id, "minutes": minutes(last)}
    return answers


def minutes(session: Session) -> int:
    return int(session.length.total_seconds() // 60)


def length_choices(last: Session | None) -> list[tuple[int, str]]:
    """Half an hour to three hours, and last time's own length."""
    lengths = {*LENGTHS, minutes(last)} if last else set(LENGTHS)
    return [(length, words_for(length)) for length in sorted(lengths)]


def words_for(length: int) -> str:
    """1 hour 30 minutes."""
    hours, rest = divmod(length, 60)
    whole = f"{hours} hour{'s' if hours > 1 else ''}" if hours else ""
    return f"{whole} {rest} minutes".strip() if rest else whole
