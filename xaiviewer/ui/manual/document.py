"""A chapter as Qt lays it out, in the program's colours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QBrush,
    QFont,
    QImage,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)

from xaiviewer.ui.kit import theme
from xaiviewer.ui.manual.chapters import Chapter, folder, slug

TEXT = 13
"""Height of the running text in logical pixels; more than a control's, for it is read at length."""
_HEADINGS = {1: 20, 2: 15}
_CODE, _FENCED = 12, 11
_LEADING, _CLOSE = 130.0, 115.0  # per cent of the text's height from line to line: running text, tables
_INDENT, _HANGING = 12.0, 16.0  # logical pixels that commands are set in, and their wrapped lines besides
_WIDEST = 720  # logical pixels of a picture
_CELL = 6.0

_PICTURE = "\ufffc"  # stands for a picture in the text
_Property = QTextFormat.Property
_PER_CENT = QTextLength.Type.PercentageLength
_PROPORTIONAL = int(QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)


@dataclass(frozen=True)
class Passage:
    """A paragraph, a heading, an item or a table's row: what a search finds.

    Attributes:
        text: what it says.
        start: where it begins, in characters from the chapter's beginning.
        heading: whether it is one.
    """

    text: str
    start: int
    heading: bool


def build(chapter: Chapter, ratio: float) -> QTextDocument:
    """The chapter laid out; `ratio` is the screen's pixel ratio, for the pictures."""
    made = QTextDocument()
    made.setDocumentMargin(0)
    made.setDefaultFont(theme.font(TEXT))
    made.setMarkdown(chapter.text)
    cursor = QTextCursor(made)
    cursor.beginEditBlock()
    for block in blocks(made):
        _style_block(block)
        _style_words(block)
        _scale_picture(made, block, ratio)
    for table in _tables(made):
        _style_table(table)
    cursor.endEditBlock()
    return made


def blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    """Qt's paragraphs: a table's cell is one or more of them."""
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def places(document: QTextDocument) -> list[Passage]:
    """What can be found in it, from top to bottom; a table's row is one place."""
    found: list[Passage] = []
    row: tuple[int, int] | None = None
    for block in blocks(document):
        text = block.text().replace(_PICTURE, "").strip()
        at = _row_of(block)
        if text and at is not None and at == row:
            found[-1] = Passage(f"{found[-1].text}  ·  {text}", found[-1].start, heading=False)
        elif text:
            found.append(Passage(text, block.position(), block.blockFormat().headingLevel() > 0))
            row = at
    return found


def heading_at(document: QTextDocument, anchor: str) -> int | None:
    """Where the heading that is linked by `anchor` begins."""
    headings = (block for block in blocks(document) if block.blockFormat().headingLevel())
    return next((block.position() for block in headings if slug(block.text()) == anchor), None)


def _row_of(block: QTextBlock) -> tuple[int, int] | None:
    """The table, by its first character, and the row that a block stands in."""
    table = QTextCursor(block).currentFrame()
    if not isinstance(table, QTextTable):
        return None
    return table.firstPosition(), table.cellAt(block.position()).row()


def _style_block(block: QTextBlock) -> None:
    form = block.blockFormat()
    level = form.headingLevel()
    in_table, fenced = _row_of(block) is not None, _is_fenced(block)
    if not _is_picture(block):  # which is as high as it is
        form.setLineHeight(_CLOSE if in_table else _LEADING, _PROPORTIONAL)
    if in_table:
        form.setTopMargin(0)
        form.setBottomMargin(0)
    elif level:
        form.setTopMargin(0 if level == 1 else 20)
        form.setBottomMargin(12 if level == 1 else 4)
    elif fenced:
        form.setNonBreakableLines(False)
        form.setLeftMargin(_INDENT + _HANGING)
        form.setTextIndent(-_HANGING)
        form.setTopMargin(0 if _is_fenced(block.previous()) else 4)
        form.setBottomMargin(0 if _is_fenced(block.next()) else 12)
    else:
        quoted = form.intProperty(_Property.BlockQuoteLevel)
        form.setTopMargin(4)
        form.setBottomMargin(8)
        form.setLeftMargin(16 if quoted else 0)
    QTextCursor(block).setBlockFormat(form)


