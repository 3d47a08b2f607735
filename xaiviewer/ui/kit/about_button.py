"""The "?" of a panel: what it shows, how it is read, what it does not mean, and the way into the manual."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QToolButton, QWidget

from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.controls import column, keep_keys, label, row
from xaiviewer.ui.kit.explanations import EXPLANATIONS, Explanation
from xaiviewer.ui.language import tr

_SIDE, _WIDE = 16, 336  # logical pixels: of the button, and of a line of text


class AboutButton(QToolButton):
    """Opens a card beside itself; the card is made when it is first wanted.

    Signals:
        manual_asked(str): the reader wants to read more, there: "chapter.md#heading".
    """

    manual_asked = Signal(str)

    def __init__(self, panel: str, parent: QWidget | None = None) -> None:
        """`panel`: a key of `EXPLANATIONS`."""
        super().__init__(parent)
        self._explanation = EXPLANATIONS[panel]
        self.card: AboutCard | None = None
        tip = tr("What is this? {panel}").format(panel=tr(self._explanation.title))
        self.setText("?")
        self.setToolTip(tip)
        self.setAccessibleName(tip)
        self.setAccessibleDescription(" ".join(_paragraphs(self._explanation)))
        self.setProperty("about", True)
        theme.follow(self, AboutButton._fit)
        keep_keys(self)
        self.clicked.connect(self.open)

    def _fit(self) -> None:
        side = max(theme.px(_SIDE), _SIDE)
        self.setFixedSize(side, side)

    def open(self) -> None:
        """Show the card, below the button if there is room on the screen."""
        if self.card is None:
            self.card = AboutCard(self._explanation, self)
            self.card.more.clicked.connect(self._read_on)
        self.card.show_beside(QRect(self.mapToGlobal(QPoint(0, 0)), self.size()), self.screen().availableGeometry())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses it, too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _read_on(self) -> None:
        if self.card is not None:
            self.card.hide()
        self.manual_asked.emit(self._explanation.link)


class AboutCard(QFrame):
    """Goes with Esc or a click anywhere else; what had the keyboard gets it back."""

    def __init__(self, explanation: Explanation, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._asked_from = parent
        title = tr(explanation.title)
        self.setObjectName("about")
        self.setAccessibleName(title)
        self.setAccessibleDescription(" ".join(_paragraphs(explanation)))
        self.texts = [label(each, wrap=True) for each in _paragraphs(explanation)]
        self.texts[-1].setProperty("role", "caution")
        self.more = QPushButton(tr("More in the manual"))
        self.more.setIcon(theme.icon("book", size=16))
        self.more.setAutoDefault(True)
        self._lay = column(self, margins=(16, 12, 16, 12))
        self._lay.addWidget(label(title, "heading"))
        for text in self.texts:
            theme.follow(text, lambda text: text.setFixedWidth(theme.px(_WIDE)))
            self._lay.addWidget(text)
        self._lay.addLayout(row(self.more, 1))

    def show_beside(self, button: QRect, screen: QRect) -> None:
        """Below `button`, or above it where the screen ends; never over its edge."""
        self.ensurePolished()
        self._lay.invalidate()  # its frame and letters are known by now
        self.adjustSize()
        below, above = button.bottom() + 4, button.top() - 4 - self.height()
        x, y = button.left(), below if below + self.height() <= screen.bottom() else above
        x, y = min(x, screen.right() - self.width()), min(y, screen.bottom() - self.height())
        self.move(max(x, screen.left()), max(y, screen.top()))
        self.show()
        self.more.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.more.click()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        super().hideEvent(event)
        self._asked_from.setFocus(Qt.FocusReason.PopupFocusReason)


def _paragraphs(explanation: Explanation) -> list[str]:
    return [tr(explanation.shows), tr(explanation.reads), tr(explanation.limits)]
