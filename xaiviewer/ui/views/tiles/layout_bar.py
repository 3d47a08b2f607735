"""How many views there are, and what they have in common: at the end of the tool bar."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from xaiviewer.review import Review
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.actions import action, keys_of, spelled, with_key
from xaiviewer.ui.kit.choices import Choice, add_choice
from xaiviewer.ui.kit.controls import flat_button, row
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import later, tr
from xaiviewer.ui.views.tiles.grid import LayoutView
from xaiviewer.ui.views.tiles.kept import LAYOUTS, PLANES, USUAL
from xaiviewer.ui.views.tiles.kind import Links

_ROOMY = 600
"""A tool bar so wide has room for the toggles beside the tools."""

_LINKS = (
    ("scroll", later("Scroll all views together")),
    ("window", later("One window for a sequence in all views")),
    ("zoom", later("Zoom and move all views together")),
)

_OTHERS = ("window.compare", "window.layer-sheet", "window.slice-sheet", "overlay.difference")
"""What a reader looks for beside the layouts."""


class LayoutBar(QWidget):
    """A button with the layouts, and beside it, where there are tiles, what is linked."""

    def __init__(self, review: Review, views: LayoutView, links: Links) -> None:
        super().__init__()
        self._review, self._views, self._links = review, views, links
        self._others: list[Choice] = []
        self.layouts = flat_button("layout-2", "")
        self.menu = QMenu(self.layouts)
        self.layouts.setMenu(self.menu)
        self.layouts.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu.aboutToShow.connect(self._fill)
        self.toggles: dict[str, QToolButton] = {}
        for name, tip in _LINKS:
            button = flat_button(f"link-{name}", tr(tip))
            button.setCheckable(True)
            button.clicked.connect(partial(self._toggle, name))
            self.toggles[name] = button
        self.setLayout(row(*self.toggles.values(), self.layouts, spacing=0))
        follow(self.refresh, views.layout_changed, links.changed)
        self.refresh()

    def offer(self, choices: Sequence[Choice]) -> None:
        """All that can be done, of which the menu takes what else is put in the views' place."""
        self._others = [each for each in choices if each[0].id in _OTHERS]

    def refresh(self) -> None:
        """Say what is on."""
        number = self._views.number
        tip = with_key(_action(number), tr("Layout: {layout}").format(layout=tr(_title(number))))
        self.layouts.setIcon(theme.icon(f"layout-{number}"))
        self.layouts.setToolTip(tip)
        self.layouts.setAccessibleName(tip)
        bar = self.parentWidget()
        roomy = number != USUAL and number > 1 and (bar is None or bar.width() >= theme.grown(_ROOMY))
        for name, button in self.toggles.items():
            button.setVisible(roomy)
            button.setChecked(bool(getattr(self._links, name)))

    def event(self, event: QEvent) -> bool:
        """Whose place in the bar was given follows its width: what has no room stands in the menu."""
        bar = self.parentWidget()
        if event.type() == QEvent.Type.ParentChange and bar is not None:
            bar.installEventFilter(self)
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self.refresh()
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        self.menu.clear()
        for number in (*LAYOUTS, PLANES):
            keys = spelled(keys_of(action(_action(number)))[:1])
            made = self.menu.addAction(theme.icon(f"layout-{number}"), f"{tr(_title(number))}\t{keys}")
            made.setCheckable(True)
            made.setChecked(number == self._views.number)
            made.triggered.connect(partial(self._choose, number))
        self.menu.addSeparator()
        for choice in self._others:
            add_choice(self.menu, choice)
        self.menu.addSeparator()
        for name, tip in _LINKS:
            made = self.menu.addAction(tr(tip))
            made.setCheckable(True)
            made.setChecked(bool(getattr(self._links, name)))
            made.triggered.connect(partial(self._toggle, name))

    def _choose(self, number: int) -> None:
        self._review.compared.close()
        self._views.set_layout(number)

    def _toggle(self, name: str) -> None:
        self._links.set(**{name: not getattr(self._links, name)})


def _title(number: int) -> str:
    return action(_action(number)).title


def _action(number: int) -> str:
    return "window.planes" if number == PLANES else f"window.layout-{number}"
