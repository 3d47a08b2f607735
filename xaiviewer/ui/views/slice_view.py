"""One view of a slice: the picture, the outlines, what must be said over it, and the mouse."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QStyle, QWidget

from xaiviewer.display.window_level import WindowLevel, automatic_window
from xaiviewer.review import Review, ShownState, query
from xaiviewer.ui.kit import answer_words, bearings, theme, wording
from xaiviewer.ui.kit.controls import NOTCH, Notches
from xaiviewer.ui.kit.rendering import Renderer
from xaiviewer.ui.language import tr
from xaiviewer.ui.views import waiting
from xaiviewer.ui.views.outlines import Outlines
from xaiviewer.ui.views.scale_bar import paint_scale_bar, paint_text
from xaiviewer.ui.views.viewport import Viewport

_ZOOM_STEP = 1.15
_STILL_PX = 3  # a click must not change the window
_CLOCK_MS = 500  # a second that is told late is not skipped
_PLATE = QColor(8, 11, 15, 205)


class SliceView(QWidget):
    """The slice, plain or under its heat.

    Signals:
        maximise_asked(): the reader double-clicked.
        clicked(int, int): row and column of a pixel that was clicked, and not dragged from.
    """

    maximise_asked = Signal()
    clicked = Signal(int, int)

    def __init__(
        self,
        review: Review,
        renderer: Renderer,
        viewport: Viewport,
        *,
        role: Literal["slice", "heat"],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._review = review
        self._renderer = renderer
        self._outlines = Outlines(renderer, of_heat=role == "heat")
        self._viewport = viewport
        self._role = role
        self._wheel = Notches()
        self._dragged = False  # farther than a hand trembles
        self._drag: tuple[Qt.MouseButton, QPointF, WindowLevel | None] | None = None
        self._plain: tuple[object, ...] = ()
        self._region: QRectF | None = None
        self._told = ""  # what is said on the picture
        self._clock = QTimer(self, interval=_CLOCK_MS)
        self._clock.timeout.connect(self._tell)
        self.paints = 0
        self.annotated = True
        self._alone = False
        self.setMouseTracking(True)
        self.setMinimumSize(160, 160)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        name = tr("Slice with the clinician's mask") if role == "slice" else tr("Slice under the heat map")
        self.setAccessibleName(name)
        review.shown.slice_changed.connect(self._refresh)
        review.shown.display_changed.connect(self._refresh_display)
        review.shown.case_changed.connect(self._refresh)
        review.shown.results_changed.connect(self._refresh_result)
        review.work.task_changed.connect(self._refresh_task)
        viewport.changed.connect(self._refresh)
        viewport.probed.connect(self._refresh)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(480, 480)

    def state(self) -> ShownState:
        """What it shows: what is on the screen as a whole."""
        return self._review.shown.state

    def set_annotated(self, *, on: bool) -> None:
        """Letters, scale and window on the picture or not; what warns or explains stays."""
        self.annotated = on
        self.update()

    def set_alone(self, *, on: bool) -> None:
        """Whether the other view is hidden, which else names the slice and its window."""
        self._alone = on
        self.update()

    # ---------------------------------------------------------------- painting

    def _refresh(self) -> None:
        self.update()

    def _refresh_display(self) -> None:
        """The plain slice is not painted again for what only the heat shows."""
        drawn = self.state().appearance
        plain = (drawn.sequence, drawn.windows, drawn.inverted, drawn.mask, drawn.model)
        if self._role == "heat" or plain != self._plain:
            self._plain = plain
            self.update()

    def _refresh_result(self, index: int) -> None:
        if index in (-1, self.state().slice_index):
            self.update()

    def _refresh_task(self) -> None:
        """Say what is waited for, and go on saying how long."""
        if self._review.work.state.task is None:
            self._clock.stop()
        elif not self._clock.isActive():
            self._clock.start()
        self._tell()

    def _tell(self) -> None:
        if self.isVisible() and self.message() != self._told:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        self.paints += 1
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.VIEW)
        state = self.state()
        picture = self._picture(state)
        if picture is None:
            self._warnings(painter, state)
            return
        transform = self._viewport.transform(self.width(), self.height())
        painter.save()
        painter.setTransform(transform, combine=True)
        # Beyond 8 screen pixels per voxel the voxels themselves are what the reader looks for.
        smooth = abs(transform.m11()) < 8
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.drawImage(QRectF(-0.5, -0.5, picture.width(), picture.height()), picture)
        painter.restore()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._outlines.paint(painter, state, transform, self.size(), self.devicePixelRatioF())
        self._crosshair(painter, transform)
        if self._region is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.TEXT, 1, Qt.PenStyle.DashLine))
            painter.drawRect(self._region.normalized())
        if self.annotated:
            self._annotations(painter, state, transform)
        self._warnings(painter, state)

    def _picture(self, state: ShownState) -> QImage | None:
        """The slice shown, or the first one of a case that is still being read; None where it was not acquired."""
        volume = query.volume_shown(state)
        if volume is not None:
            if state.slice_index in volume.absent:
                return None
            return self._renderer.plain(state) if self._role == "slice" else self._renderer.blended(state)
        return self._renderer.first(state.glimpse, inverted=state.appearance.inverted) if state.glimpse else None

    def _crosshair(self, painter: QPainter, transform: QTransform) -> None:
        """The pointer's place, in the view that the pointer is not in."""
        if self._viewport.probe is None or self.underMouse():
            return
        at = transform.map(self._viewport.probe)
        for pen in (QPen(theme.HALO, 3), QPen(theme.TEXT, 1)):
            painter.setPen(pen)
            for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                painter.drawLine(QPointF(at.x() + 4 * x, at.y() + 4 * y), QPointF(at.x() + 10 * x, at.y() + 10 * y))

    def _annotations(self, painter: QPainter, state: ShownState, transform: QTransform) -> None:
        shown = state.case or (state.glimpse.preview if state.glimpse else None)
        assert shown is not None
        letters = bearings.orientation(shown.geometry)
        if letters is not None:
            port = self._viewport
            self._letters(painter, bearings.turned(letters, mirrored=port.mirrored, upended=port.upended))
        paint_scale_bar(painter, shown.geometry, transform, self.width(), self.height())
        corner = QRectF(self.rect()).adjusted(8, 0, -16, -12)
        paint_text(painter, corner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, self.corner_words())

    def corner_words(self) -> str:
        """The window, and in a heat view alone the slice; empty where the other view says it."""
        state = self.state()
        if self._role == "slice":
            return self.window_words()
        if not self._alone or state.case is None:
            return ""
        place = tr("Slice {here} of {count}").format(here=state.slice_index + 1, count=len(state.case))
        return f"{place}\n{self.window_words()}"

    def window_words(self) -> str:
        """Width and centre of the window in use; empty before the case is read."""
        state = self.state()
        volume, window = query.volume_shown(state), query.window_shown(state)
        return "" if volume is None or window is None else wording.window(window, state.presets, volume.sequence)

    def _warnings(self, painter: QPainter, state: ShownState) -> None:
        warnings = [tr("SYNTHETIC")] if state.case is not None and state.case.synthetic else []
        flipped = bearings.flips(mirrored=self._viewport.mirrored, upended=self._viewport.upended)
        for number, text in enumerate([*warnings, flipped] if flipped else warnings):
            self._plate(painter, text, 32 + 28 * number, theme.CAUTION, bold=True)
        self._told = message = self.message()
        if message:
            self._plate(painter, message, self.height() - 76, theme.TEXT)

    def message(self) -> str:
        """What the view must say in words."""
        state = self.state()
        volume = query.volume_shown(state)
        if state.case is None or volume is None:
            return waiting.for_case(self._review, heat=self._role == "heat")
        gap = wording.not_acquired(state.case, volume, state.slice_index)
        if gap:
            return gap
        return self._about_heat(state) if self._role == "heat" else waiting.for_next(self._review)

    def _about_heat(self, state: ShownState) -> str:
        if not state.appearance.heat:
            return tr("Heat map switched off (W brings all overlays back)")
        hot = self._renderer.heat(state)
        analysis = state.analysis
        if hot is None:
            return waiting.for_heat(self._review, state)
        if hot.blank and analysis is not None:
            label = answer_words.explained(state)
            return wording.no_evidence(state.appearance, label, at_input=query.at_input(state))
        return tr(hot.unseen) if hot.unseen else ""

    def _letters(self, painter: QPainter, letters: tuple[str, str, str, str]) -> None:
        flags = (
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter,
            Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignHCenter,
        )
        painter.setFont(theme.font(theme.TITLE, bold=True))
        inner = self.rect().adjusted(8, 8, -8, -8)
        for letter, flag in zip(letters, flags, strict=True):
            box = QStyle.alignedRect(Qt.LayoutDirection.LeftToRight, flag, QSize(20, 20), inner)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_PLATE)
            painter.drawRoundedRect(box, 4, 4)
            painter.setPen(theme.TEXT)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)

    def _plate(self, painter: QPainter, text: str, top: float, colour: QColor, *, bold: bool = False) -> None:
        """A short text on a dark plate, centred."""
        painter.setFont(theme.font(theme.SMALL if bold else theme.BODY, bold=bold))
        width = min(painter.fontMetrics().horizontalAdvance(text) + 24, self.width() - 16)
        plate = QRectF((self.width() - width) / 2, top, width, 24)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_PLATE)
        painter.drawRoundedRect(plate, 4, 4)
        painter.setPen(colour)
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)

    # ---------------------------------------------------------------- mouse

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Wheel down is the next slice; with Ctrl it zooms."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            factor = _ZOOM_STEP ** (event.angleDelta().y() / NOTCH)
            self._viewport.zoom_by(factor, event.position(), self.width(), self.height())
            return
        steps = self._wheel.steps(event)
        if steps:
            self._review.shown.show_slice(self.state().slice_index + steps)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if ctrl and event.button() == Qt.MouseButton.LeftButton and self.state().case is not None:
            self._region = QRectF(event.position(), event.position())
            return
        self._dragged = False
        self._drag = (event.button(), event.position(), query.window_shown(self.state()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Left drag sets the window, middle moves the slice, right zooms; without a button it probes.

        With Ctrl, left drag draws the region that the window is taken from.
        """
        place = event.position()
        inverse, _ = self._viewport.transform(self.width(), self.height()).inverted()
        self._viewport.set_probe(inverse.map(place) if self.state().case is not None else None)
        if self._region is not None:
            self._region.setBottomRight(place)
            self.update()
        if self._drag is None:
            return
        button, start, window = self._drag
        offset = place - start
        if button == Qt.MouseButton.LeftButton and not self._dragged:
            self._dragged = offset.manhattanLength() >= _STILL_PX
        if button == Qt.MouseButton.LeftButton and window is not None and self._dragged:
            self._review.shown.set_window(dragged(window, offset))
        elif button == Qt.MouseButton.MiddleButton:
            self._viewport.pan_by(offset, self.width(), self.height())
            self._drag = (button, place, window)
        elif button == Qt.MouseButton.RightButton:
            centre = QPointF(self.width() / 2, self.height() / 2)
            self._viewport.zoom_by(1.01 ** -offset.y(), centre, self.width(), self.height())
            self._drag = (button, place, window)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        plain = self._drag is not None and self._drag[0] == Qt.MouseButton.LeftButton and not self._dragged
        self._drag = None
        if plain:
            self._tell_click(event.position())
        if self._region is not None:
            region, self._region = self._region.normalized(), None
            self._window_from(region)
            self.update()

    def _tell_click(self, place: QPointF) -> None:
        """Which pixel was clicked, if there is one."""
        case = self.state().case
        inverse, _ = self._viewport.transform(self.width(), self.height()).inverted()
        on_slice = inverse.map(place)
        row, column = round(on_slice.y()), round(on_slice.x())
        if case is not None and 0 <= row < case.shape[0] and 0 <= column < case.shape[1]:
            self.clicked.emit(row, column)

    def _window_from(self, region: QRectF) -> None:
        """The window that suits the voxels in a rectangle of the view; one without any leaves all as it is."""
        state = self.state()
        volume = query.volume_shown(state)
        if state.case is None or volume is None:
            return
        inverse, _ = self._viewport.transform(self.width(), self.height()).inverted()
        inside = inverse.mapRect(region)
        rows, columns = state.case.shape
        top, left = max(round(inside.top()), 0), max(round(inside.left()), 0)
        bottom, right = min(round(inside.bottom()) + 1, rows), min(round(inside.right()) + 1, columns)
        if state.slice_index not in volume.absent and bottom - top > 1 and right - left > 1:
            self._review.shown.set_window(automatic_window(volume.voxels[state.slice_index, top:bottom, left:right]))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.button() == Qt.MouseButton.LeftButton:
            self._drag = None
            self.maximise_asked.emit()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        del event
        self._viewport.set_probe(None)


def dragged(window: WindowLevel, offset: QPointF) -> WindowLevel:
    """A window after a drag: right widens it, down raises its centre (darkens), in shares of its own width."""
    width = max(window.width * 1.005 ** offset.x(), 1e-6)
    return WindowLevel(window.centre + window.width * offset.y() / 300, width)
