"""What stands on the screen while the window is built, where Qt may come before torch."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPixmap
from PySide6.QtWidgets import QLabel

from xaiviewer import RESEARCH_USE
from xaiviewer.ui.kit import theme
from xaiviewer.ui.language import tr
from xaiviewer.ui.start.application import application
from xaiviewer.ui.start.windows_splash import HEIGHT, WIDTH

_EXPOSED_MS = 250


def splash() -> Callable[[], None]:
    """Show it, and return what takes it away. It is painted once: nothing moves while the window is built.

    A label, not Qt's QSplashScreen: that one waits for a second to be mapped where no window manager answers.
    """
    if sys.platform == "darwin":  # showing it takes events, and with them the file that was double-clicked
        return lambda: None  # the icon in the Dock bounces
    qt = application()
    shown = QLabel(None, Qt.WindowType.SplashScreen | Qt.WindowType.FramelessWindowHint)
    shown.setPixmap(picture())
    shown.resize(WIDTH, HEIGHT)
    shown.move(qt.primaryScreen().geometry().center() - shown.rect().center())
    shown.show()
    for _ in range(_EXPOSED_MS // 10):
        qt.processEvents()
        handle = shown.windowHandle()
        if handle.isExposed():
            break
        qt.thread().msleep(10)
    shown.repaint()
    qt.processEvents()
    return partial(_end, shown)


def _end(shown: QLabel) -> None:
    shown.close()


def picture() -> QPixmap:
    """Name, and what the program is not for."""
    ratio = max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)
    made = QPixmap(round(WIDTH * ratio), round(HEIGHT * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(theme.PANEL)
    painter = QPainter(made)
    painter.setPen(theme.LINE)
    painter.drawRect(0, 0, WIDTH - 1, HEIGHT - 1)
    painter.drawPixmap(32, 44, theme.pixmap("xaiviewer", size=56))
    for top, size, bold, colour, text in (
        (40, 24, True, theme.TEXT, "xaiviewer"),
        (74, 13, False, theme.MUTED, tr("What a network saw, layer by layer")),
        (122, 12, False, theme.CAUTION, tr(RESEARCH_USE)),
        (142, 12, False, theme.MUTED, tr("Starting…")),
    ):
        painter.setFont(theme.font(size, bold=bold))
        painter.setPen(colour)
        painter.drawText(QRect(112, top, WIDTH - 136, size + 12), Qt.AlignmentFlag.AlignVCenter, text)
    painter.end()
    return made
