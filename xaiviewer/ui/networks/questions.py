"""Lines of questions, whose names take one width on all pages."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout

from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.forms import lines

_NAMES = 112


def questions() -> QGridLayout:
    """Room for `kit.forms.add_line`."""
    grid = lines()
    theme.follow(grid, lambda grid: grid.setColumnMinimumWidth(0, theme.px(_NAMES)))
    return grid
