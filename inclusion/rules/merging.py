"""Putting together what several phones said, in whatever order it comes.

Who came and what they did are facts: added once, taken back by name, so no order matters. Edits of one field
are weighed against what others said of it meanwhile: every person's latest word is kept, one of them stands, and
a coordinator settles the rest. No clock decides anything.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum, auto
from typing import Any

from inclusion.choices import HelpGiven
from inclusion.rules.skills import ABILITY

NOBODY = 0


class Verdict(StrEnum):
    """What an offered value does: it stands, it was so already, it came after the same person's later word, or it waits."""

    STANDS = auto()
    SAME = auto()
    OVERTAKEN = auto()
    CONFLICT = auto()


@dataclass(frozen=True)
class Offer:
    """What somebody wants a field to say. `base` is the version of the record they were looking at."""

    value: Any
    base: int
    by: int
    operation: str


@dataclass(frozen=True)
class Field:
    """What one field says, and everything said of it since `version`, by people's ids.

    `backers` are those whose latest word it is, `said` each person's latest operation, `offers` what waits.
    """

    value: Any
    version: int = 0
    backers: frozenset[int] = frozenset()
    said: Mapping[int, str] = field(default_factory=dict)
    offers: Mapping[int, Any] = field(default_factory=dict)

    @property
    def candidates(self) -> list[Any]:
        """Every value in view, the one that stands among them: the same whatever order the words came in."""
        return sorted({repr(value) for value in [self.value, *self.offers.values()]})


def weigh(standing: Field, offer: Offer, version: int) -> tuple[Field, Verdict]:
    """What the field says once an offer has come; `version` is what the record becomes if it changes.

    An offer made on top of the last change stands. Otherwise one person's later operation (by its id, which phones
    make in rising order) takes the place of their earlier one, and different people's different values wait.
    """
    is_on_top = standing.version <= offer.base
    if not is_on_top and standing.said.get(offer.by, "") >= offer.operation:
        return standing, Verdict.OVERTAKEN
    said = {**standing.said, offer.by: offer.operation}
    waiting = {who: value for who, value in standing.offers.items() if who != offer.by}
    others = standing.backers - {offer.by}
    if is_on_top:
        changed = replace(standing, said=said, offers=waiting)
        is_same = offer.value == standing.value
        changed = replace(
            changed, value=offer.value, version=version, backers=frozenset([offer.by])
        )
        return changed, Verdict.SAME if is_same else Verdict.STANDS
    if offer.value == standing.value:
        backers = standing.backers | {offer.by}
        return replace(standing, said=said, offers=waiting, backers=backers), Verdict.SAME
    if others:
        offers = {**waiting, offer.by: offer.value}
        return replace(standing, said=said, offers=offers, backers=others), Verdict.CONFLICT
    return stand(standing, offer, said, waiting, version), Verdict.STANDS


def stand(
    standing: Field, offer: Offer, said: Mapping[int, str], waiting: Mapping[int, Any], version: int
) -> Field:
    """The only backer changed their mind: their new word stands, and those who offered the same back it."""
    agree = {who for who, value in waiting.items() if value == offer.value}
    return Field(
        value=offer.value,
        version=version,
        backers=frozenset({offer.by, *agree}),
        said=said,
        offers={who: value for who, value in waiting.items() if who not in agree},
    )


@dataclass(frozen=True)
class Sight:
    """One standing fact about one task: its id and the help given."""

    id: str
    help_given: HelpGiven


def best_sight(sights: Iterable[Sight]) -> Sight | None:
    """Of several people's words about one person, task and session: the most able, then the first by id.

    As with levels, what somebody was seen to do is not undone by what they did not do in front of somebody else.
    """
    ranked = sorted(sights, key=lambda sight: (-ABILITY[sight.help_given], sight.id))
    return ranked[0] if ranked else None
