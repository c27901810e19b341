"""What has been answered so far about somebody new, between one page and the next.

It waits in the volunteer's own sign-in session, not in hidden fields: each page then has an address of its own, so
the phone's Back button works, a reload asks nothing twice, and no answer travels or is cached in a page that does
not show it. The price is that personal data rests in the session table for a while, so: there is one draft at a
time, it goes when the learner is saved or given up, and one left for half an hour is dropped at the next field page.
Nothing is a record until the person has agreed on the last page.
"""

import datetime as dt
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

KEY = "new_learner"
KEPT_FOR = dt.timedelta(minutes=30)

Draft = dict[str, Any]


def begin(request: HttpRequest, pk: UUID, session: str) -> None:
    """A fresh draft for a learner whose id is made now, so that saving twice is one learner."""
    keep(request, {"id": str(pk), "session": session, "answers": {}, "is_checked": False})


def keep(request: HttpRequest, draft: Draft) -> None:
    request.session[KEY] = {**draft, "at": timezone.now().isoformat()}


def recall(request: HttpRequest, pk: UUID) -> Draft | None:
    """The draft of this learner, unless it is another's or too old."""
    drop_if_old(request)
    draft: Draft = request.session.get(KEY, {})
    return draft if draft.get("id") == str(pk) else None


def drop(request: HttpRequest) -> None:
    request.session.pop(KEY, None)


def drop_if_old(request: HttpRequest) -> None:
    draft: Draft = request.session.get(KEY, {})
    if draft and dt.datetime.fromisoformat(draft["at"]) < timezone.now() - KEPT_FOR:
        drop(request)
