"""Loaded before Django: tests run as a development machine, never as production or the demo."""

import os

os.environ.setdefault("DEBUG", "1")
os.environ.pop("DEMO", None)
