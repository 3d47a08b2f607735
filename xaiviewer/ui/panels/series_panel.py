"""All series of the open case below the list of cases: a small picture of each, to be dragged into a view."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QListView, QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from xaiviewer.review import Review
from xaiviewer.review.series import Offered
from xaiviewer.review.threads.picturing import Pictured, SeriesId
from xaiviewer.ui.kit import series_words, theme
from xaiviewer.ui.kit.about_button import AboutButton
from xaiviewer.ui.kit.controls import column, flat_button, keep_keys, label, row
from xaiviewer.ui.kit.list_rows import paint_ground, paint_line, paint_name, picture_side
from xaiviewer.ui.kit.names import Names
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import tr
from xaiviewer.ui.settings import settings
from xaiviewer.ui.views.tiles.dragging import packed

_OFFERED, _PICTURE, _USED = (Qt.ItemDataRole.UserRole + number for number in (1, 2, 3))
_HEIGHT, _SIDE = 72, 56
_FOLDED = "views/series_folded"

_Index = QModelIndex | QPersistentModelIndex


class SeriesModel(QAbstractListModel):
    """What the store offers, as Qt's list views want it."""

    def __init__(self, review: Review, names: Names) -> None:
        super().__init__(review)
        self._store, self._shown = review.series, review.shown
        self._names = names
        self._offered: tuple[Offered, ...] = ()
        self._pictures: dict[SeriesId, tuple[Pictured, QImage | None]] = {}
        review.series.listed.connect(self._take)
        review.series.changed.connect(self._take_pictures)
        names.changed.connect(self._name_all)
        self._used: tuple[object, ...] = ()
        follow(self._take_use, review.shown.case_changed, review.shown.results_changed)
        self._take()

    def rowCount(self, parent: _Index | None = None) -> int:  # noqa: N802 - Qt's name
        return 0 if parent is not None and parent.isValid() else len(self._offered)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) | (Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags)

    def mimeData(self, indexes: object) -> QMimeData:  # noqa: N802 - Qt's name
        first: QModelIndex = indexes[0]  # type: ignore[index]  # one can be chosen at a time
        return packed(first.data(_OFFERED).id)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        each = self._offered[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return series_words.name(each, self._names)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (series_words.name(each, self._names), *self._told(each))))
        if role == Qt.ItemDataRole.ToolTipRole:
            problem = "" if self._names.hidden else self._store.state.problems.get(each.id, "")
            how = problem or tr("Double-click, Enter, or drag it into a view")
            return "\n".join(filter(None, (series_words.name(each, self._names), *self._told(each), how)))
        if role == _PICTURE:
            return self._pictures.get(each.id, (None, None))[1]
        if role == _USED:
            used = self._use(each)
            return used if used[0] else (series_words.study(each), series_words.study_in_short(each))
        return each if role == _OFFERED else None

    def _told(self, each: Offered) -> tuple[str, ...]:
        return series_words.size(each.series), self._use(each)[0], series_words.study(each)

    def _use(self, each: Offered) -> tuple[str, str]:
        """What the network takes it for, and in short; nothing until that is known."""
        state = self._shown.state
        if state.unknown:
            return "", ""
        return series_words.use(each, state.case_told), series_words.use_in_short(each, state.case_told)

    def _take(self) -> None:
        self.beginResetModel()
        self._offered = self._store.state.offered
        there = {each.id for each in self._offered}
        self._pictures = {name: kept for name, kept in self._pictures.items() if name in there}
        self.endResetModel()
        self._take_pictures()

    def _take_pictures(self) -> None:
        for number, each in enumerate(self._offered):
            found = self._store.state.pictures.get(each.id)
            if found is not None and self._pictures.get(each.id, (None, None))[0] is not found:
                self._pictures[each.id] = found, _image(found)
                self.dataChanged.emit(self.index(number), self.index(number))

    def _take_use(self) -> None:
        """Another network may see other series, or call them otherwise."""
        state, case = self._shown.state, self._shown.state.case_told
        volumes = () if case is None else case.volumes
        told = state.unknown, *((each.sequence, each.itself, each.stands_for) for each in volumes)
        if told != self._used:
            self._used = told
            self._name_all()

    def _name_all(self) -> None:
        if self._offered:
            self.dataChanged.emit(self.index(0), self.index(len(self._offered) - 1))


