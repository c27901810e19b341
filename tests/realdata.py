"""Where the real open data is, on machines that have it. It is no part of the project."""

import os
from pathlib import Path

import pytest

SHARED = Path(
    os.environ.get("FOOTBRIDGE_SHARED") or Path(__file__).parents[2] / "shared" / "data"
).resolve()

needs_real_data = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the real open data is not on this machine (../shared/data)"
)


def real(name: str) -> Path:
    """One real file. Tests that call this carry the marks `realdata` and `needs_real_data`."""
    return SHARED / name
