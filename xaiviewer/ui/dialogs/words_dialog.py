"""The case in words: a paragraph to read and to copy."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QDialog, QPushButton, QScrollArea, QWidget

from xaiviewer.review import Review
from xaiviewer.review.words import words
from xaiviewer.summary import paragraph
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.controls import column, keep_keys, label, row
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import figure, tr

_WIDTH = 520
_EDGES, _BAR = 48, 24  # pixels: the margins on both sides, a scroll bar beside the text
_SCREEN = 0.9  # of its sides the dialog may take


class _Scrolled(QScrollArea):
    """What the arrow keys move through."""

    access_role = QAccessible.Role.Document


class WordsDialog(QDialog):
    """It follows what is shown: another slice or layer tells of another map."""

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self.setWindowTitle(tr("The case in words"))
        self.told = label("", wrap=True)
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.told.setContentsMargins(0, 0, 8, 0)
        flags = Qt.TextInteractionFlag
        self.told.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.made = label(
            tr("Made from the numbers by rules, of the map and the slice shown; no language model wrote it."),
            "small",
            wrap=True,
        )
        self.copy, self.close_button = QPushButton(tr("Copy")), QPushButton(tr("Close"))
        for button in (self.copy, self.close_button):
            button.setAutoDefault(False)
            keep_keys(button)
        layout = column(self, margins=(24, 20, 24, 20), spacing=12)
        layout.addWidget(label(tr("The case in words"), "title"))
        layout.addWidget(self._scrolled(), 1)
        layout.addWidget(self.made)
        layout.addLayout(row(1, self.copy, self.close_button))
        self.copy.clicked.connect(self.copy_text)
        self.close_button.clicked.connect(self.reject)
        follow(self._refresh, *review.shown.changes)
        self._refresh()

    def copy_text(self) -> None:
        """Put the paragraph on the clipboard."""
        QGuiApplication.clipboard().setText(self.told.text())

    def _scrolled(self) -> QScrollArea:
        """The paragraph, of which a small screen with large letters shows a part."""
        self.area = _Scrolled()
        self.area.setObjectName("panel")
        self.area.setWidget(self.told)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.area.setAccessibleName(tr("The case in words"))
        return self.area

    def _refresh(self) -> None:
        sentences = words(self._review.shown.state)
        self.copy.setEnabled(bool(sentences))
        self.told.setText(paragraph(sentences, tr, figure) if sentences else tr("Nothing is known of this case yet."))
        self._fit()

    def _fit(self) -> None:
        """As high as the paragraph, as far as the screen is."""
        free = self.screen().availableGeometry().size() * _SCREEN
        width = min(theme.px(_WIDTH) + _BAR, free.width() - _EDGES)
        self.made.setFixedWidth(width)
        self.ensurePolished()
        for text in (self.told, self.made):
            text.ensurePolished()  # to its letters
        needed = self.told.heightForWidth(width - _BAR)
        self.area.setFixedSize(width, 0)
        self.adjustSize()  # to what stands above and below
        self.area.setFixedHeight(min(needed, free.height() - self.height()))
        self.adjustSize()
