"""The channels of a layer that contribute most to the decision, each with what it responds to on the slice."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import cv2
import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from xaiviewer.display.picture import heat_on_slice, under_heat
from xaiviewer.requests import METHODS, ChannelMaps
from xaiviewer.review import Review, query
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.controls import focus_ring, keep_keys
from xaiviewer.ui.kit.rendering import Kept, Renderer, to_image
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import figure, tr

_SIDE, _WORDS, _GAP = 120, 40, 12  # of a tile: its picture, the words below, the room between two


class ChannelsView(QScrollArea):
    """A tile per channel, the one that contributes most first.

    Signals:
        channel_chosen(int): the number of a channel that was clicked.
    """

    access_role = QAccessible.Role.List

    channel_chosen = Signal(int)

    def __init__(self, review: Review, renderer: Renderer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles = ChannelTiles(review, renderer)
        self.setWidget(self.tiles)
        self.setWidgetResizable(True)
        self.setMinimumSize(160, 160)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tiles.channel_chosen.connect(self.channel_chosen)


class ChannelTiles(QWidget):
    """The tiles; arrows walk through them, Enter chooses one.

    Signals:
        channel_chosen(int): the number of a channel.
    """

    channel_chosen = Signal(int)

    def __init__(self, review: Review, renderer: Renderer) -> None:
        super().__init__()
        self._review = review
        self._renderer = renderer
        self._kept = Kept(4)
        self._at = 0
        self.setAccessibleName(tr("Channels of the layer; arrows choose one, Enter shows what activates it most"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        keep_keys(self)
        follow(self._refresh, *review.shown.changes, review.work.task_changed)
        self._refresh()

    def found(self) -> ChannelMaps | None:
        """The channels; None until they were asked for."""
        answer = query.found_of(self._review.shown.state)
        return answer if isinstance(answer, ChannelMaps) else None

    def box(self, place: int) -> QRectF:
        """Where a tile is drawn."""
        step = _SIDE + _GAP
        across = max((self.width() - _GAP) // step, 1)
        line, at = divmod(place, across)
        return QRectF(_GAP + at * step, _GAP + line * (_SIDE + _WORDS + _GAP), _SIDE, _SIDE + _WORDS)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(480, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        del event
        self._refresh()

    def _refresh(self) -> None:
        found = self.found()
        self.setMinimumHeight(0 if found is None else round(self.box(len(found.channels) - 1).bottom()) + _GAP)
        if found is not None:
            told = zip(found.channels.tolist(), found.contributions.tolist(), strict=True)
            self.setAccessibleDescription(", ".join(f"{number} {figure(f'{value:+.3f}')}" for number, value in told))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.VIEW)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        found = self.found()
        if found is None:
            painter.setPen(theme.VIEW_MUTED)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.message())
            return
        largest = max(float(np.abs(found.contributions).max(initial=0)), 1e-12)
        for place, picture in enumerate(self._pictures(found)):
            box = self.box(place)
            if not box.intersects(QRectF(event.rect())):
                continue
            painter.drawImage(QRectF(box.left(), box.top(), _SIDE, _SIDE), picture)
            contribution = float(found.contributions[place])
            self._words(painter, box, int(found.channels[place]), contribution, contribution / largest)
            if place == self._at and self.hasFocus():
                painter.setPen(QPen(theme.CLINICIAN, 1.6))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 4, 4)
        if not len(found.channels):
            focus_ring(painter, self)

    def message(self) -> str:
        """What stands in place of the channels."""
        state = self._review.shown.state
        if state.request is None:
            return ""
        awaited = self._review.work.state.awaits(state.request, state.slice_index)
        told = tr("{method} comes next") if awaited else tr("{method}: not computed for this slice")
        return told.format(method=METHODS[state.request.method].title)

    @staticmethod
    def _words(painter: QPainter, box: QRectF, number: int, contribution: float, share: float) -> None:
        """Number and contribution below a picture, and a bar from the middle: to the right what speaks for it."""
        line = QRectF(box.left(), box.top() + _SIDE + 4, _SIDE, 16)
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(theme.VIEW_TEXT)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, f"#{number}")
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme.VIEW_MUTED)
        painter.drawText(line, right, figure(f"{contribution:+.3g}"))
        track = QRectF(box.left(), line.bottom() + 4, _SIDE, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.VIEW_LINE)
        painter.drawRoundedRect(track, 2, 2)
        half = track.width() / 2 * share
        painter.setBrush(theme.VIEW_TEXT if share > 0 else theme.VIEW_FAINT)
        painter.drawRoundedRect(QRectF(track.center().x(), track.top(), half, 4).normalized(), 2, 2)

    def _pictures(self, found: ChannelMaps) -> list[QImage]:
        """The head under each channel's activation."""
        state = self._review.shown.state
        case, analysis, extent = state.case, state.analysis, state.extent
        if case is None or analysis is None:
            return []
        grey, shape = self._renderer.grey(state), case.shape
        plain: dict[str, Any] = {"scale": "maximum", "style": "colour", "contrast": "none", "draw_above": 0.0}
        appearance = replace(state.appearance, polarity="absolute", normalise="slice", soften=False, **plain)
        placement = analysis.placement_of(found.request, found.layer, appearance.alignment)
        rows = columns = slice(None)
        if extent is not None:
            rows = slice(round(extent.row), round(extent.row + extent.height))
            columns = slice(round(extent.column), round(extent.column + extent.width))

        def make() -> list[QImage]:
            pictures = []
            for values in found.maps:
                hot = heat_on_slice([np.ascontiguousarray(values)], [placement], shape, appearance)
                colours = np.ascontiguousarray(under_heat(grey, hot, replace(appearance, heat=True))[rows, columns])
                pictures.append(_square(to_image(cv2.cvtColor(colours, cv2.COLOR_RGB2BGRA))))
            return pictures

        kept: list[QImage] = self._kept.get((found, grey, appearance.shaping, appearance.colouring, placement), make)
        return kept

    # ---------------------------------------------------------------- mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        found = self.found()
        if found is None or event.button() != Qt.MouseButton.LeftButton:
            return
        for place, channel in enumerate(found.channels.tolist()):
            if self.box(place).contains(event.position()):
                self._at = place
                self.channel_chosen.emit(channel)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        found = self.found()
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if found is None or not len(found.channels):
            super().keyPressEvent(event)
        elif step is not None:
            self._at = min(max(self._at + step, 0), len(found.channels) - 1)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.channel_chosen.emit(int(found.channels[min(self._at, len(found.channels) - 1)]))
        else:
            super().keyPressEvent(event)


def _square(picture: QImage) -> QImage:
    """The picture in the middle of a black square."""
    side = max(picture.width(), picture.height())
    left, top = (picture.width() - side) // 2, (picture.height() - side) // 2
    return picture.copy(left, top, side, side)
