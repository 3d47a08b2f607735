"""One sentence about what went wrong, until the reader closes it or opens something else."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from xaiviewer.codes import code_of
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.access import announce
from xaiviewer.ui.kit.actions import with_key
from xaiviewer.ui.kit.controls import flat_button, label
from xaiviewer.ui.language import tr


class Banner(QWidget):
    """Hidden while there is nothing to say.

    Signals:
        help_asked(): the reader pressed the button that helps with what is said.
    """

    help_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sign = QLabel()
        self.text = label("", wrap=True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.code = label("", "small")
        self.code.setToolTip(tr("By this code the message is known, whatever it names"))
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.button = QPushButton()
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.close_button = flat_button("close", with_key("window.escape", tr("Close this message")))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(12)
        layout.addWidget(self._sign)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.code)
        layout.addWidget(self.button)
        layout.addWidget(self.close_button)
        self.button.clicked.connect(self.help_asked)
        self.close_button.clicked.connect(self.hide)
        theme.follow(self, Banner._paint_sign)
        self.hide()

    def tell(self, sentence: str) -> None:
        """Show a sentence on what went well."""
        self.say(sentence)
        self._dress(told=True)

    def say(self, sentence: str, *, button: str = "") -> None:
        """Show a sentence, and a button that helps where there is one."""
        self._dress(told=False)
        self.text.setText(sentence)
        self.code.setText(code_of(sentence))
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.show()
        announce(self.text, sentence)

    def _dress(self, *, told: bool) -> None:
        """In the colours of what went well, or of what went wrong."""
        self.setProperty("told", told)
        self.style().unpolish(self)
        self.style().polish(self)
        self._paint_sign()

    def _paint_sign(self) -> None:
        told = bool(self.property("told"))
        self._sign.setPixmap(theme.pixmap("check" if told else "caution", theme.ACCENT if told else theme.CAUTION))
