"""Long lists a page at a time, fast however far down: each page starts after a row, not after a count.

The address holds that row's id only, never the name it is sorted by.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows, and the id to ask for the next ones with: empty on the last page."""

    rows: list[Row]
    next_after: str


def page_of(
    rows: QuerySet[Row], *, order: Sequence[str], after: Row | None, size: int
) -> Page[Row]:
    """The `size` rows that follow `after` in `order`, whose last field tells any two rows apart."""
    following = rows.filter(beyond(after, order)) if after else rows
    found = list(following.order_by(*order)[: size + 1])
    return Page(found[:size], str(found[size - 1].pk) if len(found) > size else "")


def beyond(row: Model, order: Sequence[str]) -> Q:
    """Later in `order` than `row`. The first condition lets the database start at the right place in its index."""
    first = order[0]
    later, equal_so_far = Q(), Q()
    for field in order:
        value = getattr(row, field)
        later |= equal_so_far & Q(**{f"{field}__gt": value})
        equal_so_far &= Q(**{field: value})
    return Q(**{f"{first}__gte": getattr(row, first)}) & later
