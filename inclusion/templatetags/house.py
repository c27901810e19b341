"""The few words and shapes that every page writes the same way."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from inclusion.rules.clock import clock, day, day_and_clock, span

register = template.Library()

register.filter("clock", lambda moment: clock(timezone.localtime(moment)))
register.filter(
    "span",
    lambda session: span(
        timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    ),
)


@register.filter("day")
def day_filter(value: dt.date | dt.datetime | None) -> str:
    """Friday 27 March, with the year when it is not this one."""
    if value is None:
        return ""
    today = timezone.localdate()
    return day(timezone.localtime(value).date() if isinstance(value, dt.datetime) else value, today)


@register.filter("day_and_clock")
def day_and_clock_filter(moment: dt.datetime | None) -> str:
    """Friday 27 March, 10am."""
    return day_and_clock(timezone.localtime(moment), timezone.localdate()) if moment else ""


@register.filter
def thousands(count: int) -> str:
    """1,713: a number of things, with the commas people read it by."""
    return f"{count:,}"


@register.filter
def sentence(words: str) -> str:
    """Words somebody else wrote, ended with one full stop whether they wrote it or not."""
    return f"{words.rstrip(' .')}." if words else ""


@register.filter
def item(mapping: dict[Any, Any], key: Any) -> Any:
    """What a dictionary holds under a key, or nothing."""
    return mapping.get(key, "")


@register.filter
def beside(names: Iterable[Any], things: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """Each name with the thing it names: a column's heading with what stands under it in one line."""
    return zip(names, things, strict=True)


ICONS = {
    "phone": "M7 2h10v20H7zM11 18h2",
    "people": "M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM2 21c0-4 3-7 7-7s7 3 7 7M16 3a4 4 0 0 1 0 8M18 14c3 1 4 4 4 7",
    "calendar": "M4 5h16v16H4zM4 10h16M8 2v5M16 2v5",
    "paper": "M6 2h9l4 4v16H6zM9 11h7M9 15h7M9 7h3",
    "map": "M9 4 3 6v14l6-2 6 2 6-2V4l-6 2zM9 4v14M15 6v14",
    "text": "M3 4h18v13H9l-6 4z",
    "tick": "m4 12 5 6L20 6",
    "plus": "M12 4v16M4 12h16",
    "back": "m14 5-7 7 7 7",
    "repeat": "M4 12a8 8 0 0 1 14-5l2 2M20 4v5h-5M20 12a8 8 0 0 1-14 5l-2-2M4 20v-5h5",
    "code": "m8 7-5 5 5 5M16 7l5 5-5 5M14 4l-4 16",
    "print": "M6 9V3h12v6M6 18H3V9h18v9h-3M6 14h12v7H6z",
    "warning": "M12 3 2 21h20zM12 10v5M12 18v.1",
    "ramp": "M2 20h20V8zM14 5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM14 7v4",
    "toilet": "M6 3h8v7H6zM4 10h16c0 5-3 7-6 7v4H8v-5c-2-1-4-3-4-6z",
    "ear": "M7 9a5 5 0 1 1 10 0c0 4-4 4-4 8a3 3 0 0 1-6 0M10 10a2 2 0 1 1 4 0c0 1-1 2-2 2",
    "quiet": "M20 14A8 8 0 1 1 10 4a7 7 0 0 0 10 10z",
    "computer": "M3 4h18v12H3zM8 21h8M12 16v5",
    "wifi": "M2 9a15 15 0 0 1 20 0M5 13a10 10 0 0 1 14 0M9 17a5 5 0 0 1 6 0M12 20v.1",
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """A line icon, always beside words, so that it is hidden from screen readers."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>', ICONS[name]
    )
