"""Inviting, accepting, ending access; where each person starts; and the demo's one-press way in."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from inclusion.actions import invitations
from inclusion.choices import Role
from inclusion.models import Invitation, User
from tests.factories import (
    CouncilFactory,
    OrganisationFactory,
    coordinator,
    council_person,
    volunteer,
)

pytestmark = pytest.mark.django_db
PEOPLE, INVITE = "/desk/people/", "/desk/people/invite/"


@pytest.fixture
def library():
    return OrganisationFactory(name="Ashmere Libraries")


@pytest.fixture
def boss(library, client):
    person = coordinator(library)
    client.force_login(person)
    return person


def secret_for(library, email="noor@example.org", role=Role.VOLUNTEER):
    return invitations.invite(email=email, role=role, body=library, by=None, now=timezone.now())[1]


def test_the_whole_way_in_from_a_coordinators_form_to_the_volunteers_first_page(client, boss):
    client.post(
        INVITE, {"email": "noor@example.org", "role": "volunteer", "place": ""} | place(client)
    )
    link = re.search(r"http\S+", mail.outbox[0].body).group()
    path = link.removeprefix("http://127.0.0.1:8000")
    client.logout()

    page = client.get(path).content.decode()
    answer = client.post(path, {"first_name": "Noor", "last_name": "Ali"})

    assert "Aisha B asks you to join" in page
    assert answer.url == "/start/"
    assert client.get("/start/").url == "/field/"
    assert client.get(path).status_code == 410


def place(client):
    return {"place": client.get(INVITE).context["form"].fields["place"].initial}


def test_opening_the_link_changes_nothing_because_mail_scanners_open_links(client, library):
    secret = secret_for(library)

    client.get(f"/invitations/{secret}/")

    assert Invitation.objects.open(timezone.now()).count() == 1
    assert User.objects.count() == 0


def test_somebody_with_an_app_is_still_asked_for_it_when_they_accept(client, library):
    known = volunteer()
    Authenticator.objects.create(user=known, type=Authenticator.Type.TOTP, data={"secret": "x"})

    answer = client.post(f"/invitations/{secret_for(library, known.email)}/")

    assert answer.url == "/accounts/2fa/authenticate/"
    assert "_auth_user_id" not in client.session


def test_accepting_on_somebody_elses_browser_signs_them_out_first(client, library, boss):
    client.post(f"/invitations/{secret_for(library)}/", {"first_name": "Noor"})

    assert User.objects.get(pk=client.session["_auth_user_id"]).email == "noor@example.org"


def test_a_made_up_link_and_a_used_one_get_the_same_page(client, library):
    secret = secret_for(library)
    client.post(f"/invitations/{secret}/", {"first_name": "Noor"})
    client.logout()

    used, made_up = client.get(f"/invitations/{secret}/"), client.get("/invitations/guess/")

    assert (used.status_code, made_up.status_code) == (410, 410)
    assert used.content == made_up.content


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_people_takes_the_same_few_queries_however_long(
    client, library, boss, rows, django_assert_num_queries
):
    for n in range(rows):
        volunteer(library)
        secret_for(library, f"asked-{n}@example.org")

    with django_assert_num_queries(5):
        page = client.get(PEOPLE).content.decode()

    assert page.count("End access") == rows
    assert page.count("Take back") == rows


def test_a_form_with_nothing_in_it_says_what_is_missing_and_invites_nobody(client, boss):
    page = client.post(INVITE, {"email": "noor"} | place(client)).content.decode()

    assert "We need an email address like name@example.org." in page
    assert "Choose what they will do." in page
    assert Invitation.objects.count() == 0


def test_a_role_slipped_into_the_form_by_hand_is_refused(client, boss):
    client.post(INVITE, {"email": "n@example.org", "role": "administrator"} | place(client))

    assert Invitation.objects.count() == 0


def test_an_administrator_chooses_where_and_is_told_when_the_role_does_not_fit(client):
    council = CouncilFactory()
    client.force_login(council_person(Role.ADMINISTRATOR, council))
    OrganisationFactory(council=council)

    page = client.post(
        INVITE, {"email": "n@example.org", "role": "volunteer", "place": f"Council-{council.pk}"}
    )

    assert "That role is in an organisation. Choose another place." in page.content.decode()
    assert Invitation.objects.count() == 0


def test_sending_again_makes_a_new_link_and_taking_back_ends_it(client, library, boss):
    old = secret_for(library)
    pk = Invitation.objects.get().pk

    client.post(f"/desk/people/invitations/{pk}/send/")
    with pytest.raises(invitations.NotOpen):
        invitations.find_open(old, timezone.now())
    client.post(f"/desk/people/invitations/{pk}/end/")

    assert Invitation.objects.open(timezone.now()).count() == 0


def test_ending_access_asks_first(client, library, boss):
    part = volunteer(library).memberships.get()
    path = f"/desk/people/{part.pk}/end/"

    asked = client.get(path).content.decode()
    part.refresh_from_db()
    assert ("End access for Aisha B?" in asked, part.ended_at) == (True, None)

    client.post(path)
    part.refresh_from_db()
    assert part.ended_at is not None


def test_a_mail_server_that_is_down_keeps_the_invitation_and_says_so(client, boss, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    answer = client.post(
        INVITE, {"email": "n@example.org", "role": "volunteer"} | place(client), follow=True
    )

    assert "the email did not go" in answer.content.decode()
    assert Invitation.objects.count() == 1


def test_a_mail_server_that_is_down_does_not_break_signing_in(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    page = client.post("/accounts/login/", {"login": volunteer().email}, follow=True)

    assert page.status_code == 200
    assert "send email just now" in page.content.decode()


@pytest.mark.parametrize(
    ("person", "page"),
    [
        (lambda: volunteer(), "/field/"),
        (lambda: coordinator(), "/desk/"),
        (lambda: council_person(Role.LEAD), "/desk/"),
        (lambda: council_person(Role.ADMINISTRATOR), "/desk/"),
        (lambda: council_person(Role.EDITOR), "/cms/"),
    ],
)
def test_everybody_starts_at_their_own_page(client, person, page):
    client.force_login(person())

    assert client.get("/start/").url == page


def test_nobody_starts_at_sign_in(client):
    assert client.get("/start/").url == "/accounts/login/"


def make_believe(settings):
    settings.DEMO = True
    council = CouncilFactory(is_demonstration=True)
    bodies = [OrganisationFactory(council=council) for _ in range(2)]
    people = [
        volunteer(bodies[0]),
        volunteer(bodies[0]),
        volunteer(bodies[1]),
        coordinator(bodies[0]),
    ]
    return people + [
        council_person(role, council) for role in (Role.LEAD, Role.EDITOR, Role.ADMINISTRATOR)
    ]


def test_the_demo_offers_one_person_of_each_kind_and_a_volunteer_of_two_organisations(
    client, settings
):
    people = make_believe(settings)

    offered = [part.user for part in client.get("/start/").context["people"]]

    assert offered == [people[0], *people[2:]]


def test_one_press_in_the_demo_makes_you_that_person(client, settings):
    lead = make_believe(settings)[4]

    client.post(f"/start/as/{lead.pk}/")

    assert client.get("/start/").url == "/desk/"
    assert client.get("/desk/").status_code == 200


def test_outside_the_demo_there_is_no_such_way_in(client, settings):
    lead = make_believe(settings)[4]
    settings.DEMO = False

    assert client.post(f"/start/as/{lead.pk}/").status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("how", ["superuser", "real council", "second volunteer"])
def test_the_demo_lets_nobody_be_anyone_who_is_not_on_offer(client, settings, how):
    people = make_believe(settings)
    person = {"real council": council_person(Role.LEAD), "second volunteer": people[1]}.get(
        how, people[3]
    )
    if how == "superuser":
        User.objects.filter(pk=person.pk).update(is_superuser=True)

    assert client.post(f"/start/as/{person.pk}/").status_code == 404


def test_a_councils_first_administrator_gets_in_from_the_command_line(client, capsys):
    council = CouncilFactory()

    call_command("invite", "chief@example.org", role="administrator", council=council.code)

    link = capsys.readouterr().out.split()[-1]
    client.post(link.removeprefix("http://127.0.0.1:8000"), {"first_name": "Ada"})
    assert client.get("/start/").url == "/desk/"
    assert mail.outbox[0].to == ["chief@example.org"]


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"role": "lead", "organisation": "x"}, "A lead belongs to a council"),
        ({"role": "volunteer", "council": "x"}, "A volunteer belongs to an organisation"),
        ({"role": "lead", "council": "E99"}, "There is no E99 here"),
    ],
)
def test_a_wrong_command_says_what_to_put_right(options, problem):
    with pytest.raises(CommandError, match=problem):
        call_command("invite", "chief@example.org", **options)
    assert Invitation.objects.count() == 0
