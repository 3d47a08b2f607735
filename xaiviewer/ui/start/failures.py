"""Anything unexpected: into the log, and one dialog. What the log holds never names a patient."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from xaiviewer import paths
from xaiviewer.errors import XaiViewerError
from xaiviewer.ui.language import tr
from xaiviewer.ui.start.log import NAME

_LOG = logging.getLogger("xaiviewer")


class Failures(QObject):
    """Both excepthooks while it is installed.

    Signals:
        happened(str): the name of what was raised; crosses threads.
    """

    happened = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.dialog: QMessageBox | None = None
        self.happened.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take both hooks."""
        sys.excepthook = self._from_main
        threading.excepthook = self._from_thread

    def remove(self) -> None:
        """Give both hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def _from_main(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.note(kind, trace)

    def _from_thread(self, args: threading.ExceptHookArgs) -> None:
        self.note(args.exc_type, args.exc_traceback)

    def note(self, kind: type[BaseException], trace: TracebackType | None) -> None:
        """Write it down and have it shown.

        May be called from any thread.
        """
        # The message is left out on purpose: it may hold a path, and paths hold patients' names.
        _LOG.error("%s\n%s", kind.__name__, "".join(traceback.format_tb(trace)))
        self.happened.emit(kind.__name__)

    def _show(self, name: str) -> None:
        if self.dialog is not None:
            return
        dialog = QMessageBox(self._window)
        dialog.setIcon(QMessageBox.Icon.Warning)
        dialog.setWindowTitle("xaiviewer")
        dialog.setText(tr("Something unexpected went wrong. The review so far is kept, and you can go on."))
        dialog.setInformativeText(_details(name))
        dialog.finished.connect(self._forget)
        self.dialog = dialog
        dialog.open()

    def _forget(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()


def _details(name: str) -> str:
    """Where to look; that there is no log must not be the next thing that goes wrong."""
    try:
        return tr("{name}; details are in {file}").format(name=name, file=paths.logs() / NAME)
    except XaiViewerError as error:
        return tr("{name}. There is no log: {error}").format(name=name, error=error)
