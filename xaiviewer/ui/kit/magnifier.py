"""The drawing in a search field: Qt's own keeps its size whatever the letters'."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit

from xaiviewer.ui.kit import theme

_SIZE, _BEFORE, _BEHIND = 16, 8, 4


def add_magnifier(field: QLineEdit) -> None:
    """Draw it at the left edge of a field, as large as the letters are; the text begins behind it."""
    mark = QLabel()
    mark.setObjectName("magnifier")
    mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    layout = QHBoxLayout(field)
    layout.setContentsMargins(_BEFORE, 0, 0, 0)
    layout.addWidget(mark)
    layout.addStretch(1)

    def dress(field: QLineEdit) -> None:
        drawing = field.findChild(QLabel, "magnifier")
        assert isinstance(drawing, QLabel)
        size = max(theme.px(_SIZE), _SIZE)
        drawing.setPixmap(theme.pixmap("search", theme.FAINT, size))
        field.setTextMargins(size + _BEHIND, 0, 0, 0)

    theme.follow(field, dress)
