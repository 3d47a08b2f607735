"""Theme, size of letters, language."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from xaiviewer.ui.dialogs.language_dialog import language_choice
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.controls import Segmented, Slider, label, row
from xaiviewer.ui.kit.palettes import NAMES
from xaiviewer.ui.kit.preference_page import PreferencePage
from xaiviewer.ui.language import tr
from xaiviewer.ui.language.translators import choose
from xaiviewer.ui.settings.look import keep_look

_STEP = 10  # per cent
_PAUSE_MS = 200  # a slider that is dragged on changes the letters once


class AppearancePage(PreferencePage):
    """Theme and letters change while one looks; the language with the next start."""

    def __init__(self) -> None:
        super().__init__()
        self.themes = Segmented(tr("Theme"), [(key, tr(name), tr(name)) for key, name in NAMES.items()])
        self.themes.set_current(theme.look.theme)
        self.letters = Slider(tr("Size of letters, tens of per cent"), theme.LARGEST // _STEP)
        self.letters.setMinimum(theme.SMALLEST // _STEP)
        self.letters.show_value(round(theme.look.percent / _STEP))
        self._percent = label("", "small")
        theme.follow(self._percent, lambda it: it.setFixedWidth(theme.px(44)))
        self.languages = language_choice()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self.begin(tr("Theme"))
        self.lines.addWidget(self.themes)
        self.tell(tr("Outlines and the colours of heat maps are the same in all of them."))
        self.begin(tr("Size of letters"))
        self.lines.addLayout(row(self.letters, self._percent))
        self.begin("Language · Sprache")  # whoever sees the other one must find it
        self.lines.addWidget(self.languages)
        self.tell(tr("The window speaks it from the next start on."))
        self.tell(tr("The manual, exports and some errors stay English."))
        self.end()
        self.themes.chosen.connect(self._take_theme)
        self.letters.valueChanged.connect(self._take_letters)
        self.languages.chosen.connect(choose)
        self._pause.timeout.connect(self._enlarge)
        theme.follow(self, AppearancePage._refresh)

    def settle(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self._enlarge()

    def _refresh(self) -> None:
        self.themes.set_current(theme.look.theme)
        self.letters.show_value(round(theme.look.percent / _STEP))
        self._tell_percent()

    def _tell_percent(self) -> None:
        self._percent.setText(f"{self.letters.value() * _STEP} %")

    def _take_theme(self, key: str) -> None:
        self._apply(key, theme.look.percent)

    def _take_letters(self) -> None:
        self._tell_percent()
        self._pause.start()

    def _enlarge(self) -> None:
        self._apply(theme.look.theme, self.letters.value() * _STEP)

    @staticmethod
    def _apply(name: str, percent: int) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication) and (name, percent) != (theme.look.theme, theme.look.percent):
            theme.apply(application, name, percent)
            keep_look(name, percent)
