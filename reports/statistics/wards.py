"""The wards that a file of figures names, held against those of a boundary set."""

from collections.abc import Iterable
from typing import Protocol

from inclusion.models import BoundarySet
from inclusion.rules.files import BadFile


class WardRow(Protocol):
    """A row of a file that is about one ward: its code, and which row it is."""

    @property
    def code(self) -> str: ...
    @property
    def row(self) -> int: ...


def keys_of_wards(
    boundary_set: BoundarySet, rows: Iterable[WardRow], *, unless: str, remedy: str
) -> dict[str, int]:
    """Our own key of every ward of the set, by its code.

    Raises BadFile, with the row, for one the set has not: "<code> is <unless>", and the remedy.
    """
    wards = dict(boundary_set.wards.values_list("code", "pk"))
    for one in rows:
        if one.code not in wards:
            raise BadFile(f"{one.code} is {unless}", remedy, one.row)
    return wards
