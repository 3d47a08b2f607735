"""The structure of a tagged PDF (ISO 32000-1, 14.7 and 14.8): what is a heading, a table's cell, a picture.

reportlab draws pages and embeds fonts but tags nothing. Marked-content operators around what is drawn, and a tree of
structure elements that names them, make it readable for a screen reader and give text its order when it is copied.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas


@dataclass(frozen=True)
class Mark:
    """Something that was drawn: on which page, and which of the page's marks it is; both counted from 0."""

    page: int
    number: int


@dataclass(eq=False)
class Element:
    """A part of the document.

    Attributes:
        tag: a standard structure type: "H1", "P", "Table", "TR", "TH", "TD", "Figure".
        parts: elements and marks in reading order.
        alternative: what stands for a picture where it is not seen.
    """

    tag: str
    parts: list[Element | Mark] = field(default_factory=list)
    alternative: str = ""

    def add(self, tag: str, alternative: str = "") -> Element:
        """A further element within this one."""
        made = Element(tag, alternative=alternative)
        self.parts.append(made)
        return made


class TaggedCanvas(Canvas):  # type: ignore[misc] # reportlab has no types
    """A canvas that remembers which element everything it draws belongs to."""

    def __init__(self, *arguments: Any, root: Element, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._root, self._marks, self._pages = root, list[Element](), list[list[Element]]()

    @contextmanager
    def within(self, element: Element | None) -> Iterator[None]:
        """Whatever is drawn in the block belongs to an element; None: to the page, not to the text."""
        if element is None:
            self._code.append("/Artifact BMC")
        else:
            number = len(self._marks)
            self._marks.append(element)
            element.parts.append(Mark(len(self._pages), number))
            self._code.append(f"/{element.tag} <</MCID {number}>> BDC")
        yield
        self._code.append("EMC")

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """End a page; it names its place in the tree of marks."""
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = len(self._pages), PDFName("S")
        self._pages.append(self._marks)
        self._marks = []

    def save(self) -> None:
        """Write the document with its structure."""
        if len(self._code):
            self.showPage()
        self._write_structure()
        super().save()

    def _write_structure(self) -> None:
        document = self._doc
        pages = [document.Reference(page) for page in document.Pages.pages]
        tree = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        root = document.Reference(tree, "structure")
        named: dict[int, Any] = {}

        def write(element: Element, parent: Any) -> Any:
            made = PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName(element.tag), "P": parent})
            reference = document.Reference(made, f"element{len(named)}")
            named[id(element)] = reference
            if element.alternative:
                made["Alt"] = PDFString(element.alternative)
            made["K"] = PDFArray(
                [_content(pages, part) if isinstance(part, Mark) else write(part, reference) for part in element.parts]
            )
            return reference

        tree["K"] = write(self._root, root)
        numbers: list[Any] = []
        for page, marks in enumerate(self._pages):
            numbers += [page, PDFArray([named[id(element)] for element in marks])]
        tree["ParentTree"] = PDFDictionary({"Nums": PDFArray(numbers)})
        tree["ParentTreeNextKey"] = len(self._pages)
        catalog = document.Catalog
        catalog.StructTreeRoot, catalog.MarkInfo = tree, PDFDictionary({"Marked": "true"})


def _content(pages: list[Any], mark: Mark) -> PDFDictionary:
    return PDFDictionary({"Type": PDFName("MCR"), "Pg": pages[mark.page], "MCID": mark.number})
