"""The first page of a study's window: which session, and what opens it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton, QWidget

from xaiviewer.studies.release import SUFFIX
from xaiviewer.studies.sitting import Package, session_due
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.controls import Choice, column, label, row
from xaiviewer.ui.language import tr

_WIDE = 420


class Beginning(QWidget):
    """Asks for a passphrase, or for the file that the study's owner released.

    Signals:
        passphrase_given(int, str): open this session, counted from 0, with these words.
        file_given(Path): open what this releases.
    """

    passphrase_given = Signal(int, str)
    file_given = Signal(Path)

    def __init__(self, package: Package, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = column(self)
        page = QWidget()
        theme.follow(page, lambda page: page.setFixedWidth(theme.px(_WIDE)))
        lay = column(page, spacing=12)
        lay.addWidget(label(package.name, "title", wrap=True))
        lay.addWidget(label(tr("Reader {name}").format(name=package.reader)))
        count = len(package.sessions)
        named = [(str(at), tr("Session {number} of {count}").format(number=at + 1, count=count)) for at in range(count)]
        self.session = Choice(tr("Session"), named)
        self.session.setCurrentIndex(session_due(package))
        self.words = QLineEdit()
        self.words.setAccessibleName(tr("Passphrase"))
        self.words.setPlaceholderText(tr("Passphrase of the session"))
        self.words.returnPressed.connect(self.open_given)  # where the window's own key does not come first
        self.button = QPushButton(tr("Begin or go on"))
        self.button.clicked.connect(self.open_given)
        self.file = QPushButton(tr("Open a released session…"))
        self.file.clicked.connect(self._choose)
        self.problem = label("", "caution", wrap=True)
        self.problem.hide()
        for widget in (self.session, self.words):
            lay.addWidget(widget)
        lay.addLayout(row(self.button, self.file))
        lay.addWidget(self.problem)
        told = tr("What is not yet due is sealed. Your answers are saved as you give them; you can stop at any time.")
        lay.addWidget(label(told, "small", wrap=True))
        outer.addStretch(1)
        outer.addLayout(row(1, page, 1))
        outer.addStretch(2)

    def refuse(self, sentence: str) -> None:
        """Say why it does not open."""
        self.problem.setText(tr(sentence))
        self.problem.show()
        self.words.setFocus()

    def open_given(self) -> None:
        """Open the session that is chosen with the words that are written."""
        self.problem.hide()
        self.passphrase_given.emit(self.session.currentIndex(), self.words.text())

    def _choose(self) -> None:
        found, _ = QFileDialog.getOpenFileName(self, tr("Open a released session"), "", f"*{SUFFIX}")
        if found:
            self.file_given.emit(Path(found))
