"""The people who come: about 1,150 learners, what they agreed to, and which series they use."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inclusion.choices import AgeBand, Channel, ConsentPurpose
from inclusion.management.demo.centres import current_wards
from inclusion.management.demo.names import a_name, initial_of
from inclusion.management.demo.timetable import Series
from inclusion.management.demo.world import World
from inclusion.models import Consent, Learner, Postcode
from inclusion.rules.consent import WORDINGS
from inclusion.rules.contact import DRAMA_PREFIX

HOW_MANY, FEWEST = 1150, 40
HAVE_A_MOBILE, AGREE_TO_TEXTS, TOOK_IT_BACK = 0.7, 0.85, 0.06
LIKE_A_PHOTO = 0.25
KNOW_THEIR_POSTCODE, LIVE_NEAR_THE_CENTRE = 0.95, 0.45
AGES = {
    AgeBand.A16_24: 3,
    AgeBand.A25_34: 6,
    AgeBand.A35_49: 12,
    AgeBand.A50_64: 24,
    AgeBand.A65_74: 30,
    AgeBand.A75_OVER: 22,
    "": 3,
}
GOALS = (
    "", "", "",
    "See photos of my grandchildren",
    "Order my prescriptions",
    "Pay the rent without queuing",
    "Video call my sister",
    "Apply for jobs",
    "Book a flu jab",
    "Know what is a scam",
    "Watch cookery videos",
    "Use my bus pass app",
    "Email the school",
)  # fmt: skip


@dataclass
class Newcomer:
    """A learner and where in a series they began."""

    learner: Learner
    series: Series
    first: int


def welcome(world: World, series: Sequence[Series]) -> list[Newcomer]:
    """Store the learners, each with a series and a first session, and what they agreed to."""
    neighbours = neighbours_by_postcode(world)
    everywhere = sorted(neighbours)
    newcomers = [
        newcomer(world, each, neighbours[each.centre.postcode_id], everywhere)
        for each in world.dice.choices(
            series,
            weights=[each.slot.joined for each in series],
            k=world.some(HOW_MANY, least=FEWEST),
        )
    ]
    Learner.objects.bulk_create([each.learner for each in newcomers], batch_size=500)
    Consent.objects.bulk_create(
        [consent for each in newcomers for consent in agreements(world, each)], batch_size=500
    )
    return newcomers


def neighbours_by_postcode(world: World) -> dict[str, list[str]]:
    """Each postcode with all those of its ward."""
    neighbours: dict[str, list[str]] = {}
    for ward in current_wards(world):
        together = sorted(Postcode.objects.in_ward(ward).values_list("code", flat=True))
        neighbours.update(dict.fromkeys(together, together))
    return neighbours


def newcomer(world: World, series: Series, near: list[str], everywhere: list[str]) -> Newcomer:
    """Somebody who first came to one of the series' meetings."""
    dice = world.dice
    first = dice.choice(series.held())
    meeting = series.meetings[first]
    first_name, last_name, language = a_name(dice)
    home = dice.choice(near if dice.random() < LIVE_NEAR_THE_CENTRE else everywhere)
    learner = Learner(
        id=world.new_id(),
        organisation=series.centre.organisation,
        centre=series.centre,
        first_name=first_name,
        initial=initial_of(last_name),
        card_code=world.new_card_code(),
        postcode_id=home if dice.random() < KNOW_THEIR_POSTCODE else None,
        age_band=dice.choices(list(AGES), weights=list(AGES.values()))[0],
        phone=drama_number(world) if dice.random() < HAVE_A_MOBILE else "",
        language=language,
        goal=dice.choice(GOALS),
        added_at=meeting.session.starts_at + dt.timedelta(minutes=dice.randint(0, 20)),
        added_by=meeting.leader,
    )
    return Newcomer(learner, series, first)


def drama_number(world: World) -> str:
    """One of the thousand mobile numbers that reach nobody. Couples, and strangers, share some."""
    return f"{DRAMA_PREFIX}{world.dice.randrange(1000):03}"


def agreements(world: World, newcomer: Newcomer) -> Iterator[Consent]:
    """What they agreed to when they first came, and a few who took texts back since."""
    dice, learner = world.dice, newcomer.learner
    channel = dice.choices([Channel.SPOKEN, Channel.PAPER, Channel.ONLINE], weights=[6, 3, 1])[0]
    yield agreement(learner, ConsentPurpose.RECORD, channel)
    if learner.phone and dice.random() < AGREE_TO_TEXTS:
        texts = agreement(learner, ConsentPurpose.TEXTS, channel)
        stopped_at = learner.added_at + dt.timedelta(days=dice.randint(5, 60))
        if dice.random() < TOOK_IT_BACK and stopped_at < world.moment(world.today, 0):
            texts.withdrawn_at, texts.withdrawn_channel = stopped_at, Channel.TEXT
        yield texts
    if dice.random() < LIKE_A_PHOTO:
        yield agreement(learner, ConsentPurpose.PHOTO, channel)


def agreement(
    learner: Learner,
    purpose: ConsentPurpose,
    channel: Channel,
    given_at: dt.datetime | None = None,
) -> Consent:
    """That they agreed, in the words we use today: when they first came, unless it was later."""
    wording = WORDINGS[purpose]
    return Consent(
        learner=learner,
        purpose=purpose,
        words=wording.words,
        wording=wording.version,
        channel=channel,
        given_at=given_at or learner.added_at,
        recorded_by=learner.added_by,
    )
