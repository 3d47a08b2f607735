"""Lines of a panel: a name on the left, a control, and sometimes its value on the right."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.controls import label

_NAMES = 72  # width of the names on the left
_VALUES = 36


def lines(widget: QWidget | None = None) -> QGridLayout:
    """Room for `add_line`, in a widget or for itself."""
    grid = QGridLayout(widget) if widget is not None else QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(8)
    theme.follow(grid, lambda grid: grid.setColumnMinimumWidth(0, theme.px(_NAMES)))
    grid.setColumnStretch(1, 1)
    return grid


def add_line(grid: QGridLayout, name: str, widget: QWidget, value: QWidget | None = None) -> QLabel:
    """Another line below those that are there; returns its name."""
    line, named = grid.rowCount(), label(name, "muted")
    named.setBuddy(widget)  # a screen reader calls a box of choices by what labels it
    grid.addWidget(named, line, 0)
    if value is None:
        grid.addWidget(widget, line, 1, 1, 2)
        return named
    theme.follow(value, lambda value: value.setFixedWidth(theme.px(_VALUES)))
    grid.addWidget(widget, line, 1)
    grid.addWidget(value, line, 2)
    return named
