"""The lines of the shelf, with what the worklist knows of them, as Qt's list views want them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile
from pathlib import Path

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QImage, QPixmap

from xaiviewer.ledger.worklist import LISTED
from xaiviewer.review import CaseEntry, Review
from xaiviewer.review.verdicts.worklist import Line
from xaiviewer.ui.kit.names import Names
from xaiviewer.ui.panels.worklist import columns
from xaiviewer.ui.panels.worklist.choosing import ALL
from xaiviewer.ui.panels.worklist.columns import summary
from xaiviewer.ui.views.tiles.dragging import packed_case

ENTRY, NAME, LINE, TOLD, PICTURE, SHARED = (Qt.ItemDataRole.UserRole + number for number in range(1, 7))
_PICTURES = 500
"""That are ready to be painted."""
_ALIKE = 2  # names of so many at least show what they share

_Index = QModelIndex | QPersistentModelIndex


class CaseModel(QAbstractListModel):
    """The lines of the shelf as Qt's list views want them."""

    def __init__(self, review: Review, names: Names) -> None:
        super().__init__(review)
        self._review = review
        self._names = names
        self._entries: tuple[CaseEntry, ...] = ()
        self.columns: tuple[str, ...] = ()
        self._lines: Mapping[Path, Line] = {}
        self._pictures: dict[Path, QPixmap] = {}
        self._rows: dict[Path, int] = {}
        self._shared = 0  # characters that all names begin with
        review.shelf.entries_changed.connect(self._take)
        review.worklist.changed.connect(self._take_lines)
        review.thumbnails.arrived.connect(self._take_picture)
        names.changed.connect(self._name_all)

    def rowCount(self, parent: _Index | None = None) -> int:  # noqa: N802 - Qt's name
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._names.of(entry, index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = (self._names.of(entry, index.row()), summary(entry), self._told(entry))
            return ", ".join(each for each in said if each)
        if role == Qt.ItemDataRole.ToolTipRole:
            told = "" if self._names.hidden else entry.problem  # which names the file
            return "\n".join((self._names.path(entry), told or summary(entry), self._told(entry))).strip()
        match role:
            case _ if role == LINE:
                return self._review.worklist.state.line(entry.path)
            case _ if role == TOLD:
                return self._told(entry)
            case _ if role == PICTURE:
                return self._picture(entry.path) if "thumbnail" in self.columns else None
        return {ENTRY: entry, NAME: entry.name, SHARED: self._shared}.get(role)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) | (Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags)

    def mimeData(self, indexes: object) -> QMimeData:  # noqa: N802 - Qt's name
        first: QModelIndex = indexes[0]  # type: ignore[index]  # one can be chosen at a time
        return packed_case(first.data(ENTRY).path)

    def show_columns(self, chosen: tuple[str, ...]) -> None:
        """Tell this of each case."""
        if chosen != self.columns:
            self.columns = chosen
            self._name_all()

    def _told(self, entry: CaseEntry) -> str:
        line = self._review.worklist.state.line(entry.path)
        return columns.told(line, self.columns, self._review.verdicts.state.form)

    def _picture(self, path: Path) -> QPixmap | None:
        """Asked for with this: whoever paints a line wants to see it."""
        made = self._review.thumbnails.get(path)
        if made is not None and path not in self._pictures:
            if len(self._pictures) >= _PICTURES:
                self._pictures.clear()
            rows, across = made.shape
            image = QImage(made.data, across, rows, across, QImage.Format.Format_Grayscale8)
            self._pictures[path] = QPixmap.fromImage(image)
        return self._pictures.get(path)

    def _take_lines(self) -> None:
        fresh, known = self._review.worklist.state.lines, self._lines
        self._lines = fresh
        if fresh is not known:
            for path, line in fresh.items():
                if line is not known.get(path) and path in self._rows:
                    at = self.index(self._rows[path])
                    self.dataChanged.emit(at, at)

    def _take_picture(self, path: Path) -> None:
        if path in self._rows and "thumbnail" in self.columns:
            at = self.index(self._rows[path])
            self.dataChanged.emit(at, at, [PICTURE])

    def _name_all(self) -> None:
        if self._entries:
            self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1))

    def _take(self) -> None:
        """The list only ever grows at its end; a line that changed is another object."""
        fresh, known = self._review.shelf.state.entries, self._entries
        if fresh is known:
            return
        changed = [number for number, (one, other) in enumerate(zip(fresh, known, strict=False)) if one is not other]
        if len(fresh) > len(known):
            self._rows.update({each.path: at for at, each in enumerate(fresh[len(known) :], len(known))})
            self._shared = _shared(fresh, len(known), self._shared)
            self.beginInsertRows(QModelIndex(), len(known), len(fresh) - 1)
            self._entries = fresh
            self.endInsertRows()
        self._entries = fresh
        for number in changed:
            self.dataChanged.emit(self.index(number), self.index(number))


def _shared(entries: tuple[CaseEntry, ...], known: int, before: int) -> int:
    """How many characters all names begin with, `before` of the first `known`; 0 where one is alone."""
    if len(entries) < _ALIKE:
        return 0
    begun = entries[0].name[:before] if known >= _ALIKE else entries[0].name
    names = [begun, *(each.name for each in entries[known:] if not each.synthetic)]
    pairs = zip(min(names), max(names), strict=False)  # whatever these two share, those between them do
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


class CaseOrder(QSortFilterProxyModel):
    """The cases that are to be shown, in the order in which they are read."""

    def __init__(self, review: Review, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self._sequence: tuple[int, ...] = ()
        self._places: dict[int, int] = {}
        self.shown: str = ALL
        self.setFilterRole(NAME)
        self.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        review.worklist.changed.connect(self._arrange)

    def show_only(self, status: str) -> None:
        """Show the cases of a status, or `ALL`."""
        if status != self.shown:
            self.shown = status
            self.invalidate()

    def filterAcceptsRow(self, source_row: int, source_parent: _Index) -> bool:  # noqa: N802 - Qt's name
        if self.shown != ALL:
            line: Line = self.sourceModel().index(source_row, 0).data(LINE)
            if line.status != self.shown:
                return False
        return super().filterAcceptsRow(source_row, source_parent)

    def lessThan(self, source_left: _Index, source_right: _Index) -> bool:  # noqa: N802 - Qt's name
        one, other = source_left.row(), source_right.row()
        return self._places.get(one, one) < self._places.get(other, other)

    def _arrange(self) -> None:
        """As they are listed nothing is sorted: that costs nothing."""
        state = self._review.worklist.state
        if state.sequence != self._sequence:
            self._sequence = state.sequence
            listed = state.order == LISTED
            self._places = {} if listed else {line: place for place, line in enumerate(state.sequence)}
            if not listed or self.sortColumn() >= 0:
                self.sort(-1 if listed else 0)
                self.invalidate()
