"""Every sentence we text and every word we understand, one file a language. A file in this folder is a language we speak."""

import pkgutil
from importlib import import_module
from types import ModuleType

LANGUAGES: dict[str, ModuleType] = {}


def discover() -> None:
    """Find the languages there are, by the files of this folder. English, which the others fall back on, first."""
    codes = sorted(
        (found.name for found in pkgutil.iter_modules(__path__)), key=lambda c: (c != "en", c)
    )
    LANGUAGES.clear()
    LANGUAGES.update({code: import_module(f"{__name__}.{code}") for code in codes})


def listed() -> str:
    """The words that ask for each language: ENGLISH, CYMRAEG, POLSKI."""
    return ", ".join(language.LISTED_AS for language in LANGUAGES.values())


discover()
