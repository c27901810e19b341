"""A list of learners from a spreadsheet: each row a learner to add, or a plain reason why not."""

import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from inclusion.choices import AgeBand, Language
from inclusion.rules.contact import NotAMobile, mobile_number
from inclusion.rules.postcodes import tidy_postcode
from inclusion.rules.tables import Row, Table

FIRST_NAME = "first_name"
COLUMNS = (
    FIRST_NAME,
    "initial",
    "postcode",
    "age_band",
    "phone",
    "language",
    "agreed_to_texts",
    "reference",
)
YES, NO = {"yes", "y", "true", "1"}, {"no", "n", "false", "0", ""}


@dataclass(frozen=True)
class ListedLearner:
    """One row, ready to add. `id` is the same whenever the same row is sent to the same organisation."""

    id: uuid.UUID
    row: int
    first_name: str
    initial: str
    postcode: str
    age_band: str
    phone: str
    language: str
    agreed_to_texts: bool


@dataclass(frozen=True)
class Refused:
    """Why one row cannot be added, in words for whoever made the list. The cell's own words are left out."""

    row: int
    reason: str


class _Wrong(ValueError):
    pass


def unknown_columns(table: Table) -> list[str]:
    """Headings we do not know: a column misspelt would be a column lost."""
    return [heading for heading in table.headings if heading and heading not in COLUMNS]


def learners(
    table: Table, organisation: str, known_postcodes: Collection[str]
) -> Iterator[ListedLearner | Refused]:
    """Each row in turn. `known_postcodes` are the list's own that we hold, as `postcodes_asked` writes them."""
    for row in table.rows:
        try:
            yield _learner(row, organisation, known_postcodes)
        except (_Wrong, NotAMobile) as problem:
            yield Refused(row.number, str(problem).removesuffix("."))


def postcodes_asked(table: Table) -> set[str]:
    """Every postcode in the list, tidied, to be looked up at once."""
    return {tidy_postcode(row.cells.get("postcode", "")) for row in table.rows} - {""}


def _learner(row: Row, organisation: str, known: Collection[str]) -> ListedLearner:
    cells = {column: row.cells.get(column, "") for column in COLUMNS}
    phone = mobile_number(cells["phone"]) if cells["phone"] else ""
    agreed = _yes_or_no(cells["agreed_to_texts"])
    if agreed and not phone:
        raise _Wrong("They agreed to texts, but there is no phone. Add one, or say no")
    return ListedLearner(
        id=_id(organisation, cells),
        row=row.number,
        first_name=_name(cells[FIRST_NAME]),
        initial=_initial(cells["initial"]),
        postcode=_postcode(cells["postcode"], known),
        age_band=_choice(cells["age_band"], AgeBand.choices, "age band", "65-74"),
        phone=phone,
        language=_choice(cells["language"], Language.choices, "language", "en or cy")
        or Language.ENGLISH,
        agreed_to_texts=agreed,
    )


def _id(organisation: str, cells: dict[str, str]) -> uuid.UUID:
    """From the row's reference if it has one, or else all it says: so two people alike need a reference each."""
    said = cells["reference"] or "\n".join(cells[column].casefold() for column in COLUMNS)
    return uuid.uuid5(uuid.NAMESPACE_URL, f"footbridge:learner:{organisation}:{said}")


def _name(words: str) -> str:
    if not words:
        raise _Wrong("There is no first name")
    if len(words) > 40:
        raise _Wrong("The first name is longer than 40 letters")
    return words


def _initial(words: str) -> str:
    if len(words) > 2:
        raise _Wrong("The initial is the first letter of the last name, not the whole name")
    return words.upper()


def _postcode(words: str, known: Collection[str]) -> str:
    tidied = tidy_postcode(words)
    if words and not tidied:
        raise _Wrong("The postcode is not like NE1 4ST")
    if tidied and tidied not in known:
        raise _Wrong(
            "We do not know the postcode. Check it, bring in newer postcodes, or leave it empty"
        )
    return tidied


def _choice(words: str, choices: Collection[tuple[str, object]], what: str, such_as: str) -> str:
    """By its value or by its name: 65-74 or 65 to 74, cy or Cymraeg."""
    if not words:
        return ""
    for value, name in choices:
        if words.casefold() in (value.casefold(), str(name).casefold()):
            return value
    raise _Wrong(f"We do not know the {what}. Write it like {such_as}")


def _yes_or_no(words: str) -> bool:
    if words.casefold() not in YES | NO:
        raise _Wrong("For agreed to texts we need yes or no")
    return words.casefold() in YES
