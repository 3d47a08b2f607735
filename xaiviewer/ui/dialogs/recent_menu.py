"""The cases that were opened last."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from xaiviewer.review import Review
from xaiviewer.review.state import entry_name
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.names import Names
from xaiviewer.ui.language import tr
from xaiviewer.ui.settings import priors, recent

_WIDEST = 420


class RecentMenu(QMenu):
    """Filled anew each time it is asked for. What is there no longer is greyed, as soon as that is known.

    Signals:
        looked(list): whether each is there: a disk that does not answer holds up nothing but its own thread.
    """

    looked = Signal(list)

    def __init__(self, review: Review, names: Names, parent: QWidget) -> None:
        super().__init__(parent)
        self._review, self._names = review, names
        self._cases: list[QAction] = []
        self.setToolTipsVisible(True)
        self.looked.connect(self._grey)

    def ask(self, place: QPoint) -> None:
        """Open at a place of the screen."""
        self.fill()
        self.popup(place)

    def fill(self) -> None:
        """List the cases as they are remembered."""
        self.clear()
        self._cases = []
        paths = recent.recent()
        for number, path in enumerate(paths, start=1):
            self._cases.append(self._add(number, path))
        if not paths:
            self.addAction(tr("No case was opened yet")).setEnabled(False)
            return
        self.addSeparator()
        self.addAction(tr("Forget these")).triggered.connect(_forget)
        threading.Thread(target=_look, args=(paths, self.looked.emit), daemon=True).start()

    def _add(self, number: int, path: Path) -> QAction:
        hidden = self._names.hidden
        name = tr("Case {number}").format(number=number) if hidden else _told(path)
        fitted = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, theme.px(_WIDEST))
        made = self.addAction(fitted.replace("&", "&&"))
        made.setToolTip("" if hidden else str(path))
        made.triggered.connect(lambda: self._review.shelf.open_paths([path]))
        return made

    def _grey(self, there: list[bool]) -> None:
        for action, exists in zip(self._cases, there, strict=False):
            action.setEnabled(exists)


def _forget() -> None:
    """No path of a case is kept any longer."""
    recent.forget()
    priors.forget()


def _told(path: Path) -> str:
    """A case's name, and the folder it lies in: many are called alike."""
    return " · ".join(filter(None, (entry_name(path), path.parent.name)))


def _look(paths: tuple[Path, ...], tell: Callable[[list[bool]], object]) -> None:
    there = [_exists(path) for path in paths]
    try:
        tell(there)
    except RuntimeError:  # the window was closed meanwhile
        return


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False
