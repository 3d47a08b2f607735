"""What was left out or assumed while the case was read: a count, and the list behind it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QToolButton, QWidget

from xaiviewer.ui.kit import notice_words, theme
from xaiviewer.ui.kit.actions import with_key
from xaiviewer.ui.kit.controls import column, label
from xaiviewer.ui.language import tr

_WIDTH, _HEIGHT = 420, 440


class NoticeButton(QToolButton):
    """Hidden while the open case has no notices."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notices: tuple[str, ...] = ()
        self.popup: QFrame | None = None
        self.setIcon(theme.icon("notice", theme.CAUTION))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setProperty("flat", True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self.open)
        self.hide()

    def set_notices(self, notices: tuple[str, ...]) -> None:
        """The sentences of the open case."""
        if notices == self._notices:
            return
        self._notices = notices
        count = len(notices)
        self.setText(tr("%Ln notices", None, count))
        self.setAccessibleName(tr("%Ln notices about how the case was read", None, count))
        self.setToolTip(with_key("case.notices", tr("What was left out or assumed while reading")))
        self.setVisible(bool(notices))

    def open(self) -> None:
        """Show the list below the button."""
        if not self._notices:
            return
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.setObjectName("notices")
        popup.setFixedWidth(theme.px(_WIDTH))
        layout = column(popup, margins=(16, 12, 16, 16), spacing=8)
        layout.addWidget(label(tr("While reading this case"), "heading"))
        inner = QWidget()
        sentences = column(inner, spacing=8)
        for sentence in self._notices:
            sentences.addWidget(label(notice_words.coded(sentence), "muted", wrap=True))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        area.setFixedHeight(
            min(sentences.heightForWidth(theme.px(_WIDTH) - 42), _HEIGHT)
        )  # but for margins and the scroll bar
        layout.addWidget(area)
        popup.adjustSize()
        popup.move(self.mapToGlobal(QPoint(self.width() - theme.px(_WIDTH), self.height() + 4)))
        popup.show()
        area.setFocus()  # the arrows go through a long list
        self.popup = popup
