"""The cases on the left: search, status, progress."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from xaiviewer.review import CaseEntry, Review
from xaiviewer.ui.kit import theme, wording
from xaiviewer.ui.kit.about_button import AboutButton
from xaiviewer.ui.kit.actions import with_key
from xaiviewer.ui.kit.controls import column, keep_keys, label, row
from xaiviewer.ui.kit.list_rows import paint_ground, paint_line, paint_name
from xaiviewer.ui.kit.names import Names
from xaiviewer.ui.language import figure, tr
from xaiviewer.ui.panels.search_status import SearchStatus

_ENTRY, _NAME = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
_HEIGHT = 52
_AROUND, _DRAWING = 40, 34  # pixels: beside and between both buttons; what a drawing takes, with the edges

_Index = QModelIndex | QPersistentModelIndex


class CaseModel(QAbstractListModel):
    """The lines of the shelf as Qt's list views want them."""

    def __init__(self, review: Review, names: Names) -> None:
        super().__init__(review)
        self._review = review
        self._names = names
        self._entries: tuple[CaseEntry, ...] = ()
        review.shelf.entries_changed.connect(self._take)
        names.changed.connect(self._name_all)

    def rowCount(self, parent: _Index | None = None) -> int:  # noqa: N802 - Qt's name
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._names.of(entry, index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._names.of(entry, index.row())}, {summary(entry)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            told = "" if self._names.hidden else entry.problem  # which names the file
            return f"{self._names.path(entry)}\n{told or summary(entry)}".strip()
        return {_ENTRY: entry, _NAME: entry.name}.get(role)

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
            self.beginInsertRows(QModelIndex(), len(known), len(fresh) - 1)
            self._entries = fresh
            self.endInsertRows()
        self._entries = fresh
        for number in changed:
            self.dataChanged.emit(self.index(number), self.index(number))


class CaseDelegate(QStyledItemDelegate):
    """Two lines per case, a status dot, a thin progress bar."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 - Qt's name
        del option, index
        return QSize(160, theme.px(_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry: CaseEntry = index.data(_ENTRY)
        painter.save()
        box = paint_ground(painter, option)
        self._dot(painter, QPointF(box.left() + 22, box.top() + theme.px(18)), entry)
        text = box.adjusted(36, 8, -16, -8)
        if entry.synthetic:
            text.setRight(self._tag(painter, text, tr("SYNTHETIC")) - 8)
        name: str = index.data()
        if entry.synthetic:
            name = name.removesuffix(" (synthetic)")  # the tag says it
        paint_name(painter, text, name)
        below = QRectF(text.left(), text.top() + theme.px(18), box.width() - 52, theme.px(16))
        paint_line(painter, below, summary(entry), theme.MUTED)
        of_case = entry.asking and entry.analysed >= entry.slices
        done, total = (entry.answered, entry.asked) if of_case else (entry.analysed, entry.slices)
        if 0 < done < total or (of_case and done < total):
            track = QRectF(text.left(), box.bottom() - 8, box.width() - 52, 2)
            painter.fillRect(track, theme.LINE)
            track.setWidth(track.width() * done / total)
            painter.fillRect(track, theme.ACCENT)
        painter.restore()

    @staticmethod
    def _dot(painter: QPainter, centre: QPointF, entry: CaseEntry) -> None:
        """Hollow: waiting. Half: begun. Full: done. A cross: failed. Shape, so that colour is never the only sign."""
        colour = {"failed": theme.CAUTION, "waiting": theme.FAINT}.get(entry.status, theme.ACCENT)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colour), 1.6))
        if entry.status == "failed":
            painter.drawLine(centre + QPointF(-4, -4), centre + QPointF(4, 4))
            painter.drawLine(centre + QPointF(-4, 4), centre + QPointF(4, -4))
            return
        painter.drawEllipse(centre, 4.5, 4.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        if entry.status == "done":
            painter.drawEllipse(centre, 4.5, 4.5)
        elif entry.status in ("partial", "working"):
            painter.drawPie(QRectF(centre.x() - 4.5, centre.y() - 4.5, 9, 9), 90 * 16, -180 * 16)

    @staticmethod
    def _tag(painter: QPainter, line: QRectF, text: str) -> float:
        """A small word at the right end of a line; returns its left edge."""
        painter.setFont(theme.font(9, bold=True))
        width = painter.fontMetrics().horizontalAdvance(text) + 8
        box = QRectF(line.right() - width, line.top(), width, theme.px(15))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.CAUTION, 1))
        painter.drawRoundedRect(box, 3, 3)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        return box.left()


def summary(entry: CaseEntry) -> str:
    """The second line of a case."""
    if entry.status == "failed":
        return tr("Could not be opened") if not entry.slices else tr("Stopped by an error")
    if not entry.slices:
        told = {"working": tr("Reading…"), "done": tr("Holds no picture")}
        return told.get(entry.status, tr("Not opened yet"))
    slices = wording.count(entry.slices, "slice")
    if entry.asking and entry.analysed >= entry.slices:
        return tr("{method} · {done} of {all}").format(method=entry.asking, done=entry.answered, all=entry.asked)
    if entry.analysed < entry.slices:
        return tr("{slices} · {number} analysed").format(slices=slices, number=entry.analysed)
    if not entry.finding:
        return slices
    return tr("{slices} · {finding} in {number}").format(slices=slices, finding=entry.finding, number=entry.called)


class CasePanel(QWidget):
    """The list with its search field, how far the search for cases is, and the ways to open more.

    Signals:
        found(): the reader opened a case from the search field, which needs the keys no longer.
        folder_asked(): the reader wants to open a folder.
        files_asked(): the reader wants to open files.
    """

    found = Signal()
    folder_asked = Signal()
    files_asked = Signal()

    def __init__(self, review: Review, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._review = review
        self._count = label("", "small")
        self.about = AboutButton("cases")
        self._counted: tuple[CaseEntry, ...] = ()
        self._selected = -1
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search cases"))
        self.search.setAccessibleName(tr("Search cases"))
        self.search.setClearButtonEnabled(True)
        self.search.setAcceptDrops(False)  # files that are dropped here are for the window to open
        self.search.setToolTip(tr("{tip}; Enter opens the first").format(tip=with_key("case.search")))
        self.search.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.search.addAction(theme.icon("search", theme.FAINT, 16), QLineEdit.ActionPosition.LeadingPosition)
        self._model = CaseModel(review, names)
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(self._model)
        self._shown.setFilterRole(_NAME)
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.view = QListView()
        self.view.setModel(self._shown)
        self.view.setItemDelegate(CaseDelegate(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setAccessibleName(tr("Cases"))
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        keep_keys(self.view)
        self.nothing = label(tr("No case of this name"), "muted")
        self.nothing.hide()
        self.status = SearchStatus(review)
        self.open_folder = _button(
            tr("Folder…"), "folder", with_key("case.open-folder", tr("Open a folder: a patient, a study, or many"))
        )
        self.open_files = _button(
            tr("Files…"), "file", with_key("case.open-files", tr("Open files: a volume, a DICOMDIR, a zipped study"))
        )
        layout = column(self, margins=(0, 12, 0, 12), spacing=12)
        layout.addLayout(_inset(label(tr("Cases"), "heading"), self.about, 1, self._count))
        layout.addLayout(_inset(self.search))
        layout.addLayout(_inset(self.nothing))
        layout.addWidget(self.view, 1)
        layout.addLayout(_inset(self.status))
        layout.addLayout(_inset(self.open_folder, self.open_files))
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self._open_first)
        self.open_folder.clicked.connect(self.folder_asked)
        self.open_files.clicked.connect(self.files_asked)
        self.view.clicked.connect(self._open)
        self.view.activated.connect(self._open)
        review.shelf.entries_changed.connect(self._mark)

    def _open(self, index: QModelIndex) -> None:
        entry: CaseEntry = index.data(_ENTRY)
        self._review.shelf.choose(entry.path)

    def _open_first(self) -> None:
        first = self._shown.index(0, 0)
        if first.isValid():
            self._open(first)
            self.found.emit()

    def _narrow(self, text: str) -> None:
        self._shown.setFilterFixedString(text)
        self._tell_nothing()
        self._select()

    def _tell_nothing(self) -> None:
        self.nothing.setVisible(bool(self.search.text()) and not self._shown.rowCount())

    def _mark(self) -> None:
        state = self._review.shelf.state
        if state.entries is not self._counted:
            self._counted = state.entries
            self._tell_nothing()
            done = sum(0 < entry.slices == entry.analysed for entry in state.entries)
            told = tr("{done} of {all} analysed").format(
                done=figure(f"{done:,}"), all=figure(f"{len(state.entries):,}")
            )
            self._count.setText(told if state.entries else "")
        if state.marked != self._selected:  # else the reader may be on the way through the list with the arrows
            self._select()

    def _select(self) -> None:
        """Mark the line of the case that was chosen last; none where the search field hides it."""
        self._selected = self._review.shelf.state.marked
        index = self._shown.mapFromSource(self._model.index(self._selected)) if self._selected >= 0 else QModelIndex()
        if self.view.currentIndex() != index:
            self.view.setCurrentIndex(index)
        self._bring_into_sight()

    def _bring_into_sight(self) -> None:
        """The current line, however the list was when it became that: Qt scrolls only what is shown."""
        if self.view.currentIndex().isValid():
            self.view.scrollTo(self.view.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Where both buttons are too narrow for their words, they lose their drawings."""
        super().resizeEvent(event)
        self._bring_into_sight()
        buttons = (self.open_folder, self.open_files)
        words = max(each.fontMetrics().horizontalAdvance(each.text()) for each in buttons)
        roomy = (self.width() - _AROUND) // 2 >= words + _DRAWING
        for button in buttons:
            button.setIconSize(QSize(16, 16) if roomy else QSize(0, 0))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._bring_into_sight()


def _inset(*widgets: QWidget | int) -> QHBoxLayout:
    """A row of the panel, as far from its sides as every other."""
    made = row(*widgets)
    made.setContentsMargins(16, 0, 16, 0)
    return made


def _button(text: str, icon: str, tip: str) -> QPushButton:
    made = QPushButton(text)
    made.setIcon(theme.icon(icon, theme.TEXT))
    made.setProperty("compact", True)
    made.setToolTip(tip)
    made.setAccessibleName(tip)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return made
