"""What makes a drawn PDF readable aloud (PDF/UA-1): its text in order, with headings, lists and descriptions.

ReportLab cannot write this. So each piece drawn is marked with a number in the page's own stream, and when the file is
finished a tree that names the pieces is put beside it.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

Box = tuple[float, float, float, float]
UA = "http://www.aiim.org/pdfua/ns/id/"


class Canvas(Protocol):
    """The part of ReportLab's canvas that is needed here: the list of things written to the page so far."""

    _code: list[str]


@dataclass
class Element:
    """One branch of the tree, such as a list, or a leaf that holds marked pieces of a page."""

    tag: str
    alt: str = ""
    box: Box | None = None
    heads: str = ""  # Column or Row: what a table's heading stands at the head of
    children: list["Element"] = field(default_factory=list)
    pieces: list[tuple[int, int]] = field(default_factory=list)  # page, number in the page


class Tags:
    """Keeps the tree while pages are drawn."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.root = Element("Document")
        self.branch = [self.root]
        self.page = 0
        self.pieces_on_page: list[list[Element]] = [[]]

    @contextmanager
    def group(self, tag: str) -> Iterator[None]:
        """Everything drawn inside belongs together: a section, a list, a row."""
        element = Element(tag)
        self.branch[-1].children.append(element)
        self.branch.append(element)
        yield
        self.branch.pop()

    @contextmanager
    def piece(
        self, tag: str, *, alt: str = "", box: Box | None = None, heads: str = ""
    ) -> Iterator[None]:
        """Everything drawn inside is read as one piece."""
        element = Element(tag, alt, box, heads)
        number = len(self.pieces_on_page[-1])
        element.pieces.append((self.page, number))
        self.pieces_on_page[-1].append(element)
        self.branch[-1].children.append(element)
        self.canvas._code.append(f"/{tag} <</MCID {number}>> BDC")
        yield
        self.canvas._code.append("EMC")

    @contextmanager
    def ornament(self) -> Iterator[None]:
        """Everything drawn inside is for the eye alone, and is not read."""
        self.canvas._code.append("/Artifact BMC")
        yield
        self.canvas._code.append("EMC")

    def next_page(self) -> None:
        self.page += 1
        self.pieces_on_page.append([])


def finish(drawn: bytes, tags: Tags, title: str) -> bytes:
    """The finished file: tree, language, title. The same pages give the same bytes."""
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        plant(pdf, tags)
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata.register_xml_namespace(UA, "pdfuaid")
            metadata[f"{{{UA}}}part"] = "1"
            metadata["dc:title"] = title
        for page in pdf.pages:
            forget_unused_font(page)
        finished = io.BytesIO()
        pdf.save(
            finished,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return finished.getvalue()


def plant(pdf: Pdf, tags: Tags) -> None:
    """Put the tree into the file, with the look-up from each page's numbers back to the tree."""
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    made: dict[int, Object] = {}
    tree.K = Array([grow(pdf, tags.root, tree, made)])
    numbers = Array()
    for number, page in enumerate(pdf.pages):
        page.obj.StructParents = number
        page.obj.Tabs = Name.S
        numbers.append(number)
        numbers.append(
            pdf.make_indirect(Array([made[id(leaf)] for leaf in tags.pieces_on_page[number]]))
        )
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    tree.ParentTreeNextKey = len(pdf.pages)
    pdf.Root.StructTreeRoot = tree


def grow(pdf: Pdf, element: Element, parent: Object, made: dict[int, Object]) -> Object:
    """One element and all below it."""
    grown = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{element.tag}"), P=parent))
    made[id(element)] = grown
    if element.alt:
        grown.Alt = String(element.alt)
    if element.box:
        sides = Array([round(side, 2) for side in element.box])
        grown.A = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=sides)
    if element.heads:
        grown.A = Dictionary(O=Name.Table, Scope=Name(f"/{element.heads}"))
    if element.pieces:
        [(page, number)] = element.pieces
        grown.Pg, grown.K = pdf.pages[page].obj, number
    else:
        grown.K = Array([grow(pdf, child, grown, made) for child in element.children])
    return grown


def forget_unused_font(page: pikepdf.Page) -> None:
    """ReportLab names Helvetica on every page, used or not; a font that is named must be in the file."""
    fonts = page.obj.get("/Resources", Dictionary()).get("/Font", Dictionary())
    for name in list(fonts.keys()):
        if fonts[name].get("/BaseFont") == Name.Helvetica:
            del fonts[name]
