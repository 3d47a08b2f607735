"""Tables of text in one look: read with the keyboard, whole texts in the tips."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView

from xaiviewer.ui.kit import theme

_LINE, _COMPACT = 28, 24

Index = QModelIndex | QPersistentModelIndex


class TextModel(QAbstractTableModel):
    """Lines of text under headings; a line may have a tip of its own, and words that stand out."""

    def __init__(self, headings: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings = tuple(headings)
        self._lines: Sequence[Any] = ()
        self._strong: int | None = None
        self._faint: frozenset[int] = frozenset()

    def set_lines(
        self, lines: Sequence[Any], *, strong: int | None = None, faint: frozenset[int] = frozenset()
    ) -> None:
        """Show these lines (see `line`); the column `strong` stands out, the lines `faint` stand back."""
        self._strong, self._faint = strong, faint
        if len(lines) != len(self._lines):
            self.beginResetModel()
            self._lines = lines
            self.endResetModel()
        elif lines:
            self._lines = lines
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, len(self._headings) - 1))

    def line(self, number: int) -> tuple[str, ...]:
        """The texts of a line; a model whose lines are no texts yet makes them here, when they are asked for."""
        texts: tuple[str, ...] = self._lines[number]
        return texts

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's name
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's name
        return 0 if parent is not None and parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        text = self.line(index.row())[index.column()]
        strong = index.column() == self._strong
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return text
            case Qt.ItemDataRole.ForegroundRole:
                return theme.ACCENT if strong else theme.FAINT if index.row() in self._faint else None
            case Qt.ItemDataRole.FontRole:
                return _bold() if strong else None
        return None

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


def table(model: QAbstractItemModel, name: str, widths: Sequence[int]) -> QTableView:
    """A view of `model`; a column of width 0 takes what the others leave."""
    view = QTableView()
    view.setModel(model)
    view.setAccessibleName(name)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setTabKeyNavigation(False)  # Tab goes on to the next control
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # names often differ at their end
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    for number, width in enumerate(widths):
        if not width:
            header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
    theme.follow(view, lambda view: _make_room(view, _LINE, widths))
    return view


def _make_room(view: QTableView, line: int, widths: Sequence[int]) -> None:
    """For letters as large as they are."""
    view.verticalHeader().setDefaultSectionSize(theme.px(line))
    view.horizontalHeader().setFixedHeight(theme.px(_LINE))
    for number, width in enumerate(widths):
        if width:
            view.horizontalHeader().resizeSection(number, theme.px(width))


def narrow(view: QTableView, widths: Sequence[int], times: float) -> None:
    """Columns of a dialog that has no room for the width that its letters ask for: `times` their `widths` at most."""
    for number, width in enumerate(widths):
        if width:
            view.horizontalHeader().resizeSection(number, min(theme.px(width), round(width * times)))


def compact(view: QTableView) -> None:
    """In smaller letters with less room between them, as high as the panel leaves room for: for a narrow panel."""
    view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
    view.setProperty("compact", True)
    theme.follow(view, _compact)


def _compact(view: QTableView) -> None:
    view.setFont(theme.font(theme.SMALL))
    view.verticalHeader().setDefaultSectionSize(theme.px(_COMPACT))


def height_of(lines: int) -> int:
    """Of a table that shows this many lines without scrolling."""
    return theme.px(_LINE) * (lines + 1) + 4


def _bold() -> QFont:
    return theme.font(theme.BODY, bold=True)
