"""How a field is drawn, everywhere: label, hint, error and box, in that order, joined up for screen readers."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Input
from django.utils import timezone

from inclusion.rules.dates import NotADate, NotATime, read_day, read_time

CLASSES: dict[type[forms.Widget], str] = {
    forms.Select: "govuk-select",
    forms.Textarea: "govuk-textarea",
    forms.CheckboxInput: "govuk-checkboxes__input",
    forms.RadioSelect: "govuk-radios__input",
    forms.CheckboxSelectMultiple: "govuk-checkboxes__input",
    forms.DateInput: "govuk-input govuk-input--short",
    forms.NumberInput: "govuk-input govuk-input--width-4",
    Input: "govuk-input",
}
CHOICES = (forms.RadioSelect, forms.CheckboxSelectMultiple)


class HouseRenderer(TemplatesSetting):
    """Django's own renderer with our field template."""

    field_template_name = "components/field.html"


class HouseForm(forms.Form):
    """A form in the house style. The browser's own bubbles are off: our errors stay on the page and can be read twice."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.setdefault("class", css_class(field.widget))
            field.widget.attrs.setdefault("autocomplete", "off")
            if isinstance(field.widget, CHOICES):
                field.widget.template_name = "components/choices.html"
                field.widget.option_template_name = "components/choice.html"


def css_class(widget: forms.Widget) -> str:
    """The vendored class for a widget, found by its nearest kind."""
    return next((name for kind, name in CLASSES.items() if isinstance(widget, kind)), "")


class DayField(forms.CharField):
    """A day, typed any sensible way."""

    def clean(self, value: Any) -> dt.date | None:
        typed = super().clean(value)
        try:
            return read_day(typed, timezone.localdate(), is_to_come=True) if typed else None
        except NotADate as problem:
            raise ValidationError(str(problem)) from problem


class TimeField(forms.CharField):
    """A time of day, typed any sensible way."""

    def clean(self, value: Any) -> dt.time | None:
        typed = super().clean(value)
        try:
            return read_time(typed) if typed else None
        except NotATime as problem:
            raise ValidationError(str(problem)) from problem
