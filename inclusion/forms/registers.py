"""The register as it is on the page: read forgivingly while it is being filled in, strictly when it is saved."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import QueryDict

from inclusion.choices import HelpGiven
from inclusion.forms.fields import HouseForm
from inclusion.rules.registers import gather, merge, spread

NOT_TODAY = "none"
# With help is what a group mostly does, and never earns a certificate by being left as it was.
USUAL_LEVEL = HelpGiven.HELPED
MOST_HEADS = 500
SKILL = "skill-"

Differences = Mapping[str, Mapping[str, HelpGiven | None]]
Seen = Mapping[str, Mapping[str, HelpGiven]]


@dataclass(frozen=True)
class Typed:
    """What the page says now. People and tasks are ids, as text, since that is how they arrive.

    `opened` are those ticked when the page was opened, so that two people's pages can be put together.
    `is_odd` means something arrived that no page of ours sends.
    """

    version: str = ""
    opened: frozenset[str] = frozenset()
    here: frozenset[str] = frozenset()
    level: str = USUAL_LEVEL
    group: frozenset[str] = frozenset()
    differences: Differences = field(default_factory=dict)
    heads: str = "0"
    note: str = ""
    find: str = ""
    is_odd: bool = False

    def seen(self) -> dict[str, dict[str, HelpGiven]]:
        """What each person here was seen to do. Only asked once the form has been checked."""
        return spread(dict.fromkeys(self.group, HelpGiven(self.level)), self.differences, self.here)


def read_page(data: QueryDict) -> Typed:
    """Everything somebody has typed and ticked so far, right or wrong."""
    differences, is_odd = read_differences(data)
    return Typed(
        version=data.get("version", ""),
        opened=frozenset(data.getlist("opened")),
        here=frozenset(data.getlist("here")),
        level=data.get("level", USUAL_LEVEL),
        group=frozenset(data.getlist("task")),
        differences=differences,
        heads=data.get("unnamed_heads", "0").strip(),
        note=data.get("note", "").replace("\r\n", "\n").strip(),
        find=data.get("find", "").replace("\0", "").strip()[:40],
        is_odd=is_odd,
    )


def read_differences(data: QueryDict) -> tuple[Differences, bool]:
    """Who did something else, from fields called skill-<person>-<task>."""
    differences: dict[str, dict[str, HelpGiven | None]] = {}
    is_odd = False
    for name in data:
        if name.startswith(SKILL):
            person, _, task = name.removeprefix(SKILL).rpartition("-")
            how = str(data[name])
            if how == NOT_TODAY:
                differences.setdefault(person, {})[task] = None
            elif how in HelpGiven:
                differences.setdefault(person, {})[task] = HelpGiven(how)
            else:
                is_odd = True
    return differences, is_odd


def page_of(*, version: int, here: Collection[str], seen: Seen, heads: int, note: str) -> Typed:
    """The page for what is saved: the group's skills first, then who differed."""
    group, differences = gather(seen, here)
    return Typed(
        version=str(version),
        opened=frozenset(here),
        here=frozenset(here),
        level=next(iter(group.values()), USUAL_LEVEL),
        group=frozenset(group),
        differences=differences,
        heads=str(heads),
        note=note,
    )


def put_together(mine: Typed, theirs: Typed) -> Typed:
    """My page and what somebody else saved meanwhile. Nothing either said is lost.

    Ticks are merged one by one. A skill I spoke of is as I said; the rest is as they said. The higher count stands.
    """
    here = merge(mine.opened, mine.here, theirs.here)
    my_seen, their_seen = mine.seen(), theirs.seen()
    seen = {who: {**their_seen.get(who, {}), **my_seen.get(who, {})} for who in here}
    notes = dict.fromkeys(note for note in (theirs.note, mine.note) if note)
    merged = page_of(
        version=int(theirs.version),
        here=here,
        seen=seen,
        heads=max(int(mine.heads), int(theirs.heads)),
        note="\n".join(notes),
    )
    return Typed(**{**vars(merged), "opened": theirs.here})


class RegisterForm(HouseForm):
    """Checks a page before it is saved. `people` and `tasks` are the ids that may be on it."""

    unnamed_heads = forms.IntegerField(
        label="Others who came",
        min_value=0,
        max_value=MOST_HEADS,
        error_messages={
            "required": "We need a number of people, or 0.",
            "invalid": "We need a number of people, like 2.",
            "min_value": "The number of people can't be less than 0.",
            "max_value": "That is more than 500 people. Check the number.",
        },
    )
    note = forms.CharField(
        label="Note for the team",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="No names, health or money.",
        error_messages={"max_length": "Keep the note under 1,000 letters."},
    )

    def __init__(
        self,
        *args: Any,
        typed: Typed,
        people: Collection[str] = (),
        tasks: Collection[str] = (),
        refusal: str = "",
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("initial", {"unnamed_heads": typed.heads, "note": typed.note})
        super().__init__(*args, **kwargs)
        self.typed, self.people, self.tasks, self.refusal = typed, people, tasks, refusal

    def clean(self) -> dict[str, Any]:
        typed = self.typed
        spoken_of = {task for tasks in typed.differences.values() for task in tasks} | typed.group
        if self.refusal:
            raise forms.ValidationError(self.refusal)
        if not (typed.here | set(typed.differences)) <= set(self.people):
            raise forms.ValidationError("Someone on this page is not one of your learners.")
        if typed.is_odd or typed.level not in HelpGiven or not spoken_of <= set(self.tasks):
            raise forms.ValidationError("We don't know one of those skills. Choose them again.")
        if not typed.version.isdecimal():
            raise forms.ValidationError("This page is not whole. Open the session again.")
        return self.cleaned_data
