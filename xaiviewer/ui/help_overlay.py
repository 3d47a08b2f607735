"""All keys and gestures over the window, until any key or click."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QWidget

from xaiviewer.ui import theme
from xaiviewer.ui.controls import column, label
from xaiviewer.ui.shortcuts import GESTURES, SHORTCUTS

_SHADE = QColor(5, 8, 11, 200)
_SYMBOLS = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "PgUp": "Page Up", "PgDown": "Page Down"}
_COLUMNS = (("Slices", "Layers", "Cases"), ("Overlays", "Picture"), ("Window", "Mouse"))


class HelpOverlay(QWidget):
    """Covers its parent while it is shown."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Keyboard and mouse")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._covered = parent
        self._before: QWidget | None = None  # had the keyboard
        card = QFrame(self)
        card.setObjectName("card")
        card.setStyleSheet(
            f"QFrame#card {{ background: {theme.PANEL.name()}; border: 1px solid {theme.LINE.name()};"
            " border-radius: 8px; }"
        )
        layout = column(card, margins=(24, 20, 24, 20), spacing=16)
        layout.addWidget(label("Keyboard and mouse", "title"))
        columns = QHBoxLayout()
        columns.setSpacing(32)
        groups = {name: list(rows) for name, rows in groupby(SHORTCUTS, key=lambda each: each.group)}
        tables = {name: [(_spell(each.keys), each.text) for each in rows] for name, rows in groups.items()}
        tables["Mouse"] = list(GESTURES)
        for names in _COLUMNS:
            columns.addWidget(_table([(name, tables[name]) for name in names]))
        layout.addLayout(columns)
        layout.addWidget(label("A control reached with Tab keeps the arrow keys for itself.", "small"))
        outer = column(self)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        parent.installEventFilter(self)
        self.hide()

    def toggle(self) -> None:
        """Show or hide."""
        if self.isVisible():
            self.hide()
            return
        self._before = self._covered.focusWidget()
        self.setGeometry(self._covered.rect())
        self.raise_()
        self.show()
        self.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._covered.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        QPainter(self).fillRect(self.rect(), _SHADE)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        del event
        self.hide()

    def event(self, event: QEvent) -> bool:
        """Take every key before the shortcuts of the covered window do."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        del event
        self.hide()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802, FBT001 - Qt's name and signature
        """Tab is a key like any other: what is covered cannot be reached."""
        del forward
        self.hide()
        return True

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Give the keyboard back."""
        super().hideEvent(event)
        (self._before or self._covered).setFocus()


def _table(groups: list[tuple[str, list[tuple[str, str]]]]) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    line = 0
    for name, rows in groups:
        heading = label(name, "heading")
        heading.setContentsMargins(0, 8 if line else 0, 0, 0)
        grid.addWidget(heading, line, 0, 1, 2)
        for keys, text in rows:
            line += 1
            key = label(keys, "muted")
            grid.addWidget(key, line, 0)
            grid.addWidget(label(text), line, 1)
        line += 1
    grid.setRowStretch(line, 1)
    return made


def _spell(keys: tuple[str, ...]) -> str:
    spelled = []
    for key in keys:
        parts = key.split("+") if key != "+" else [key]
        spelled.append(" ".join(_SYMBOLS.get(part, part) for part in parts))
    return " or ".join(spelled)