class SeriesDelegate(QStyledItemDelegate):
    """A picture, and beside it the name, how many slices in which plane, and what the networks take it for."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 - Qt's name
        del option, index
        return QSize(160, theme.room(_HEIGHT, 3))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        each: Offered = index.data(_OFFERED)
        painter.save()
        box = paint_ground(painter, option)
        side = picture_side(_SIDE, box.width())
        frame = QRectF(box.left() + 14, box.top() + 8, side, side)
        painter.fillRect(frame, theme.VIEW)
        image: QImage | None = index.data(_PICTURE)
        if image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            size = image.size().scaled(round(side), round(side), Qt.AspectRatioMode.KeepAspectRatio)
            inner = QRectF(0, 0, size.width(), size.height())
            inner.moveCenter(frame.center())
            painter.drawImage(inner, image)
        used, in_short = index.data(_USED)
        if each.sequences:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.ACCENT, 1.5))
            painter.drawRect(frame)
        text = QRectF(frame.right() + 8, box.top() + 8, box.right() - frame.right() - 10, theme.px(18))
        paint_name(painter, text, index.data())
        if theme.text_width(theme.SMALL, [used]) > text.width():
            used = in_short
        told = theme.ACCENT if each.sequences else theme.TEXT
        for number, (words, colour) in enumerate(((series_words.size(each.series), theme.MUTED), (used, told))):
            paint_line(painter, text.translated(0, theme.px(19 + 18 * number)), words, colour)
        painter.restore()


class SeriesPanel(QWidget):
    """The list, which folds away; hidden while no case is open.

    Signals:
        chosen(object): the reader wants to see the series of this `SeriesId`.
    """

    chosen = Signal(object)

    def __init__(self, review: Review, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._review = review
        self._count = label("", "small")
        self.fold = flat_button("down", tr("Fold the series away, or show them"))
        self.fold.setCheckable(True)
        self.view = QListView()
        self.view.setModel(SeriesModel(review, names))
        self.view.setItemDelegate(SeriesDelegate(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setAccessibleName(tr("Series of this case"))
        self.view.setDragEnabled(True)
        self.view.setDragDropMode(QListView.DragDropMode.DragOnly)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        keep_keys(self.view)
        self.about = AboutButton("series")
        head = row(label(tr("All series"), "heading"), self.about, 1, self._count, self.fold)
        head.setContentsMargins(16, 0, 8, 0)
        layout = column(self, margins=(0, 8, 0, 8), spacing=8)
        layout.addLayout(head)
        layout.addWidget(self.view, 1)
        self.fold.clicked.connect(self._fold)
        self.view.doubleClicked.connect(self._choose)
        self.view.activated.connect(self._choose)
        review.series.listed.connect(self._refresh)
        kept = settings()
        self.fold.setChecked(kept is not None and str(kept.value(_FOLDED, "false")).lower() == "true")
        theme.follow(self, SeriesPanel._refresh)

    def _choose(self, index: QModelIndex) -> None:
        offered: Offered = index.data(_OFFERED)
        self.chosen.emit(offered.id)

    def _fold(self) -> None:
        kept = settings()
        if kept is not None:
            kept.setValue(_FOLDED, self.fold.isChecked())
        self._refresh()

    def _refresh(self) -> None:
        count, folded = len(self._review.series.state.offered), self.fold.isChecked()
        self.setVisible(count > 0)
        self._count.setText(str(count) if count else "")
        self.view.setVisible(not folded)
        self.fold.setIcon(theme.icon("right" if folded else "down"))
        policy = QSizePolicy.Policy.Fixed if folded else QSizePolicy.Policy.Preferred
        self.setSizePolicy(QSizePolicy.Policy.Preferred, policy)
        around = self.sizeHint().height() - (0 if folded else self.view.sizeHint().height())
        self.setMaximumHeight(around + (0 if folded else count * theme.room(_HEIGHT, 3) + 2))


def _image(found: Pictured) -> QImage | None:
    if found.pixels is None:
        return None
    rows, columns = found.pixels.shape
    return QImage(found.pixels.data, columns, rows, columns, QImage.Format.Format_Grayscale8).copy()
