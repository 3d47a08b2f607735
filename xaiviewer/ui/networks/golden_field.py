"""A file that says what the user's own program got: the network must give the same here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton, QWidget

from xaiviewer.ui.kit.controls import column, keep_keys, label, row
from xaiviewer.ui.language import tr
from xaiviewer.ui.networks.complaints import Complaint

_HOW = 'numpy.savez("golden.npz", input=pictures, output=network.predict(pictures))'


class GoldenField(QWidget):
    """A path, which may be typed, and a button that asks for it; nothing is read before the import.

    Signals:
        changed(): it is another one.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.file, self.choose = QLineEdit(), QPushButton(tr("Choose…"))
        self.file.setPlaceholderText(tr("none"))
        self.file.setAccessibleName(tr("What your own program got (.npz)"))
        self.choose.setAutoDefault(False)
        self.choose.setAccessibleName(tr("Choose what your own program got (.npz)"))
        keep_keys(self.choose)
        layout = column(self, spacing=4)
        layout.addLayout(row(self.file, self.choose))
        told = tr(
            "Made with {code}: pictures as the network gets them, and its probabilities or logits. Where it gives "
            "something else here, it is refused."
        )
        layout.addWidget(label(told.format(code=_HOW), "small", wrap=True))
        self.file.textEdited.connect(self.changed)
        self.choose.clicked.connect(self._ask)

    def path(self) -> Path | None:
        """It; None where nothing is named."""
        told = self.file.text().strip()
        return Path(told) if told else None

    def clear(self) -> None:
        """Name nothing."""
        self.file.setText("")

    def problem(self) -> str:
        """What is wrong; "" where nothing is."""
        path = self.path()
        if path is None or path.is_file():
            return ""
        return Complaint(tr("There is no file “{name}”.").format(name=path.name), self.file)

    def _ask(self) -> None:
        kinds = ";;".join((tr("NumPy (*.npz)"), tr("All files (*)")))
        chosen, _ = QFileDialog.getOpenFileName(self, tr("What your own program got (.npz)"), "", kinds)
        if chosen:
            self.file.setText(chosen)
            self.changed.emit()