def _style_words(block: QTextBlock) -> None:
    level = block.blockFormat().headingLevel()
    quoted = block.blockFormat().intProperty(_Property.BlockQuoteLevel)
    fenced = _is_fenced(block)
    for start, length, form in [*_runs(block)]:
        if level:
            form.clearProperty(_Property.FontSizeAdjustment)
            form.setFont(theme.font(_HEADINGS.get(level, TEXT), bold=True))
        elif form.fontFixedPitch() or fenced:
            form.setFont(_mono(_FENCED if fenced else _CODE))
            if not fenced:
                form.setBackground(theme.RAISED)
        elif form.isAnchor():
            form.setForeground(theme.ACCENT)
            form.setFontUnderline(False)
        elif quoted:
            form.setForeground(theme.CAUTION if form.fontWeight() > QFont.Weight.Normal else theme.MUTED)
        _selected(block, start, length).setCharFormat(form)
    comment = block.text().find("# ") if fenced else -1
    if comment >= 0:
        muted = QTextCharFormat()
        muted.setForeground(theme.MUTED)
        _selected(block, block.position() + comment, len(block.text()) - comment).mergeCharFormat(muted)


def _is_fenced(block: QTextBlock) -> bool:
    return bool(block.isValid() and block.blockFormat().property(_Property.BlockCodeLanguage))


def _is_picture(block: QTextBlock) -> bool:
    return block.text() == _PICTURE


def _selected(block: QTextBlock, start: int, length: int) -> QTextCursor:
    cursor = QTextCursor(block)
    cursor.setPosition(start)
    cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _runs(block: QTextBlock) -> Iterator[tuple[int, int, QTextCharFormat]]:
    """Start, length and look of the stretches of a block that look alike."""
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        yield fragment.position(), fragment.length(), fragment.charFormat()
        iterator += 1


def _mono(size: int) -> QFont:
    made = QFont()
    made.setFamilies(["Cascadia Mono", "Consolas", "SF Mono", "Menlo", "DejaVu Sans Mono", "monospace"])
    made.setPixelSize(theme.px(size))
    return made


def _scale_picture(document: QTextDocument, block: QTextBlock, ratio: float) -> None:
    """Scaled once and smoothly; Qt would do it roughly at every repaint."""
    for start, _, form in [*_runs(block)]:
        if not form.isImageFormat():
            continue
        pictured = form.toImageFormat()
        image = QImage(str(folder() / pictured.name()))
        width = min(image.width(), _WIDEST)
        if image.width() > width * ratio:
            image = image.scaledToWidth(round(width * ratio), Qt.TransformationMode.SmoothTransformation)
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(pictured.name()), image)
        pictured.setWidth(width)
        pictured.setHeight(width * image.height() / image.width())
        _selected(block, start, 1).setCharFormat(pictured)


def _tables(document: QTextDocument) -> list[QTextTable]:
    return [frame for frame in document.rootFrame().childFrames() if isinstance(frame, QTextTable)]


def _style_table(table: QTextTable) -> None:
    form = table.format()
    form.setWidth(QTextLength(_PER_CENT, 100))
    form.setBorder(1)
    form.setBorderBrush(QBrush(theme.LINE))
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderCollapse(True)
    form.setCellPadding(_CELL)
    form.setCellSpacing(0)
    form.setTopMargin(8)
    form.setBottomMargin(12)
    form.setColumnWidthConstraints([QTextLength(_PER_CENT, share) for share in _shares(table)])
    table.setFormat(form)
    for column in range(table.columns()):
        cell = table.cellAt(0, column)
        look = cell.format()
        look.setBackground(theme.RAISED)
        cell.setFormat(look)
        cursor = cell.firstCursorPosition()
        cursor.setPosition(cell.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
        bold = QTextCharFormat()
        bold.setFont(theme.font(theme.BODY, bold=True))
        cursor.mergeCharFormat(bold)


def _shares(table: QTextTable) -> list[float]:
    """Per cent of the table's width for each column: long texts get more, but not as much more as they are longer."""
    needed = []
    for column in range(table.columns()):
        cells = [table.cellAt(line, column) for line in range(table.rows())]
        lengths = [cell.lastPosition() - cell.firstPosition() for cell in cells]
        needed.append(max(*lengths, 10) ** 0.5)
    return [100 * each / sum(needed) for each in needed]
