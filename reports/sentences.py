"""A council's figures in plain sentences, the same on its page, in its briefing and in an email. Figures in, words out."""

from collections import defaultdict
from collections.abc import Iterable

from inclusion.models import Council
from inclusion.templatetags.house import sentence
from reports.disclosure import Cell
from reports.models import Release
from reports.need import Need


def share_said(council: Council, whole: Need) -> str:
    """The estimate with its range."""
    return (
        f"We think {whole.about} of adults in {council.name} ({whole.range}) "
        "cannot yet do the basic things online on their own."
    )


def credited(releases: Iterable[Release]) -> list[str]:
    """Where figures come from: each source once, after everything that came from it."""
    names: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for release in releases:
        names[release.source, release.licence][release.name] = None
    return [
        f"{'; '.join(named)}: {sentence(source)}"
        + (f" Licence: {sentence(licence)}" if licence else "")
        for (source, licence), named in names.items()
    ]


def standing_out(higher: int, wards: int) -> str:
    """How many wards we are fairly sure are higher. Never which comes first."""
    if not higher:
        return "No ward stands out from the rest."
    return (
        f"{higher} of {wards} wards {'is' if higher == 1 else 'are'} probably higher than the rest."
    )


def done(helped: Cell, reached: Cell, sessions: int, since: str) -> str:
    """What the programme did, in counts as they may be shown. `since` is a period's own words."""
    if not sessions:
        return f"We have held no sessions {since}."
    held = f"{sessions:,} session{'' if sessions == 1 else 's'}"
    if helped.is_hidden:
        return f"We have held {held} {since}; how many people came is not shown, so that nobody can be picked out."
    level = "" if reached.is_hidden else f", and {reached.shown} people have reached the level"
    return f"We have helped {helped.shown} people {since}, in {held}{level}."
