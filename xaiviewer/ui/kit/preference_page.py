"""What every page of the preferences is made of."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from xaiviewer.ui.kit.controls import column, label

WIDTH = 560
"""Of a page, in logical pixels, where the screen has room for it."""


class PreferencePage(QWidget):
    """Applies and keeps every change by itself: there is nothing to accept.

    Signals:
        done(): other pages show what is so no longer; the preferences close.
    """

    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: QVBoxLayout = column(self, spacing=8)

    def begin(self, title: str) -> None:
        """A heading for what comes below, apart from what came before."""
        if self.lines.count():
            self.lines.addSpacing(12)
        self.lines.addWidget(label(title, "heading"))

    def tell(self, text: str, role: str = "muted") -> QLabel:
        """A sentence on what stands above it."""
        told = label(text, role, wrap=True)
        told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.lines.addWidget(told)
        return told

    def end(self) -> None:
        """Nothing comes below."""
        self.lines.addStretch(1)

    def settle(self) -> None:
        """Apply what still waits for the reader to be done with it; the page is left."""
