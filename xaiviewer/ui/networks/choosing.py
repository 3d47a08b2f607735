"""Which network cases are opened with: kept for the next start, changed at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from xaiviewer import paths
from xaiviewer.errors import XaiViewerError
from xaiviewer.nets.packages import store
from xaiviewer.nets.packages.files import MODEL, opened
from xaiviewer.review import Review
from xaiviewer.ui.language import tr
from xaiviewer.ui.networks.kinds import outlines
from xaiviewer.ui.settings.computing import keep_network, keep_outliner, network

if TYPE_CHECKING:
    from xaiviewer.ui.networks.protocols import OwnNetworks
    from xaiviewer.ui.networks.wizard import Wizard

OWN = ""
"""In place of a name: the network that comes with the program."""

_WEIGHTS = (".safetensors", ".pt", ".pth", ".onnx", ".h5", ".hdf5", ".keras", ".pt2")
_FOLDERS = (MODEL, "configs/metadata.json", "config.json")
"""What a folder of a network holds, and none of pictures."""


class Networks(QObject):
    """Opens the dialogs of networks and changes the one that is asked.

    Signals:
        changed(): another one is asked, or there are others to choose from.
        used(): another one is asked.
        told(str): what became of a wish.
        refused(str): why one was not granted.
        named(str): of the network that is asked; "" for the program's own.

    Attributes:
        opened: name of the network in use, or its path; `OWN` for the program's own.
        outliner: name of the imported segmenter that outlines beside it; "" for the usual one.
    """

    changed = Signal()
    used = Signal()
    told = Signal(str)
    refused = Signal(str)
    named = Signal(str)

    def __init__(self, review: Review, own: OwnNetworks | None, window: QWidget) -> None:
        super().__init__(window)
        self._review, self._own, self._window = review, own, window
        self.opened = OWN if own is None else own.opened
        self.outliner = "" if own is None else own.outliner
        self.dialog: QDialog | None = None

    def names(self) -> tuple[str, ...]:
        """What can be chosen: the program's own, those that were imported, and the one in use."""
        found = (OWN, *store.names())
        return found if self.opened in found else (*found, self.opened)

    def title(self, name: str) -> str:
        """What one is called."""
        return tr("the program's own network") if name == OWN else Path(name).name

    def begin(self) -> None:
        """The window is shown: say where it does not open with the network that was chosen."""
        self._review.shown.restore({"own_network": self.opened != OWN})
        self._entitle()
        if self._own is not None and self._own.gone:
            told = tr("The network “{name}” is not there any longer; the program's own is asked.")
            self.refused.emit(told.format(name=self._own.gone))
            keep_network(OWN)
            keep_outliner("")
        elif self._own is not None and self._own.lost:
            told = tr("The segmenter “{name}” is not there any longer: outlined as usual.")
            self.refused.emit(told.format(name=self._own.lost))
            keep_outliner("")

    def use(self, name: str) -> None:
        """Ask this one from now on: the open case is judged anew; a segmenter outlines beside the one in use."""
        if outlines(name):
            self.outline(name)
            return
        if self._own is None or name == self.opened:
            return
        try:
            load = self._own.loading(name)
        except XaiViewerError as error:
            self.refused.emit(str(error))
            return
        self.opened, self.outliner = name, ""
        if name in (OWN, *store.names()):
            keep_network(name)
            keep_outliner("")
        alone = self._review.shown.state.second is None
        self._review.shown.restore({"own_network": name != OWN})
        self._review.set_networks(load)
        self._entitle()
        self.used.emit()
        self.changed.emit()
        told = tr("From now on asked: {name}")
        told = told if alone else tr("From now on asked: {name}. The network beside it is no longer compared.")
        self.told.emit(told.format(name=self.title(name)))

    def outline(self, name: str) -> None:
        """Have this segmenter outline from now on, the usual one for ""; the network that is asked stays."""
        if self._own is None or name == self.outliner:
            return
        try:
            load = self._own.outlining(name)
        except XaiViewerError as error:
            self.refused.emit(str(error))
            return
        self.outliner = name
        if self.opened == network():  # it belongs to the one that the next start begins with
            keep_outliner(name)
        self._review.set_networks(load)
        self.used.emit()
        self.changed.emit()
        told = tr("From now on outlined by: {name}").format(name=name) if name else tr("Outlined as usual again.")
        self.told.emit(told)

    def compare(self, name: str) -> None:
        """Lay this one's decisions and maps beside those of the one that is asked, in the view of explanations."""
        analysis = self._review.shown.state.analysis
        if analysis is not None and analysis.description.outputs_only:
            told = tr("The network in use gives its outputs alone: use “{name}”, and compare this one with it.")
            self.refused.emit(told.format(name=self.title(name)))
            return
        try:
            place = _place(name)
        except XaiViewerError as error:
            self.refused.emit(str(error))
            return
        self._review.compared.close()
        self._review.shown.set_second(place)
        self._review.compared.open_once_known()
        told = tr(
            "“{name}” stands beside until xaiviewer is closed; verdicts and exports are about the network in use."
        )
        if not self._review.compared.state.on:
            now = self._review.shown.state.case is not None
            judged = tr("“{name}” stands beside as soon as the network in use has answered.")
            told = judged if now else tr("“{name}” stands beside the next case that is opened.")
        self.told.emit(told.format(name=self.title(name)))

    def remove(self, name: str) -> None:
        """Delete an imported network; one in use gives way to the program's own. One that cannot be deleted stays."""
        second = self._review.shown.state.second
        try:
            compared = second is not None and second.package == _place(name)
            store.remove(name)
        except XaiViewerError as error:
            self.refused.emit(str(error))
            return
        if name == self.opened:
            self.use(OWN)
        elif name == self.outliner:
            self.outline("")
        if compared and self._review.shown.state.second is second:
            self._review.shown.set_second(None)
        if compared:
            self.told.emit(tr("“{name}” is not compared any longer.").format(name=self.title(name)))
        self.changed.emit()

    def show(self) -> None:
        """List the networks."""
        if self._own is not None:
            from xaiviewer.ui.networks.list_dialog import NetworksDialog  # noqa: PLC0415 - only where it is opened

            self._open(NetworksDialog(self, self._window))

    def add(self) -> None:
        """Ask for one to be added."""
        self._wizard()

    def take(self, paths: Sequence[Path]) -> bool:
        """Begin with what was dropped on the window, if that looks like a network and like no pictures."""
        if self._own is None or len(paths) != 1 or not is_network(paths[0]):
            return False
        wizard = self._wizard()
        if wizard is not None:
            wizard.look_at(paths[0])
        return True

    def close(self) -> None:
        """Close what is open; nothing is imported half."""
        if self.dialog is not None:
            self.dialog.done(0)

    def _entitle(self) -> None:
        """The window's title and its head name a network that is not the program's own."""
        name = "" if self.opened == OWN else self.title(self.opened)
        self._window.setWindowTitle(f"xaiviewer · {name}" if name else "xaiviewer")
        self.named.emit(name)

    def _wizard(self) -> Wizard | None:
        if self._own is None:
            return None
        from xaiviewer.ui.networks.wizard import Wizard  # noqa: PLC0415 - only where it is opened

        wizard = Wizard(self._review, self._own, self._window)
        wizard.use_asked.connect(self.use)
        wizard.added.connect(self.changed)
        self._open(wizard)
        return wizard

    def _open(self, dialog: QDialog) -> None:
        self.close()
        self.dialog = dialog
        dialog.finished.connect(self._forget)
        dialog.open()

    def _forget(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()


def _place(name: str) -> Path:
    """The package of one.

    Raises:
        XaiViewerError: where it is not there.
    """
    return paths.models() / "classifier" if name == OWN else store.listed(name)


def is_network(path: Path) -> bool:
    """Whether a file or folder looks like a network, by names alone; a zip is one only where it holds a model.json."""
    if path.is_dir():
        return any((path / name).is_file() for name in _FOLDERS)
    if path.suffix.lower() == ".zip":
        return _package(path)
    return path.suffix.lower() in _WEIGHTS


def _package(path: Path) -> bool:
    try:
        return opened(path).has(MODEL)
    except XaiViewerError:
        return False
