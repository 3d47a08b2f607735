"""The palette: everything the window can do, and what is open, found by its name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QWidget

from xaiviewer.ui.dialogs.finding import Finding, Found
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.actions import Action, keys_of, spelled
from xaiviewer.ui.kit.choices import Choice
from xaiviewer.ui.kit.controls import column
from xaiviewer.ui.kit.overlay import Overlay
from xaiviewer.ui.kit.synonyms import searched
from xaiviewer.ui.language import tr

_WIDTH, _HEIGHT = 560, 380
_PADDING = 5  # above and below a line
_TOP = 96  # below the window's upper edge
_NAME, _GROUP = 300, 90
_WHERE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
_LEADS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Palette(Overlay):
    """A search field over a list; Enter or a click does the chosen line, Escape none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, tr("Command palette: find anything by its name"), where=_WHERE)
        self.outer.setContentsMargins(0, _TOP, 0, 0)
        theme.follow(self.card, lambda card: card.setFixedSize(theme.px(_WIDTH), theme.px(_HEIGHT)))
        self._choices: tuple[Choice, ...] = ()
        self._finding: Finding | None = None
        self._lines: list[Found] = []
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("An action, a case, a method, a layer, or a slice's number"))
        self.search.setAccessibleName(tr("Search what can be done"))
        self.search.textChanged.connect(self._fill)
        self.search.installEventFilter(self)
        self.setFocusProxy(self.search)
        self.found = QTreeWidget()
        self.found.setColumnCount(3)
        self.found.setHeaderHidden(True)
        self.found.setRootIsDecorated(False)
        self.found.setUniformRowHeights(True)
        self.found.setFrameShape(QFrame.Shape.NoFrame)
        self.found.setStyleSheet(f"QTreeWidget {{ border: none; }} QTreeWidget::item {{ padding: {_PADDING}px 8px; }}")
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys stay with the search field
        self.found.header().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for number, width in enumerate((_NAME, _GROUP)):
            theme.follow(self.found, partial(_widen, number=number, width=width))
        self.found.itemClicked.connect(self._do)
        self.found.currentItemChanged.connect(self._tell)
        layout = column(self.card, margins=(12, 12, 12, 12), spacing=8)
        layout.addWidget(self.search)
        layout.addWidget(self.found)

    def offer(self, choices: Sequence[Choice]) -> None:
        """What can be done; asked anew each time whether it would do anything."""
        self._choices = tuple(choices)

    def look_into(self, finding: Finding) -> None:
        """Find by name what is open, too."""
        self._finding = finding

    def ask(self) -> None:
        """Open over the window, the search field empty."""
        self.search.clear()
        self._fill()
        self.cover()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Up and down walk through the list while the search field has the keyboard."""
        if watched is self.search and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # no key does anything to the covered window
                return True
            if event.type() == QEvent.Type.KeyPress and self._led(event):
                return True
        return super().eventFilter(watched, event)

    def _led(self, event: QKeyEvent) -> bool:
        """Do what a key does that the search field has no use for; False for all others."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._do(self.found.currentItem())
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.hide()
        elif key in _LEADS:
            self.found.keyPressEvent(event)
        else:
            return False
        return True

    def _fill(self) -> None:
        """List what holds every word, the likeliest first: what begins with the text, then the rest in its order.

        Actions stand before what is found by its name, unless that is the whole of it.
        """
        text = self.search.text().casefold().strip()
        words = text.split()
        told = [each for each in self._choices if _fits(each[0], words)]
        told.sort(key=lambda each: not tr(each[0].title).casefold().startswith(text))
        self._lines = [
            Found(tr(action.title), action.group, spelled(keys_of(action)), do, enabled())
            for action, do, enabled in told
        ]
        self._lines += self._finding.find(words) if self._finding is not None else []
        self._lines.sort(key=lambda line: line.title.casefold() != text)  # whatever is called just so is meant
        self.found.clear()
        for number, line in enumerate(self._lines):
            item = QTreeWidgetItem([line.title, tr(line.group), line.detail])
            item.setData(0, Qt.ItemDataRole.UserRole, number)
            item.setForeground(1, theme.MUTED)
            item.setForeground(2, theme.MUTED)
            item.setDisabled(not line.able)
            self.found.addTopLevelItem(item)
        for row in range(self.found.topLevelItemCount()):
            listed = self.found.topLevelItem(row)
            if listed is not None and not listed.isDisabled():
                self.found.setCurrentItem(listed)
                break

    def _tell(self, item: QTreeWidgetItem | None) -> None:
        """The keyboard stays with the search field: it tells which line Enter would do."""
        told = "" if item is None else ", ".join(filter(None, (item.text(column) for column in range(3))))
        self.search.setAccessibleDescription(told)

    def _do(self, item: QTreeWidgetItem | None) -> None:
        if item is None or item.isDisabled():
            return
        do = self._lines[item.data(0, Qt.ItemDataRole.UserRole)].do
        self.hide()
        do()


def _widen(found: QTreeWidget, *, number: int, width: int) -> None:
    found.setColumnWidth(number, theme.px(width))


def _fits(action: Action, words: Sequence[str]) -> bool:
    return all(word in searched(action) for word in words)
