"""The chapter that is read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from xaiviewer.ui.kit import theme
from xaiviewer.ui.language import tr

_MARGIN, _MEASURE = 24, 800  # logical pixels: around the text, and its greatest width
_LEAD = 72  # logical pixels that are left above the place that was jumped to


class Page(QTextBrowser):
    """Shows one document at a time; where a link leads is the dialog's business (`anchorClicked`)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setAccessibleName(tr("Chapter"))
        self.setObjectName("manual")

    def open(self, document: QTextDocument) -> None:
        """Show it from its beginning."""
        self.setDocument(document)
        self._keep_measure()
        self.verticalScrollBar().setValue(0)

    def mark(self, words: Sequence[str]) -> None:
        """Mark words wherever they stand, and nothing else."""
        self.setExtraSelections([each for word in words for each in self._selections(word)])

    def go_to(self, position: int) -> None:
        """Scroll to a character of the document."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        top = self.cursorRect(cursor).top() + self.verticalScrollBar().value()
        self.verticalScrollBar().setValue(max(top - _LEAD, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._keep_measure()

    def _keep_measure(self) -> None:
        """Long lines are hard to read: what a wide window has to spare stays empty."""
        frame = self.document().rootFrame()
        form = frame.frameFormat()
        spare = self.viewport().width() - 2 * _MARGIN - _MEASURE
        form.setMargin(_MARGIN)
        form.setRightMargin(_MARGIN + max(spare, 0))
        if form != frame.frameFormat():
            frame.setFrameFormat(form)

    def _selections(self, word: str) -> list[QTextEdit.ExtraSelection]:
        found = []
        cursor = self.document().find(word)
        while not cursor.isNull():
            selection = QTextEdit.ExtraSelection()
            selection.cursor = cursor
            form = QTextCharFormat()
            form.setBackground(theme.FOUND)
            selection.format = form
            found.append(selection)
            cursor = self.document().find(word, cursor)
        return found
