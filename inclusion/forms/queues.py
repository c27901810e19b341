"""The file a phone saves with "Save a copy": everything it still has to send."""

import json
from typing import Any

from django import forms

from inclusion.forms.fields import HouseForm

MOST_BYTES, MOST_OPERATIONS = 4 * 1024 * 1024, 5000
NOT_ONE = "That is not a copy saved by the app. Choose the file the app saved."


class QueueForm(HouseForm):
    """`queue` cleans to the list of operations in the file."""

    queue = forms.FileField(
        label="The saved copy",
        help_text="The file from the phone. Its name ends in .json.",
        error_messages={
            "required": "Choose the file first.",
            "empty": "That file is empty. Save the copy again on the phone.",
        },
    )

    def clean_queue(self) -> list[Any]:
        """The operations, whether the file is the whole delivery or only the list."""
        file = self.cleaned_data["queue"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError("That file is too big to be a copy saved by the app.")
        try:
            saved = json.loads(file.read())
        except (ValueError, RecursionError) as problem:
            raise forms.ValidationError(NOT_ONE) from problem
        operations = saved.get("ops") if isinstance(saved, dict) else saved
        if not isinstance(operations, list) or len(operations) > MOST_OPERATIONS:
            raise forms.ValidationError(NOT_ONE)
        if not operations:
            raise forms.ValidationError("There is nothing left to send in that copy.")
        return operations
