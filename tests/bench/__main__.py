"""`python -m tests.bench [name ...]`: our figures beside our peers', as one table.

A bench is a module here with `rows() -> list[Figure]`. One that cannot run on this machine raises `Skip` with the reason.
"""

import importlib
import os
import pkgutil
import sys

os.environ.setdefault("DEBUG", "1")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inclusion.settings")

import django
from tqdm import tqdm

import tests.bench
from tests.bench.figures import Figure, Skip, table

NOT_BENCHES = {
    "__main__",
    "figures",
    "lists_filling",
    "lists_urls",
    "peers",
    "phone_hall",
    "peers_settings",
    "serving",
    "texting",
    "wards_filling",
    "wards_urls",
}


def names() -> list[str]:
    found = {module.name for module in pkgutil.iter_modules(tests.bench.__path__)}
    return sorted(found - NOT_BENCHES)


def main(wanted: list[str]) -> int:
    """Run the benches named, or all, and say by exit code whether every limit holds."""
    unknown = set(wanted) - set(names())
    if unknown:
        print(f"No bench called {', '.join(sorted(unknown))}. There are: {', '.join(names())}.")
        return 2
    django.setup()
    figures: list[Figure] = []
    for name in tqdm(wanted or names(), desc="Benches", disable=None):
        try:
            figures += importlib.import_module(f"tests.bench.{name}").rows()
        except Skip as reason:
            print(f"{name}: left out. {reason}")
    print(table(figures))
    return 0 if all(figure.holds for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
