"""What a register shows: its people as rows, its skills as chips, and what has been said of each so far."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from inclusion.actions.progress import Progress, current_framework, progress_of_many
from inclusion.actions.sessions import Register, read_register
from inclusion.choices import HelpGiven
from inclusion.forms.registers import NOT_TODAY, Typed, page_of
from inclusion.models import Framework, Person, Session, Task

ADULT_LEVELS = (
    (HelpGiven.SHOWN, "Was shown"),
    (HelpGiven.HELPED, "With help"),
    (HelpGiven.ALONE, "Alone"),
)
CLUB_LEVELS = (
    (HelpGiven.SHOWN, "Tried it"),
    (HelpGiven.HELPED, "With help"),
    (HelpGiven.ALONE, "On their own"),
)


@dataclass(frozen=True)
class Choice:
    """One thing to pick: what is sent, what is read, and whether it is picked."""

    value: str
    label: str
    is_on: bool


@dataclass(frozen=True)
class SkillRow:
    """One task of one person: the field's name and its choices."""

    task: Task
    name: str
    choices: list[Choice]


@dataclass(frozen=True)
class Row:
    """One person on the register."""

    person: Person
    about: str
    is_here: bool
    was_here: bool
    skills: list[SkillRow] = field(default_factory=list)

    @property
    def differs(self) -> bool:
        return any(choice.is_on for skill in self.skills for choice in skill.choices)


@dataclass(frozen=True)
class Page:
    """Everything the register's template needs beside the form."""

    rows: list[Row]
    found: list[Row]
    tasks: list[Choice]
    levels: list[Choice]
    typed: Typed

    @property
    def here(self) -> int:
        return sum(row.is_here for row in self.rows)


def framework_of(session: Session) -> Framework | None:
    """A club's own projects; else the edition this register was saved with; else the one in use now."""
    if session.cohort:
        return session.cohort.projects
    saved = session.evidence.standing().select_related("task__framework").first()
    return saved.task.framework if saved else current_framework()


def saved_page(session: Session, register: Register | None = None) -> Typed:
    """The page as the database has it."""
    register = register or read_register(session)
    return page_of(
        version=session.version,
        here={str(person.pk) for person in register.present},
        seen={
            str(person.pk): {str(task.pk): how for task, how in tasks.items()}
            for person, tasks in register.seen.items()
        },
        heads=register.unnamed_heads,
        note=register.note,
    )


def make_page(
    session: Session,
    typed: Typed,
    people: Sequence[Person],
    matches: Sequence[Person],
    framework: Framework | None,
) -> Page:
    levels = CLUB_LEVELS if session.cohort else ADULT_LEVELS
    tasks = list(framework.tasks.all()) if framework else []
    matches = [person for person in matches if person not in people]
    everyone = [*people, *matches]
    progress = progress_of_many(everyone, framework) if framework else {}
    rows = [
        Row(
            person=person,
            about=about(person, progress.get(person.pk)),
            is_here=str(person.pk) in typed.here,
            was_here=str(person.pk) in typed.opened,
            skills=skill_rows(str(person.pk), tasks, typed, levels),
        )
        for person in everyone
    ]
    return Page(
        rows=rows[: len(people)],
        found=rows[len(people) :],
        tasks=[Choice(str(t.pk), t.short_name, str(t.pk) in typed.group) for t in tasks],
        levels=[Choice(value, label, value == typed.level) for value, label in levels],
        typed=typed,
    )


def about(person: Person, progress: Progress | None) -> str:
    """One short line under a name: where they have got to."""
    if progress is None or not progress.tasks:
        return ""
    if progress.is_new:
        return "Just starting"
    if progress.next_task is None:
        return f"All {len(progress.tasks)} alone"
    return f"{progress.next_task.short_name} next"


def skill_rows(
    person: str, tasks: Collection[Task], typed: Typed, levels: Sequence[tuple[str, str]]
) -> list[SkillRow]:
    """Every task for one person. Nothing picked means the same as the group."""
    said = typed.differences.get(person, {})
    choices = [(NOT_TODAY, "Not today"), *levels]
    return [
        SkillRow(
            task=task,
            name=f"skill-{person}-{task.pk}",
            choices=[
                Choice(value, label, key in said and (said[key] or NOT_TODAY) == value)
                for value, label in choices
            ],
        )
        for task in tasks
        for key in [str(task.pk)]
    ]
