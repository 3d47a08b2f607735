"""The button above the list: which cases it shows, in which order, and what it tells of each."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from xaiviewer.ledger.worklist import LISTED, ORDERS, SHUFFLED
from xaiviewer.review import Review
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.controls import keep_keys
from xaiviewer.ui.language import tr
from xaiviewer.ui.panels.worklist import columns
from xaiviewer.ui.settings import worklist

ALL = "all"
"""In place of a status: every case is shown."""


class Choosing(QToolButton):
    """A menu of three parts.

    Signals:
        changed(): something else is to be shown.

    Attributes:
        shown: the status that a case must have to be shown, or `ALL`.
        columns: what is told of each.
    """

    changed = Signal()

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self.shown: str = ALL
        self.columns = columns.chosen()
        kept, seed = worklist.order()
        if kept != LISTED:
            review.worklist.set_order(kept, seed)
        self.setIcon(theme.icon("down", theme.MUTED, 14))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setProperty("flat", True)
        tip = tr("Which cases are listed, in which order, and what is told of them")
        self.setToolTip(tip)
        self.setAccessibleName(tip)
        keep_keys(self)
        self.choices: dict[str, QAction] = {}
        menu = QMenu(self)
        statuses = [(ALL, tr("All cases")), *((key, tr(text)) for key, text in columns.STATUSES.items())]
        self._exclusive(menu.addMenu(tr("Show")), [(f"show {key}", text) for key, text in statuses], f"show {ALL}")
        orders = [(f"order {key}", tr(each.title)) for key, each in ORDERS.items()]
        order = menu.addMenu(tr("Order"))
        self._exclusive(order, orders, f"order {kept}")
        self.anew = QAction(tr("Shuffle anew"), order)
        self.anew.triggered.connect(self._shuffle)
        order.addSeparator()
        order.addAction(self.anew)
        told = menu.addMenu(tr("Tell"))
        for key, text in columns.COLUMNS.items():
            action = self._add(told, f"tell {key}", tr(text))
            action.setChecked(key in self.columns)
        self.setMenu(menu)

    @property
    def told(self) -> str:
        """What is not as usual, in words; "" where all cases are shown as they are listed."""
        state = self._review.worklist.state
        parts = [] if self.shown == ALL else [tr(columns.STATUSES[self.shown])]  # type: ignore[index] # a status
        if state.order != LISTED:
            title = tr(ORDERS[state.order].title)
            parts.append(f"{title} ({state.seed})" if state.order == SHUFFLED else title)
        return " · ".join(parts)

    def _exclusive(self, menu: QMenu, choices: Iterable[tuple[str, str]], first: str) -> None:
        group = QActionGroup(menu)
        for key, text in choices:
            action = self._add(menu, key, text)
            group.addAction(action)
            action.setChecked(key == first)

    def _add(self, menu: QMenu, key: str, text: str) -> QAction:
        action = QAction(text, menu)
        action.setCheckable(True)
        action.triggered.connect(partial(self._take, key))
        menu.addAction(action)
        self.choices[key] = action
        return action

    def _take(self, key: str) -> None:
        what, _, which = key.partition(" ")
        if what == "show":
            self.shown = which
        elif what == "order":
            self._order(which, self._review.worklist.state.seed)
        else:
            self.columns = tuple(each for each in columns.COLUMNS if self.choices[f"tell {each}"].isChecked())
            columns.keep(self.columns)
        self.changed.emit()

    def _shuffle(self) -> None:
        self.choices[f"order {SHUFFLED}"].setChecked(True)
        self._order(SHUFFLED, self._review.worklist.state.seed + 1)
        self.changed.emit()

    def _order(self, key: str, seed: int) -> None:
        self._review.worklist.set_order(key, seed)
        worklist.keep_order(key, seed)
