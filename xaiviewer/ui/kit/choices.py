"""What a menu can offer: an action, what does it, and whether it would do anything now."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from xaiviewer.ui.kit.actions import Action, keys_of, spelled
from xaiviewer.ui.language import tr

Choice = tuple[Action, Callable[[], None], Callable[[], bool]]
"""An action, what does it, and whether it would do anything now."""


def add_choice(menu: QMenu, choice: Choice) -> QAction:
    """A line of the menu: its name, its key, grey where it would do nothing."""
    action, do, enabled = choice
    keys = keys_of(action)[:1]
    made = menu.addAction(f"{tr(action.title)}\t{spelled(keys)}" if keys else tr(action.title))
    made.setEnabled(enabled())
    made.triggered.connect(lambda: do())  # noqa: PLW0108 - Qt hands over whether it is checked
    return made
