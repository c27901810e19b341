"""Checking a certificate, and looking after them at the desk."""

import pytest
from django.utils import timezone

from reports.certificates import withdraw_certificate
from reports.models import Certificate
from tests.factories import OrganisationFactory, coordinator, volunteer
from tests.reports.factories import certificate_for, framework_of, learner_who_did

pytestmark = pytest.mark.django_db
DESK = "/desk/certificates/"


@pytest.fixture
def organisation():
    return OrganisationFactory()


@pytest.fixture
def desk(client, organisation):
    """A coordinator's browser."""
    client.force_login(coordinator(organisation))
    return client


def page(response):
    return response.content.decode()


def test_a_number_however_typed_leads_to_its_certificate(client):
    serial = certificate_for().serial
    answer = client.get("/certificates/", {"serial": serial.lower().replace("-", " ")})
    assert (answer.status_code, answer["Location"]) == (302, f"/certificates/{serial}/")


@pytest.mark.parametrize(
    ("typed", "problem"), [("", "Type the number"), ("abc", "We need 8 letters")]
)
def test_a_number_that_cannot_be_one_is_asked_for_again_with_a_reason(client, typed, problem):
    assert problem in page(client.get("/certificates/", {"serial": typed}))


def test_a_real_one_says_so_and_shows_one_letter_of_the_name(client):
    certificate = certificate_for(first_name="Bronwen", initial="Q")
    shown = page(client.get(f"/certificates/{certificate.serial}/"))
    assert "This certificate is real." in shown
    assert "B. can do these two things online" in shown
    assert "Bronwen" not in shown


def test_one_taken_back_says_so(client, organisation):
    certificate = certificate_for(organisation=organisation)
    withdraw_certificate(
        certificate=certificate, reason="Secret", by=coordinator(), now=timezone.now()
    )
    shown = page(client.get(f"/certificates/{certificate.serial}/"))
    assert "This certificate no longer stands." in shown
    assert "Secret" not in shown


def test_one_whose_words_were_changed_is_not_to_be_relied_on(client):
    certificate = certificate_for()
    certificate.wording["name"] = "Somebody Else"
    certificate.save()
    assert "Do not rely on this certificate." in page(
        client.get(f"/certificates/{certificate.serial}/")
    )


def test_one_we_never_issued_is_not_known(client):
    answer = client.get("/certificates/CCCC-CCCC/")
    assert answer.status_code == 404
    assert "We have no certificate with that number" in page(answer)


def test_anybody_may_have_the_public_keys(client):
    certificate = certificate_for()
    assert [key["kid"] for key in client.get("/certificates/keys/").json()["keys"]] == [
        certificate.key.kid
    ]


def test_the_desk_lists_only_our_own_people(desk, organisation):
    certificate_for(first_name="Ourselves", organisation=organisation)
    certificate_for(first_name="Elsewhere")
    shown = page(desk.get(DESK))
    assert "Ourselves" in shown
    assert "Elsewhere" not in shown


def test_an_empty_desk_says_what_will_come(desk):
    assert "Nothing to print." in page(desk.get(DESK))


def test_all_new_ones_print_as_one_file_that_names_nobody_and_then_none_are_new(desk, organisation):
    for _ in range(2):
        certificate_for(organisation=organisation)
    answer = desk.post(f"{DESK}print/")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="certificates.pdf"'
    assert Certificate.objects.to_print().count() == 0
    assert desk.post(f"{DESK}print/").status_code == 302


def test_one_can_be_printed_again(desk, organisation):
    certificate = certificate_for(organisation=organisation)
    first, again = (desk.post(f"{DESK}{certificate.pk}/print/").content for _ in range(2))
    assert first[:5] == b"%PDF-"
    assert first == again


def test_a_name_we_cannot_print_is_said_and_nothing_is_marked_printed(desk, organisation):
    certificate = certificate_for(first_name="王芳", organisation=organisation)
    answer = desk.post(f"{DESK}{certificate.pk}/print/", follow=True)
    assert "can&#x27;t print 王 芳 yet" in page(answer)
    assert Certificate.objects.to_print().count() == 1


def test_one_that_is_earned_can_be_issued_at_once(desk, organisation):
    framework = framework_of(1)
    learner = learner_who_did(framework, first_name="Jean", organisation=organisation)
    assert "Earned, not issued yet" in page(desk.get(DESK))
    desk.post(f"{DESK}issue/", {"person": learner.card_code, "framework": framework.pk})
    assert Certificate.objects.get().learner == learner


def test_one_not_earned_is_refused_with_a_reason(desk, organisation):
    framework = framework_of(2)
    learner = learner_who_did(framework, all_but=1, organisation=organisation)
    form = {"person": learner.card_code, "framework": framework.pk}
    assert "has not done enough yet" in page(desk.post(f"{DESK}issue/", form, follow=True))
    assert Certificate.objects.count() == 0


@pytest.mark.parametrize("framework", ["", "x", "²", "99999999999999999999", "0"])
def test_a_form_that_makes_no_sense_is_not_found(desk, framework):
    assert (
        desk.post(f"{DESK}issue/", {"person": "CCCC-CCCC", "framework": framework}).status_code
        == 404
    )


def test_taking_one_back_asks_first_and_asks_why(desk, organisation):
    certificate = certificate_for(organisation=organisation)
    address = f"{DESK}{certificate.pk}/withdraw/"
    assert "Take back this certificate?" in page(desk.get(address))
    assert "Write why" in page(desk.post(address, {"reason": ""}))
    desk.post(address, {"reason": "Wrong person"})
    certificate.refresh_from_db()
    assert certificate.reason == "Wrong person"


@pytest.mark.parametrize("what", ["print", "withdraw"])
def test_another_organisations_certificate_is_not_found(desk, what):
    certificate = certificate_for()
    assert desk.post(f"{DESK}{certificate.pk}/{what}/").status_code == 404


def test_a_volunteer_issues_nothing(client, organisation):
    client.force_login(volunteer(organisation))
    assert client.get(DESK).status_code == 403


@pytest.mark.parametrize("people", [1, 3])
def test_the_desk_takes_as_many_looks_however_many_people(
    desk, organisation, people, django_assert_num_queries
):
    framework = framework_of(1)
    for _ in range(people):
        certificate_for(organisation=organisation, framework=framework)
        learner_who_did(framework, organisation=organisation)
    with django_assert_num_queries(9):
        desk.get(DESK)
