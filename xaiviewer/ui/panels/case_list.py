"""The cases on the left: search, status, progress."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import (
    QModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from xaiviewer.review import CaseEntry, Review
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.about_button import AboutButton
from xaiviewer.ui.kit.actions import with_key
from xaiviewer.ui.kit.controls import Elided, column, keep_keys, label, row
from xaiviewer.ui.kit.magnifier import add_magnifier
from xaiviewer.ui.kit.names import Names
from xaiviewer.ui.language import figure, tr
from xaiviewer.ui.panels.search_status import SearchStatus
from xaiviewer.ui.panels.worklist.choosing import ALL, Choosing
from xaiviewer.ui.panels.worklist.delegate import CaseDelegate
from xaiviewer.ui.panels.worklist.model import ENTRY, CaseModel, CaseOrder

_AROUND, _DRAWING, _EDGES = 40, 16, 18  # pixels: beside and between both buttons; a drawing, and what is beside it


class _Draggable(QListView):
    """A list whose lines can be dragged.

    Signals:
        dragged(): one was, wherever it was dropped; the press had made it the current one.
    """

    dragged = Signal()

    def startDrag(self, actions: Qt.DropAction) -> None:  # noqa: N802 - Qt's name
        super().startDrag(actions)
        self.dragged.emit()


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
        self.count = Elided("small")
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
        add_magnifier(self.search)
        self._model = CaseModel(review, names)
        self._shown = CaseOrder(review, self)
        self._shown.setSourceModel(self._model)
        self.choosing = Choosing(review)
        self.arranged = label("", "small", wrap=True)
        self.arranged.hide()
        self.view = _Draggable()
        self.view.setModel(self._shown)
        self._delegate = CaseDelegate(self.view)
        self.view.setItemDelegate(self._delegate)
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setDragDropMode(QListView.DragDropMode.DragOnly)  # into a view: another study beside the open one
        self.view.setAccessibleName(tr("Cases"))
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        keep_keys(self.view)
        self.nothing = label(tr("No such case"), "muted")
        self.nothing.hide()
        self.status = SearchStatus(review)
        self.open_folder = _button(
            tr("Folder…"), "folder", with_key("case.open-folder", tr("Open a folder: a patient, a study, or many"))
        )
        self.open_files = _button(
            tr("Files…"), "file", with_key("case.open-files", tr("Open files: a volume, a DICOMDIR, a zipped study"))
        )
        theme.follow(self, CasePanel._fit_buttons)
        layout = column(self, margins=(0, 12, 0, 12), spacing=12)
        layout.addLayout(_inset(label(tr("Cases"), "heading"), self.about, 1, self.count))
        layout.addLayout(_inset(self.search, self.choosing, spacing=4))
        layout.addLayout(_inset(self.arranged))
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
        self.view.dragged.connect(self._select)
        review.shelf.entries_changed.connect(self._mark)
        review.worklist.changed.connect(self._tell_progress)
        self.choosing.changed.connect(self._rearrange)

    def begin(self) -> None:
        """Show what the reader chose the last time, and have small pictures made of cases that were not opened."""
        self._review.thumbnails.on = True
        self._rearrange()

    def listed(self) -> tuple[Path, ...]:
        """The cases that the list shows now, in its order."""
        rows = range(self._shown.rowCount())
        return tuple(self._shown.index(row, 0).data(ENTRY).path for row in rows)

    def next_to_do(self) -> bool:
        """Open the next case that is not done; whether there is one."""
        path = self._review.worklist.next_to_do()
        if path is not None:
            self._review.shelf.choose(path)
        return path is not None

    def _rearrange(self) -> None:
        told = self.choosing.told
        self.arranged.setText(told)
        self.arranged.setVisible(bool(told))
        self._shown.show_only(self.choosing.shown)
        self._delegate.columns = self.choosing.columns
        self._model.show_columns(self.choosing.columns)
        self.view.doItemsLayout()  # lines may be of another height
        self._tell_nothing()
        self._select()

    def _open(self, index: QModelIndex) -> None:
        entry: CaseEntry = index.data(ENTRY)
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
        self.nothing.setVisible(bool(self.search.text() or self._shown.shown != ALL) and not self._shown.rowCount())

    def _mark(self) -> None:
        state = self._review.shelf.state
        if state.entries is not self._counted:
            self._counted = state.entries
            self._tell_nothing()
            self._tell_progress()
        if state.marked != self._selected:  # else the reader may be on the way through the list with the arrows
            self._select()

    def _tell_progress(self) -> None:
        """How many cases are done once the reader judges them; before that, how many are analysed."""
        state, worklist = self._review.shelf.state, self._review.worklist.state
        done = sum(0 < entry.slices == entry.analysed for entry in state.entries)
        every = figure(f"{len(state.entries):,}")
        analysed = tr("{done} of {all} analysed").format(done=figure(f"{done:,}"), all=every)
        judged = tr("{done} of {all} done").format(done=figure(f"{worklist.done:,}"), all=every)
        begun = any(line.values for line in worklist.lines.values())
        self.count.setText("" if not state.entries else judged if begun else analysed)
        self.count.setToolTip(analysed if begun else "")

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
        super().resizeEvent(event)
        self._bring_into_sight()
        self._fit_buttons()

    def _fit_buttons(self) -> None:
        """Where both buttons are too narrow for their words, they lose their drawings."""
        buttons = (self.open_folder, self.open_files)
        words = max(each.fontMetrics().horizontalAdvance(each.text()) for each in buttons)
        drawing = max(theme.px(_DRAWING), _DRAWING)
        roomy = (self.width() - _AROUND) // 2 >= words + drawing + _EDGES
        for button in buttons:
            button.setIconSize(QSize(drawing, drawing) if roomy else QSize(0, 0))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._bring_into_sight()


def _inset(*widgets: QWidget | int, spacing: int = 8) -> QHBoxLayout:
    """A row of the panel, as far from its sides as every other."""
    made = row(*widgets, spacing=spacing)
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
