"""What people in the demo said of their sessions when they were asked by text."""

import datetime as dt

from inclusion.choices import ConsentPurpose, NoticeKind, NoticeState, SessionState
from inclusion.management.demo.world import World
from inclusion.models import Attendance, Feedback, Learner, Notice, Session
from inclusion.rules.feedback import ask_from

WEEKS, UNREAD_FOR = 12, dt.timedelta(days=3)
# Out of 100 asked by text, a survey hears from fewer than half.
ANSWERS = 40
SCORES = [5] * 11 + [4] * 6 + [3] * 2 + [2]
SAYS_WHY = 0.4
WHY = {
    5: (
        "I sent my first photo!",
        "Nobody laughed at me. Thank you.",
        "Very patient, and good tea.",
    ),
    4: ("Good, but an hour is short.", "I like going slowly."),
    3: ("It was a bit loud to hear.", "All right. We waited for a computer."),
    2: ("Too fast for me.",),
}


def dress(world: World) -> None:
    """Each learner who agrees to texts was asked about their last session of these weeks; some answered."""
    came = (
        Attendance.objects.standing()
        .filter(
            session__state=SessionState.HELD,
            session__centre__organisation__council=world.council,
            session__ends_at__range=(
                world.now - dt.timedelta(weeks=WEEKS),
                world.moment(world.today, 0) - dt.timedelta(days=1),
            ),
            learner__in=Learner.objects.current()
            .exclude(phone="")
            .who_agreed_to(ConsentPurpose.TEXTS),
        )
        .select_related("session", "learner")
        .order_by("session__starts_at", "learner")
    )
    last = {each.learner: each.session for each in came if each.learner}
    Notice.objects.bulk_create([asked(*each, world) for each in last.items()])
    answered = [each for each in last.items() if world.dice.randrange(100) < ANSWERS]
    Feedback.objects.bulk_create(said(*each, world) for each in answered)


def asked(learner: Learner, session: Session, world: World) -> Notice:
    at = ask_from(session.ends_at)
    return Notice(
        id=world.new_id(),
        key=f"how:{session.pk}:{learner.pk}",
        kind=NoticeKind.HOW_WAS_IT,
        learner=learner,
        session=session,
        due_at=at,
        useful_until=at + dt.timedelta(days=2),
        state=NoticeState.SETTLED,
        settled_at=at,
        owed_at=at,
    )


def said(learner: Learner, session: Session, world: World) -> Feedback:
    """A number, for some a sentence, and read by somebody unless it is new."""
    score = world.dice.choice(SCORES)
    at = ask_from(session.ends_at) + dt.timedelta(minutes=world.dice.randint(2, 90))
    says_why = world.dice.random() < SAYS_WHY
    return Feedback(
        id=world.new_id(),
        learner=learner,
        session=session,
        score=score,
        words=world.dice.choice(WHY[score]) if says_why else "",
        said_at=at,
        read_at=None if world.now - at < UNREAD_FOR else at + dt.timedelta(hours=15),
    )
