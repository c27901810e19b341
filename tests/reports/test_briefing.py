"""The briefing on paper: it says what the public page says, to the eye and read aloud."""

import io
import itertools
import re

import pikepdf
import pymupdf
import pypdf
import pytest
from django.core.management import call_command
from PIL import Image

from inclusion.actions.events import record
from reports.briefing import briefing_pdf, sentences_of
from reports.disclosure import publish_cell
from reports.drawing.maps import rings
from reports.sentences import done
from reports.views.wards import place_of
from tests.factories import BoundarySetFactory, CouncilFactory, WardFactory
from tests.realdata import needs_real_data, real
from tests.reports.factories import estimate_of
from tests.reports.test_paper import findings
from tests.reports.test_views_wards import help_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def ashmere():
    """A council of Market, where many lack the skills, Quarry, and Weir, which has no estimate."""
    council = CouncilFactory(name="Ashmere", slug="ashmere")
    wards = BoundarySetFactory(council=council, source="Drawn by hand", licence="OGL v3")
    for number, name in enumerate(["Market", "Quarry", "Weir"], 1):
        WardFactory(boundary_set=wards, name=name, code=f"E0500000{number}")
    return council


def estimated(council):
    estimate_of(council.boundary_sets.get(), Market=0.3, Quarry=0.2)


def ward(council, name):
    return council.boundary_sets.get().wards.get(name=name)


