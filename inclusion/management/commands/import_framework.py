"""`import_framework FILE`: bring in an edition of a skills framework from JSON."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from inclusion.actions.frameworks import load_framework
from inclusion.management.importing import ImportCommand
from inclusion.rules.frameworks import read_framework
from inclusion.rules.text import decoded


class Command(ImportCommand):
    help = "Bring in an edition of a skills framework, such as those in inclusion/frameworks."

    def load(self, path: Path, options: dict[str, Any]) -> Iterator[str]:
        framework = read_framework(decoded(path.read_bytes()))
        edition = load_framework(framework=framework, by=None)
        yield f"{edition}: {len(framework.tasks)} tasks, {edition.tasks_for_the_level} of them for the level."
