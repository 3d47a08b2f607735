"""Lines of questions, whose names take one width on all pages."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout

from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.controls import Choice
from xaiviewer.ui.kit.forms import lines

_NAMES = 112
_LETTERS = 8


def questions() -> QGridLayout:
    """Room for `kit.forms.add_line`."""
    grid = lines()
    theme.follow(grid, lambda grid: grid.setColumnMinimumWidth(0, theme.px(_NAMES)))
    return grid


def narrow(choice: Choice) -> Choice:
    """One whose longest choice does not widen the page: it is shown with dots, and whole in the list and the tip."""
    choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    choice.setMinimumContentsLength(_LETTERS)
    return choice
