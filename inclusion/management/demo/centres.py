"""Who runs sessions in the demo, and where: four organisations, fourteen centres."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice

from inclusion.choices import OrganisationKind
from inclusion.management.demo.ashmere import COUNCIL_CODE
from inclusion.management.demo.world import World
from inclusion.models import Centre, Organisation, Postcode, Ward


@dataclass(frozen=True)
class Body:
    """An organisation: its name in Ashmere, its plain name anywhere else, and how many helpers it has."""

    name: str
    plain_name: str
    kind: OrganisationKind
    helpers: int


@dataclass(frozen=True)
class Spot:
    """A centre: whose, in which of Ashmere's wards, and what is inside."""

    body: int
    name: str
    ward: str
    address: str
    opening: str
    computers: int
    places: int
    quiet_hour: str = ""
    step_free: bool = True
    hearing_loop: bool = True
    accessible_toilet: bool = True
    wifi: bool = True


BODIES = [
    Body("Ashmere Libraries", "Demonstration library service", OrganisationKind.PUBLIC, 19),
    Body("Open Door Ashmere", "Demonstration charity", OrganisationKind.VOLUNTARY, 13),
    Body("Ashbank Homes", "Demonstration housing association", OrganisationKind.VOLUNTARY, 8),
    Body("Brightwire Training", "Demonstration training firm", OrganisationKind.PRIVATE, 5),
]
WEEKDAYS, SIX_DAYS = "Monday to Friday, 9:30am to 5pm", "Monday to Saturday, 9am to 6pm"
QUIET = "Tuesdays 9am to 10am"
SPOTS = [
    Spot(0, "Market Library", "Market", "2 Market Square", "Every day, 8am to 7pm", 14, 16, QUIET),
    Spot(0, "Fernley Library", "Fernley", "40 Fernley Road", SIX_DAYS, 10, 15, QUIET),
    Spot(0, "Docklands Library", "Docklands", "7 Swing Bridge Quay", SIX_DAYS, 12, 15),
    Spot(0, "Southgate Library", "Southgate", "118 Southgate", SIX_DAYS, 8, 12, QUIET),
    Spot(0, "Northway Library", "Northway", "3 The Parade", WEEKDAYS, 6, 10),
    Spot(
        0,
        "Mobile library at Upper Ash",
        "Upper Ash",
        "The Green",
        "Thursdays, 10am to 3pm",
        2,
        5,
        step_free=False,
        accessible_toilet=False,
    ),
    Spot(1, "Millrace Community Hall", "Millrace", "1 Mill Lane", WEEKDAYS, 5, 12),
    Spot(
        1,
        "Priory Rooms",
        "Priory",
        "16 Priory Garth",
        WEEKDAYS,
        4,
        10,
        step_free=False,
        hearing_loop=False,
    ),
    Spot(1, "Saltmarsh Hub", "Saltmarsh", "22 Sea Bank", WEEKDAYS, 6, 12),
    Spot(1, "The Old Ropeworks", "Ropewalk", "Unit 4, Ropewalk", SIX_DAYS, 8, 14, QUIET),
    Spot(2, "Linfold Court lounge", "Linfold", "Linfold Court", WEEKDAYS, 0, 10),
    Spot(2, "Kiln Lane Neighbourhood Office", "Kiln Lane", "65 Kiln Lane", WEEKDAYS, 3, 8),
    Spot(2, "Quarry View common room", "Quarry", "Quarry View", WEEKDAYS, 0, 8, hearing_loop=False),
    Spot(3, "Brightwire Studio", "Bridge End", "9 Tanners Row", WEEKDAYS, 12, 12),
]


def open_centres(world: World) -> tuple[list[Organisation], list[Centre]]:
    """Store the organisations and their centres."""
    is_ashmere = world.council.code == COUNCIL_CODE
    organisations = Organisation.objects.bulk_create(
        Organisation(
            council=world.council,
            name=body.name if is_ashmere else body.plain_name,
            slug=f"{world.council.slug}-{body.plain_name.split()[-1].lower()}-{number}",
            kind=body.kind,
        )
        for number, body in enumerate(BODIES, start=1)
    )
    rooms = ashmere_rooms(world) if is_ashmere else plain_rooms(world)
    return organisations, Centre.objects.bulk_create(
        Centre(
            organisation=organisations[spot.body],
            name=name,
            slug=f"{world.council.slug}-centre-{number}",
            address=address,
            postcode=postcode,
            opening=spot.opening,
            step_free=spot.step_free,
            hearing_loop=spot.hearing_loop,
            quiet_hour=spot.quiet_hour,
            accessible_toilet=spot.accessible_toilet,
            computers=spot.computers,
            wifi=spot.wifi,
            places=spot.places,
        )
        for number, (spot, (name, address, postcode)) in enumerate(
            zip(SPOTS, rooms, strict=True), start=1
        )
    )


Room = tuple[str, str, Postcode]


def ashmere_rooms(world: World) -> Iterator[Room]:
    """Ashmere's own names for its centres, each in the ward it says."""
    wards = {ward.name: ward for ward in current_wards(world)}
    for spot in SPOTS:
        yield spot.name, spot.address, a_postcode_in(wards[spot.ward], world)


def plain_rooms(world: World) -> Iterator[Room]:
    """Names that nobody could take for a real building, spread over a real council's wards."""
    wards = current_wards(world)
    apart = max(1, len(wards) // len(SPOTS))
    for number, ward in enumerate(islice(cycle(wards[::apart]), len(SPOTS)), start=1):
        name = f"Demonstration centre {number} ({ward.name})"
        yield name, "Made up for the demonstration", a_postcode_in(ward, world)


def current_wards(world: World) -> Sequence[Ward]:
    """The council's wards today that hold at least one postcode, by name."""
    newest = world.council.boundary_sets.in_force_on(world.today).first()
    return list(
        Ward.objects.filter(boundary_set=newest, placements__isnull=False)
        .distinct()
        .order_by("name", "code")
    )


def a_postcode_in(ward: Ward, world: World) -> Postcode:
    """Any postcode of the ward."""
    return world.dice.choice(list(Postcode.objects.in_ward(ward).order_by("code")))
