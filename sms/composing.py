"""Writing a text by hand: it can be looked at first, made plainer with one press, and never goes dear without being shown.

A text of more than one part is shown with its price before it goes, whichever button was pressed.
"""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone

from inclusion.forms.fields import HouseForm
from sms.ledger import price_now
from sms.previews import Preview, preview
from sms.rewriting import rewrite
from sms.segments import measure

MOST_PARTS = 2
CHECK, PLAINER = "check", "plainer"


class WordsField(forms.CharField):
    """The words of a text, with no blank at the ends of lines, and no longer than two parts."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        super().__init__(error_messages={"required": "Type what you want to say."}, **kwargs)

    def clean(self, value: Any) -> str:
        words = "\n".join(line.strip() for line in super().clean(value).splitlines()).strip()
        count = measure(words).count
        if count > MOST_PARTS:
            raise forms.ValidationError(
                f"That is {count} texts long. Make it shorter, to fit in {MOST_PARTS}."
            )
        return words


class ComposedForm(HouseForm):
    """A form with `words`. `seen` is how many parts they were shown to take."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    preview: Preview | None = None

    def is_to_go(self, do: str) -> bool:
        """Whether to send it now. If it is to be looked at first, what to look at is in `preview`."""
        if not self.is_valid():
            return False
        shown = preview(self.cleaned_data["words"], price_now(timezone.now()).hundredths)
        if do not in {CHECK, PLAINER} and shown.typed.parts <= (self.cleaned_data["seen"] or 1):
            return True
        self.preview = shown
        self.data = {**self.data, "seen": str(shown.typed.parts)}
        return False


def typed_in(request: HttpRequest) -> dict[str, str] | None:
    """What was typed, made plainer if that was the button. None if nothing was sent."""
    if request.method != "POST":
        return None
    typed = {name: str(value) for name, value in request.POST.items()}
    if typed.get("do") == PLAINER:
        typed["words"] = rewrite(typed.get("words", ""))
    return typed
