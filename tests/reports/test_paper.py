"""Pocket cards and paper registers: read back, looked at, and only for the people whose they are."""

import datetime as dt
import io
import subprocess
import sys

import pymupdf
import pypdf
import pytest
import zxingcpp
from PIL import Image

from inclusion.models import Event
from reports.drawing import Card, Paper, paper_register, pocket_cards
from tests.factories import (
    BookingFactory,
    CentreFactory,
    CodeClubFactory,
    CohortFactory,
    EnrolmentFactory,
    LearnerFactory,
    OrganisationFactory,
    SessionFactory,
    coordinator,
    volunteer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return OrganisationFactory()


@pytest.fixture
def desk(client, organisation):
    """A coordinator's browser."""
    client.force_login(coordinator(organisation))
    return client


def text_of(pdf, page=0):
    return pypdf.PdfReader(io.BytesIO(pdf)).pages[page].extract_text()


def codes_in(pdf):
    page = pymupdf.open(stream=pdf, filetype="pdf")[0].get_pixmap(
        dpi=150, colorspace=pymupdf.csGRAY
    )
    picture = Image.frombytes("L", (page.width, page.height), page.samples)
    return sorted(code.text for code in zxingcpp.read_barcodes(picture))


def findings(tmp_path, pdf):
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf)
    check = subprocess.run(  # noqa: S603 -- the checker beside this Python, on our own file
        [sys.executable, "-c", "from pdfua.cli import main; raise SystemExit(main())", "check", str(path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return check.stdout


def card(name="Jean M", code="K7MD-4PXH"):
    return Card(name, code, "Docklands Library", "To end our texts, text STOP.", False)


def paper(names=("Jean M",), tasks=("Join Wi-Fi", "Make it easier to use")):
    link = "https://example.org/field/sessions/1/"
    return Paper("First steps", "Friday 27 March, 10am to 11am", "Hall", names, tasks, link, True)


def test_eleven_cards_take_two_sheets_and_every_code_reads():
    cards = [card(code=f"K7MD-4PX{letter}") for letter in "CDFGHJKMNPQ"]
    pdf = pocket_cards(cards)
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) == 2
    assert codes_in(pdf) == sorted(card.code for card in cards[:10])


def test_cards_and_registers_can_be_read_aloud(tmp_path):
    assert "errors=0 warnings=0" in findings(tmp_path, pocket_cards([card()] * 3))
    assert "errors=0 warnings=0" in findings(tmp_path, paper_register(paper()))


def test_a_name_our_letters_cannot_spell_leaves_a_line_to_write_on():
    said = text_of(pocket_cards([card(name="فاطمة"), card()]))
    assert "فاطمة" not in said
    assert "Jean M" in said


def test_a_register_always_has_room_for_people_nobody_knows():
    pdf = paper_register(paper(names=[f"Jean {n}" for n in range(13)]))
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) == 2


def test_a_register_has_a_column_for_each_task():
    said = " ".join(text_of(paper_register(paper())).split())
    assert said.index("Name Came Join Wi-Fi Make it") < said.index("Jean M")


def test_one_learner_gets_a_card_whose_code_is_theirs(desk, organisation):
    learner = LearnerFactory(organisation=organisation, first_name="Aisha", initial="B")
    answer = desk.post(f"/desk/cards/{learner.pk}/")
    assert answer["Content-Disposition"] == 'inline; filename="card.pdf"'
    assert "Aisha B" in text_of(answer.content)
    assert "To end our texts, text STOP" in text_of(answer.content)
    assert codes_in(answer.content) == [learner.card_code]


def test_cards_are_printed_once_for_those_without(desk, organisation):
    first = LearnerFactory(organisation=organisation)
    desk.post(f"/desk/cards/{first.pk}/")
    second = LearnerFactory(organisation=organisation)
    assert codes_in(desk.post("/desk/cards/").content) == [second.card_code]
    assert desk.post("/desk/cards/")["Location"] == "/desk/learners/"


def test_cards_can_be_for_one_centre(desk, organisation):
    centre = CentreFactory(organisation=organisation)
    LearnerFactory(organisation=organisation)
    here = LearnerFactory(organisation=organisation, centre=centre)
    answer = desk.post("/desk/cards/", {"centre": centre.slug})
    assert codes_in(answer.content) == [here.card_code]
    assert centre.name in text_of(answer.content)


def test_nobody_prints_another_organisations_card_or_register(desk):
    assert desk.post(f"/desk/cards/{LearnerFactory().pk}/").status_code == 404
    assert desk.post(f"/desk/registers/{SessionFactory().pk}/").status_code == 404
    assert desk.post("/desk/cards/").status_code == 302


def test_cards_are_for_coordinators(client):
    client.force_login(volunteer())
    assert client.post("/desk/cards/").status_code == 403


def test_a_session_s_register_names_who_is_booked_and_who_came_lately(desk, organisation):
    session = SessionFactory(centre__organisation=organisation)
    BookingFactory(
        session=session, learner=LearnerFactory(organisation=organisation, first_name="Ann")
    )
    LearnerFactory(organisation=organisation, first_name="Zed")
    answer = desk.post(f"/desk/registers/{session.pk}/")
    assert "Ann" in text_of(answer.content)
    assert "Zed" not in text_of(answer.content)
    assert codes_in(answer.content)[0].endswith(f"/field/sessions/{session.pk}/")


def test_a_club_s_register_has_nicknames_and_printing_it_is_on_record(desk, organisation):
    club = CodeClubFactory(centre__organisation=organisation)
    child = EnrolmentFactory(cohort=CohortFactory(club=club), nickname="Maple")
    session = SessionFactory(
        centre=club.centre, cohort=child.cohort, kind="code_club",
    )  # fmt: skip
    assert "Maple" in text_of(desk.post(f"/desk/registers/{session.pk}/").content)
    assert Event.objects.filter(verb="look_at_children").count() == 1


def test_somebody_who_came_nine_weeks_ago_is_not_expected(desk, organisation):
    session = SessionFactory(centre__organisation=organisation)
    for weeks, name in ((7, "Seven"), (9, "Nine")):
        before = SessionFactory(
            centre=session.centre, starts_at=session.starts_at - dt.timedelta(weeks=weeks)
        )
        before.attendances.create(
            learner=LearnerFactory(organisation=organisation, first_name=name)
        )
    said = text_of(desk.post(f"/desk/registers/{session.pk}/").content)
    assert ("Seven" in said, "Nine" in said) == (True, False)
