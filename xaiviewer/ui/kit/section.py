"""A titled part of the right panel."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from xaiviewer.ui.kit.about_button import AboutButton
from xaiviewer.ui.kit.controls import Elided, column, row

MARGIN = 16


class Section(QWidget):
    """A heading with its "?", a short remark on its right, and what belongs to it below."""

    def __init__(self, title: str, about: str, parent: QWidget | None = None) -> None:
        """`about`: a key of `explanations.EXPLANATIONS`."""
        super().__init__(parent)
        self.remark = Elided("small")
        self.about = AboutButton(about)
        self.body: QVBoxLayout = column(self, margins=(MARGIN, 11, MARGIN, 8), spacing=4)
        heading = Elided("heading", title)
        for text in (heading, self.remark):
            text.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.body.addLayout(row(heading, self.about, 1, self.remark))
