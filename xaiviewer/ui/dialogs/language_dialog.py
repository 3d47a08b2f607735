"""Which language the window speaks."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from xaiviewer.ui.kit.controls import Segmented, column, keep_keys, label, row
from xaiviewer.ui.language import tr
from xaiviewer.ui.language.translators import LANGUAGES, SYSTEM, choose, chosen, of_system


class LanguageDialog(QDialog):
    """The system's language, or one that the reader names; kept when it is accepted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Language · Sprache")  # whoever sees the other one must find it
        self.languages = language_choice()
        self._wanted = chosen()
        self.cancel = QPushButton(tr("Cancel"))
        self.accept_button = QPushButton(tr("Use it"))
        self.accept_button.setProperty("primary", True)
        for button in (self.cancel, self.accept_button):
            button.setAutoDefault(False)
            keep_keys(button)
        self.accept_button.setDefault(True)
        layout = column(self, margins=(24, 20, 24, 20), spacing=12)
        layout.addWidget(self.languages)
        layout.addWidget(label(tr("The window speaks it from the next start on."), "muted"))
        layout.addWidget(label(tr("The manual, exports and some errors stay English."), "muted"))
        layout.addLayout(row(1, self.cancel, self.accept_button))
        self.languages.chosen.connect(self._take)
        self.cancel.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self.accept)

    def accept(self) -> None:
        """Keep the choice."""
        choose(self._wanted)
        super().accept()

    def _take(self, language: str) -> None:
        self._wanted = language


def language_choice() -> Segmented:
    """The languages there are, the reader's choice marked."""
    system = tr("System ({language})").format(language=LANGUAGES[of_system()])
    named = [(key, name, name) for key, name in LANGUAGES.items()]
    tip = tr("The system's language, or English where the window does not speak it")
    made = Segmented(tr("Language"), [(SYSTEM, system, tip), *named])
    made.set_current(chosen())
    return made
