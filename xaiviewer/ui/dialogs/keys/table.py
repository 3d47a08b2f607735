"""All actions with their keys, as a list to choose from."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.actions import ACTIONS, KEYS, Action, action, keys_of, spelled
from xaiviewer.ui.language import tr

_TITLE, _KEYS = 280, 130
_PADDING = 3  # above and below a line
_ID = Qt.ItemDataRole.UserRole
_HEARD = Qt.ItemDataRole.AccessibleTextRole


class KeyTable(QTreeWidget):
    """Action, keys, and what the reader changed about them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Actions and their keys"))
        self.setColumnCount(3)
        self.setHeaderLabels([tr("What it does"), tr("Keys"), tr("Changed")])
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setUniformRowHeights(True)
        self.setIndentation(12)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setColumnWidth(0, _TITLE)
        self.setColumnWidth(1, _KEYS)
        self.header().setStretchLastSection(True)
        self.setStyleSheet(f"QTreeWidget::item {{ padding: {_PADDING}px 0; }}")
        self._words = ""
        self.fill()

    @property
    def chosen(self) -> str | None:
        """The id of the chosen action; None where none is."""
        item = self.currentItem()
        name = None if item is None else item.data(0, _ID)
        return name if isinstance(name, str) else None

    def narrow(self, text: str) -> None:
        """List what holds every word in its title, its group or its keys; what has this very key is chosen."""
        self._words = text.casefold()
        self.fill()
        holder = KEYS.keymap.holder(text)
        found = next((line for line in self._lines() if line.data(0, _ID) == holder), None)
        if found is not None:
            self.setCurrentItem(found)
            self.scrollToItem(found, QTreeWidget.ScrollHint.PositionAtCenter)

    def fill(self) -> None:
        """List all anew; what was chosen stays chosen, as far as it is listed."""
        chosen = self.chosen
        self.clear()
        for group, rows in groupby(ACTIONS, key=lambda each: each.group):
            found = [each for each in rows if self._is_wanted(each)]
            if found:
                heading = QTreeWidgetItem([tr(group)])
                heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
                heading.setForeground(0, theme.MUTED)
                self.addTopLevelItem(heading)
                heading.setFirstColumnSpanned(True)
                heading.setExpanded(True)
                for each in found:
                    self._add(heading, each, chosen)
        first = next(self._lines(), None)
        if self.chosen is None and first is not None:
            self.setCurrentItem(first)

    def _lines(self) -> Iterator[QTreeWidgetItem]:
        """The lines of actions, without the headings."""
        for row in range(self.topLevelItemCount()):
            group = self.topLevelItem(row)
            for at in range(0 if group is None else group.childCount()):
                line = None if group is None else group.child(at)
                if line is not None:
                    yield line

    def _is_wanted(self, each: Action) -> bool:
        keys = keys_of(each)
        told = f"{tr(each.title)} {tr(each.group)} {spelled(keys)} {' '.join(keys)}".casefold()
        return all(word in told for word in self._words.split())

    def _add(self, heading: QTreeWidgetItem, each: Action, chosen: str | None) -> None:
        remark = remarked(each)
        item = QTreeWidgetItem(heading, [tr(each.title), spelled(keys_of(each)), remark])
        item.setData(0, _ID, each.id)
        item.setToolTip(2, remark)
        item.setData(1, _HEARD, spelled(keys_of(each)) if keys_of(each) else tr("no key"))
        item.setData(2, _HEARD, remark or tr("default"))
        item.setForeground(2, theme.CAUTION if KEYS.keymap.lost(each.id) else theme.MUTED)
        if each.id == chosen:
            self.setCurrentItem(item)


def remarked(each: Action) -> str:
    """What the reader changed about an action's keys; empty for nothing."""
    keymap = KEYS.keymap
    if each.id in keymap.own:
        return tr("usually {keys}").format(keys=spelled(each.keys))
    return "; ".join(
        tr("{key} is “{title}” now").format(key=spelled((key,)), title=tr(action(other).title))
        for key, other in keymap.lost(each.id)
    )
