"""What ages a heading or a group means: a16_24, Aged 16 years, 75+. Words in, years out."""

import re

# The youngest and oldest a heading names; None means and over.
Ages = tuple[int, int | None]

LEAD = r"(?:age:?\s*)?(?:aged?\s*|a)?"
SHAPES = (
    (re.compile(LEAD + r"(\d{1,3})\s*(?:to|-|\u2013|_)\s*(\d{1,3})(?:\s*years?)?"), "range"),
    (re.compile(LEAD + r"(\d{1,3})\s*(?:\+|plus|(?:years? )?(?:and|or) over)"), "over"),
    (re.compile(LEAD + r"(\d{1,3})\s*(?:years? )?and under"), "up to"),
    (re.compile(LEAD + r"(?:under|less than)\s*(\d{1,3})(?:\s*years?)?"), "under"),
    (re.compile(LEAD + r"(\d{1,3})(?:\s*years?)?"), "one"),
)


def ages(words: str) -> Ages | None:
    """The ages a heading names, or None if it names none."""
    bare = re.sub(r";\s*measures:.*$", "", words.strip().lower())
    for shape, kind in SHAPES:
        if found := shape.fullmatch(bare):
            return _years(kind, *(int(number) for number in found.groups()))
    return None


def _years(kind: str, first: int, last: int = 0) -> Ages:
    return {
        "range": (first, last),
        "over": (first, None),
        "up to": (0, first),
        "under": (0, first - 1),
        "one": (first, first),
    }[kind]


def spoken(band: Ages) -> str:
    """As people say it: 16 to 24, 75 and over."""
    first, last = band
    return f"{first} and over" if last is None else f"{first} to {last}"
