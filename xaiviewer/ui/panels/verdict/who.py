"""Who answers: asked once, in place, and kept for the next start."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from xaiviewer.errors import UsageError
from xaiviewer.ledger.writers import Reader
from xaiviewer.review import Review
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.controls import column, label, row
from xaiviewer.ui.language import tr


class Who(QWidget):
    """A pseudonym and, if the reader likes, years of experience; hidden once it is known.

    Signals:
        told(): somebody said who answers.
    """

    told = Signal()

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self.name = QLineEdit()
        self.name.setPlaceholderText(tr("Your pseudonym (Return)"))
        self.name.setAccessibleName(tr("Your pseudonym"))
        self.years = QLineEdit()
        self.years.setPlaceholderText(tr("Years"))
        self.years.setAccessibleName(tr("Years of experience, if you like"))
        self.years.setToolTip(tr("Years of experience, if you like"))
        theme.follow(self.years, lambda it: it.setFixedWidth(theme.px(64)))
        self.go = QPushButton(tr("Go on"))
        self.go.setAutoDefault(False)
        self.wrong = label("", "caution", wrap=True)
        self.wrong.hide()
        layout = column(self, spacing=6)
        asked = label(tr("Under which name are your answers kept? They wait until you say it."), "muted", wrap=True)
        layout.addWidget(asked)
        layout.addLayout(row(self.name, self.years, self.go, spacing=4))
        layout.addWidget(self.wrong)
        for field in (self.name, self.years):
            field.returnPressed.connect(self._tell)
        self.go.clicked.connect(self._tell)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QShortcut(QKeySequence(key), self).activated.connect(self._enter)

    def fill(self, reader: Reader | None) -> None:
        """Begin with what is known."""
        self.name.setText("" if reader is None else reader.name)
        self.years.setText("" if reader is None or reader.years is None else f"{reader.years:g}")

    def _enter(self) -> None:
        """Return leads here from wherever the reader is, and says that the name is written."""
        if self.name.hasFocus() or self.years.hasFocus():
            self._tell()
        else:
            self.name.setFocus()

    def _tell(self) -> None:
        try:
            reader = Reader(self.name.text().strip(), _years(self.years.text()))
        except (ValueError, UsageError):
            self.wrong.setText(tr("It takes a name, and years from 0 to 100 or none."))
            self.wrong.show()
            return
        self.wrong.hide()
        self._review.verdicts.be(reader)
        self.window().setFocus()
        self.told.emit()


def _years(text: str) -> float | None:
    """Years as they were typed; ValueError where they are none."""
    if not text.strip():
        return None
    years = float(text.replace(",", "."))
    if not 0 <= years <= 100:
        raise ValueError("nobody has so many years of experience")
    return years
