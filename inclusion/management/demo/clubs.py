"""Two Code Clubs: a cohort that finished in its own time, and one in the middle. Fifteen children in each, by nickname."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from inclusion.choices import Audience, Channel, ConsentPurpose, Rater, SessionKind, SessionState
from inclusion.management.demo.names import NICKNAMES
from inclusion.management.demo.registers import Register
from inclusion.management.demo.skills import CODE_CLUB, Progress
from inclusion.management.demo.timetable import Meeting
from inclusion.management.demo.world import World
from inclusion.models import (
    Attendance,
    Centre,
    CodeClub,
    Cohort,
    Consent,
    Enrolment,
    Evidence,
    Framework,
    Session,
    User,
)
from inclusion.rules.consent import WORDINGS

CHILDREN, WEEKS_IN_A_TERM = 15, 12
COMES_THAT_WEEK, HAPPY_WITH_PHOTOS = 0.86, 0.6
# When each term began, counted from today in weeks. The running one meets on today's weekday.
TERMS = {"Fernley": -30, "Docklands": -8}
TERM_OF_MONTH = ("Spring",) * 3 + ("Summer",) * 4 + ("Autumn",) * 5


@dataclass
class Club:
    """A cohort being made up: its children and its afternoons."""

    cohort: Cohort
    centre: Centre
    children: list[Enrolment] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)


def run_clubs(
    world: World, centres: Sequence[Centre], leaders: Sequence[User], register: Register
) -> list[Meeting]:
    """Store the clubs, cohorts and children, and add their registers. Gives the afternoons to be stored."""
    projects = Framework.objects.get(slug=CODE_CLUB)
    nicknames = list(NICKNAMES)
    world.dice.shuffle(nicknames)
    clubs = [
        open_club(world, centre, began, projects, nicknames[number * CHILDREN :])
        for number, (centre, began) in enumerate(zip(centres, TERMS.values(), strict=True))
    ]
    for club in clubs:
        club.meetings = list(afternoons(world, club, leaders))
        fill(world, club, register)
    return [meeting for club in clubs for meeting in club.meetings]


def open_club(
    world: World, centre: Centre, began: int, projects: Framework, nicknames: Sequence[str]
) -> Club:
    """Store one club with one cohort."""
    starts_on = world.today + dt.timedelta(weeks=began)
    club = CodeClub.objects.create(centre=centre, name=f"{centre.name} Code Club"[:100])
    cohort = Cohort.objects.create(
        id=world.new_id(),
        club=club,
        name=f"{TERM_OF_MONTH[starts_on.month - 1]} {starts_on.year}",
        projects=projects,
        starts_on=starts_on,
        ends_on=starts_on + dt.timedelta(weeks=WEEKS_IN_A_TERM - 1),
        places=CHILDREN,
    )
    children = Enrolment.objects.bulk_create(
        Enrolment(
            id=world.new_id(),
            cohort=cohort,
            nickname=nickname,
            school_year=world.dice.randint(4, 8),
            card_code=world.new_card_code(),
            joined_at=world.moment(starts_on - dt.timedelta(days=6), 12),
        )
        for nickname in nicknames[:CHILDREN]
    )
    Consent.objects.bulk_create(
        [consent for child in children for consent in parents_consents(world, child)]
    )
    return Club(cohort, centre, children)


def parents_consents(world: World, child: Enrolment) -> Iterator[Consent]:
    """What a parent signed on paper before the first afternoon."""
    agreed = [ConsentPurpose.RECORD]
    if world.dice.random() < HAPPY_WITH_PHOTOS:
        agreed.append(ConsentPurpose.PHOTO)
    for purpose in agreed:
        yield Consent(
            enrolment=child,
            purpose=purpose,
            words=WORDINGS[purpose].words,
            wording=WORDINGS[purpose].version,
            channel=Channel.PAPER,
            given_at=child.joined_at,
        )


def afternoons(world: World, club: Club, leaders: Sequence[User]) -> Iterator[Meeting]:
    """The term's meetings, a week apart, 4pm to 5pm."""
    for week in range(WEEKS_IN_A_TERM):
        day = club.cohort.starts_on + dt.timedelta(weeks=week)
        starts_at = world.moment(day, 16)
        session = Session(
            id=world.new_id(),
            centre=club.centre,
            cohort=club.cohort,
            kind=SessionKind.CODE_CLUB,
            topic="Code Club",
            audience=Audience.CHILDREN,
            starts_at=starts_at,
            ends_at=starts_at + dt.timedelta(hours=1),
            places=CHILDREN,
            state=SessionState.HELD if day < world.today else SessionState.PLANNED,
        )
        yield Meeting(session, leaders[0], list(leaders[1:2]))


def fill(world: World, club: Club, register: Register) -> None:
    """Mark who came each afternoon and which project they worked on."""
    tasks = list(club.cohort.projects.tasks.all())
    progress = {child: Progress(tasks, world.dice) for child in club.children}
    for meeting in club.meetings:
        if meeting.is_planned:
            continue
        write_up(meeting)
        for child in club.children:
            if world.dice.random() < COMES_THAT_WEEK:
                register.attendances.append(came(child, meeting))
                register.evidence += projects_done(world, child, meeting, progress[child])


def write_up(meeting: Meeting) -> None:
    meeting.session.logged_by, meeting.session.logged_at = meeting.leader, meeting.written_at
    meeting.session.version = 2


def came(child: Enrolment, meeting: Meeting) -> Attendance:
    return Attendance(
        session=meeting.session,
        enrolment=child,
        recorded_by=meeting.leader,
        recorded_at=meeting.written_at,
    )


def projects_done(
    world: World, child: Enrolment, meeting: Meeting, progress: Progress
) -> Iterator[Evidence]:
    for task, help_given in list(progress.practise())[:1]:
        yield Evidence(
            id=world.new_id(),
            enrolment=child,
            session=meeting.session,
            task=task,
            help_given=help_given,
            rater=Rater.OBSERVED,
            seen_on=meeting.session.held_on,
            seen_by=meeting.leader,
            recorded_at=meeting.written_at,
        )
