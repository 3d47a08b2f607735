"""The one QApplication, in our look. Kept apart from the window, so that a splash need not wait for its imports."""

from __future__ import annotations

import sys

from PySide6.QtGui import QGradient
from PySide6.QtWidgets import QApplication

from xaiviewer.ui.kit import access, theme
from xaiviewer.ui.language.translators import speak_as_chosen
from xaiviewer.ui.settings import look


def application() -> QApplication:
    """The one QApplication, in our look and the reader's language; made on first use."""
    existing = QApplication.instance()
    made = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    _ = QGradient.Preset  # its 170 values are made now, not within the first paint that fills something
    speak_as_chosen(made)
    made.setApplicationName("xaiviewer")
    made.setDesktopFileName("xaiviewer")  # Wayland tells windows by it
    theme.apply(made, look.theme_name(), look.font_percent())
    access.install()
    return made
