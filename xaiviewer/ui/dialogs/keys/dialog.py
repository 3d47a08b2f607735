"""The page of keys and mouse in a dialog of its own."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from xaiviewer.ui.dialogs.keys.page import KeysPage
from xaiviewer.ui.kit.controls import column, keep_keys, label, row
from xaiviewer.ui.language import tr

_WIDTH, _HEIGHT = 720, 640


class KeysDialog(QDialog):
    """It has nothing to accept: what is changed holds at once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys and mouse"))
        self.resize(_WIDTH, _HEIGHT)
        self.page = KeysPage()
        self.close_button = QPushButton(tr("Close"))
        self.close_button.setAutoDefault(False)
        keep_keys(self.close_button)
        layout = column(self, margins=(24, 20, 24, 20), spacing=12)
        layout.addWidget(label(tr("Keys and mouse"), "title"))
        layout.addWidget(self.page, 1)
        layout.addLayout(row(1, self.close_button))
        self.close_button.clicked.connect(self.reject)
