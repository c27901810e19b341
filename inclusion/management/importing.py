"""What every import command shares: a file, a preview, all or nothing, and one sentence when it can't be done."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from inclusion.rules.files import BadFile


class ImportCommand(BaseCommand):
    """A command that brings in one file. A subclass says how in `load`, and yields what it did, line by line."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would happen, and change nothing."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"{path}: there is no such file; check the name and the folder.")
        try:
            with transaction.atomic():
                lines = list(self.load(path, options))
                transaction.set_rollback(options["dry_run"])
        except BadFile as problem:
            raise CommandError(problem.sentence(path.name)) from problem
        for line in lines:
            self.stdout.write(line)
        if options["dry_run"]:
            self.stdout.write("That was a preview. Nothing was changed.")

    def load(self, path: Path, options: dict[str, Any]) -> Iterator[str]:
        """Read the file and change what it says to change. Raises BadFile."""
        raise NotImplementedError
