"""Who may invite whom, to what, and how long an invitation is good."""

import datetime as dt

from inclusion.choices import COUNCIL_ROLES, ORGANISATION_ROLES, Role

GOOD_FOR = dt.timedelta(days=7)
SECRET_BYTES = 16  # 128 bits: nobody guesses one (OWASP ASVS 5.0, 11.5.1)


def roles_in_an_organisation(*, coordinates: bool, administers_council: bool) -> tuple[Role, ...]:
    """The roles somebody may give in one organisation: none above their own, none in another's."""
    return ORGANISATION_ROLES if coordinates or administers_council else ()


def roles_in_a_council(*, administers: bool) -> tuple[Role, ...]:
    """The roles somebody may give in one council."""
    return COUNCIL_ROLES if administers else ()
