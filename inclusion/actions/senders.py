"""Who wrote an operation, whether that is true, and whose records they may write in."""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.core import signing

from inclusion.actions.ledger import Ledger
from inclusion.models import Centre, Enrolment, Learner, Session, Task, User
from inclusion.rules.readers import NotClear

SALT = "inclusion.author"
TOKEN_AGE = 90 * 24 * 60 * 60
FORGED = "We can't tell that you wrote this. Sign in on this phone again, then send it."


def author_token(user: User) -> str:
    """A note, given to a phone when somebody signs in, that lets whoever holds the phone deliver their work."""
    return signing.dumps(user.pk, salt=SALT)


def wrote_it(author: int, token: object) -> bool:
    """Whether a token is this author's, ours, and under ninety days old."""
    if not isinstance(token, str):
        return False
    try:
        return bool(signing.loads(token, salt=SALT, max_age=TOKEN_AGE) == author)
    except (signing.BadSignature, ValueError):
        return False


@dataclass
class Shelf:
    """What has been read and locked for one operation of a batch, kept for the next, whoever wrote it."""

    sessions: dict[uuid.UUID, Session] = field(default_factory=dict)
    learners: dict[uuid.UUID, Learner] = field(default_factory=dict)
    children: dict[uuid.UUID, Enrolment] = field(default_factory=dict)
    tasks: dict[int, Task] = field(default_factory=dict)
    centres: dict[int, Centre] = field(default_factory=dict)
    teams: set[tuple[uuid.UUID, int]] = field(default_factory=set)
    ledger: Ledger = field(default_factory=Ledger)


@dataclass
class Sender:
    """An author we believe. `organisations` are those they may write in, `former` those their part in has ended."""

    author: User
    organisations: frozenset[int]
    former: tuple[int, ...] = ()
    shelf: Shelf = field(default_factory=Shelf)
    renamed: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Delivery:
    """Who brings a batch, and how we know who wrote what is in it.

    A phone brings `tokens`, by author's id as text. A coordinator who brings in a file vouches for the people of the
    organisations they coordinate (`vouched`), and for nothing outside those.
    """

    by: User
    tokens: Mapping[str, object] = field(default_factory=dict)
    vouched: frozenset[int] | None = None

    def sender(self, author: int) -> Sender:
        """The author, if it is truly them. Raises NotClear."""
        is_known = author == self.by.pk or wrote_it(author, self.tokens.get(str(author)))
        if self.vouched is None and not is_known:
            raise NotClear(FORGED)
        found = User.objects.filter(pk=author).first()
        if found is None:
            raise NotClear(FORGED)
        sender = sender_for(found, within=self.vouched)
        if self.vouched is not None and not (sender.organisations or sender.former):
            raise NotClear("That person is not one of your volunteers.")
        return sender


def sender_for(author: User, within: Collection[int] | None = None) -> Sender:
    """What somebody's memberships let them write in. Somebody who can't sign in any more has only former ones."""
    rows = list(
        author.memberships.filter(organisation__isnull=False)
        .order_by("-ended_at", "-pk")
        .values_list("organisation_id", "ended_at")
    )
    rows = [(body, ended) for body, ended in rows if within is None or body in within]
    live = {body for body, ended in rows if body and ended is None and author.is_active}
    return Sender(author, frozenset(live), tuple(unique(b for b, _ in rows if b not in live)))


def unique(bodies: Iterable[int | None]) -> list[int]:
    """In order, each once."""
    return [body for body in dict.fromkeys(bodies) if body]
