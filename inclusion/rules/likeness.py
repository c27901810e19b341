"""Which names may be one person's, so that a coordinator can look. Nobody is ever put together on this alone."""

import unicodedata

SHORTEST_PET_NAME = 3


def plain(name: str) -> str:
    """Small letters with no accents, spaces or marks: José-María is josemaria."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in apart if letter.isalnum())


def may_be_one(first: tuple[str, str], second: tuple[str, str]) -> bool:
    """Whether two (first name, initial) may be the same person's: alike but for a letter, or one is short for the other.

    Initials must agree; where one was left out, the names must be the same.
    """
    (one, initial), (other, other_initial) = first, second
    if not initial or not other_initial:
        return plain(one) == plain(other)
    return plain(initial) == plain(other_initial) and are_alike(plain(one), plain(other))


def are_alike(one: str, other: str) -> bool:
    short, long = sorted([one, other], key=len)
    is_pet_name = len(short) >= SHORTEST_PET_NAME and long.startswith(short)
    return (
        one == other
        or is_pet_name
        or (len(short) > SHORTEST_PET_NAME and a_letter_apart(short, long))
    )


def a_letter_apart(short: str, long: str) -> bool:
    """One letter more, or one letter different."""
    at = next(
        (i for i, pair in enumerate(zip(short, long, strict=False)) if pair[0] != pair[1]),
        len(short),
    )
    rest = short[at:] if len(short) < len(long) else short[at + 1 :]
    return len(long) - len(short) <= 1 and long[at + 1 :] == rest
