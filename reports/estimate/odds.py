"""Shares as log-odds, where adding something can never take a share under 0 or over 1."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
SMALLEST = 1e-6


def log_odds(share: Floats) -> Floats:
    """0.5 is 0. A share of exactly 0 or 1 has no log-odds, and is taken to be just inside."""
    inside = np.clip(share, SMALLEST, 1 - SMALLEST)
    return np.log(inside) - np.log1p(-inside)


def share_of(odds: Floats) -> Floats:
    """The way back."""
    return 1 / (1 + np.exp(-odds))
