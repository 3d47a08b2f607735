"""The networks that there are: which one is asked, what each is, another one, one less."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QMessageBox, QPushButton, QTextEdit, QWidget

from xaiviewer import paths
from xaiviewer.errors import XaiViewerError
from xaiviewer.nets.packages import store
from xaiviewer.nets.packages.files import CARD, opened
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.controls import column, keep_keys, label, row, rule
from xaiviewer.ui.language import tr
from xaiviewer.ui.language.refusals import translated
from xaiviewer.ui.networks import card_words
from xaiviewer.ui.networks.kinds import outlines
from xaiviewer.ui.networks.protocols import Choosing
from xaiviewer.ui.settings.computing import device

_WIDTH, _HEIGHT, _LIST, _LINE = 860, 520, 280, 28


class NetworksDialog(QDialog):
    """A list on the left, what is known of the marked one on the right."""

    def __init__(self, networks: Choosing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._networks = networks
        self.setWindowTitle(tr("Networks"))
        self.list = QListWidget()
        self.list.setObjectName("labels")
        self.list.setAccessibleName(tr("Networks"))
        theme.follow(self.list, lambda it: it.setFixedWidth(theme.px(_LIST)))
        self.card = QTextEdit(readOnly=True, acceptRichText=False)
        self.card.setObjectName("card")
        self.card.setTabChangesFocus(True)
        self.card.setAccessibleName(tr("What is known of it"))
        self.where = label("", "small", wrap=True)
        self.use, self.remove = QPushButton(tr("Use")), QPushButton(tr("Remove…"))
        self.compare = QPushButton(tr("Compare with it"))
        self.compare.setToolTip(tr("Its decision and its maps stand beside those of the network in use"))
        self.add, self.close_button = QPushButton(tr("Add a network…")), QPushButton(tr("Close"))
        self.use.setProperty("primary", True)
        for button in (self.use, self.compare, self.remove, self.add, self.close_button):
            button.setAutoDefault(False)
            keep_keys(button)
        self.use.setDefault(True)
        self._assemble()
        self.list.currentItemChanged.connect(self._show)
        self.list.itemActivated.connect(self._use)
        self.use.clicked.connect(self._use)
        self.compare.clicked.connect(self._compare)
        self.remove.clicked.connect(self._remove)
        self.add.clicked.connect(networks.add)
        self.close_button.clicked.connect(self.accept)
        networks.changed.connect(self._fill)
        self._fill()
        self.list.setFocus()

    @property
    def marked(self) -> str:
        """Name of the network that is marked."""
        row = self.list.currentRow()
        return "" if row < 0 else str(self.list.item(row).data(Qt.ItemDataRole.UserRole))

    def _assemble(self) -> None:
        layout = column(self, margins=(24, 20, 24, 20), spacing=10)
        layout.addWidget(label(tr("Networks"), "title"))
        told_all = tr("The one that is asked judges every case. Another one can be chosen at any time.")
        layout.addWidget(label(told_all, "muted", wrap=True))
        layout.addWidget(rule())
        body = row(self.list, spacing=16)
        body.addWidget(self.card, 1)
        layout.addLayout(body, 1)
        layout.addWidget(self.where)
        layout.addLayout(row(self.add, self.remove, 1, self.close_button, self.compare, self.use))
        self.resize(min(theme.px(_WIDTH), 1000), min(theme.px(_HEIGHT), 660))

    def _fill(self) -> None:
        marked = self.marked or self._networks.opened
        self.list.clear()
        for name in self._networks.names():
            opened_now = name in (self._networks.opened, self._networks.outliner or self._networks.opened)
            title = self._networks.title(name)
            item = QListWidgetItem(tr("{name} · in use").format(name=title) if opened_now else title)
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setToolTip(title)
            item.setSizeHint(QSize(0, theme.px(_LINE)))
            item.setFont(theme.font(theme.BODY, bold=opened_now))
            self.list.addItem(item)
            if name == marked:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        names = {"auto": tr("automatic"), "cpu": tr("Processor"), "cuda": "CUDA", "mps": "MPS"}
        self.where.setText(tr("Networks run on: {device} (Preferences, Computing).").format(device=names[device()]))
        self._show()

    def _show(self) -> None:
        name = self.marked
        if name:
            self.card.setPlainText(_card(name))  # as it is: whoever made the package wrote it
        else:
            self.card.setMarkdown(_own_card())
        outlining = bool(name) and name == self._networks.outliner
        beside = tr("Outline as usual") if outlining else tr("Outline with it")
        self.use.setText(beside if outlines(name) else tr("Use"))
        self.use.setEnabled(name != self._networks.opened)
        self.compare.setEnabled(name != self._networks.opened and not outlines(name))
        self.remove.setEnabled(name in store.names())

    def _use(self) -> None:
        if not self.use.isEnabled():
            return
        if self.marked and self.marked == self._networks.outliner:
            self._networks.outline("")
        else:
            self._networks.use(self.marked)
        self.accept()

    def _compare(self) -> None:
        self._networks.compare(self.marked)
        self.accept()

    def _remove(self) -> None:
        name = self.marked
        asked = QMessageBox(self)
        asked.setWindowTitle(tr("Remove a network"))
        asked.setText(tr("Remove “{name}” from this program? Its files are deleted.").format(name=name))
        remove = asked.addButton(tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        asked.setDefaultButton(asked.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole))  # nothing comes back
        asked.finished.connect(lambda: self._networks.remove(name) if asked.clickedButton() is remove else None)
        asked.open()


def _own_card() -> str:
    """That of the program's own network, which is no package, as Markdown."""
    card = paths.models() / "classifier" / CARD
    return card.read_text(encoding="utf-8") if card.is_file() else ""


def _card(name: str) -> str:
    """What is said of a package: a few lines, then its model card."""
    place = store.folder() / name if name in store.names() else Path(name)
    try:
        lines = "\n".join(f"{about}: {value}" for about, value in card_words.card(place).items())
        files = opened(place)
        if not files.has(CARD):
            return lines
        written = tr("As it was written beside its weights:")
        return f"{lines}\n\n{written}\n\n{files.read(CARD).decode('utf-8', 'replace')}"
    except XaiViewerError as error:
        return translated(str(error))