def said(pdf):
    """Every page's words, in the order they are read."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def paper(client, slug="ashmere"):
    return client.get(f"/wards/{slug}.pdf").content


def sheets(pdf):
    """A grey copy of each page, a point to a dot."""
    copies = [
        page.get_pixmap(dpi=72, colorspace=pymupdf.csGRAY)
        for page in pymupdf.open(stream=pdf, filetype="pdf")
    ]
    return [Image.frombytes("L", (copy.width, copy.height), copy.samples) for copy in copies]


def leaves(element):
    """Each tagged piece below an element: its tag, and what it is at the head of."""
    kids = element.get("/K", pikepdf.Array())
    if not isinstance(kids, pikepdf.Array):
        return [(str(element.S), str(element.get("/A", {}).get("/Scope", "")))]
    return [leaf for kid in kids for leaf in leaves(kid)]


def test_it_says_in_three_sentences_what_the_page_says(client, ashmere):
    estimated(ashmere)
    help_people(ashmere, 30, ward(ashmere, "Market"))
    assert sentences_of(place_of(ashmere))[:2] == [
        "We think about 20% of adults in Ashmere (17 to 23%) cannot yet do the basic things online on their own.",
        "1 of 3 wards is probably higher than the rest.",
    ]
    page = client.get("/wards/ashmere/").content.decode()
    for sentence in sentences_of(place_of(ashmere))[:2]:
        assert sentence in page
        assert sentence in said(paper(client))


def test_every_wards_line_is_the_pages_own_figures(client, ashmere):
    estimated(ashmere)
    help_people(ashmere, 30, ward(ashmere, "Market"))
    text = said(paper(client))
    assert "1 Market Higher about 30% 20 to 40% 30 10.0%" in text
    assert "2 Quarry About the same about 20% 10 to 30% fewer than 10 not known" in text
    assert "3 Weir no estimate no estimate no estimate fewer than 10 no estimate" in text
    assert "Map: Drawn by hand. Licence: OGL v3." in text
    assert (
        "Without the skills means: not yet able to do everything in EDS Foundation (8 tasks), 2022."
        in text
    )


def test_a_number_the_page_hides_is_hidden_on_paper_and_aloud(client, ashmere):
    """Seven people in Quarry, and 31 in Market: neither is on paper, nor in the words for who cannot see the map."""
    estimated(ashmere)
    help_people(ashmere, 7, ward(ashmere, "Quarry"))
    help_people(ashmere, 31, ward(ashmere, "Market"))
    text = said(paper(client))
    assert "2 Quarry About the same about 20% 10 to 30% fewer than 10 not known" in text
    assert "1 Market Higher about 30% 20 to 40% 30 10.0%" in text
    assert not re.search(r"\b(7|31|38)\b", text.split("Worked out on")[0])


def test_without_an_estimate_it_says_so_and_shows_what_was_done(client, ashmere):
    help_people(ashmere, 22, ward(ashmere, "Quarry"))
    text = said(paper(client))
    assert "How many adults lack the skills has not been worked out yet." in text
    assert "More of the people we helped live in Quarry (20) than anywhere else." in text
    assert "2 Quarry 20 fewer than 10" in text


def test_it_changes_as_soon_as_a_class_is_logged(client, ashmere):
    before = paper(client)
    help_people(ashmere, 22, ward(ashmere, "Quarry"))
    record("save_register", ashmere, by=None)
    assert "2 Quarry 20" in said(paper(client))
    assert "2 Quarry 20" not in said(before)


def test_asked_twice_it_is_the_same_and_not_sent_again(client, ashmere):
    first = client.get("/wards/ashmere.pdf")
    again = client.get("/wards/ashmere.pdf", headers={"If-None-Match": first["ETag"]})
    assert first["Content-Type"] == "application/pdf"
    assert again.status_code == 304


def test_the_page_leads_to_it_in_its_list_and_in_its_head(client, ashmere):
    html = client.get("/wards/ashmere/").content.decode()
    assert '<a href="/wards/ashmere.pdf">A briefing to print (PDF)</a>' in html
    assert '<link rel="alternate" type="application/pdf"' in html


def test_a_council_we_do_not_know_or_with_no_wards_has_none(client):
    CouncilFactory(slug="newtown")
    assert client.get("/wards/nowhere.pdf").status_code == 404
    assert client.get("/wards/newtown.pdf").status_code == 404
    assert ".pdf" not in client.get("/wards/newtown/").content.decode()


def test_an_independent_check_finds_nothing_to_stop_it_being_read_aloud(client, ashmere, tmp_path):
    assert "errors=0 warnings=0" in findings(tmp_path, paper(client))
    estimated(ashmere)
    record("estimate", ashmere, by=None)
    assert "errors=0 warnings=0" in findings(tmp_path, paper(client))


def test_its_map_is_one_figure_in_words_and_its_table_has_heads_both_ways(client, ashmere):
    estimated(ashmere)
    with pikepdf.open(io.BytesIO(paper(client))) as pdf:
        pieces = leaves(pdf.Root.StructTreeRoot.K[0])
    assert [tag for tag, _ in pieces].count("/Figure") == 1
    assert [tag for tag, _ in pieces].count("/H1") == 1
    assert pieces.count(("/TH", "/Column")) == 7
    assert pieces.count(("/TH", "/Row")) == 5  # three wards, elsewhere, the council


def test_words_in_a_line_of_its_table_keep_clear_of_each_other_and_keep_their_size(client, ashmere):
    estimated(ashmere)
    page = pymupdf.open(stream=paper(client), filetype="pdf")[1]
    spans = [
        span
        for block in page.get_text("dict")["blocks"]
        for line in block["lines"]
        for span in line["spans"]
        if span["text"].strip()
    ]
    weir = next(span for span in spans if span["text"] == "Weir")
    beside = sorted(
        (span for span in spans if abs(span["origin"][1] - weir["origin"][1]) < 1),
        key=lambda span: span["bbox"][0],
    )
    said_there = [span["text"] for span in beside]
    assert said_there == ["3", "Weir", *["no estimate"] * 3, "fewer than 10", "no estimate"]
    assert {round(span["size"], 1) for span in beside} == {9.5}
    gaps = [after["bbox"][0] - before["bbox"][2] for before, after in itertools.pairwise(beside)]
    assert min(gaps) > 3


def test_a_grey_copy_still_tells_higher_from_lower(client, ashmere):
    estimated(ashmere)
    greys = {grey for _, grey in sheets(paper(client))[0].getcolors()}
    assert min(greys) < 80
    assert any(150 < grey < 190 for grey in greys)


def test_all_ink_is_ten_millimetres_from_the_edge(client, ashmere):
    for picture in sheets(paper(client)):
        left, top, right, bottom = picture.point(lambda light: 255 * (light < 250)).getbbox()
        assert min(left, top, picture.width - right, picture.height - bottom) >= 27


def test_a_council_of_many_wards_takes_more_sheets_and_leaves_none_out(client):
    wards = BoundarySetFactory(council=CouncilFactory(slug="wide", name="Wide"))
    names = [f"Ward {number:03}" for number in range(122)]
    for name in names:
        WardFactory(boundary_set=wards, name=name)
    text = said(paper(client, "wide"))
    assert [name for name in names if name not in text] == []
    assert "Page 4 of 4" in text


def test_a_demonstration_says_so_on_every_sheet(client, ashmere):
    ashmere.is_demonstration = True
    ashmere.save()
    text = said(paper(client))
    assert text.count("Demonstration. ") == text.count("Page ")


def test_a_path_is_read_back_as_the_points_it_was_written_from():
    assert list(rings("M12 30l5-3 4 8zM0 0l1 0 0-1z")) == [
        [(12, 30), (17, 27), (21, 35)],
        [(0, 0), (1, 0), (1, -1)],
    ]


def test_what_was_done_never_says_a_hidden_number():
    assert done(publish_cell(3), publish_cell(1), 2, "since April 2025") == (
        "We have held 2 sessions since April 2025; how many people came is not shown, so that nobody can be picked out."
    )
    assert done(publish_cell(22), publish_cell(1), 1, "since April 2025") == (
        "We have helped 20 people since April 2025, in 1 session."
    )
    assert done(publish_cell(22), publish_cell(11), 3, "since April 2025") == (
        "We have helped 20 people since April 2025, in 3 sessions, and 10 people have reached the level."
    )
    assert done(publish_cell(0), publish_cell(0), 0, "since April 2025") == (
        "We have held no sessions since April 2025."
    )


@pytest.mark.realdata
@needs_real_data
def test_newcastles_twenty_six_wards_fit_two_sheets():
    call_command(
        "import_wards", real("newcastle_wards_2020-12_bgc.geojson"),
        "--council=E08000021", "--name=Newcastle upon Tyne", "--from=2018-05-03",
    )  # fmt: skip
    wards = CouncilFactory._meta.model.objects.get(code="E08000021").boundary_sets.get()
    estimate_of(wards, **{one.name: 0.2 for one in wards.wards.all()})
    text = said(briefing_pdf(place_of(wards.council)))
    assert "Page 2 of 2" in text
    assert "15 Kingston Park South & Newbiggin Hall" in text
