"""What this program is, what it is not for, whose work is in it, and where it keeps its files."""

from __future__ import annotations

from collections.abc import Callable
from importlib import metadata
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from xaiviewer import RESEARCH_USE, __version__, paths
from xaiviewer.errors import XaiViewerError
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.controls import column, keep_keys, label, row
from xaiviewer.ui.kit.room import open_as
from xaiviewer.ui.language import later, tr

_MEANING = later(
    "Shows why a network decided what it decided, layer by layer, beside the clinician's mask. "
    "It opens no network connection; images never leave this computer."
)
_OWN_LICENCE = later("Apache-2.0; the networks' weights CC BY-NC-SA 4.0, as the data they were trained on")

_IN_ITS_FILES = later("licence in its own files")


class AboutDialog(QDialog):
    """Version, research use, folders, and the third parties' licences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About xaiviewer"))
        open_as(self, 720, 560)
        mark = QLabel()
        theme.follow(mark, lambda mark: mark.setPixmap(theme.pixmap("xaiviewer", size=48)))
        self.licences = QPlainTextEdit(licences())
        self.licences.setReadOnly(True)
        self.licences.setAccessibleName(tr("Third-party licences"))
        self.licences.setTabChangesFocus(True)
        self.open_logs = QPushButton(tr("Open log folder"))
        self.close_button = QPushButton(tr("Close"))
        self.close_button.setProperty("primary", True)
        self.close_button.setDefault(True)
        for button in (self.open_logs, self.close_button):
            button.setAutoDefault(False)
            keep_keys(button)
        names = QVBoxLayout()
        names.setSpacing(4)
        names.addWidget(label(f"xaiviewer {__version__}", "title"))
        names.addWidget(label(tr(RESEARCH_USE), "caution"))
        layout = column(self, margins=(24, 20, 24, 20), spacing=12)
        head = row(mark, spacing=16)
        head.addLayout(names, 1)
        layout.addLayout(head)
        layout.addWidget(label(tr(_MEANING), "muted", wrap=True))
        layout.addLayout(self._places())
        layout.addWidget(label(tr("Parts by others, and their licences"), "heading"))
        layout.addWidget(self.licences, 1)
        layout.addLayout(row(self.open_logs, 1, self.close_button))
        self.open_logs.clicked.connect(self._open_logs)
        self.close_button.clicked.connect(self.accept)
        self.close_button.setFocus()

    def _places(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        lines = {
            tr("Licence"): tr(_OWN_LICENCE),
            tr("Your data"): _place(paths.user_data),
            tr("Log"): _place(paths.logs),
        }
        if paths.portable() is not None:
            lines[tr("Portable")] = tr("everything is kept beside the program")
        for number, (name, text) in enumerate(lines.items()):
            grid.addWidget(label(name, "muted"), number, 0)
            value = label(text)
            value.setToolTip(text)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # a long path gives way
            grid.addWidget(value, number, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _open_logs(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(_place(paths.logs)))


def licences() -> str:
    """The text that packaging made, or what the installed distributions say of themselves."""
    try:
        return paths.licences().read_text(encoding="utf-8")
    except OSError:
        return "\n".join(sorted(_installed(), key=str.casefold))


def _installed() -> set[str]:
    """A line for each distribution here: name, version, licence."""
    lines = set()
    for each in metadata.distributions():
        told = each.metadata.get_all
        name = _stated(told, "Name")
        if name and name != "xaiviewer":
            stated = _stated(told, "License-Expression") or _short(_stated(told, "License")) or _classified(told)
            lines.add(f"{name} {each.version}  ·  {stated or tr(_IN_ITS_FILES)}")
    return lines


def _stated(told: Callable[[str], list[str] | None], field: str) -> str:
    return (told(field) or [""])[0]


def _short(text: str) -> str:
    """Some put the whole text there, some "UNKNOWN"."""
    return text if "\n" not in text and len(text) < 80 and text != "UNKNOWN" else ""


def _classified(told: Callable[[str], list[str] | None]) -> str:
    found = [each for each in told("Classifier") or [] if each.startswith("License ::")]
    return ", ".join(each.rsplit(" :: ", 1)[-1] for each in found)


def _place(folder: Callable[[], Path]) -> str:
    try:
        return str(folder())
    except XaiViewerError as error:
        return str(error)
