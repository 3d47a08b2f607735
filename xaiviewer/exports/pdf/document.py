"""A document in the making: headings, paragraphs, tables and pictures one below the other, on A4."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, CondPageBreak, Flowable, Frame, PageTemplate, Paragraph, Spacer, Table

from xaiviewer import __version__
from xaiviewer.exports.pdf.structure import Element, TaggedCanvas
from xaiviewer.records import NOTICE

_TEXT, _BOLD = "Vera", "VeraBd"  # come with reportlab, so that every machine writes the same bytes
_INK, _MUTED, _CAUTION, _LINE = (HexColor(each) for each in ("#10161d", "#39434d", "#8a4b00", "#d5dae0"))
_MARGIN, _FOOT = 18 * mm, 10 * mm
_TOGETHER = 30 * mm  # left on a page at least, for what stands above other things
_ROOM = A4[0] - 2 * _MARGIN
_HIGHEST = 150 * mm


def _style(
    name: str, size: float, *, bold: bool = False, colour: Any = _INK, before: float = 0, after: float = 4
) -> Any:
    return ParagraphStyle(
        name,
        fontName=_BOLD if bold else _TEXT,
        fontSize=size,
        leading=size * 1.35,
        textColor=colour,
        spaceBefore=before,
        spaceAfter=after,
        splitLongWords=1,
    )


_STYLES = {
    "H1": _style("H1", 17, bold=True, after=2),
    "H2": _style("H2", 12, bold=True, before=10),
    "H3": _style("H3", 9.5, bold=True, before=6),
    "P": _style("P", 9),
    "Caption": _style("Caption", 8, colour=_MUTED, before=2, after=8),
    "Caution": _style("Caution", 9, bold=True, colour=_CAUTION),
    "TH": _style("TH", 7.5, bold=True, colour=_MUTED, after=0),
    "TD": _style("TD", 7.5, after=0),
}


class _Words(Paragraph):  # type: ignore[misc] # reportlab has no types
    """A paragraph that belongs to an element; what is drawn again, such as a table's head, is decoration."""

    element: Element

    def split(self, width: float, height: float) -> list[Any]:
        parts: list[Any] = super().split(width, height)
        for each in parts:
            each.element = self.element
        return parts

    def draw(self) -> None:
        again = self.element.tag == "TH" and bool(self.element.parts)
        with self.canv.within(None if again else self.element):
            super().draw()


class _Picture(Flowable):  # type: ignore[misc] # reportlab has no types
    """A picture as wide as there is room, in its own proportions."""

    def __init__(self, data: bytes, element: Element, width: float, highest: float) -> None:
        super().__init__()
        self._data, self._element = data, element
        wide, high = ImageReader(io.BytesIO(data)).getSize()
        share = min(width / wide, highest / high)
        self.width, self.height = wide * share, high * share

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        with self.canv.within(self._element):
            self.canv.drawImage(ImageReader(io.BytesIO(self._data)), 0, 0, self.width, self.height)


class Document:
    """What is added is written in this order. Equal parts give equal bytes.

    Args:
        title: of the document.
        subject: what it is about, in its properties.
    """

    def __init__(self, title: str, subject: str) -> None:
        _register()
        self._title, self._subject = title, subject
        self._root = Element("Document")
        self._story: list[Any] = []
        self._words("H1", title)
        self._words("Caution", NOTICE, tag="P")

    def heading(self, words: str, level: int = 2) -> None:
        """A heading, which is not left alone at the foot of a page."""
        self._story.append(CondPageBreak(_TOGETHER))
        self._words(f"H{level}", words)

    def paragraph(self, words: str, *, caution: bool = False, introduces: bool = False) -> None:
        """A paragraph of plain text; one that introduces a table is not left alone at the foot of a page."""
        if words:
            if introduces:
                self._story.append(CondPageBreak(_TOGETHER))
            self._words("Caution" if caution else "P", words, tag="P")

    def picture(self, data: bytes, alternative: str, *, highest_mm: float = 150) -> None:
        """A PNG, and below it what it shows, which stands for it where it is not seen."""
        element = self._root.add("Figure", alternative)
        self._story.append(_Picture(data, element, _ROOM, min(highest_mm * mm, _HIGHEST)))
        self._words("Caption", alternative, tag="Caption")

    def table(self, head: Sequence[str], rows: Sequence[Sequence[object]], widths: Sequence[float] = ()) -> None:
        """A table whose head is repeated on every page; `widths` are shares of the page's width."""
        element = self._root.add("Table")
        lines = [self._line(element, "TH", head), *(self._line(element, "TD", row) for row in rows)]
        shares = widths or [1 / len(head)] * len(head)
        total = sum(shares)
        made = Table(lines, [_ROOM * each / total for each in shares], repeatRows=1, spaceAfter=6)
        made.setStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LINEBELOW", (0, 0), (-1, -1), 0.4, _LINE),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 6),
                ("TOPPADDING", (0, 0), (-1, -1), 2.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
            ]
        )
        self._story += [made, Spacer(1, 2 * mm)]

    def bytes(self) -> bytes:
        """The file."""
        file = io.BytesIO()
        made = BaseDocTemplate(
            file,
            pagesize=A4,
            title=self._title,
            subject=self._subject,
            creator=f"xaiviewer {__version__}",
            author="xaiviewer",
            lang="en-GB",
            invariant=1,
        )
        frame = Frame(_MARGIN, _MARGIN, _ROOM, A4[1] - 2 * _MARGIN, 0, 0, 0, 0)
        made.addPageTemplates(PageTemplate(frames=[frame], onPageEnd=partial(_foot, self._title)))
        canvas: Callable[..., TaggedCanvas] = partial(TaggedCanvas, root=self._root)
        made.build(self._story, canvasmaker=canvas)
        return file.getvalue()

    def _line(self, table: Element, tag: str, cells: Sequence[object]) -> list[_Words]:
        row = table.add("TR")
        return [self._made(tag, "–" if each in (None, "") else str(each), row.add(tag)) for each in cells]

    def _words(self, style: str, words: str, *, tag: str | None = None) -> None:
        self._story.append(self._made(style, words, self._root.add(tag or style)))

    @staticmethod
    def _made(style: str, words: str, element: Element) -> _Words:
        made = _Words(escape(words).replace("\n", "<br/>"), _STYLES[style])
        made.element = element
        return made


@cache
def _register() -> None:
    for name in (_TEXT, _BOLD):
        pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))


def _foot(title: str, canvas: TaggedCanvas, document: Any) -> None:
    with canvas.within(None):
        canvas.setFont(_TEXT, 7)
        canvas.setFillColor(_CAUTION)
        canvas.drawString(_MARGIN, _FOOT, NOTICE)
        canvas.setFillColor(_MUTED)
        canvas.drawRightString(A4[0] - _MARGIN, _FOOT, f"{title[:70]} · page {document.page}")
