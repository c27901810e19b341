"""Certificates on paper: read back, looked at and checked as a stranger would."""

import io
import re
import subprocess
import sys
import unicodedata

import pymupdf
import pypdf
import pytest
import zxingcpp
from PIL import Image

from reports.drawing import CannotPrint, Face, certificates
from reports.printing import face_of, printed
from reports.signing import claims_if_genuine
from reports.wording import Wording, written
from tests.reports.factories import certificate_for, framework_of, learner_who_did

MILLIMETRE = 72 / 25.4
NAMES = [
    "Siân", "Llŷr", "Łukasz K", "Nguyễn Thị Ánh", "O’Neill B", "Zoë", "Ọláyínká", "Şükrü", "Đorđe", "Jürgen ß",  # noqa: RUF001 -- a name as it is written
    "Ελένη", "Олена", "Þórdís", "Ngô", "Mary-Jane", "D'Arcy", "X", "Anne Marie", "<b>Bold</b>", "Tom & Jo",
    "<img src='file:///etc/passwd'>", "%s %(x)s {}", "Wolfeschlegelsteinhausenbergerdorff Wx",
]  # fmt: skip


def face(name="Jean M", tasks=8, **fields):
    words = {
        "name": written(name),
        "award": "level",
        "title": "Essential Digital Skills, 2022",
        "can_do": "can do these eight things online, with no help",
        "tasks": [f"Set up a connection to a Wi-Fi network, number {n}." for n in range(tasks)],
        "place": "Ashmere Libraries",
        "council": "Ashmere",
        "seen_by": "three volunteers of Ashmere Libraries",
        "when": "3 March to 20 November 2026",
        "issued": "20 November 2026",
        "is_demonstration": False,
    }
    link = "https://example.org/certificates/K7MD-4PXH/#" + "a" * 290
    return Face(
        Wording(**{**words, **fields}), "K7MD-4PXH", "example.org/certificates/K7MD-4PXH", link
    )


def text_of(pdf):
    return re.sub(r"\s+", " ", pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text())


def picture_of(pdf, dots_per_inch, *, is_grey=False):
    colours = pymupdf.csGRAY if is_grey else pymupdf.csRGB
    page = pymupdf.open(stream=pdf, filetype="pdf")[0].get_pixmap(
        dpi=dots_per_inch, colorspace=colours
    )
    return Image.frombytes("L" if is_grey else "RGB", (page.width, page.height), page.samples)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_reads_back_letter_for_letter(name):
    assert unicodedata.normalize("NFC", name) in text_of(certificates([face(name)]))


@pytest.mark.parametrize(
    ("name", "letters"),
    [("王芳", "王 芳"), ("فاطمة", "ا ة ط ف م"), ("Jo🙂", "🙂")],  # noqa: RUF001 -- and another
)
def test_a_name_we_have_no_letters_for_is_refused_and_not_printed_as_boxes(name, letters):
    with pytest.raises(CannotPrint, match=f"We can't print {letters} yet"):
        certificates([face(name)])


def test_two_ways_of_typing_one_name_print_the_same():
    assert written("Sia\u0302n ") == "Siân"


def test_the_page_says_everything_in_reading_order():
    text = text_of(certificates([face(tasks=2, is_demonstration=True)]))
    expected = [
        "Essential Digital Skills, 2022", "Jean M", "can do these eight things online, with no help",
        "Set up a connection to a Wi-Fi network, number 0.", "number 1.",
        "Seen by three volunteers of Ashmere Libraries,", "3 March to 20 November 2026.",
        "For Ashmere Libraries, Ashmere", "K7MD-4PXH", "Issued 20 November 2026",
        "example.org/certificates/K7MD-4PXH", "Demonstration. This person does not exist.",
    ]  # fmt: skip
    places = [text.index(words) for words in expected]
    assert places == sorted(places)


def test_an_independent_check_finds_nothing_to_stop_it_being_read_aloud(tmp_path):
    path = tmp_path / "certificate.pdf"
    path.write_bytes(certificates([face("Siân R"), face(tasks=3)]))
    check = subprocess.run(  # noqa: S603 -- the checker beside this Python, on our own file
        [sys.executable, "-c", "from pdfua.cli import main; raise SystemExit(main())", "check", str(path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "errors=0 warnings=0" in check.stdout


def test_every_letter_travels_inside_the_file():
    fonts = pymupdf.open(stream=certificates([face()]), filetype="pdf")[0].get_fonts()
    assert {font[3].split("+")[1] for font in fonts} == {
        "NotoSans-Bold", "NotoSerif-Bold", "NotoSerif-Italic", "NotoSans-Regular",
    }  # fmt: skip
    assert all(re.match(r"[A-Z]{6}\+", font[3]) for font in fonts)


@pytest.mark.parametrize("tasks", [0, 1, 4, 8, 9, 15])
def test_all_ink_is_ten_millimetres_from_the_edge(tasks):
    picture = picture_of(
        certificates([face("Nguyễn Thị Ánh", tasks, is_demonstration=True)]), 72, is_grey=True
    )
    ink = picture.point(lambda light: 255 if light < 250 else 0).getbbox()
    edge = 10 * MILLIMETRE - 1
    assert min(ink[0], ink[1], picture.width - ink[2], picture.height - ink[3]) >= edge


@pytest.mark.parametrize("dots_per_inch", [150, 300])
def test_the_code_still_reads_after_a_black_and_white_photocopy(dots_per_inch):
    copy = picture_of(certificates([face()]), dots_per_inch, is_grey=True)
    copy = copy.rotate(2, expand=True, fillcolor=255).point(lambda light: 255 if light > 140 else 0)
    [code] = zxingcpp.read_barcodes(copy)
    assert code.text == face().link


@pytest.mark.django_db
def test_the_code_holds_the_address_and_a_signature_that_checks(settings):
    settings.PUBLIC_BASE_URL = "https://footbridge.example"
    certificate = certificate_for(first_name="Siân", initial="R")
    [code] = zxingcpp.read_barcodes(picture_of(printed([certificate]), 200))
    address, token = code.text.split("#")
    assert address == f"https://footbridge.example/certificates/{certificate.serial}/"
    assert claims_if_genuine(token)["name"] == "Siân R"
    assert claims_if_genuine(token.replace(token[60], "A" if token[60] != "A" else "B", 1)) is None


@pytest.mark.django_db
def test_printed_again_it_is_the_same_to_the_last_byte():
    certificate = certificate_for()
    assert printed([certificate]) == printed([certificate])


@pytest.mark.django_db
def test_many_are_printed_in_the_order_of_a_register():
    framework = framework_of(1)

    people = [learner_who_did(framework, first_name=name) for name in ["Zoë", "aisha", "Jean"]]
    pdf = printed(certificate_for(person, framework=framework) for person in people)
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    names = [re.search(r"(Zoë|aisha|Jean) M", page.extract_text())[0] for page in pages]
    assert names == ["aisha M", "Jean M", "Zoë M"]


@pytest.mark.django_db
def test_every_face_has_its_words_serial_and_address():
    certificate = certificate_for()
    drawn = face_of(certificate)
    assert drawn.words == Wording.of(certificate.wording)
    assert drawn.check_at.endswith(f"/certificates/{certificate.serial}")
