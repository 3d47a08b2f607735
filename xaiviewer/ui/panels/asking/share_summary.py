"""What each MR sequence adds to the logit over the slices of a case: a dot per slice, as SHAP draws its summary."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from xaiviewer.requests import SequenceShares
from xaiviewer.review import Review, query
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.signals import follow_later
from xaiviewer.ui.language import figure, tr
from xaiviewer.ui.panels.asking.share_bars import channel_names

_HEAD, _ROW = 20, 26
_LABEL, _VALUE = 104, 64
_DOT, _LANES = 2.2, 2  # radius of a dot, and lanes on either side of the middle where dots would cover each other
_NEAR = 9  # pixels that a click may miss a dot by
_LEAST = 3  # slices that make a summary


class ShareSummary(QWidget):
    """A line per sequence; on the right the mean magnitude. Hidden where fewer than three slices are known.

    Signals:
        slice_chosen(int): a dot was clicked.
    """

    access_role = QAccessible.Role.Chart

    slice_chosen = Signal(int)

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self.setAccessibleName(tr("What each sequence adds to the class logit, over the slices of the case"))
        self.setToolTip(tr("A dot per slice, to the right what speaks for the class; a click shows its slice."))
        follow_later(self, self._refresh, review.shown, but=("appearance",))
        self._refresh()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(320, self.minimumHeight())

    def dots(self) -> list[tuple[QPointF, int, int]]:
        """Every dot: where it lies, the line of its sequence and its slice."""
        known = query.shares_over_slices(self._review.shown.state)
        if not known:
            return []
        values = np.stack([each.shares for each in known])
        reach = max(float(np.abs(values).max()), 1e-9)
        track = self._track()
        found = []
        for line in range(values.shape[1]):
            middle = theme.px(_HEAD) + line * theme.px(_ROW) + theme.px(_ROW) / 2
            across = track.center().x() + track.width() / 2 * values[:, line] / reach
            for x, lane, each in zip(across.tolist(), lanes(across).tolist(), known, strict=True):
                found.append((QPointF(x, middle + lane * 2 * _DOT), line, each.index))
        return found

    def _track(self) -> QRectF:
        return QRectF(theme.px(_LABEL) + 6, theme.px(_HEAD), self.width() - theme.px(_LABEL) - theme.px(_VALUE) - 12, 1)

    def _refresh(self) -> None:
        known = query.shares_over_slices(self._review.shown.state)
        self.setVisible(len(known) >= _LEAST)
        if len(known) >= _LEAST:
            self.setFixedHeight(theme.px(_HEAD) + theme.px(_ROW) * len(known[0].channels))
            means = zip(channel_names(self._review.shown.state, known[0]), _means(known).tolist(), strict=True)
            self.setAccessibleDescription(", ".join(f"{name} {figure(f'{value:.2f}')}" for name, value in means))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        state = self._review.shown.state
        known = query.shares_over_slices(state)
        if len(known) < _LEAST:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(theme.FAINT)
        heading = QRectF(0, 0, self.width(), theme.px(_HEAD))
        painter.drawText(heading, Qt.AlignmentFlag.AlignVCenter, tr("Over %Ln slices", None, len(known)))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(heading, right, tr("mean magnitude"))
        track = self._track()
        for line, (name, mean) in enumerate(zip(channel_names(state, known[0]), _means(known).tolist(), strict=True)):
            box = QRectF(0, theme.px(_HEAD) + line * theme.px(_ROW), self.width(), theme.px(_ROW))
            painter.setPen(theme.MUTED)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, name)
            painter.drawText(box, right, figure(f"{mean:.2f}"))
            painter.setPen(QPen(theme.LINE, 1))
            painter.drawLine(QPointF(track.left(), box.center().y()), QPointF(track.right(), box.center().y()))
        painter.drawLine(QPointF(track.center().x(), theme.px(_HEAD)), QPointF(track.center().x(), self.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        for place, _, index in sorted(self.dots(), key=lambda dot: dot[2] == state.slice_index):
            here = index == state.slice_index
            painter.setBrush(theme.ACCENT if here else theme.MUTED)
            painter.drawEllipse(place, _DOT + here, _DOT + here)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        near = [((place - event.position()).manhattanLength(), index) for place, _, index in self.dots()]
        distance, index = min(near, default=(np.inf, 0))
        if event.button() == Qt.MouseButton.LeftButton and distance <= _NEAR:
            self.slice_chosen.emit(index)


def lanes(across: NDArray[np.float64]) -> NDArray[np.int64]:
    """In which lane each dot of a line lies, 0 in the middle: the next free one where another would cover it."""
    found = np.zeros(len(across), dtype=np.int64)
    order = sorted(range(-_LANES, _LANES + 1), key=abs)
    for place in range(len(across)):
        near = found[:place][np.abs(across[:place] - across[place]) < 2 * _DOT].tolist()
        found[place] = next((lane for lane in order if lane not in near), 0)
    return found


def _means(known: list[SequenceShares]) -> NDArray[np.float64]:
    """The mean magnitude of each sequence's shares."""
    means: NDArray[np.float64] = np.abs(np.stack([each.shares for each in known])).mean(axis=0)
    return means
