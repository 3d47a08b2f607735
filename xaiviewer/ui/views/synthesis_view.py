"""A picture that was made to raise a logit, a channel or a unit."""

from __future__ import annotations

import cv2
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QTransform
from PySide6.QtWidgets import QWidget

from xaiviewer.display.synthetic import COLOURS, seen
from xaiviewer.requests import METHODS, Channel, ChannelMaps, Synthesis
from xaiviewer.review import Review, ShownState, query
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.controls import Choice
from xaiviewer.ui.kit.rendering import Kept, to_image
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import figure, tr
from xaiviewer.ui.views.scale_bar import paint_text
from xaiviewer.ui.views.viewport import Viewport

_MARGIN = 16
_INSET = 0.28  # of the view's shorter side
_SMOOTH_BELOW = 8  # screen pixels per pixel of the picture


class SynthesisView(QWidget):
    """The picture: one that was made out of the slice lies where the slice lies, any other fills the view.

    Beside it, small, where the same channel responds on the slice, if that is known.
    """

    def __init__(self, review: Review, viewport: Viewport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self._viewport = viewport
        self._kept = Kept(2)
        self.setMinimumSize(160, 160)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(tr("Picture that was made to raise what the method is pointed at"))
        follow(self._refresh, *review.shown.changes, viewport.changed, review.work.task_changed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(480, 480)

    def picture(self) -> QImage | None:
        """What is shown of the answer; None until there is one."""
        state, found = self._review.shown.state, query.found_of(self._review.shown.state)
        if not isinstance(found, Synthesis):
            return None
        channel = state.channel if state.channel is not None and state.channel < len(found.picture) else None
        kept: QImage = self._kept.get(
            (found, channel), lambda: to_image(cv2.cvtColor(seen(found.picture, channel), cv2.COLOR_RGB2BGRA))
        )
        return kept

    def message(self) -> str:
        """What stands in place of the picture."""
        state = self._review.shown.state
        if state.request is None or self.picture() is not None:
            return ""
        title = METHODS[state.request.method].title
        awaited = self._review.work.state.awaits(state.request, state.slice_index)
        told = tr("{method} comes next") if awaited else tr("{method}: not computed for this slice")
        return told.format(method=title)

    def caption(self) -> str:
        """What it was made of, and what it raised."""
        found = query.found_of(self._review.shown.state)
        if not isinstance(found, Synthesis):
            return ""
        origin = tr("made out of this slice") if found.begins_with_slice else tr("made out of noise")
        told = tr("{origin}\n{before} before, {after} after")
        return told.format(origin=origin, before=figure(f"{found.before:.3g}"), after=figure(f"{found.after:.3g}"))

    def _refresh(self) -> None:
        if self.isVisible():
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.VIEW)
        picture = self.picture()
        if picture is None:
            painter.setPen(theme.VIEW_MUTED)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.message())
            return
        place = self._place(picture)
        smooth = place.width() / picture.width() < _SMOOTH_BELOW
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.drawImage(place, picture)
        corner = QRectF(self.rect()).adjusted(8, 0, -_MARGIN, -12)
        paint_text(painter, corner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, self.caption())
        self._inset(painter)

    def _place(self, picture: QImage) -> QRectF:
        """Where the picture is painted."""
        state, found = self._review.shown.state, query.found_of(self._review.shown.state)
        if isinstance(found, Synthesis) and found.begins_with_slice and state.analysis is not None:
            frame = state.analysis.placement_of(found.request, None).frame or state.analysis.frame
            return self._on_slice().mapRect(QRectF(frame.column, frame.row, *frame.sides[::-1]))
        side = min(self.width(), self.height()) - 2 * _MARGIN
        wide = side * picture.width() / max(picture.height(), 1)
        return QRectF((self.width() - wide) / 2, (self.height() - side) / 2, wide, side)

    def _on_slice(self) -> QTransform:
        return self._viewport.transform(self.width(), self.height())

    def _inset(self, painter: QPainter) -> None:
        """Where the channel responds on the slice."""
        response = self._response(self._review.shown.state)
        if response is None:
            return
        side = _INSET * min(self.width(), self.height())
        box = QRectF(_MARGIN, self.height() - side - _MARGIN, side, side)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.drawImage(box, response)
        painter.setPen(QPen(theme.VIEW_LINE, 1))
        painter.drawRect(box)
        text = QRectF(box.left(), box.top() - 20, side * 2, 16)
        paint_text(painter, text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, tr("its response here"))

    def _response(self, state: ShownState) -> QImage | None:
        """The channel's activation on the slice, as one of the answers that are known holds it."""
        asked, layer = state.request, query.asked_layer(state)
        number = None if asked is None else asked.values.get("channel")
        if layer is None or number is None:
            return None
        for answer in state.answers.values():
            if isinstance(answer, ChannelMaps) and (answer.layer, answer.index) == (layer, state.slice_index):
                for channel, values in zip(answer.channels.tolist(), answer.maps, strict=True):
                    if channel == number:
                        grey = seen(values[None], 0)
                        return to_image(cv2.cvtColor(grey, cv2.COLOR_RGB2BGRA))
        return None


class PictureChannels(Choice):
    """All input channels as colours, or one of them in grey."""

    def __init__(self, review: Review) -> None:
        super().__init__(tr("Channels of the picture"), [("", tr("All as colours"))])
        self._review = review
        self._channels: tuple[Channel, ...] = ()
        self.setMinimumWidth(160)
        self.activated.connect(self._choose)
        follow(self._refresh, review.shown.display_changed, review.shown.results_changed)
        self._refresh()

    def _choose(self) -> None:
        key = self.currentData()
        self._review.shown.show_channel(int(key) if key else None)

    def _refresh(self) -> None:
        state = self._review.shown.state
        description = query.network(state)
        channels = () if description is None else description.inputs
        if channels != self._channels:
            self._channels = channels
            colours = [each.name for each in channels[:COLOURS]]
            told = tr("{red} red, {green} green, {blue} blue")
            whole = told.format(red=colours[0], green=colours[1], blue=colours[2]) if len(colours) == COLOURS else ""
            several = [("", whole)] if whole else []
            self.offer([*several, *((str(number), each.name) for number, each in enumerate(channels))])
        self.set_current("" if state.channel is None else str(state.channel))
