"""A walk past every door: each address of the project, as nobody, as each role and as the neighbours.

What to expect is worked out from the page's own `@allow` and from `permissions.ROLES`, never written down twice.
"""

import re
from dataclasses import dataclass
from functools import cache

import pytest
from django.urls import get_resolver
from django.urls.resolvers import RoutePattern, URLResolver

from inclusion.models import (
    Attendance,
    Booking,
    Consent,
    Enrolment,
    Invitation,
    Learner,
    Membership,
    Session,
)
from inclusion.permissions import PUBLIC, SIGNED, Permission, permissions_of
from tests.architecture.walk_examples import (
    EXAMPLES,
    LEARNERS_OWN,
    OPEN_TO_ALL,
    STAFFS_OWN,
    plant,
)
from tests.clients import HouseClient

pytestmark = pytest.mark.django_db

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
INSIDE = ("volunteer", "coordinator")
BESIDE = ("volunteer beside", "coordinator beside")
COUNCIL = ("lead", "editor", "administrator")
ELSEWHERE = (
    "coordinator elsewhere",
    "lead elsewhere",
    "editor elsewhere",
    "administrator elsewhere",
)


@dataclass(frozen=True)
class Door:
    """One address of ours, as a route with its parameters, and what its page asks for."""

    route: str
    allows: str

    def wants(self):
        """Which examples fill it, in order."""
        steps = [step for step in self.route.split("/") if step]
        names = []
        for before, step in zip(["", *steps], steps, strict=False):
            found = PARAMETER.match(step)
            if found:
                told = PARAMETER.match(before)
                names.append(f"{told.group(1) if told else before}/{found.group(1)}")
        return names

    @property
    def is_of_one_organisation(self):
        return any(key not in OPEN_TO_ALL for key in self.wants())

    def address(self, known):
        path = self.route
        for key in self.wants():
            path = PARAMETER.sub(str(EXAMPLES[key](known)), path, count=1)
        return f"/{path}"


def all_routes(resolver=None, before=""):
    for entry in (resolver or get_resolver()).url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from all_routes(entry, route)
        else:
            yield route, entry


@cache
def doors():
    """Every address of ours."""
    return [
        Door(route, entry.callback.allows)
        for route, entry in all_routes()
        if hasattr(entry.callback, "allows") and isinstance(entry.pattern, RoutePattern)
    ]


def guarded():
    return [door for door in doors() if door.allows not in {PUBLIC, SIGNED}]


def website_addresses():
    """Wagtail's admin and allauth's pages, with a 1 or a word wherever they want something."""
    for route, _entry in all_routes():
        if route.startswith(("cms/", "accounts/")):
            plain = (
                re.sub(r"\(\?P<(\w+)>[^()]*\)", r"<\1>", route).replace("^", "").replace("$", "")
            )
            yield "/" + re.sub(r"<(?:(int|uuid|str|slug|path):)?\w+>|\([^()]*\)", "1", plain)


@pytest.fixture
def known():
    return plant()


def client_of(known, visitor):
    client = HouseClient()
    if visitor:
        client.force_login(known.visitors[visitor])
    return client


def seen_by(client, door, known):
    """What a visitor gets by looking and by sending an empty form."""
    address = door.address(known)
    return [client.get(address), client.post(address)]


def telling(answers, secrets):
    """Which answers hold something that is nobody else's business."""
    return [
        (answer.request["PATH_INFO"], secret)
        for answer in answers
        for secret in secrets
        if not answer.streaming and secret in answer.content.decode(errors="replace")
    ]


def test_every_parameter_of_every_address_has_an_example():
    missing = {key for door in doors() for key in door.wants() if key not in EXAMPLES}
    assert missing == set(), "Add each to EXAMPLES in walk_examples.py"


def test_nobody_is_sent_to_sign_in_from_every_page_that_is_not_public(known):
    wrong = [
        (door.route, answer.status_code)
        for door in guarded()
        for answer in seen_by(HouseClient(), door, known)
        if not (
            answer.status_code in {401, 404, 405}  # 401 is how an app on a phone is told
            or (answer.status_code == 302 and answer.url.startswith("/accounts/login/"))
        )
    ]
    assert wrong == []


@pytest.mark.parametrize("visitor", [None, *BESIDE, *COUNCIL, *ELSEWHERE])
def test_no_public_page_tells_a_stranger_about_anybody(known, visitor, settings):
    settings.DEVELOPMENT = False  # where the built-in handset is not there
    client = client_of(known, visitor)
    invitation = {door for door in doors() if door.route.startswith("invitations/")}
    answers = [
        answer
        for door in doors()
        if door.allows in {PUBLIC, SIGNED} and door not in invitation
        for answer in seen_by(client, door, known)
    ]

    assert telling(answers, LEARNERS_OWN + STAFFS_OWN) == []


@pytest.mark.parametrize("visitor", [*INSIDE, *BESIDE, *COUNCIL, *ELSEWHERE])
def test_a_role_without_the_permission_is_refused(known, visitor):
    client, may = client_of(known, visitor), permissions_of(known.visitors[visitor])

    wrong = [
        (door.route, answer.status_code)
        for door in guarded()
        if door.allows not in may
        for answer in seen_by(client, door, known)
        if answer.status_code not in {403, 405}
    ]

    assert wrong == []


