"""What a benchmark says: our figure, the same figure of a peer, and the most the ratio may be."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


class Skip(Exception):
    """Why a bench cannot run here, such as data that is not on this machine."""


@dataclass(frozen=True)
class Figure:
    """One row. `ratio` says how many times worse than the peer we are, and `limit` is the most it may be.

    With no peer there is no ratio, and `limit` is the most `value` may be.
    """

    name: str
    value: float
    unit: str
    peer: str = ""
    peer_value: float | None = None
    ratio: float | None = None
    limit: float | None = None

    @property
    def holds(self) -> bool:
        """Within its limit, or without one."""
        measured = self.value if self.ratio is None else self.ratio
        return self.limit is None or measured <= self.limit


def beside(
    name: str, value: float, unit: str, *, peer: str, peer_value: float, limit: float | None = None
) -> Figure:
    """A figure next to a peer's, where less is better."""
    return Figure(name, value, unit, peer, peer_value, value / peer_value, limit)


def faster(
    name: str, value: float, unit: str, *, peer: str, peer_value: float, limit: float | None = None
) -> Figure:
    """A rate next to a peer's, where more is better."""
    return Figure(name, value, unit, peer, peer_value, peer_value / value, limit)


def seconds(work: Callable[[], Any], repeats: int = 3) -> float:
    """The quickest of a few runs, so that a busy machine blames nobody."""
    return min(_one(work) for _ in range(repeats))


def _one(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def in_a_process_of_its_own(module: str, *words: str) -> dict[str, float]:
    """Run `python -m module words`, which prints one JSON object; adds `peak_mb`, the most memory it held.

    The child calls `report` as its last act.
    """
    done = subprocess.run(
        [sys.executable, "-m", module, *words], check=True, capture_output=True, text=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def report(**figures: float) -> None:
    """The last act of such a child: its figures, and the most memory it ever held."""
    peak_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({**figures, "peak_mb": peak_kb / 1024}))


def table(figures: Iterable[Figure]) -> str:
    """Every figure as one aligned table, to read or to paste."""
    heads = ("", "ours", "unit", "peer", "theirs", "ratio", "limit", "")
    lines = [heads, *(_cells(figure) for figure in figures)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column in (1, 4, 5, 6) else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def _cells(figure: Figure) -> tuple[str, ...]:
    return (
        figure.name,
        _number(figure.value),
        figure.unit,
        figure.peer,
        _number(figure.peer_value),
        _number(figure.ratio),
        _number(figure.limit),
        "" if figure.holds else "OVER",
    )


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
