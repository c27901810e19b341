"""Invitations: who may send them, and that each lets one person in once."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from inclusion.actions import invitations, memberships
from inclusion.choices import Role
from inclusion.models import Event, Invitation, User
from tests.factories import (
    CouncilFactory,
    MembershipFactory,
    OrganisationFactory,
    coordinator,
    council_person,
    volunteer,
)

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def invite(body, by=None, role=Role.VOLUNTEER, email="New@Example.org", now=NOW):
    return invitations.invite(email=email, role=role, body=body, by=by, now=now)


def test_an_accepted_invitation_makes_a_person_with_a_proved_address_and_a_part():
    library = OrganisationFactory()
    _, secret = invite(library, coordinator(library))

    user = invitations.accept(secret=secret, first_name="Noor", last_name="Ali", now=NOW)

    assert (user.email, user.known_as) == ("new@example.org", "Noor A")
    assert user.emailaddress_set.filter(verified=True, primary=True).exists()
    assert list(user.memberships.values_list("role", "organisation")) == [("volunteer", library.pk)]
    assert not user.password.startswith("pbkdf2")


def test_somebody_we_know_joins_with_the_account_they_have():
    known = volunteer()
    _, secret = invite(OrganisationFactory(), email=known.email)

    assert invitations.accept(secret=secret, now=NOW) == known
    assert known.memberships.live().count() == 2


def test_an_invitation_works_once():
    _, secret = invite(OrganisationFactory())
    invitations.accept(secret=secret, now=NOW)

    with pytest.raises(invitations.NotOpen):
        invitations.accept(secret=secret, now=NOW)
    assert User.objects.count() == 1


@pytest.mark.parametrize(("days", "is_open"), [(6, True), (8, False)])
def test_an_invitation_is_good_for_seven_days(days, is_open):
    _, secret = invite(OrganisationFactory())
    later = NOW + dt.timedelta(days=days)

    assert Invitation.objects.open(later).exists() is is_open
    if not is_open:
        with pytest.raises(invitations.NotOpen):
            invitations.find_open(secret, later)


def test_an_invitation_taken_back_lets_nobody_in():
    library = OrganisationFactory()
    boss = coordinator(library)
    invitation, secret = invite(library, boss)

    invitations.revoke(invitation=invitation, by=boss, now=NOW)

    with pytest.raises(invitations.NotOpen):
        invitations.accept(secret=secret, now=NOW)


def test_inviting_again_keeps_one_invitation_and_only_the_new_link_works():
    library = OrganisationFactory()
    _, first = invite(library)
    _, second = invite(library)

    assert Invitation.objects.count() == 1
    with pytest.raises(invitations.NotOpen):
        invitations.find_open(first, NOW)
    assert invitations.find_open(second, NOW).email == "new@example.org"


def test_only_a_hash_of_the_secret_is_kept_and_it_has_128_bits():
    invitation, secret = invite(OrganisationFactory())

    assert secret not in str(list(Invitation.objects.values()))
    assert invitation.secret_hash == invitations.hashed(secret)
    assert len(secret) == 22


@pytest.mark.parametrize("role", [Role.LEAD, Role.EDITOR, Role.ADMINISTRATOR])
def test_a_coordinator_gives_no_role_above_their_own(role):
    library = OrganisationFactory()

    with pytest.raises(invitations.NotTheirs):
        invite(library.council, coordinator(library), role)


def test_a_coordinator_invites_nobody_to_another_organisation():
    library = OrganisationFactory()

    with pytest.raises(invitations.NotTheirs):
        invite(OrganisationFactory(council=library.council), coordinator(library))


def test_a_volunteer_here_who_coordinates_elsewhere_invites_nobody_here():
    here, elsewhere = OrganisationFactory(), OrganisationFactory()
    person = volunteer(here)
    MembershipFactory(user=person, organisation=elsewhere, role=Role.COORDINATOR)

    assert memberships.roles_to_give(person, here) == ()
    assert memberships.roles_to_give(person, elsewhere) == (Role.VOLUNTEER, Role.COORDINATOR)


def test_an_administrator_invites_to_their_council_and_its_organisations_and_no_other():
    council = CouncilFactory()
    chief = council_person(Role.ADMINISTRATOR, council)

    assert len(memberships.roles_to_give(chief, council)) == 3
    assert len(memberships.roles_to_give(chief, OrganisationFactory(council=council))) == 2
    assert memberships.roles_to_give(chief, CouncilFactory()) == ()
    assert memberships.roles_to_give(chief, OrganisationFactory()) == ()


def test_somebody_who_has_the_role_already_is_not_asked_again():
    library = OrganisationFactory()

    with pytest.raises(invitations.HereAlready):
        invite(library, email=volunteer(library).email)


def test_an_editor_may_write_the_website_exactly_while_they_are_one():
    council = CouncilFactory()
    editor = volunteer()
    given = memberships.grant(user=editor, role=Role.EDITOR, body=council, by=None, now=NOW)
    assert editor.groups.get().name == "Editors"
    assert User.objects.get(pk=editor.pk).has_perm("wagtailadmin.access_admin")

    memberships.end(membership=given, by=council_person(Role.ADMINISTRATOR, council), now=NOW)

    assert not editor.groups.exists()
    assert Group.objects.filter(name="Editors").exists()


def test_nobody_ends_their_own_part():
    library = OrganisationFactory()
    boss = coordinator(library)

    with pytest.raises(memberships.NotTheirs):
        memberships.end(membership=boss.memberships.get(), by=boss, now=NOW)
    assert boss.memberships.live().count() == 1


def test_a_coordinator_ends_no_part_in_another_organisation():
    stranger = volunteer().memberships.get()

    with pytest.raises(memberships.NotTheirs):
        memberships.end(membership=stranger, by=coordinator(), now=NOW)


def test_ending_a_part_twice_is_ending_it_once():
    library = OrganisationFactory()
    boss, part = coordinator(library), volunteer(library).memberships.get()

    for _ in range(2):
        memberships.end(membership=part, by=boss, now=NOW)

    assert Event.objects.filter(verb="end_membership").count() == 1


def test_what_was_done_is_written_down_without_names():
    library = OrganisationFactory()
    _, secret = invite(library, coordinator(library))
    invitations.accept(secret=secret, first_name="Noor", now=NOW)

    events = Event.objects.order_by("pk")
    assert [event.verb for event in events] == ["invite", "grant", "accept_invitation"]
    assert "example.org" not in str(list(events.values()))
