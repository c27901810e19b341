"""Setting the stage: may there be a demo here, and if so every package's part of it, in one transaction."""

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from tqdm import tqdm

from inclusion.management.demo.place import found_ashmere
from inclusion.management.demo.world import World
from inclusion.models import Council, Organisation, PostcodeWard

Part = Callable[[World], None]


class NoDemo(Exception):
    """Why a demo must not be made here, and what to do instead, in one sentence or two."""


@dataclass(frozen=True)
class Wish:
    """What somebody asked for. No council means Ashmere."""

    council: str
    seed: int
    scale: float = 1.0
    shows_progress: bool = False


def already_dressed(code: str) -> Council | None:
    """The demonstration that is here already: that council's, or any when none is named."""
    demonstrations = Council.objects.filter(is_demonstration=True, organisations__isnull=False)
    if code:
        demonstrations = demonstrations.filter(code=code)
    return demonstrations.distinct().first()


@transaction.atomic
def set_up(wish: Wish, now: dt.datetime) -> Council:
    """Make the whole demo, or nothing. Raises NoDemo."""
    refuse_beside_a_real_programme()
    council = real_council(wish.council) if wish.council else ashmere()
    parts: list[Part] = [import_string(path) for path in settings.DEMO_PARTS]
    with tqdm(parts, "Making a demonstration", disable=not wish.shows_progress, leave=False) as bar:
        dice = random.Random(f"{wish.seed} {council.code}")
        world = World(council, dice, now, wish.scale, say=bar.set_postfix_str)
        for part in bar:
            part(world)
    return council


def refuse_beside_a_real_programme() -> None:
    """Made-up people never go where real ones are, since nobody could tell them apart again."""
    real = Organisation.objects.filter(council__is_demonstration=False).first()
    if real:
        raise NoDemo(
            f"{real.council.name} has a real programme in this database, and made-up people must not mix with it. "
            "Give the demonstration a database of its own: set DATABASE_URL."
        )


def ashmere() -> Council:
    """The made-up council, founded unless this database holds a real one."""
    real = Council.objects.filter(is_demonstration=False).first()
    if real:
        raise NoDemo(
            f"This database holds {real.name}, which is a real place. To dress its wards with a made-up programme, "
            f"say so: manage.py demo --council {real.code}."
        )
    return found_ashmere()


def real_council(code: str) -> Council:
    """An imported council, marked as a demonstration from now on."""
    council = Council.objects.filter(code=code).first()
    if council is None:
        raise NoDemo(f"There is no council {code} here. Import its wards first: import_wards.")
    if not PostcodeWard.objects.filter(boundary_set__council=council).exists():
        raise NoDemo(f"{council.name} has no postcodes yet. Import them first: import_postcodes.")
    council.is_demonstration = True
    council.save(update_fields=["is_demonstration"])
    return council
