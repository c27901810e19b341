"""Two years of weekly sessions, up to this morning and three weeks ahead."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from inclusion.choices import Audience, SessionKind, SessionState
from inclusion.management.demo.world import World
from inclusion.models import Centre, Organisation, Session, User

WEEKS_BACK, WEEKS_AHEAD, FEWEST_WEEKS = 104, 3, 12
ONE_IN_CANCELLED = 45
PLANNED_AHEAD = dt.timedelta(days=28)


@dataclass(frozen=True)
class Slot:
    """A session that meets every week. Days count from today: 0 is today's own weekday, 6 was yesterday's.

    `joined` is how many in a hundred of all learners use it.
    """

    centre: int
    days_from_today: int
    start: tuple[int, int]
    minutes: int
    kind: SessionKind
    topic: str
    joined: int
    audience: Audience = Audience.EVERYONE
    with_the_volunteer: bool = False


DROP_IN, CLASS = SessionKind.DROP_IN, SessionKind.CLASS
# The first seven are the demo volunteer's, so that any day somebody looks there is work to see.
SLOTS = [
    Slot(0, 0, (8, 0), 60, DROP_IN, "Before-work help with your phone", 4, with_the_volunteer=True),
    Slot(0, 0, (10, 0), 90, CLASS, "First steps with a phone", 9, with_the_volunteer=True),
    Slot(0, 0, (14, 0), 120, DROP_IN, "Bring your questions", 7, with_the_volunteer=True),
    Slot(0, 1, (10, 0), 90, CLASS, "Getting to know a tablet", 5, with_the_volunteer=True),
    Slot(0, 3, (17, 30), 60, DROP_IN, "After-work drop-in", 4, with_the_volunteer=True),
    Slot(2, 5, (11, 0), 90, CLASS, "Online shopping, safely", 5, with_the_volunteer=True),
    Slot(0, 6, (14, 0), 90, CLASS, "Email and passwords", 6, with_the_volunteer=True),
    Slot(1, 2, (10, 0), 90, CLASS, "First steps with a phone", 6),
    Slot(2, 4, (13, 30), 120, DROP_IN, "Bring your questions", 6),
    Slot(3, 1, (10, 30), 90, CLASS, "Video calls with family", 5),
    Slot(4, 2, (14, 0), 90, DROP_IN, "Phones and tablets", 4),
    Slot(5, 4, (11, 0), 60, DROP_IN, "Help at the mobile library", 2),
    Slot(6, 3, (10, 0), 90, CLASS, "Pay a bill online", 6),
    Slot(6, 5, (14, 0), 90, CLASS, "Women's tech table", 4, Audience.WOMEN),
    Slot(7, 2, (10, 0), 120, DROP_IN, "Tea and tech", 6),
    Slot(8, 1, (13, 0), 90, CLASS, "See your doctor online", 5),
    Slot(9, 4, (10, 0), 120, DROP_IN, "Bring your questions", 5),
    Slot(10, 3, (14, 0), 90, DROP_IN, "Lounge drop-in", 3),
    Slot(11, 1, (9, 30), 120, DROP_IN, "Rent, repairs and forms online", 4),
    Slot(12, 5, (10, 30), 60, CLASS, "Tablets from the start", 2),
    Slot(13, 2, (18, 0), 90, CLASS, "Looking for work online", 4),
]


@dataclass
class Meeting:
    """A session being made up, with who leads it and how many have come."""

    session: Session
    leader: User
    helpers: list[User] = field(default_factory=list)
    heads: int = 0
    kept: int = 0

    @property
    def has_room(self) -> bool:
        return self.heads < self.session.places

    @property
    def is_planned(self) -> bool:
        return self.session.state == SessionState.PLANNED

    @property
    def written_at(self) -> dt.datetime:
        """When its leader saved the register."""
        return self.session.ends_at + dt.timedelta(minutes=12)


@dataclass
class Series:
    """One slot's meetings, oldest first."""

    slot: Slot
    centre: Centre
    meetings: list[Meeting]

    def held(self) -> list[int]:
        """Which of its meetings have been held, by number."""
        return [
            number
            for number, meeting in enumerate(self.meetings)
            if meeting.session.state == SessionState.HELD
        ]


def plan(
    world: World, centres: Sequence[Centre], helpers: dict[Organisation, list[User]]
) -> list[Series]:
    """Every series with its meetings. Nothing is stored yet: registers come first."""
    return [
        Series(slot, centre, list(meetings(world, slot, centre, helpers[centre.organisation])))
        for slot in SLOTS
        for centre in [centres[slot.centre]]
    ]


def meetings(world: World, slot: Slot, centre: Centre, helpers: list[User]) -> Iterator[Meeting]:
    """One slot's meetings, from when it opened, with Christmas weeks off and a few called off."""
    team = helpers[:1] if slot.with_the_volunteer else world.dice.sample(helpers, 1)
    spare = [helper for helper in helpers if helper not in team]
    back = world.some(WEEKS_BACK, least=FEWEST_WEEKS)
    opened = 0 if slot.with_the_volunteer else world.dice.randint(0, back // 3)
    for week in range(opened - back, WEEKS_AHEAD + 1):
        day = world.today + dt.timedelta(days=slot.days_from_today, weeks=week)
        if day > world.today + dt.timedelta(weeks=WEEKS_AHEAD) or is_holiday(day, world.today):
            continue
        session = meeting_on(day, slot, centre, world)
        session.state = state_on(day, slot, world)
        yield Meeting(session, team[0], world.dice.sample(spare, min(len(spare), 1)))


def meeting_on(day: dt.date, slot: Slot, centre: Centre, world: World) -> Session:
    """One meeting of a slot."""
    starts_at = world.moment(day, *slot.start)
    return Session(
        id=world.new_id(),
        centre=centre,
        kind=slot.kind,
        topic=slot.topic,
        audience=slot.audience,
        starts_at=starts_at,
        ends_at=starts_at + dt.timedelta(minutes=slot.minutes),
        places=min(centre.places, 10 if slot.kind == SessionKind.DROP_IN else 8),
    )


def state_on(day: dt.date, slot: Slot, world: World) -> SessionState:
    """Held before today, planned after. Yesterday's last one still waits for its register."""
    if world.dice.randrange(ONE_IN_CANCELLED) == 0 and day < world.today:
        return SessionState.CANCELLED
    is_unregistered = slot is SLOTS[6] and day == world.today - dt.timedelta(days=1)
    return SessionState.PLANNED if day >= world.today or is_unregistered else SessionState.HELD


def is_holiday(day: dt.date, today: dt.date) -> bool:
    """Christmas Eve to New Year's Day. Never today, so that there is always something to see."""
    return day != today and ((day.month, day.day) >= (12, 24) or (day.month, day.day) == (1, 1))


def store(meetings: Sequence[Meeting]) -> None:
    """Store the sessions with their teams."""
    Session.objects.bulk_create([each.session for each in meetings], batch_size=500)
    Session.team.through.objects.bulk_create(
        [
            Session.team.through(session_id=each.session.pk, user_id=person.pk)
            for each in meetings
            for person in [each.leader, *each.helpers]
        ],
        batch_size=2000,
    )
