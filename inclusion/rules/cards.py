"""Codes on pocket cards and certificates: short, easy to say aloud, hard to guess."""

import secrets

# No vowels, so that no code spells a word; no 0 1 5 8 or the letters that look like them.
LETTERS = "CDFGHJKMNPQRTVWXYZ234679"
GROUP = 4


def new_card_code() -> str:
    """A code such as K7MD-4PXH: 24^8, about a hundred thousand million, so nobody finds one by trying."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(2 * GROUP))
    return f"{letters[:GROUP]}-{letters[GROUP:]}"


def read_card_code(typed: str) -> str:
    """The code somebody meant: small letters, spaces and a missing dash are forgiven. Empty if it cannot be one."""
    letters = "".join(c for c in typed.upper() if c.isalnum())
    if len(letters) != 2 * GROUP or not set(letters) <= set(LETTERS):
        return ""
    return f"{letters[:GROUP]}-{letters[GROUP:]}"
