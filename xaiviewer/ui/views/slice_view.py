"""One view of a slice: the picture, the outlines, what must be said over it, and the mouse."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QContextMenuEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from xaiviewer.display.window_level import WindowLevel, automatic_window
from xaiviewer.review import Review, ShownState, query
from xaiviewer.ui.keys.mouse import MOUSE
from xaiviewer.ui.kit import answer_words, bearings, theme, wording
from xaiviewer.ui.kit.access import Told
from xaiviewer.ui.kit.actions import with_key
from xaiviewer.ui.kit.controls import NOTCH, Notches
from xaiviewer.ui.kit.names import Names
from xaiviewer.ui.kit.rendering import Renderer, plainly
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import tr
from xaiviewer.ui.views import waiting
from xaiviewer.ui.views.corners import Corners, Texts, corners, paint_texts, warning_top
from xaiviewer.ui.views.drags import Drag
from xaiviewer.ui.views.measuring.drawing import Drawing
from xaiviewer.ui.views.measuring.hand import Hand
from xaiviewer.ui.views.measuring.tools import Tools
from xaiviewer.ui.views.outlines import Outlines
from xaiviewer.ui.views.picture import paint_picture
from xaiviewer.ui.views.plates import CROSS, EDGE, LETTER, message_top, paint_cross, paint_plate
from xaiviewer.ui.views.view_words import in_words
from xaiviewer.ui.views.viewport import Viewport

_ZOOM_STEP = 1.15
_CLOCK_MS = 500  # a second that is told late is not skipped


class SliceView(QWidget):
    """The slice, plain or under its heat.

    Signals:
        maximise_asked(): the reader double-clicked.
        clicked(int, int): row and column of a pixel that was clicked, and not dragged from.
        menu_asked(QPointF): the reader wants to know what can be done at this place of the view.
    """

    access_role = QAccessible.Role.Graphic

    maximise_asked = Signal()
    clicked = Signal(int, int)
    menu_asked = Signal(QPointF)

    def __init__(
        self,
        review: Review,
        renderer: Renderer,
        viewport: Viewport,
        tools: Tools,
        *,
        role: Literal["slice", "heat"],
        names: Names | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """One that names the patient and the series where it is given `names`."""
        super().__init__(parent)
        self._review = review
        self._names = names
        self._renderer = renderer
        self._outlines = Outlines(renderer, of_heat=role == "heat")
        self._viewport = viewport
        self._role = role
        self.hand = Hand(review, tools)
        self._drawing = Drawing(review, tools, role=role)
        self._wheel = Notches()
        self._drag: Drag | None = None
        self._plain: tuple[object, ...] = ()  # see `plainly`; of what was painted last
        self._region: QRectF | None = None
        self._crossed: QPointF | None = None  # where on the slice the cross was drawn last
        self._told = ""  # what is said on the picture
        self._clock = QTimer(self, interval=_CLOCK_MS)
        self._clock.timeout.connect(self._tell)
        self.paints = 0
        self.annotated = True
        self.covered = 0  # pixels at its foot that something lies over
        self.differing = False  # whether clinician and model are held against each other in place of the plain slice
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
        Told(self, viewport.changed, review.work.task_changed, *review.shown.changes)
        for changed in (viewport.changed, tools.changed, tools.chosen):
            changed.connect(self._refresh)
        viewport.probed.connect(self._refresh_cross)
        for changed in (review.measured.changed, review.outlined.changed):
            changed.connect(self._refresh)
        if names is not None:
            follow(self._refresh, names.changed, names.pictures.changed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(480, 480)

    def state(self) -> ShownState:
        """What it shows: what is on the screen as a whole."""
        return self._review.shown.state

    def outlined(self) -> ShownState:
        """Whose outlines it shows."""
        return self.state()

    def told(self) -> str:
        """What is seen here, in words."""
        state = self.state()
        said = [*self._warned(state), self.message()]
        return in_words(state, of_heat=self._role == "heat", window=self.window_words(), said=said)

    def go_to(self, index: int) -> None:
        """Show another slice."""
        self._review.shown.show_slice(index)

    def choose_window(self, window: WindowLevel) -> None:
        """Show it through another window."""
        self._review.shown.set_window(window)

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

    def _refresh_cross(self) -> None:
        """The pointer went elsewhere: only what the cross hid and hides is painted."""
        transform, reach = self.transform(), QPointF(CROSS + 2, CROSS + 2)
        for place in (self._crossed, self._viewport.probe):
            if place is not None:
                at = transform.map(place)
                self.update(QRectF(at - reach, at + reach).toAlignedRect())
        self._crossed = self._viewport.probe

    def _refresh_display(self) -> None:
        """The plain slice is not painted again for what only the heat or another sequence shows."""
        if self._role == "heat" or plainly(self.state()) != self._plain:
            self.update()

    def _refresh_result(self, index: int) -> None:
        scaled = self._role == "heat" and self.state().appearance.normalise == "case"  # by all slices' maps
        if scaled or index in (-1, self.state().slice_index):
            self.update()

    def _refresh_task(self) -> None:
        """Say what is waited for, and go on saying how long."""
        if self._review.work.state.task is None:
            self._clock.stop()
        elif not self._clock.isActive():
            self._clock.start()
        self._tell()

    def _tell(self) -> None:
        """Paint where what is waited for is told otherwise by now. A map that is there waits for nothing."""
        if self._role == "heat" and not self._told and self.state().case is not None:
            return
        if self.isVisible() and self.message() != self._told:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        self.paints += 1
        painter = QPainter(self)
        state = self.state()
        self._plain, picture = plainly(state), self._picture(state)
        if picture is None:
            painter.fillRect(self.rect(), theme.VIEW)
            self._warnings(painter, state)
            return
        transform = self.transform()
        smooth = self._viewport.smooths(abs(transform.m11()))
        paint_picture(painter, self.rect(), picture, transform, smooth=smooth)
        self._outlines.paint(painter, self.outlined(), transform, self.size(), self.devicePixelRatioF())
        self._crosshair(painter, transform)
        self._drawing.paint(painter, state, transform, QRectF(self.rect()), self._reserved(state))
        if self._region is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.VIEW_TEXT, 1, Qt.PenStyle.DashLine))
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
            if self._role == "heat":
                return self._renderer.blended(state)
            return self._renderer.differing(state) if self.differing else self._renderer.plain(state)
        return self._renderer.first(state.glimpse, inverted=state.appearance.inverted) if state.glimpse else None

    def _crosshair(self, painter: QPainter, transform: QTransform) -> None:
        """The pointer's place, in the view that the pointer is not in."""
        place = self.pointed()
        if place is not None:
            paint_cross(painter, transform.map(place))

    def pointed(self) -> QPointF | None:
        """Where on the slice the pointer is in another view; None where it is in this one, or nowhere."""
        return None if self.underMouse() else self._viewport.probe

    def _annotations(self, painter: QPainter, state: ShownState, transform: QTransform) -> None:
        shown = state.case or (state.glimpse.preview if state.glimpse else None)
        assert shown is not None
        said = Corners() if self._names is None else corners(state.case, query.volume_shown(state), self._names)
        texts = Texts(shown.geometry, self.corner_words(), said, self.covered)
        paint_texts(painter, self.rect(), transform, self._viewport, texts, self._writes)

    def _writes(self, part: str) -> bool:
        """Whether a part of `on_pictures.PARTS` is."""
        return self._names is None or self._names.pictures.shows(part)

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

    def _reserved(self, state: ShownState) -> list[QRectF] | None:
        """Where warnings, scale, window and the letters at the sides stand; None where no text is wanted."""
        if not self.annotated or (self._names is not None and not self._names.pictures.on):
            return None
        wide, high = float(self.width()), float(self.height())
        warned, letter, low, beside = len(self._warned(state)), theme.px(LETTER) + EDGE, theme.px(48), theme.px(120)
        top = QRectF(wide / 2 - theme.px(90), warning_top() - 4, theme.px(180), warning_top(warned) - warning_top())
        letters = [QRectF(x, (high - letter) / 2, letter, letter) for x in (0, wide - letter)]
        letters += [QRectF((wide - letter) / 2, y, letter, letter) for y in (0, high - letter)]
        return [top, *letters, *(QRectF(x, high - low, beside, low) for x in (0, wide - beside))]

    def _warned(self, state: ShownState) -> list[str]:
        """What the view warns of at its top."""
        synthetic = tr("SYNTHETIC") if state.case is not None and state.case.synthetic else ""
        flipped = bearings.flips(mirrored=self._viewport.mirrored, upended=self._viewport.upended)
        return [each for each in (synthetic, flipped) if each]

    def _warnings(self, painter: QPainter, state: ShownState) -> None:
        for number, text in enumerate(self._warned(state)):
            paint_plate(painter, self.rect(), text, warning_top(number), theme.VIEW_CAUTION, bold=True)
        self._told = message = self.message()
        if message:
            paint_plate(painter, self.rect(), message, message_top(self.height()), theme.VIEW_TEXT)

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
            return with_key("overlay.heat", tr("Heat map switched off"))
        hot = self._renderer.heat(state)
        analysis = state.analysis
        if hot is None:
            return waiting.for_heat(self._review, state)
        if hot.blank and analysis is not None:
            return answer_words.no_evidence(state)
        return tr(hot.unseen) if hot.unseen else ""

    # ---------------------------------------------------------------- mouse

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Through the slices, or zoom, as the reader's mouse has it (`keys.mouse`)."""
        if MOUSE.wheel(event.modifiers()) == "zoom":
            factor = _ZOOM_STEP ** (event.angleDelta().y() / NOTCH)
            self._viewport.zoom_by(factor, event.position(), self.width(), self.height())
            return
        steps = self._wheel.steps(event)
        if steps:
            self.go_to(self.state().slice_index + steps)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        place, left = event.position(), event.button() == Qt.MouseButton.LeftButton
        gesture = MOUSE.drag(event.button(), event.modifiers())
        if gesture == "region" and self.state().case is not None:
            self._region = QRectF(place, place)
        elif not left or not self.hand.press(place, self.transform()):
            self._drag = Drag.begun(self, event.button(), gesture, place)

    def transform(self) -> QTransform:
        """From slice pixels to the view."""
        return self._viewport.transform(self.width(), self.height())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A drag does what the reader's mouse has for it; without a button it probes.

        With a tool in hand the left button measures or marks, whatever it does else.
        """
        place, transform = event.position(), self.transform()
        inverse, _ = transform.inverted()
        self._viewport.set_probe(inverse.map(place) if self.state().case is not None else None)
        if self._region is not None:
            self._region.setBottomRight(place)
            self.update()
        elif self._drag is None:
            held = bool(event.buttons() & Qt.MouseButton.LeftButton)
            self.hand.move(place, transform, held=held)
            self._point(place, transform)
        else:
            self._drag.go_on(self, self._viewport, place)

    def _point(self, place: QPointF, transform: QTransform) -> None:
        """The pointer tells what a press would do."""
        over = self.hand.over(place, transform) if self.state().case is not None else None
        if over is not None:
            held = over[1] is not None
            self.setCursor(Qt.CursorShape.PointingHandCursor if held else Qt.CursorShape.SizeAllCursor)
        elif self.hand.draws:
            self.setCursor(Qt.CursorShape.CrossCursor)
        else:
            self.unsetCursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        button = self._drag.button if self._drag is not None and not self._drag.moved else None
        if self._drag is None and self._region is None and event.button() == Qt.MouseButton.LeftButton:
            self.hand.release(event.position())
        self._drag = None
        self.unsetCursor()
        self._review.history.settle()
        if button == Qt.MouseButton.LeftButton:
            self._tell_click(event.position())
        elif button == Qt.MouseButton.RightButton:
            self.menu_asked.emit(event.position())
        if self._region is not None:
            region, self._region = self._region.normalized(), None
            self._window_from(region)
            self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """The key for menus; the mouse's right button drags while it is held, and asks when it was not moved."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.menu_asked.emit(QPointF(event.pos()))

    def _tell_click(self, place: QPointF) -> None:
        """Which pixel was clicked, if there is one."""
        case = self.state().case
        inverse, _ = self.transform().inverted()
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
        inside = self.transform().inverted()[0].mapRect(region)
        rows, columns = state.case.shape
        top, left = max(round(inside.top()), 0), max(round(inside.left()), 0)
        bottom, right = min(round(inside.bottom()) + 1, rows), min(round(inside.right()) + 1, columns)
        if state.slice_index not in volume.absent and bottom - top > 1 and right - left > 1:
            self.choose_window(automatic_window(volume.voxels[state.slice_index, top:bottom, left:right]))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self.hand.draws:
            self.mousePressEvent(event)  # the second of two quick clicks
        else:
            self._drag = None
            self.maximise_asked.emit()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        del event
        self._viewport.set_probe(None)
        self.hand.leave()
