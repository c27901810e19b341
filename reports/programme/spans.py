"""The times a council can count over, at the desk. Councils plan from 1 April to 31 March."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from reports.figures import Period, this_period

LONG_AGO = dt.date(2000, 1, 1)


@dataclass(frozen=True)
class Span:
    """A period and what to call it: `label` on its link, `words` in a sentence."""

    name: str
    label: str
    words: str
    period: Period


def spans(now: dt.datetime) -> dict[str, Span]:
    """The public page's own comes first, so that the same numbers are seen first."""
    public = this_period(now)
    last = public.since
    this = last.replace(year=last.year + 1)
    ended = timezone.make_aware(dt.datetime.combine(this, dt.time()))
    found = (
        Span("public", f"Since {last:%B %Y}", public.words, public),
        Span("year", f"Since {this:%B %Y}", f"since {this:%B %Y}", Period(this, now)),
        Span(
            "last",
            f"{last:%B %Y} to March {this:%Y}",
            f"from {last:%B %Y} to March {this:%Y}",
            Period(last, ended),
        ),
        Span("all", "From the start", "since the start", Period(LONG_AGO, now)),
    )
    return {span.name: span for span in found}
