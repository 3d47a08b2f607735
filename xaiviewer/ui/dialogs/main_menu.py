"""The menu of the window: everything that can be done, by groups, for who looks for it with the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from xaiviewer.ui.kit.actions import GROUPS
from xaiviewer.ui.kit.choices import Choice, add_choice
from xaiviewer.ui.language import tr

_FIRST = ("window.palette",)
_NETWORKS = ("window.networks", "window.add-network")  # sought by who has a network of his own, in no group's name
_LAST = ("window.preferences", "window.manual", "window.help", "window.about", "window.close")
_ELSEWHERE = ("window.escape", *_FIRST, *_NETWORKS, *_LAST)
_PARTS = {
    "window.layout-1",
    "window.compare",
    "window.sanity",
    "window.fold-left",
    "window.full-screen",
    "picture.copy",
    "measure.brush",
}
"""Before these a line divides a long group."""


class MainMenu(QMenu):
    """Filled anew each time it is opened: keys are the reader's, and what would do nothing now is grey."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._choices: tuple[Choice, ...] = ()
        self.aboutToShow.connect(self._fill)

    def offer(self, choices: Sequence[Choice]) -> None:
        """All that can be done."""
        self._choices = tuple(choices)

    def _fill(self) -> None:
        self.clear()
        self._add(_FIRST)
        self.addSeparator()
        for group in GROUPS:
            offered = [each for each in self._choices if each[0].group == group and each[0].id not in _ELSEWHERE]
            if not offered:
                continue
            below = self.addMenu(tr(group))
            below.aboutToShow.connect(partial(_list, below, offered))
        for names in (_NETWORKS, _LAST):
            self.addSeparator()
            self._add(names)

    def _add(self, wanted: Sequence[str]) -> None:
        for name in wanted:
            for choice in self._choices:
                if choice[0].id == name:
                    add_choice(self, choice)


def _list(menu: QMenu, choices: Sequence[Choice]) -> None:
    menu.clear()
    for choice in choices:
        if choice[0].id in _PARTS:
            menu.addSeparator()
        add_choice(menu, choice)
