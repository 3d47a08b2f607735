"""One sentence about what went wrong, until the reader closes it or opens something else; or, for a while, right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from xaiviewer.codes import code_of
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.access import announce
from xaiviewer.ui.kit.actions import with_key
from xaiviewer.ui.kit.controls import flat_button, label, row
from xaiviewer.ui.language import tr
from xaiviewer.ui.language.refusals import translated

_BELOW = 40  # pixels of the headers of the views, which stay free
_SIGN = 20
_WHILE_MS = 10_000
_NARROW = 820  # the button stands beside what is said from this width on


class Banner(QWidget):
    """Hidden while there is nothing to say.

    Signals:
        help_asked(): the reader pressed the button that helps with what is said.

    Attributes:
        leaving: runs while what went well is told, or what stands elsewhere, too: it goes by itself, unless the
            pointer is on it.
    """

    help_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._over: QWidget | None = None
        self.leaving = QTimer(self, interval=_WHILE_MS, singleShot=True)
        self.leaving.timeout.connect(self._leave)
        self._sign = QLabel()
        self.text = label("", wrap=True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.code = label("", "small")
        self.code.setToolTip(tr("By this code the message is known, whatever it names"))
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.button = QPushButton()
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.close_button = flat_button("close", with_key("window.escape", tr("Close this message")))
        self._told = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._told.setSpacing(8)
        self._told.addWidget(self.text, 1)
        self._told.addLayout(row(1, self.code, self.button, spacing=12))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(12)
        layout.addWidget(self._sign)
        layout.addLayout(self._told, 1)
        layout.addWidget(self.close_button)
        self.button.clicked.connect(self.help_asked)
        self.close_button.clicked.connect(self.hide)
        theme.follow(self, Banner._paint_sign)
        self.hide()

    def lie_over(self, widget: QWidget) -> None:
        """Lie over the upper part of a widget, below the headers that it may have, which stays where it is."""
        self._over = widget
        self.setParent(widget.parentWidget())
        self.hide()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if watched is self._over and event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._place()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._place()

    def _place(self) -> None:
        """As high as what is said needs; in a narrow window the button stands below it."""
        over, layout = self._over, self.layout()
        if over is None or layout is None or self.isHidden():
            return
        narrow = over.width() < _NARROW
        self._told.setDirection(
            QBoxLayout.Direction.TopToBottom
            if narrow and self.code.text() + self.button.text()
            else QBoxLayout.Direction.LeftToRight
        )
        layout.invalidate()
        width = over.width()
        self.setGeometry(over.x(), over.y() + theme.room(_BELOW) + 1, width, layout.totalHeightForWidth(width))
        self.raise_()

    def tell(self, sentence: str) -> None:
        """Show a sentence on what went well; codes are for what went wrong."""
        self.say(sentence)
        self.code.setText("")
        self._dress(told=True)
        self._place()
        self.leaving.start()

    def say(self, sentence: str, *, button: str = "", kept: bool = False) -> None:
        """Show a sentence, and a button that helps where there is one.

        Args:
            sentence: what went wrong, or must be known.
            button: "" for none.
            kept: that it can be read elsewhere afterwards: it need not lie over the picture until it is closed.
        """
        self.leaving.stop()
        self._dress(told=False)
        shown = translated(sentence)
        self.text.setText(shown)
        self.code.setText(code_of(sentence))
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.show()
        self._place()
        announce(self.text, shown)
        if kept:
            self.leaving.start()

    def _leave(self) -> None:
        if self.underMouse():
            self.leaving.start()
        else:
            self.hide()

    def _dress(self, *, told: bool) -> None:
        """In the colours of what went well, or of what went wrong."""
        self.setProperty("told", told)
        self.style().unpolish(self)
        self.style().polish(self)
        self._paint_sign()

    def _paint_sign(self) -> None:
        told = bool(self.property("told"))
        colour = theme.ACCENT if told else theme.CAUTION
        self._sign.setPixmap(theme.pixmap("check" if told else "caution", colour, round(theme.grown(_SIGN))))
