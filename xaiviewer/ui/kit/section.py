"""A titled part of the right panel."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from xaiviewer.ui.kit.controls import column, label, row

MARGIN = 16


class Section(QWidget):
    """A heading, a short remark on its right, and what belongs to it below."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.remark = label("", "small")
        self.body: QVBoxLayout = column(self, margins=(MARGIN, 12, MARGIN, 8), spacing=4)
        heading = label(title, "heading")
        for text in (heading, self.remark):
            text.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.body.addLayout(row(heading, 1, self.remark))
