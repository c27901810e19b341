"""Who came to what, and what they were seen to do there: the registers of two years, and the places kept ahead."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from inclusion.choices import BookingState, Channel, HelpGiven, Rater, SessionKind, SessionState
from inclusion.management.demo.learners import Newcomer
from inclusion.management.demo.skills import Progress, foundation
from inclusion.management.demo.timetable import Meeting, Series
from inclusion.management.demo.world import World
from inclusion.models import Attendance, Booking, Evidence, Task

# How many sessions people come to: some come once, most for a season, a few for years.
FEW, SOME, MANY = (1, 3), (4, 10), (11, 26)
HOW_OFTEN = (FEW, SOME, SOME, MANY)
COMES_THAT_WEEK, BOOKED_FIRST, PRACTISES, SAYS_SO = 0.8, 0.35, 0.85, 0.25
STILL_COMES_AFTER_WEEKS = 6
CHANNELS = (Channel.SPOKEN, Channel.TEXT, Channel.ONLINE)
NOTES = (
    "", "", "", "", "",
    "Busy. Two more tablets would help.",
    "Wi-fi slow after 11. Told the front desk.",
    "Good session. Everyone went round the table once.",
    "We used the new large-print sheet for passwords. Keep it.",
    "Quiet because of the rain. More time for each person.",
    "The projector lead is missing.",
    "Tea helped. Start with tea next time.",
    "Ran short on chargers.",
    "We practised spotting scam texts. Lots of questions.",
)  # fmt: skip


@dataclass
class Register:
    """Rows to store, gathered until all sessions have been walked."""

    attendances: list[Attendance] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    bookings: list[Booking] = field(default_factory=list)

    def store(self) -> None:
        Attendance.objects.bulk_create(self.attendances, batch_size=1000)
        Evidence.objects.bulk_create(self.evidence, batch_size=1000)
        Booking.objects.bulk_create(self.bookings, batch_size=1000)


def fill(world: World, newcomers: Sequence[Newcomer]) -> Register:
    """Walk each learner through their sessions, in the order they joined."""
    register, tasks = Register(), foundation()
    for each in sorted(newcomers, key=lambda each: (each.learner.added_at, each.learner.id)):
        visits = list(visits_of(world, each))
        progress = Progress(tasks, world.dice)
        for number, meeting in enumerate(visits):
            register.attendances.append(attendance(each, meeting))
            register.evidence += seen(world, each, meeting, progress, is_first=number == 0)
            register.bookings += booked_first(world, each, meeting)
        register.bookings += booked_ahead(world, each, visits)
    return register


def visits_of(world: World, newcomer: Newcomer) -> Iterator[Meeting]:
    """The meetings somebody came to: their first, then most weeks until they had enough."""
    wanted = world.dice.randint(*world.dice.choice(HOW_OFTEN))
    for meeting in newcomer.series.meetings[newcomer.first :]:
        if wanted == 0 or meeting.session.starts_at >= world.moment(world.today, 0):
            return
        is_first = meeting is newcomer.series.meetings[newcomer.first]
        comes = is_first or world.dice.random() < COMES_THAT_WEEK
        if meeting.session.state == SessionState.HELD and comes and (is_first or meeting.has_room):
            meeting.heads += 1
            wanted -= 1
            yield meeting


def attendance(newcomer: Newcomer, meeting: Meeting) -> Attendance:
    return Attendance(
        session=meeting.session,
        learner=newcomer.learner,
        recorded_by=meeting.leader,
        recorded_at=meeting.written_at,
    )


def seen(
    world: World, newcomer: Newcomer, meeting: Meeting, progress: Progress, *, is_first: bool
) -> Iterator[Evidence]:
    """What a helper saw. On a first visit some only say what they can do, which is kept apart."""
    if is_first and world.dice.random() < SAYS_SO:
        for task in progress.tasks[: world.dice.randint(1, 4)]:
            yield observation(world, newcomer, meeting, task, HelpGiven.ALONE, Rater.SELF)
    if world.dice.random() < PRACTISES:
        for task, help_given in progress.practise():
            yield observation(world, newcomer, meeting, task, help_given, Rater.OBSERVED)


def observation(
    world: World,
    newcomer: Newcomer,
    meeting: Meeting,
    task: Task,
    help_given: HelpGiven,
    rater: Rater,
) -> Evidence:
    return Evidence(
        id=world.new_id(),
        learner=newcomer.learner,
        session=meeting.session,
        task=task,
        help_given=help_given,
        rater=rater,
        seen_on=meeting.session.held_on,
        seen_by=meeting.leader,
        recorded_at=meeting.written_at,
    )


def booked_first(world: World, newcomer: Newcomer, meeting: Meeting) -> Iterator[Booking]:
    """Some of those who came had kept a place."""
    if world.dice.random() < BOOKED_FIRST:
        made_at = max(
            newcomer.learner.added_at,
            meeting.session.starts_at - dt.timedelta(hours=world.dice.randint(20, 140)),
        )
        if made_at < meeting.session.starts_at:
            meeting.kept += 1
            state = world.dice.choice((BookingState.HELD, BookingState.CONFIRMED))
            yield booking(world, newcomer, meeting, state, made_at)


def booked_ahead(world: World, newcomer: Newcomer, visits: Sequence[Meeting]) -> Iterator[Booking]:
    """People who still come have a place at the next meeting or two, while there is room."""
    this_morning = world.moment(world.today, 0)
    last_came = visits[-1].session.starts_at
    if this_morning - last_came > dt.timedelta(weeks=STILL_COMES_AFTER_WEEKS):
        return
    ahead = [each for each in newcomer.series.meetings if each.session.starts_at > last_came]
    for meeting in [each for each in ahead if each.is_planned][: world.dice.choice((1, 1, 2, 3))]:
        if meeting.kept < meeting.session.places - 1:
            state = world.dice.choices(list(BookingState), weights=[6, 3, 1])[0]
            meeting.kept += state != BookingState.GIVEN_UP
            made_at = max(newcomer.learner.added_at, last_came + dt.timedelta(minutes=80))
            yield booking(world, newcomer, meeting, state, made_at)


def booking(
    world: World, newcomer: Newcomer, meeting: Meeting, state: BookingState, made_at: dt.datetime
) -> Booking:
    """A place, and the last word on it. The last word is never later than this morning."""
    answered_at = min(made_at + dt.timedelta(hours=5), world.moment(world.today, 0))
    return Booking(
        session=meeting.session,
        learner=newcomer.learner,
        state=state,
        channel=world.dice.choice(CHANNELS),
        made_at=made_at,
        changed_at=made_at if state == BookingState.HELD else max(made_at, answered_at),
    )


def write_up(world: World, series: Sequence[Series]) -> None:
    """Say on each session held how many more came unnamed, and a word for the team."""
    for meeting in (meeting for each in series for meeting in each.meetings):
        session = meeting.session
        if session.state == SessionState.HELD:
            most = 4 if session.kind == SessionKind.DROP_IN else 1
            session.unnamed_heads = world.dice.randint(0, most)
            session.note = world.dice.choice(NOTES)
            session.logged_by, session.logged_at = meeting.leader, meeting.written_at
        session.version = 1 if session.state == SessionState.PLANNED else 2
