"""Certificates a second, one file each and all in one file, beside WeasyPrint and fpdf2 with the same content."""

import html
import importlib
import logging
from pathlib import Path

import segno
from tqdm import tqdm

from reports.drawing import Face, certificates
from reports.wording import Wording
from tests.bench.figures import Figure, faster, seconds

FONTS = Path(__file__).parents[2] / "static/vendor/fonts"
SINGLE, BATCH = 20, 500
TASKS = [f"Set up a connection to a Wi-Fi network, and number {n} as well" for n in range(8)]


def face(number: int) -> Face:
    words = Wording(
        name=f"Siân R {number}", award="level", title="Essential Digital Skills, 2022",
        can_do="can do these eight things online, with no help", tasks=TASKS, place="Ashmere Libraries",
        council="Ashmere", seen_by="three volunteers of Ashmere Libraries", when="3 March to 20 November 2026",
        issued="20 November 2026", is_demonstration=True,
    )  # fmt: skip
    address = f"https://footbridge.example/certificates/K7MD-{number:04}/"
    return Face(words, f"K7MD-{number:04}", address, f"{address}#{'a' * 290}")


def lines(one: Face) -> list[str]:
    words = one.words
    return [
        words.title,
        words.name,
        words.can_do,
        *words.tasks,
        words.seen_by,
        words.when,
        one.serial,
    ]


def with_weasyprint(faces: list[Face]) -> bytes:
    weasyprint = importlib.import_module("weasyprint")
    pages = "".join(
        f"<section>{''.join(f'<p>{html.escape(line)}</p>' for line in lines(one))}"
        f"<img width=105 src='{segno.make(one.link, error='m').svg_data_uri()}'></section>"
        for one in faces
    )
    style = "@page{size:A4 landscape}section{break-after:page}p{font-family:'Noto Sans'}"
    return weasyprint.HTML(string=f"<style>{style}</style>{pages}").write_pdf()


def with_fpdf2(faces: list[Face]) -> bytes:
    fpdf = importlib.import_module("fpdf")
    pdf = fpdf.FPDF(orientation="L")
    pdf.add_font("noto", fname=str(FONTS / "NotoSans-Regular.ttf"))
    for one in faces:
        pdf.add_page()
        pdf.set_font("noto", size=12)
        for line in lines(one):
            pdf.cell(text=line, new_x="LMARGIN", new_y="NEXT")
        rows = [bytes(row) for row in segno.make(one.link, error="m").matrix]
        for y, row in enumerate(rows):
            for x, is_dark in enumerate(row):
                if is_dark:
                    pdf.rect(240 + x * 0.45, 150 + y * 0.45, 0.45, 0.45, style="F")
    return bytes(pdf.output())


def rate(make, count: int, *, in_one: bool) -> float:
    faces = [face(number) for number in range(count)]
    if in_one:
        return count / seconds(lambda: make(faces), repeats=1)
    return count / seconds(lambda: [make([one]) for one in faces], repeats=2)


def rows() -> list[Figure]:
    logging.getLogger("fontTools").setLevel(logging.ERROR)  # the peers subset aloud
    found = []
    for what, count, in_one in (
        ("one a file", SINGLE, False),
        (f"{BATCH} in one file", BATCH, True),
    ):
        ours = rate(certificates, count, in_one=in_one)
        for peer, make in tqdm(
            [("WeasyPrint", with_weasyprint), ("fpdf2", with_fpdf2)], desc=what, disable=None
        ):
            try:
                theirs = rate(make, count, in_one=in_one)
            except (ImportError, OSError) as missing:
                found.append(
                    Figure(
                        f"certificates, {what} ({peer} is not here: {missing})", ours, "a second"
                    )
                )
                continue
            found.append(
                faster(f"certificates, {what}", ours, "a second", peer=peer, peer_value=theirs)
            )
    return found
