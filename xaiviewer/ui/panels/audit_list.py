"""The slices of an audit, below the cases: where decision and attention disagree, the gravest first."""

from __future__ import annotations

import math
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from xaiviewer.requests import METHODS
from xaiviewer.review import Review, Stop
from xaiviewer.ui.kit import theme, wording
from xaiviewer.ui.kit.about_button import AboutButton
from xaiviewer.ui.kit.controls import column, keep_keys, label, row
from xaiviewer.ui.kit.list_rows import paint_ground, paint_line, paint_name
from xaiviewer.ui.kit.names import Names
from xaiviewer.ui.language import figure, tr

_STOP = Qt.ItemDataRole.UserRole + 1
_HEIGHT = 68

_Index = QModelIndex | QPersistentModelIndex


class StopModel(QAbstractListModel):
    """An audit's slices as Qt's list views want them."""

    def __init__(self, review: Review, names: Names) -> None:
        super().__init__(review)
        self._review = review
        self._names = names
        self._stops: tuple[Stop, ...] = ()
        self._lines: dict[Path, int] = {}  # of the list of cases
        review.visits.changed.connect(self._take)
        review.shelf.entries_changed.connect(self._number)
        names.changed.connect(self._name_all)

    def rowCount(self, parent: _Index | None = None) -> int:  # noqa: N802 - Qt's name
        return 0 if parent is not None and parent.isValid() else len(self._stops)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        stop = self._stops[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._name(stop)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return "\n".join((f"{self._name(stop)}, {place(stop)}", told(stop), means(stop)))
        return stop if role == _STOP else None

    def _name(self, stop: Stop) -> str:
        """As the list of cases calls it; where it is not listed, and names are off, as nothing."""
        entries = self._review.shelf.state.entries
        line = self._lines.get(stop.path) if stop.path is not None else None
        if line is not None and line < len(entries):
            return self._names.of(entries[line], line)
        return self._names.file(stop.case) or tr("A case")

    def _number(self) -> None:
        entries = self._review.shelf.state.entries
        if len(entries) != len(self._lines):
            self._lines = {entry.path: line for line, entry in enumerate(entries)}
            self._name_all()

    def _name_all(self) -> None:
        if self._stops:
            self.dataChanged.emit(self.index(0), self.index(len(self._stops) - 1))

    def _take(self) -> None:
        stops = self._review.visits.state.stops
        if stops is not self._stops:
            self.beginResetModel()
            self._stops = stops
            self.endResetModel()


class StopDelegate(QStyledItemDelegate):
    """Three lines per slice, and a sign of what disagrees."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 - Qt's name
        del option, index
        return QSize(160, theme.px(_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        stop: Stop = index.data(_STOP)
        painter.save()
        box = paint_ground(painter, option)
        _sign(painter, QPointF(box.left() + 22, box.top() + theme.px(18)), right=stop.right)
        text = box.adjusted(36, 8, -16, -8)
        paint_name(painter, text, index.data())
        for line, (words, colour) in enumerate(((told(stop), theme.MUTED), (place(stop), theme.MUTED))):
            paint_line(
                painter,
                QRectF(text.left(), text.top() + theme.px(18 + 16 * line), text.width(), theme.px(16)),
                words,
                colour,
            )
        painter.restore()


def _sign(painter: QPainter, centre: QPointF, *, right: bool) -> None:
    """A ring with its dot outside: the map looks elsewhere. A cross: called wrongly. Shape, not colour alone."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if right:
        painter.setPen(QPen(QColor(theme.ACCENT), 1.6))
        painter.drawEllipse(centre + QPointF(-2, 0), 3.5, 3.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.CAUTION)
        painter.drawEllipse(centre + QPointF(5, -4), 2, 2)
        return
    painter.setPen(QPen(QColor(theme.CAUTION), 1.6))
    painter.drawLine(centre + QPointF(-4, -4), centre + QPointF(4, 4))
    painter.drawLine(centre + QPointF(-4, 4), centre + QPointF(4, -4))


def told(stop: Stop) -> str:
    """What disagrees, in few words: what the slice is called, and how much of the map lies in the mask."""
    if math.isnan(stop.mass):
        return stop.called
    share = figure(f"{100 * stop.mass:.0f} %")
    return tr("{name} · {share} in the mask").format(name=stop.called, share=share)


def place(stop: Stop) -> str:
    """Slice, layer and method."""
    method = METHODS[stop.method].title if stop.method in METHODS else stop.method
    return tr("slice {number} · {layer} · {method}").format(
        number=figure(str(stop.index + 1)), layer=stop.layer, method=method
    )


def means(stop: Stop) -> str:
    """What it means, as a sentence."""
    if stop.right:
        return tr("Called rightly, but this map is no better than null models or lies outside the lesion.")
    return tr("Called wrongly, although this map lies in the lesion.")


class AuditPanel(QWidget):
    """The list with its heading; hidden while no audit is open."""

    def __init__(self, review: Review, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._review = review
        self._count = label("", "small")
        self.about = AboutButton("audit")
        self._model = StopModel(review, names)
        self.view = QListView()
        self.view.setModel(self._model)
        self.view.setItemDelegate(StopDelegate(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setAccessibleName(tr("Where decision and heat map disagree"))
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        keep_keys(self.view)
        self.nothing = label(
            tr("The audit found no slice on which decision and heat map disagree."), "muted", wrap=True
        )
        self.lost = label("", "caution", wrap=True)
        self.remark = label(tr("In the audit another network judged this slice."), "caution", wrap=True)
        self._looked_up: object = None
        layout = column(self, margins=(0, 12, 0, 4), spacing=8)
        heading = label(tr("From the audit"), "heading")
        heading.setToolTip(tr("Where decision and heat map disagree, wrong decisions first"))
        for each in (row(heading, self.about, 1, self._count), row(self.nothing), row(self.lost), row(self.remark)):
            each.setContentsMargins(16, 0, 16, 0)
            layout.addLayout(each)
        layout.addWidget(self.view, 1)
        self.view.clicked.connect(self._visit)
        self.view.activated.connect(self._visit)
        review.visits.changed.connect(self._refresh)
        review.shown.results_changed.connect(self._refresh)
        review.shelf.entries_changed.connect(self._look_up)
        self._refresh()
        self.hide()

    def _visit(self, index: QModelIndex) -> None:
        self._review.visits.visit(index.row())

    def _refresh(self) -> None:
        visits = self._review.visits
        state = visits.state
        self._count.setText(wording.count(len(state.stops), "slice") if state.stops else "")
        self.nothing.setVisible(not state.stops)
        self.remark.setVisible(visits.other_network)
        index = self._model.index(state.at) if state.stop is not None else QModelIndex()
        if self.view.currentIndex() != index:
            self.view.setCurrentIndex(index)
        self._look_up()

    def _look_up(self) -> None:
        """Say, once no search goes on, how many of the cases are not where they were."""
        stops, shelf = self._review.visits.state.stops, self._review.shelf.state
        looked_up = stops, len(shelf.entries), shelf.search.running
        if looked_up == self._looked_up:
            return
        self._looked_up = looked_up
        wanted = {stop.path for stop in stops if stop.path is not None}
        lost = 0 if shelf.search.running else len(wanted) - len(self._review.visits.places())
        self.lost.setText(tr("%Ln cases are not where they were; open the folder in which they lie now.", None, lost))
        self.lost.setVisible(lost > 0)