@pytest.mark.parametrize("visitor", [*BESIDE, *ELSEWHERE])
def test_the_neighbours_learn_nothing_and_change_nothing(known, visitor):
    client, may = client_of(known, visitor), permissions_of(known.visitors[visitor])
    before = everything_kept()

    answers = [
        (door, answer)
        for door in guarded()
        if door.allows in may
        for answer in seen_by(client, door, known)
    ]

    assert telling([answer for _, answer in answers], LEARNERS_OWN + STAFFS_OWN) == []
    assert everything_kept() == before
    assert [
        (door.route, answer.status_code)
        for door, answer in answers
        if door.is_of_one_organisation and answer.status_code not in {404, 405}
    ] == []


@pytest.mark.parametrize("visitor", COUNCIL)
def test_the_councils_own_people_never_see_a_learner(known, visitor):
    client, may = client_of(known, visitor), permissions_of(known.visitors[visitor])

    answers = [client.get(door.address(known)) for door in guarded() if door.allows in may]

    assert telling(answers, LEARNERS_OWN) == []


def everything_kept():
    """The rows a neighbour might spoil, field by field."""
    kept = (Learner, Enrolment, Consent, Session, Booking, Attendance, Membership, Invitation)
    return {model: list(model.objects.order_by("pk").values()) for model in kept}


def test_every_page_opens_for_one_of_the_organisations_own_people(known):
    """Else the examples are wrong, and the rest of the walk proves nothing."""
    clients = {visitor: client_of(known, visitor) for visitor in (*INSIDE, *COUNCIL)}

    shut = [
        door.route
        for door in guarded()
        if not any(
            clients[visitor].get(door.address(known)).status_code in {200, 302, 405}
            for visitor in clients
            if door.allows in permissions_of(known.visitors[visitor])
        )
    ]

    assert shut == []


def test_no_private_page_is_kept_by_a_browser_or_framed_or_runs_a_strangers_script(known):
    client = client_of(known, "coordinator")
    pages = [client.get(door.address(known)) for door in guarded()]
    opened = [page for page in pages if page.status_code == 200]

    assert len(opened) > 3
    for page in opened:
        assert "no-store" in page["Cache-Control"]
        assert page["X-Frame-Options"] == "DENY"
        assert "script-src 'self'" in page["Content-Security-Policy"]


def test_an_emailed_code_alone_opens_no_guarded_page_to_a_coordinator(known):
    client = HouseClient()
    client.force_login(known.visitors["coordinator"], second_factor=False)

    answers = [client.get(door.address(known)) for door in guarded()]
    pages = [answer for answer in answers if answer.status_code != 401]

    assert {getattr(page, "url", "open") for page in pages} == {"/start/second-lock/"}


def test_no_form_of_ours_works_from_somebody_elses_page(known):
    client = HouseClient(enforce_csrf_checks=True)
    client.force_login(known.visitors["coordinator"])

    answers = {door.route: client.post(door.address(known)).status_code for door in guarded()}

    assert {route: status for route, status in answers.items() if status not in {403, 405}} == {}


@pytest.mark.parametrize("visitor", [None, "volunteer"])
def test_the_websites_admin_is_shut_to_those_who_do_not_write_it(known, visitor):
    client = client_of(known, visitor)
    open_to_all = ("/cms/jsi18n/", "/cms/sprite", "/cms/login/", "/cms/password_reset/")

    answers = {
        address: client.get(address)
        for address in website_addresses()
        if address.startswith("/cms/") and not address.startswith(open_to_all)
    }

    assert len(answers) > 100
    assert {a: r.status_code for a, r in answers.items() if r.status_code == 200} == {}
    assert telling(answers.values(), LEARNERS_OWN + STAFFS_OWN) == []


@pytest.mark.parametrize("visitor", [None, "volunteer", "editor"])
def test_the_pages_of_signing_in_tell_nobody_about_anybody_else(known, visitor):
    client = client_of(known, visitor)
    answers = [
        answer
        for address in website_addresses()
        if address.startswith("/accounts/") and "logout" not in address
        for answer in (client.get(address), client.post(address))
    ]

    own = known.visitors[visitor].email if visitor else "nobody"
    secrets = [
        secret for secret in LEARNERS_OWN + STAFFS_OWN if visitor != "volunteer" or secret in own
    ]
    assert telling(answers, secrets) == []
    assert [answer.status_code for answer in answers if answer.status_code >= 500] == []


def test_a_days_work_leaves_no_name_or_number_in_the_logs(known, caplog):
    client = client_of(known, "coordinator")
    with caplog.at_level("DEBUG"):
        for door in guarded():
            seen_by(client, door, known)

    assert [secret for secret in LEARNERS_OWN + STAFFS_OWN if secret in caplog.text] == []


def test_the_walk_knows_every_permission():
    assert {door.allows for door in guarded()} <= set(Permission)
