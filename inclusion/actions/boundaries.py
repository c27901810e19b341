"""Keeping a council's wards from one date to another."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify

from inclusion.actions.events import record
from inclusion.models import BoundarySet, Council, User, Ward
from inclusion.rules.boundaries import WardOutline
from inclusion.rules.files import BadFile


@transaction.atomic
def keep_council(*, code: str, name: str, by: User | None) -> Council:
    """The council with this GSS code, made now if it is new. Raises BadFile if it is new and has no name."""
    council = Council.objects.filter(code=code).first()
    if council:
        return council
    if not name:
        raise BadFile(f"it does not name the council {code}", "give its name after --name")
    slug = slugify(name)[:40]
    if Council.objects.filter(slug=slug).exists():
        slug = f"{slug}-{code.lower()}"
    council = Council.objects.create(code=code, name=name, slug=slug)
    record("keep_council", council, by=by)
    return council


@transaction.atomic
def keep_boundaries(
    *,
    council: Council,
    wards: Sequence[WardOutline],
    in_force_from: dt.date,
    in_force_to: dt.date | None,
    resolution_m: float,
    source: str,
    licence: str,
    by: User | None,
) -> BoundarySet:
    """Make the council's set from that day exactly these wards; the same set sent again stays the same rows.

    Raises BadFile where another of the council's sets is in force on any of the same days: a person may be in one
    ward only, on any day.
    """
    _refuse_overlap(council, in_force_from, in_force_to)
    boundary_set, _ = BoundarySet.objects.update_or_create(
        council=council,
        in_force_from=in_force_from,
        defaults={
            "in_force_to": in_force_to,
            "resolution_m": resolution_m,
            "source": source,
            "licence": licence,
        },
    )
    boundary_set.wards.exclude(code__in=[ward.code for ward in wards]).delete()
    Ward.objects.bulk_create(
        [
            Ward(boundary_set=boundary_set, code=ward.code, name=ward.name, outline=ward.outline)
            for ward in wards
        ],
        update_conflicts=True,
        unique_fields=["boundary_set", "code"],
        update_fields=["name", "outline"],
    )
    record("keep_boundaries", boundary_set, by=by, wards=len(wards))
    return boundary_set


def _refuse_overlap(council: Council, first: dt.date, after: dt.date | None) -> None:
    if after and after <= first:
        raise BadFile("its wards would end before they start", "give a later date after --to")
    others = council.boundary_sets.exclude(in_force_from=first).filter(
        Q(in_force_to__isnull=True) | Q(in_force_to__gt=first)
    )
    other = (others.filter(in_force_from__lt=after) if after else others).first()
    if other and other.in_force_from < first:
        raise BadFile(
            f"{other} are still in force on {first:%-d %B %Y}",
            f"bring those in again with --from {other.in_force_from} --to {first}, then these",
        )
    if other:
        raise BadFile(
            f"{other} come into force before these end",
            f"give --to {other.in_force_from} or an earlier day",
        )
