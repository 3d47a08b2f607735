"""Files that come from outside while the window runs: from a second start, or from the Finder on macOS."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication, QWidget

from xaiviewer.ui.start.second_start import RECEIVED

_LOG = logging.getLogger("xaiviewer")
_LONGEST = 4_000_000  # bytes of a message; more is not ours


class Incoming(QObject):
    """Listens, and says what is to be opened.

    Signals:
        asked(object): a list of paths; an empty one asks for the window alone.
    """

    asked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._take_connections)
        self._from_desktop: list[Path] = []

    def listen(self, address: str) -> bool:
        """Take files from second starts at `address`, which the caller has locked: what lies there is a dead one's."""
        QLocalServer.removeServer(address)
        heard = self._server.listen(address)
        if not heard:
            _LOG.info("no files will come from a second start")
        return heard

    def close(self) -> None:
        """Take no more."""
        self._server.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """macOS names files by events to the application, one for each: gather them, then ask once."""
        if isinstance(event, QFileOpenEvent) and event.file():
            if not self._from_desktop:
                QTimer.singleShot(0, self._ask)
            self._from_desktop.append(Path(event.file()))
            return True
        return super().eventFilter(watched, event)

    def _ask(self) -> None:
        wanted, self._from_desktop = self._from_desktop, []
        self.asked.emit(wanted)

    def _take_connections(self) -> None:
        while (line := self._server.nextPendingConnection()) is not None:
            line.readyRead.connect(self._take_message)
            line.disconnected.connect(line.deleteLater)

    def _take_message(self) -> None:
        line = self.sender()
        if not isinstance(line, QLocalSocket):
            return
        if not line.canReadLine():
            if line.bytesAvailable() > _LONGEST:
                line.abort()
            return
        message = _understood(bytes(line.readLine().data()))
        if message is None:
            line.abort()
            return
        wanted, token = message
        line.write(RECEIVED)
        line.flush()
        line.disconnectFromServer()
        if token:  # Wayland raises only windows that the program in front vouches for; Qt looks for it here
            os.environ["XDG_ACTIVATION_TOKEN"] = token
        self.asked.emit(wanted)


def to_front(window: QWidget) -> None:
    """Show the window above the others, as far as the desktop lets it; else its taskbar entry asks for attention."""
    window.setWindowState((window.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive)
    window.show()
    window.raise_()
    window.activateWindow()
    QApplication.alert(window)


def _understood(line: bytes) -> tuple[list[Path], str] | None:
    """Paths and token of a message; None for anything else."""
    try:
        told = json.loads(line)
        wanted, token = told["paths"], told["token"]
    except (ValueError, KeyError, TypeError):
        return None
    if not isinstance(wanted, list) or not all(isinstance(each, str) and "\0" not in each for each in wanted):
        return None
    return [Path(each) for each in wanted], str(token)
