"""Everything as it was when the program was started for the first time."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from xaiviewer.requests import AnalysisSettings
from xaiviewer.review import Review
from xaiviewer.review.cache import MEMORY_BYTES
from xaiviewer.ui.keys.keymap import Keymap
from xaiviewer.ui.keys.mouse import PRESETS
from xaiviewer.ui.keys.reader import choose_mouse
from xaiviewer.ui.kit import display_choices, theme
from xaiviewer.ui.kit.actions import KEYS
from xaiviewer.ui.kit.controls import keep_keys, row
from xaiviewer.ui.kit.preference_page import PreferencePage
from xaiviewer.ui.language import tr
from xaiviewer.ui.settings import store


class ResetPage(PreferencePage):
    """The display alone, or everything; the latter asks before."""

    def __init__(self, review: Review) -> None:
        super().__init__()
        self._review = review
        self.question: QMessageBox | None = None
        self.display = QPushButton(tr("Reset display"))
        self.everything = QPushButton(tr("Reset everything…"))
        for button in (self.display, self.everything):
            button.setAutoDefault(False)
            keep_keys(button)
        self.begin(tr("Display"))
        self.tell(tr("Colours, opacity, threshold, smoothing, overlays and windows as they are at the first start."))
        self.lines.addLayout(row(self.display, 1))
        self.begin(tr("Everything"))
        self.tell(
            tr(
                "These preferences, keys and mouse, the display, the places of the window and its parts, and the list "
                "of cases opened last. Files, exports and reviews stay."
            )
        )
        self.lines.addLayout(row(self.everything, 1))
        self.end()
        self.display.clicked.connect(self._reset_display)
        self.everything.clicked.connect(self._ask)

    def _reset_display(self) -> None:
        display_choices.reset(self._review)

    def _ask(self) -> None:
        question = QMessageBox(self)
        question.setIcon(QMessageBox.Icon.Question)
        question.setWindowTitle(tr("Reset everything"))
        question.setText(tr("Forget all preferences and everything the window remembers?"))
        question.setInformativeText(tr("Files, exports and reviews stay."))
        agreed = question.addButton(tr("Reset everything"), QMessageBox.ButtonRole.AcceptRole)
        question.setDefaultButton(question.addButton(QMessageBox.StandardButton.Cancel))
        agreed.clicked.connect(self._reset)
        question.finished.connect(question.deleteLater)
        self.question = question
        question.open()

    def _reset(self) -> None:
        KEYS.take(Keymap(KEYS.keymap.usual))
        choose_mouse(PRESETS[0].key, inverted=False)
        store.forget_all()  # last, as keys and mouse are kept as they are taken
        application = QApplication.instance()
        if isinstance(application, QApplication):
            theme.apply(application)
        display_choices.reset(self._review)
        self._review.shown.set_bands(on=True)
        self._review.shown.set_trainings(())
        self._review.set_memory(MEMORY_BYTES)
        self._review.set_analysis(AnalysisSettings())
        self.done.emit()
