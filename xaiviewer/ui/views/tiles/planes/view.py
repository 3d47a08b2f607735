"""One plane of the case, and the mouse on it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QHideEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QShowEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from xaiviewer.display.planes import Angles, Plane, View, axes_of
from xaiviewer.display.window_level import WindowLevel
from xaiviewer.review import ShownState, query
from xaiviewer.ui.keys.mouse import MOUSE
from xaiviewer.ui.kit import bearings, theme, wording
from xaiviewer.ui.kit.controls import NOTCH, Notches
from xaiviewer.ui.kit.pens import pens
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import tr
from xaiviewer.ui.views import waiting
from xaiviewer.ui.views.corners import Texts, corners, paint_texts, warning_top
from xaiviewer.ui.views.drags import Drag
from xaiviewer.ui.views.picture import paint_picture
from xaiviewer.ui.views.plates import message_top, paint_cross, paint_plate
from xaiviewer.ui.views.scale_bar import paint_text
from xaiviewer.ui.views.tiles.asking_view import AskingView
from xaiviewer.ui.views.tiles.kind import TileContext
from xaiviewer.ui.views.tiles.planes.crosshair import Crosshair, crosshair_of, shift_held
from xaiviewer.ui.views.tiles.planes.pictures import Pictured, PlanePictures
from xaiviewer.ui.views.viewport import Viewport

_LEAST = 88
_ZOOM_STEP = 1.15
_GAP = 12  # around the crosshair that stays free, in view pixels
_SLANTED = 1e-3  # of a direction's parts: lines along the pixels need no smoothing, which takes long
_GRIP = 7  # from the oblique plane's line, where it can be taken hold of
_ARM = 28  # from the crosshair, nearer to which it cannot
_LINE = 150  # how opaque lines of other planes are, of 255
_PLANES: tuple[View, ...] = ("axial", "sagittal", "coronal", "oblique")


class PlaneView(AskingView):
    """A plane through the crosshair, with the lines of the other planes.

    Signals:
        told(): what the tile says of the picture may be something else.
    """

    told = Signal()

    access_role = QAccessible.Role.Graphic

    def __init__(self, context: TileContext, view: View = "sagittal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.crosshair: Crosshair = crosshair_of(context)
        self.view: View = view
        self.port = Viewport(self)
        self.pictured: Pictured | None = None
        self._pictures = PlanePictures(self.crosshair)
        self._fitted: tuple[object, ...] = ()
        self._zoom = context.viewport.zoom  # of the shared viewport, when it was followed last
        self._wheel = Notches()
        self._gone = 0  # planes that it has led through
        self._turning = False
        self.setMouseTracking(True)
        self.setMinimumSize(_LEAST, _LEAST)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        review, names = context.review, context.names
        follow(self._refresh, self.crosshair.moved, self.port.changed, context.links.pointed)
        follow(self._refresh, names.changed, names.pictures.changed, *review.shown.changes, review.work.task_changed)
        follow(self._follow, context.viewport.changed, context.links.changed)
        self.port.changed.connect(review.history.note_soon)
        self._follow()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(320, 320)

    def show_plane(self, view: View) -> None:
        """Show another plane."""
        self.view = view
        self.setAccessibleName(tr("A plane through the case"))
        if self.isVisible():
            self.crosshair.on_screen(self, view)
        self._refresh()

    def state(self) -> ShownState:
        """What is shown."""
        return self._context.review.shown.state

    def plane(self) -> Plane | None:
        """Where its pixels lie; None where no case is open."""
        return self.crosshair.plane(self.view)

    def transform(self) -> QTransform:
        """From the plane's pixels to the view."""
        return self.port.transform(self.width(), self.height())

    def _refresh(self) -> None:
        if self.isVisible():
            self.update()

    def _follow(self) -> None:
        """Flips are always shared; zoom is while it is linked."""
        shared, port = self._context.viewport, self.port
        if self._context.links.zoom and shared.zoom != self._zoom:
            if shared.zoom == 1.0:
                port.reset()
            port.zoom = shared.zoom
        self._zoom = shared.zoom
        port.mirrored, port.upended = shared.mirrored, shared.upended
        port.changed.emit()

    def _fit(self, plane: Plane) -> None:
        """Show the part that holds the head, once for a case and a plane; a turn leaves the zoom as it is."""
        state, case = self.state(), self.state().case
        assert case is not None
        fitted = case, self.view, *((self.crosshair.angles,) if self.view == "oblique" else ())
        if fitted == self._fitted:
            return
        turned, self._fitted = fitted[:2] == self._fitted[:2], fitted
        zoom = self.port.zoom if turned else 1.0
        rows, columns = plane.shape
        region = QRectF(0, 0, columns, rows)
        if state.extent is not None:
            head = state.extent
            places = [
                plane.pixel(case.geometry.affine[:3] @ (column, row, index, 1.0))
                for index in (0, len(case) - 1)
                for row in (head.row, head.row + head.height)
                for column in (head.column, head.column + head.width)
            ]
            downs, rights = [each[0] for each in places], [each[1] for each in places]
            held = QRectF(QPointF(min(rights), min(downs)), QPointF(max(rights), max(downs)))
            shared = held.intersected(region)  # of a single slice, seen from the side, nothing is left
            region = region if self.view == "oblique" or shared.isEmpty() else shared
        self.port.blockSignals(True)
        self.port.fit(columns, rows, 1.0, region)
        self.port.zoom = zoom
        self.port.mirrored, self.port.upended = self._context.viewport.mirrored, self._context.viewport.upended
        self.port.blockSignals(False)
        self._context.review.history.note()

    # ---------------------------------------------------------------- painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        state, plane, place = self.state(), self.plane(), self.crosshair.place()
        if state.case is None or plane is None or place is None:
            painter.fillRect(self.rect(), theme.VIEW)
            message = waiting.for_case(self._context.review, heat=False)
            if message:
                paint_plate(painter, self.rect(), message, message_top(self.height()), theme.VIEW_TEXT)
            return
        self._fit(plane)
        before, self.pictured = self.pictured, self._pictures.of(state, plane, self._key(state, plane, place))
        transform = self.transform()
        image = self.pictured.image
        paint_picture(painter, self.rect(), image, transform, smooth=self.port.smooths(abs(transform.m11())))
        self._paint_outlines(painter, transform)
        if self._writes("lines"):
            self._paint_lines(painter, transform, plane, place)
        self._paint_pointer(painter, transform, plane)
        self._paint_texts(painter, transform, state, plane)
        if not self.pictured.whole:
            QTimer.singleShot(0, self, self.update)
        if before is None or (before.mapped, before.unseen) != (self.pictured.mapped, self.pictured.unseen):
            QTimer.singleShot(0, self, self.told.emit)

    def _key(self, state: ShownState, plane: Plane, place: NDArray[np.float64]) -> tuple[object, ...]:
        """Planes of one key are the same, wherever on them the crosshair is."""
        turned = self.crosshair.angles if self.view == "oblique" else None
        return state.case, self.view, turned, round(float(plane.normal @ place), 3)

    def _paint_outlines(self, painter: QPainter, transform: QTransform) -> None:
        assert self.pictured is not None
        lines: tuple[tuple[QPainterPath | None, QColor, Qt.PenStyle], ...] = (
            (self.pictured.clinician, theme.CLINICIAN, Qt.PenStyle.SolidLine),
            (self.pictured.model, theme.MODEL, Qt.PenStyle.DashLine),
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for path, colour, style in lines:
            if path is not None and not path.isEmpty():
                placed = transform.map(path)
                for pen in pens(colour, style=style):
                    painter.setPen(pen)
                    painter.drawPath(placed)

    def _paint_lines(self, painter: QPainter, transform: QTransform, plane: Plane, place: NDArray[np.float64]) -> None:
        """Where the other planes cross this one; the crosshair's place stays free."""
        colour = QColor(theme.CLINICIAN)
        colour.setAlpha(_LINE)
        for view in _PLANES:
            line = self._line(view, transform, plane, place) if view != self.view else None
            if line is None or (view == "oblique" and not self.crosshair.shows("oblique")):
                continue
            style = Qt.PenStyle.DashLine if view == "oblique" else Qt.PenStyle.SolidLine
            reach = self.width() + self.height()
            painter.setPen(QPen(colour, 1, style))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, abs(line.dx() * line.dy()) > _SLANTED)
            for way in (1, -1):
                step = QPointF(line.dx(), line.dy()) * way
                painter.drawLine(line.p1() + step * _GAP, line.p1() + step * reach)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _line(self, view: View, transform: QTransform, plane: Plane, place: NDArray[np.float64]) -> QLineF | None:
        """From the crosshair one view pixel along another plane's line; None where both are parallel."""
        along = self.crosshair.crossing(self.view, view)
        if along is None:
            return None
        row, column, _ = plane.pixel(place)
        start = transform.map(QPointF(column, row))
        line = QLineF(start, transform.map(QPointF(column + along[1], row + along[0])))
        line.setLength(1.0)
        return line

    def _paint_pointer(self, painter: QPainter, transform: QTransform, plane: Plane) -> None:
        """Where the pointer is in another view, if that lies on this plane."""
        pointer = self._context.links.pointer
        if pointer is None or pointer.by is self or pointer.frame != self.crosshair.frame():
            return
        row, column, depth = plane.pixel(np.array(pointer.lps_mm))
        if abs(depth) <= 0.75:  # of a pixel's width
            paint_cross(painter, transform.map(QPointF(column, row)))

    def _paint_texts(self, painter: QPainter, transform: QTransform, state: ShownState, plane: Plane) -> None:
        assert state.case is not None
        volume, window = query.volume_shown(state), query.window_shown(state)
        words = "" if volume is None or window is None else wording.window(window, state.presets, volume.sequence)
        said = corners(state.case, volume, self._context.names)
        texts = Texts(plane.geometry, words, said)
        paint_texts(painter, self.rect(), transform, self.port, texts, self._writes)
        if not state.case.geometry.known:
            corner = QRectF(self.rect()).adjusted(8, 0, -16, -12)
            told = tr("in pixels:\nno spacing stated")
            paint_text(painter, corner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, told)
        for number, text in enumerate(self._warned(state)):
            paint_plate(painter, self.rect(), text, warning_top(number), theme.VIEW_CAUTION, bold=True)

    def _warned(self, state: ShownState) -> list[str]:
        synthetic = tr("SYNTHETIC") if state.case is not None and state.case.synthetic else ""
        flipped = bearings.flips(mirrored=self.port.mirrored, upended=self.port.upended)
        return [each for each in (synthetic, flipped) if each]

    def _writes(self, part: str) -> bool:
        return self._context.names.pictures.shows(part)

    # ---------------------------------------------------------------- mouse

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Through the planes beside this one, or zoom, as the reader's mouse has it."""
        if MOUSE.wheel(event.modifiers()) == "zoom":
            self._zoom_by(_ZOOM_STEP ** (event.angleDelta().y() / NOTCH), event.position())
            return
        steps, plane = self._wheel.steps(event), self.plane()
        if steps and plane is not None:
            self.crosshair.step(plane, steps)

    def go_to(self, index: int) -> None:
        """As many planes on as slices would be: a drag leads through the planes beside this one."""
        plane = self.plane()
        if self.drag is None or plane is None:
            return
        on = index - self.drag.index
        self.crosshair.step(plane, on - self._gone)
        self._gone = on

    def choose_window(self, window: WindowLevel) -> None:
        """Show the sequence through another window, in all views."""
        self._context.review.shown.set_window(window)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take hold of the oblique plane's line, or do what the reader's mouse does; with Shift go there."""
        left, place = event.button() == Qt.MouseButton.LeftButton, event.position()
        self._turning = left and self._over_oblique(place)
        if left and not self._turning and shift_held():
            self._go(place)
            return
        gesture = None if self._turning else MOUSE.drag(event.button(), event.modifiers())
        self.drag, self._gone = Drag.begun(self, event.button(), gesture, place), 0

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A drag does what the reader's mouse has for it; with Shift the crosshair goes along."""
        place = event.position()
        if self.drag is None:
            if shift_held():
                self._go(place)
            self.crosshair.point(self._lies(place), self)
            turns = self._over_oblique(place)
            self.setCursor(Qt.CursorShape.PointingHandCursor if turns else Qt.CursorShape.ArrowCursor)
        elif self.drag.gesture == "zoom":
            self.drag.moved = True
            centre = QPointF(self.width() / 2, self.height() / 2)
            self._zoom_by(1.01 ** (self.drag.last.y() - place.y()), centre)
            self.drag.last = place
        else:
            self.drag.go_on(self, self.port, place)
            if self._turning and self.drag.moved:
                self._turn(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        button = self.drag.button if self.drag is not None and not self.drag.moved else None
        self.drag, self._turning = None, False
        self.unsetCursor()
        self._context.review.history.settle()
        if button == Qt.MouseButton.LeftButton:
            self._go(event.position())
        elif button == Qt.MouseButton.RightButton:
            self.menu_asked.emit(event.position())

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        del event
        self.crosshair.point(None, self)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self.crosshair.on_screen(self, self.view)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        super().hideEvent(event)
        self.crosshair.on_screen(self, None)

    def _lies(self, place: QPointF) -> NDArray[np.float64] | None:
        """Where a place of the view lies in the patient; None outside the picture."""
        plane = self.plane()
        if plane is None:
            return None
        inverse, _ = self.transform().inverted()
        found = inverse.map(place)
        rows, columns = plane.shape
        inside = -0.5 <= found.x() < columns - 0.5 and -0.5 <= found.y() < rows - 0.5
        return plane.place(found.y(), found.x()) if inside else None

    def _go(self, place: QPointF) -> None:
        lies = self._lies(place)
        if lies is not None:
            self.crosshair.go(lies)

    def _zoom_by(self, factor: float, at: QPointF) -> None:
        """Here, and where zoom is linked in the other views."""
        self.port.zoom_by(factor, at, self.width(), self.height())
        if self._context.links.zoom:
            self._zoom = self._context.viewport.zoom * factor
            centre = QPointF(self.width() / 2, self.height() / 2)
            self._context.viewport.zoom_by(factor, centre, self.width(), self.height())
            self._zoom = self._context.viewport.zoom

    # ---------------------------------------------------------------- the oblique plane's line

    def _over_oblique(self, at: QPointF) -> bool:
        """Whether the line of the oblique plane can be taken hold of there."""
        plane, place = self.plane(), self.crosshair.place()
        if self.view not in ("sagittal", "coronal") or not self.crosshair.shows("oblique"):
            return False
        line = None if plane is None or place is None else self._line("oblique", self.transform(), plane, place)
        if line is None or not self._writes("lines"):
            return False
        away = at - line.p1()
        across = away.x() * line.dy() - away.y() * line.dx()
        return abs(across) <= _GRIP and abs(away.x()) + abs(away.y()) >= _ARM

    def _turn(self, at: QPointF) -> None:
        """Let the oblique plane's line go through a place of the view."""
        case, lies, middle = self.state().case, self._lies(at), self.crosshair.place()
        if case is None or lies is None or middle is None:
            return
        left, back, up = axes_of(case.geometry).T
        away = lies - middle
        across = float(away @ (back if self.view == "sagittal" else left))
        if abs(across) < 1e-6:
            return
        degrees = float(np.degrees(np.arctan(float(away @ up) / across)))
        angles = self.crosshair.angles
        turned = Angles(degrees, angles.coronal) if self.view == "sagittal" else Angles(angles.sagittal, degrees)
        self.crosshair.turn(turned)
