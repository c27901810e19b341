"""Exact figures in the same shape as public ones, for pages of the council's own people and for what is no secret."""

from reports.disclosure import Cell, Published, Status
from reports.figures import Counts, PublicCounts


def as_they_are(counts: Counts) -> PublicCounts:
    """Every figure of a council, as it is."""
    return PublicCounts(
        helped=exact_cells(counts.helped),
        reached=exact_cells(counts.reached),
        sessions=counts.sessions,
        unnamed_heads=exact_cell(counts.unnamed_heads),
        children=exact_cell(counts.children),
    )


def exact_cells(counts: dict[int, int]) -> Published[int]:
    return Published(
        {key: exact_cell(count) for key, count in counts.items()}, exact_cell(sum(counts.values()))
    )


def exact_cell(count: int) -> Cell:
    return Cell(f"{count:,}", Status.OK, count)
