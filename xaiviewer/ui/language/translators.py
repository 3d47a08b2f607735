"""Which language the window speaks, and the translators that make Qt speak it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from xaiviewer import paths
from xaiviewer.ui.settings import settings

LANGUAGES = {"en": "English", "de": "Deutsch"}
"""The languages of the window: code, and what each calls itself."""
SYSTEM = ""
"""Stands for the system's language, or English where the window does not speak that."""

_NUMBERS = {"en": "en_GB", "de": "de_AT"}
"""Whose numbers: Austrians part thousands by a space, where "W 5.405" would leave open whether it is a fraction."""
_KEY = "window/language"
_NAME = "language"  # of every translator installed here


def chosen() -> str:
    """The language the reader chose, `SYSTEM` where none was."""
    kept = settings()
    told = "" if kept is None else str(kept.value(_KEY, SYSTEM))
    return told if told in LANGUAGES else SYSTEM


def choose(language: str) -> None:
    """Keep a choice for the next start: a window that is open keeps the texts that it was built with."""
    kept = settings()
    if kept is not None:
        kept.setValue(_KEY, language)


def of_system() -> str:
    """The system's language; English where the window does not speak it."""
    wished = [each.partition("-")[0] for each in QLocale.system().uiLanguages()]  # of texts, not of numbers and dates
    return wished[0] if wished and wished[0] in LANGUAGES else "en"


def speak(application: QCoreApplication, language: str) -> None:
    """Have Qt translate into `language`. Widgets take their texts when they are made, so this comes before them."""
    for translator in application.findChildren(QTranslator, _NAME):
        application.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(QLocale(_NUMBERS[language]))
    of_qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in ((f"qtbase_{language}", of_qt), (f"xaiviewer_{language}", str(paths.resources() / "language"))):
        translator = QTranslator(application)
        translator.setObjectName(_NAME)
        if translator.load(name, folder):
            application.installTranslator(translator)


def speak_as_chosen(application: QCoreApplication) -> None:
    """Speak the reader's language; nothing changes where one is spoken already."""
    if not application.findChildren(QTranslator, _NAME):
        speak(application, chosen() or of_system())
