"""What each column of the open data means, and the same as a JSON Schema. Words in, words out; no database."""

from dataclasses import dataclass
from typing import Any

from reports.disclosure import STEP, THRESHOLD, Status

SCHEMA = "https://json-schema.org/draft/2020-12/schema"
NO_ESTIMATE, NOT_APPLICABLE, ESTIMATE = "not_worked_out", "not_applicable", "estimate"
FEW = f"Fewer than {THRESHOLD} people: the status says suppressed."
NONE_YET = "No estimate: the status says why."


@dataclass(frozen=True)
class Column:
    """One column. `empty` says when there is nothing in it; `values` maps each word it may hold to what that means."""

    name: str
    means: str
    kind: str  # as JSON Schema has it: string or integer
    unit: str = ""
    empty: str = ""
    values: tuple[tuple[str, str], ...] = ()
    most: int | None = None
    step: int = 1

    @property
    def schema(self) -> dict[str, Any]:
        """This column's part of the schema."""
        said: dict[str, Any] = {"description": self.means, "type": self.kind}
        if self.empty:
            said["type"] = [self.kind, "null"]
        if self.values:
            said["enum"] = [word for word, _ in self.values]
        if self.kind == "integer":
            said |= {"minimum": THRESHOLD if self.step > 1 else 0, "multipleOf": self.step}
        if self.most is not None:
            said["maximum"] = self.most
        return said

    @property
    def row(self) -> dict[str, Any]:
        """This column's line of the dictionary, for a machine."""
        return {
            "name": self.name,
            "meaning": self.means,
            "type": self.kind,
            "unit": self.unit,
            "empty_when": self.empty,
            "values": dict(self.values),
        }


def status_of(what: str) -> Column:
    words = (
        (Status.OK.value, "The number is shown."),
        (Status.SUPPRESSED.value, "The number is hidden, so that nobody can be picked out."),
    )
    return Column(
        f"{what}_status", "Whether the number before it is shown.", "string", values=words
    )


def people(name: str, means: str) -> Column:
    rounded = (
        f"{means} To the nearest {STEP}, each number rounded alone, so that they need not add up."
    )
    return Column(name, rounded, "integer", "people", FEW, step=STEP)


def percent(name: str, means: str) -> Column:
    return Column(name, means, "integer", "per cent of adults", NONE_YET, most=100)


COLUMNS = (
    Column("ward_code", "The ward's GSS code, or the council's.", "string", empty="People who live elsewhere, or we do not know where."),
    Column("ward_name", "The ward's name, or the council's.", "string"),
    people("people_helped", "Different adults who live there and came to a session."),
    status_of("people_helped"),
    people("reached_level", "Different adults who live there and earned a certificate of the level."),
    status_of("reached_level"),
    Column("sessions_held", "Sessions held at centres there. Sessions are public, so the number is exact.", "integer", "sessions"),
    percent("adults_without_skills_estimate", "The share of adults we think lack the skills. A model's, not a count of people."),
    percent("estimate_low", "The least it is likely to be: 19 times in 20 it is more."),
    percent("estimate_high", "The most it is likely to be: 19 times in 20 it is less."),
    Column("estimate_definition", "Which skills were measured, by whose survey, and its year.", "string", empty=NONE_YET),
    Column(
        "estimate_status", "Whether there is an estimate.", "string",
        values=(
            (ESTIMATE, "There is one."),
            (NO_ESTIMATE, "Nobody has worked one out for this council yet."),
            (NOT_APPLICABLE, "There is none for this row."),
        ),
    ),
)  # fmt: skip
NAMES = tuple(column.name for column in COLUMNS)


def row_schema() -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {column.name: column.schema for column in COLUMNS},
        "required": list(NAMES),
        "additionalProperties": False,
    }


def schema(address: str) -> dict[str, Any]:
    """What every `/wards/<council>.json` is held to. `address` is where this schema is."""
    text = {"type": "string"}
    day = {"type": "string", "format": "date"}
    fields: dict[str, Any] = {
        "schema": {"const": address},
        "title": text,
        "council_code": text,
        "counted_from": day,
        "counted_to": day,
        "wards_in_force_from": day,
        "source": text,
        "licence": text,
        "columns": {"type": "array", "items": {"type": "object"}},
        "wards": {"type": "array", "items": {"$ref": "#/$defs/row"}},
        "elsewhere": {"$ref": "#/$defs/row"},
        "council": {"$ref": "#/$defs/row"},
    }
    return {
        "$schema": SCHEMA,
        "$id": address,
        "title": "People helped, ward by ward",
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
        "$defs": {"row": row_schema()},
    }
