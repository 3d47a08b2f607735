"""All keys and gestures over the window, until any key or click."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from xaiviewer.ui.keys.mouse import MOUSE
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.actions import ACTIONS, GESTURES, KEYS, Action, keys_of, spelled
from xaiviewer.ui.kit.controls import column, label
from xaiviewer.ui.kit.overlay import Overlay
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import tr

_COLUMNS = (
    ("Slices", "Cases", "Layers", "Overlays"),
    ("Picture", "Measuring", "Verdict"),
    ("Window", "Mouse"),
)  # as high as each other
_LAYOUTS = "window.layout-"
_WIDE, _NARROW = (4, 16, 20, 16), (1, 10, 12, 7)
"""Between lines, between parts, around all, and between keys and words, in logical pixels."""
_LEAST = 9  # pixels of letters: where smaller ones would be needed, the page scrolls
_LEAST_PAGE = 240  # its height


class HelpOverlay(Overlay):
    """The reader's keys and mouse as they are now; hidden again by any key or click."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, tr("Keyboard and mouse"))
        self._window = parent
        self._layout = layout = column(self.card)
        layout.addWidget(label(tr("Keyboard and mouse"), "title"))
        self._page = Page()
        self._columns = QGridLayout(self._page.inner)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._holders: list[QWidget] = []
        self._tables: list[QGridLayout] = []
        self._stale = True
        layout.addWidget(self._page, 1)
        layout.addWidget(label(tr("A control reached with Tab keeps the arrow keys for itself."), "small"))
        follow(self._change, KEYS.changed, MOUSE.changed)

    def _change(self) -> None:
        """The reader chose other keys: they are told the next time, or at once where this is seen."""
        self._stale = True
        if self.isVisible():
            self.cover()

    def _fill(self) -> None:
        for old in self._holders:
            self._columns.removeWidget(old)
            old.deleteLater()
        groups = {name: list(rows) for name, rows in groupby(ACTIONS, key=lambda each: each.group)}
        told = {name: [(spelled(keys_of(each)), tr(each.title)) for each in rows] for name, rows in groups.items()}
        told["Window"] = _in_one(groups["Window"], _LAYOUTS, tr("One, two, four or six views"))
        told["Mouse"] = [(tr(gesture), tr(what)) for gesture, what in (*MOUSE.told(), *GESTURES)]
        self._holders = [QWidget(self._page.inner) for _ in _COLUMNS]
        self._tables = [
            _table(holder, [(tr(name), told[name]) for name in names])
            for holder, names in zip(self._holders, _COLUMNS, strict=True)
        ]
        self._stale = False

    def cover(self) -> None:
        """Show, and take the keyboard; in a small window in smaller letters, closer together, in fewer columns."""
        if self._stale:
            self._fill()
        sizes = range(theme.px(theme.SMALL), theme.px(_LEAST) - 1, -1)
        for spaces, pixels in ((_WIDE, 0), *((_NARROW, size) for size in sizes)):
            needed = self._lay_out(spaces, pixels, len(_COLUMNS))
            if needed.height() <= self._window.height() and needed.width() <= self._window.width():
                break
        for columns in range(len(_COLUMNS) - 1, 0, -1):
            if needed.width() > self._window.width():
                needed = self._lay_out(_NARROW, theme.px(theme.SMALL), columns)
        super().cover()

    def _lay_out(self, spaces: tuple[int, int, int, int], pixels: int, columns: int) -> QSize:
        """Lay the tables into so many columns, in letters of so many pixels or in the usual ones; what that needs."""
        between, parts, around, across = spaces
        self._columns.setHorizontalSpacing(2 * across)
        self._columns.setVerticalSpacing(parts)
        self.card.setStyleSheet(f"QLabel {{ font-size: {pixels}px; }}" if pixels else "")
        self._layout.setContentsMargins(around + 4, around, around + 4, around)
        self._layout.setSpacing(parts)
        for number, (holder, table) in enumerate(zip(self._holders, self._tables, strict=True)):
            self._columns.addWidget(holder, number // columns, number % columns, Qt.AlignmentFlag.AlignTop)
            table.setVerticalSpacing(between)
            table.setHorizontalSpacing(across)
        self.card.ensurePolished()
        self._columns.activate()
        self._page.updateGeometry()  # its card does not hear by itself how large the tables have become
        self._layout.activate()
        return self.card.sizeHint()

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


class Page(QScrollArea):
    """As large as what is on it; where the window has not the room for that, it scrolls up and down."""

    def __init__(self) -> None:
        super().__init__()
        self.inner = QWidget()
        self.setWidget(self.inner)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setStyleSheet("QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }")

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self.inner.minimumSizeHint() + QSize(self.verticalScrollBar().sizeHint().width(), 0)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(self.sizeHint().width(), _LEAST_PAGE)


def _in_one(rows: list[Action], ids: str, title: str) -> list[tuple[str, str]]:
    """The lines of a group, those actions in one whose ids begin so."""
    lines = [(spelled(keys_of(each)), tr(each.title)) for each in rows if not each.id.startswith(ids)]
    keys = [spelled(keys_of(each)[:1]) for each in rows if each.id.startswith(ids)]
    keys = [key for key in keys if key]
    shared = {key.rpartition(" ")[0] for key in keys}
    rest = [key.rpartition(" ")[2] if len(shared) == 1 else key for key in keys[1:]]
    return [(", ".join([*keys[:1], *rest]), title), *lines]


def _table(holder: QWidget, groups: list[tuple[str, list[tuple[str, str]]]]) -> QGridLayout:
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
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
    return grid
