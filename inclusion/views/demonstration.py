"""Whether pages must carry the demonstration mark, and what it says.

Asked on every page, so the answer is kept in the process for a minute and a page costs no query of its own.
"""

import time
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError

from inclusion.models import Council
from inclusion.rules import demonstration

KEPT_FOR_SECONDS = 60.0


@dataclass
class Answer:
    """The last answer, and until when it stands. Before the first, none stands."""

    words: str = ""
    stands_until: float = 0.0


LAST = Answer()


def what_is_made_up() -> str:
    """The start of the mark's sentence; empty where nothing is made up."""
    if time.monotonic() >= LAST.stands_until:
        LAST.words, LAST.stands_until = ask(), time.monotonic() + KEPT_FOR_SECONDS
    return LAST.words or (demonstration.ASHMERE_MARK if settings.DEMO else "")


def ask() -> str:
    """Look for demonstration councils. While the database is silent, the last answer stands."""
    try:
        councils = list(Council.objects.filter(is_demonstration=True).values_list("code", "name"))
    except DatabaseError:
        return LAST.words
    return demonstration.what_is_made_up(councils) if councils else ""
