"""Checkers that come from npm, for tests only: where they are, and how to call one. Nothing of them is shipped."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

MODULES = Path(__file__).parents[1] / ".ci/node/node_modules"


def needs(package):
    """Skips a test where a package is not installed. In CI it is, or the test fails."""
    is_here = shutil.which("node") is not None and (MODULES / package).exists()
    must_be = os.environ.get("CI") == "true"
    return pytest.mark.skipif(
        not is_here and not must_be, reason=f"{package} is not installed (.ci/node)"
    )


def node(script, said):
    """What a script prints when it is given some text. It finds packages by their names."""
    return subprocess.run(  # noqa: S603 -- our own script
        ["node", "-e", script],  # noqa: S607 -- whichever Node the machine has
        input=said, capture_output=True, text=True, check=True, cwd=MODULES.parent,
    ).stdout  # fmt: skip
