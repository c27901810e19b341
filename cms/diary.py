"""What is on next, as the public website shows it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps
from django.utils import timezone

from inclusion.choices import Audience, SessionKind
from inclusion.models import Centre, Session

if TYPE_CHECKING:
    from cms.models import CentrePage


@dataclass(frozen=True)
class Meeting:
    """A session anyone may come to, with the page about where it is held, if there is one."""

    session: Session
    page: "CentrePage | None"
    tags: list[str]
    places_left: int | None

    @property
    def is_full(self) -> bool:
        return self.places_left == 0


def next_meetings(how_many: int, *, centre: Centre | None = None) -> list[Meeting]:
    """The next sessions at one centre, or anywhere, soonest first. Two queries."""
    sessions = Session.objects.open_to_the_public().still_to_come(timezone.now())
    if centre:
        sessions = sessions.filter(centre=centre)
    soonest = list(sessions.with_places_taken().select_related("centre")[:how_many])
    pages = pages_of({session.centre_id for session in soonest})
    return [
        Meeting(
            session,
            pages.get(session.centre_id),
            tags_of(session, is_here=bool(centre)),
            places_left(session),
        )
        for session in soonest
    ]


def pages_of(centres: set[int]) -> "dict[int, CentrePage]":
    """Each centre's published page, by the centre's id."""
    pages = apps.get_model("cms", "CentrePage").objects.live().public()
    return {page.centre_id: page for page in pages.filter(centre__in=centres)}


def tags_of(session: Session, *, is_here: bool) -> list[str]:
    """Who it is for, and what helps someone get in, unless the page about the centre says that already."""
    known = (
        (session.audience != Audience.EVERYONE, session.get_audience_display()),
        (session.centre.step_free and not is_here, "Step-free"),
        (session.centre.hearing_loop and not is_here, "Hearing loop"),
    )
    return [words for is_so, words in known if is_so]


def places_left(session: Session) -> int | None:
    """How many places are free. Nothing for a Code Club, whose places go by the term."""
    if session.kind == SessionKind.CODE_CLUB:
        return None
    taken: int = getattr(session, "places_taken", 0)
    return max(session.places - taken, 0)
