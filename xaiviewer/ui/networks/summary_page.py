"""In place of the questions: what a package says of itself."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from xaiviewer.nets.packages.description import Described
from xaiviewer.ui.kit.controls import column, label
from xaiviewer.ui.language import tr
from xaiviewer.ui.networks import card_words


class SummaryPage(QWidget):
    """Nothing is asked: a package says everything."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.text = label("", "title", wrap=True), label("", wrap=True)
        layout = column(self, margins=(0, 0, 12, 0), spacing=12)
        layout.addWidget(
            label(tr("A model package. It says what it is, and its weights are those that it names."), wrap=True)
        )
        layout.addWidget(self.title)
        layout.addWidget(self.text)
        layout.addStretch(1)

    def begin(self, described: Described) -> None:
        """Tell of this one."""
        self.title.setText(described.name)
        self.text.setText("\n".join(f"{name}: {value}" for name, value in card_words.rows(described).items()))
