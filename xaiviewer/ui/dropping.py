"""What a file manager drops on the window: cases, a project, or a network; anything else is told in a sentence."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QMimeData, QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from xaiviewer.ledger.storage import SUFFIX as PROJECT
from xaiviewer.review import Review
from xaiviewer.ui.language import tr
from xaiviewer.ui.networks.choosing import Networks, is_network
from xaiviewer.ui.panels.verdict.projects import Projects

_HERE = ("", "localhost")
_OWNER = ".xaikey"  # `studies.owner` says so, whose import takes time that no start has


@dataclass(frozen=True)
class Dropped:
    """What was dropped.

    Attributes:
        paths: of files and folders that this machine can open, each once, in the order in which they came.
        elsewhere: addresses of what it cannot: web pages, phones, shares that are not mounted.
    """

    paths: tuple[Path, ...]
    elsewhere: tuple[str, ...]


class Dropping(QObject):
    """Takes files and folders wherever on the window they are dropped, and opens them once the drop has ended.

    Signals:
        refused(str): why nothing is opened.
        told(str): what was opened that is not seen on the screen.
    """

    refused = Signal(str)
    told = Signal(str)

    def __init__(self, review: Review, projects: Projects, networks: Networks, window: QWidget) -> None:
        super().__init__(window)
        self._review, self._projects, self._networks = review, projects, networks
        window.setAcceptDrops(True)
        for field in window.findChildren(QLineEdit):
            field.setAcceptDrops(False)  # it would write the address of a file

    def enter(self, event: QDragEnterEvent) -> None:
        """Something is dragged over the window: files are welcome, wherever they lie, as a drop can be answered."""
        if event.mimeData().hasUrls():
            _copy(event)

    def take(self, event: QDropEvent) -> None:
        """It is dropped. The program that it comes from waits for the answer, so what it asks for follows later."""
        found = dropped(event.mimeData())
        if found.paths or found.elsewhere:
            _copy(event)
            QTimer.singleShot(0, self, lambda: self.open(found))
        elif event.mimeData().hasUrls():  # they were promised, and did not come
            told = tr("What was dropped did not arrive from the program that it came from; drop it once more.")
            self.refused.emit(told)

    def open(self, found: Dropped) -> None:
        """Open a project and the cases dropped with it, or a network by itself."""
        projects = [each for each in found.paths if each.suffix.lower() == PROJECT]
        others = [each for each in found.paths if each not in projects]
        told = _problem(projects, others, found.elsewhere)
        if told:
            self.refused.emit(told)
            return
        if projects:
            self._projects.take(projects[0])
            self.told.emit(tr("Your answers go into {name} from now on.").format(name=projects[0].stem))
        if others and not self._networks.take(others):
            self._review.shelf.open_paths(others)


def _problem(projects: Sequence[Path], others: Sequence[Path], elsewhere: Sequence[str]) -> str:
    """Why nothing is opened, and what to do instead; "" where all is."""
    if elsewhere:
        told = tr("{name} does not lie on this machine; copy it to a folder first, and drop that copy.")
        return told.format(name=elsewhere[0])
    if len(projects) > 1:
        told = tr("{count} projects were dropped, and answers go into one; drop the one that is meant.")
        return told.format(count=len(projects))
    key = next((each for each in others if each.suffix.lower() == _OWNER), None)
    if key is not None:
        told = tr("{name} is the key of a study's owner; it is opened in “Figures of a study or a project”.")
        return told.format(name=key.name)
    if len(others) > 1 and any(map(is_network, others)):
        return tr("A network is added by itself; drop its file or folder alone.")
    return ""


def _copy(event: QDropEvent) -> None:
    """Accept it: what was to be moved here stays where it is."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


def dropped(data: QMimeData) -> Dropped:
    """What a drag holds, its addresses read as file managers write them."""
    paths, elsewhere = dict[Path, None](), dict[str, None]()
    for url in data.urls():
        path = _local(url)
        if path is not None:
            paths[path] = None
        elif url.isValid():
            elsewhere[url.fileName() or url.host() or url.toDisplayString()] = None
    return Dropped(tuple(paths), tuple(elsewhere))


def _local(url: QUrl) -> Path | None:
    """The file that an address names; None where it is not one of this machine.

    Some file managers name the machine too. Names that are no UTF-8 stay the bytes that they are.
    """
    if not url.isLocalFile():
        return None
    if os.name != "posix":
        return Path(url.toLocalFile())
    if url.host() and url.host().lower() not in (*_HERE, platform.node().lower()):
        return None
    encoded = url.path(QUrl.ComponentFormattingOption.FullyEncoded)
    return Path(os.fsdecode(unquote_to_bytes(encoded)))
