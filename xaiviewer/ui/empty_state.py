"""What the centre shows before anything is open."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from xaiviewer.ui import theme
from xaiviewer.ui.controls import column, label


class EmptyState(QWidget):
    """How to begin.

    Signals:
        open_asked(): the reader wants to open a folder.
    """

    open_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        sign = QLabel()
        sign.setPixmap(theme.pixmap("folder", theme.FAINT.name(), 48))
        self.button = QPushButton("Open folder…")
        self.button.setProperty("primary", True)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._title = label("Drop a patient's folder here", "title")
        self._detail = label(
            "A folder of MRI slices with the clinician's masks, or a folder of many patients.", "muted", wrap=False
        )
        layout = column(self, spacing=12)
        layout.addStretch(1)
        for widget in (sign, self._title, self._detail, self.button):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        self.button.clicked.connect(self.open_asked)
