"""How a postcode is written. Shape only: whether it exists is a question for the database."""

import re

# BS 7666: outward code, then a digit and two letters (never C I K M O V).
SHAPE = re.compile(r"^([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][ABD-HJLNP-UW-Z]{2})$")


def tidy_postcode(typed: str) -> str:
    """`ne14st` becomes `NE1 4ST`. Empty if it cannot be a UK postcode."""
    shape = SHAPE.match(re.sub(r"[^A-Z0-9]", "", typed.upper()))
    return f"{shape[1]} {shape[2]}" if shape else ""
