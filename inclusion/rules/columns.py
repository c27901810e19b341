"""Finding a column by the ways official bodies name it: WD23CD, ward_code, Admin_ward_code."""

import re
from collections.abc import Iterable

from inclusion.rules.files import BadFile

# The Office for National Statistics puts the year in the name; Nomis, MHCLG and the Ordnance Survey use words.
WARD_CODE = r"(cm)?wd\d{2,4}cd|(admin_)?ward\d*_?(code|cd)|wd_?cd|wc"
WARD_NAME = r"(cm)?wd\d{2,4}nm|ward\d*_?(name|nm)|wd_?nm"
COUNCIL_CODE = (
    r"lad\d{0,4}_?cd|lad\d*_?code|ltla\d*_?(code|cd)|(os)?laua|admin_district_code|council_code|dc"
)
COUNCIL_NAME = r"lad\d{0,4}_?nm|lad\d*_?name|ltla\d*_?(name|nm)|council_name"
LSOA_CODE = (
    r"lsoa\d{0,4}_?(code|cd)|lsoa code \(\d{4}\)|geography_?code|mnemonic|area_?code|"
    r"lower layer super output areas code"
)


def find_column(columns: Iterable[str], naming: str) -> str | None:
    """The first column named that way, capitals and spaces aside, or None."""
    shape = re.compile(naming)
    return next((name for name in columns if shape.fullmatch(plain(name))), None)


def need_column(columns: Iterable[str], naming: str, what: str, such_as: str) -> str:
    """The same, or BadFile saying what was looked for and what is there."""
    names = list(columns)
    found = find_column(names, naming)
    if found is None:
        there = ", ".join(names[:8]) + (" and more" if len(names) > 8 else "")
        raise BadFile(
            f"it has no column for {what} (its columns: {there or 'none'})",
            f"use a file with one named like {such_as}",
        )
    return found


def plain(name: str) -> str:
    """A heading as it is compared."""
    return name.strip().strip('"').lower()
