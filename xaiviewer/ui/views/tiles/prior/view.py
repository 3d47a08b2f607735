"""The picture of the other study."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import (
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QTransform,
    QWheelEvent,
)

from xaiviewer.case import Case, Geometry, Volume
from xaiviewer.display.planes import Lookup, Plane, cut, place_of
from xaiviewer.display.window_level import WindowLevel, to_grey
from xaiviewer.review import ShownState, query
from xaiviewer.review.priors import Registered, by_position
from xaiviewer.ui.keys.mouse import MOUSE
from xaiviewer.ui.kit import theme, wording
from xaiviewer.ui.kit.controls import NOTCH, Notches
from xaiviewer.ui.kit.pens import pens
from xaiviewer.ui.kit.rendering import Kept, to_image, to_path
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import later, tr
from xaiviewer.ui.views.corners import Texts, corners, paint_texts, warning_top
from xaiviewer.ui.views.drags import Drag
from xaiviewer.ui.views.picture import paint_picture
from xaiviewer.ui.views.plates import paint_cross, paint_plate
from xaiviewer.ui.views.tiles.asking_view import AskingView
from xaiviewer.ui.views.tiles.kind import TileContext
from xaiviewer.ui.views.viewport import Viewport

_LEAST = 88
_BY = {"frame of reference": later("registered: frame of reference"), "grid": later("registered: same grid")}
_ZOOM_STEP = 1.15
_BEYOND = 0.02  # of the slice's pixels that lie within the other study, less than which is nothing of it


@dataclass(frozen=True, eq=False)
class Shown:
    """The other study as it is shown.

    Attributes:
        case: the study.
        volume: the sequence that is shown of it.
        window: through which.
        plane: the picture's pixels in the other study.
        lookup: these in its voxels.
        by: what says that both lie in one space.
        index: its own slice, where nothing does.
    """

    case: Case
    volume: Volume
    window: WindowLevel
    plane: Plane
    lookup: Lookup
    by: Registered
    index: int


class Owner(Protocol):
    """Who knows what is shown: the tile."""

    def what(self) -> Shown | None:
        """What is shown of the other study; None where nothing is."""

    def message(self) -> str:
        """What is waited for, or why nothing is there."""

    def warned(self, shown: Shown) -> tuple[str, ...]:
        """What must be known to read the picture."""

    def set_window(self, window: WindowLevel) -> None:
        """Show its sequence through another window."""


class PriorView(AskingView):
    """The slice of the other study that belongs to the slice shown."""

    def __init__(self, tile: Owner, context: TileContext) -> None:
        super().__init__()
        self._tile, self._context = tile, context
        self.own = Viewport(self)  # of slices that are not registered
        self._fitted: object = None
        self._values, self._image, self._path = Kept(), Kept(), Kept()
        self._wheel = Notches()
        self.setMouseTracking(True)
        self.setMinimumSize(_LEAST, _LEAST)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(tr("Another study"))
        names = context.names
        follow(self._refresh, context.viewport.changed, context.viewport.probed, self.own.changed)
        follow(self._refresh, names.changed, names.pictures.changed)
        self.own.changed.connect(context.review.history.note_soon)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(320, 320)

    def _refresh(self) -> None:
        if self.isVisible():
            self.update()

    def port(self) -> Viewport:
        """That of the open case's slices, whose pixels a registered study is shown on; else one of its own."""
        shown = self._tile.what()
        return self._context.viewport if shown is not None and shown.by else self.own

    def transform(self) -> QTransform:
        """From the picture's pixels to the view."""
        return self.port().transform(self.width(), self.height())

    def _fit(self, shown: Shown) -> None:
        """Its whole slices, once for a study; flipped as the open case's are."""
        shared = self._context.viewport
        self.own.blockSignals(True)
        if self._fitted is not shown.case:
            self._fitted = shown.case
            (rows, columns), (_, high, wide) = shown.case.shape, shown.case.geometry.spacing_mm
            self.own.fit(columns, rows, high / wide if shown.case.geometry.known else 1.0)
            self._context.review.history.note()
        self.own.mirrored, self.own.upended = shared.mirrored, shared.upended
        self.own.blockSignals(False)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        shown, message = self._tile.what(), self._tile.message()
        if shown is None:
            painter.fillRect(self.rect(), theme.VIEW)
        else:
            self._fit(shown)
            self._paint(painter, shown)
        if message:
            paint_plate(painter, self.rect(), message, self.height() / 2 - 12, theme.VIEW_TEXT)

    def _paint(self, painter: QPainter, shown: Shown) -> None:
        transform = self.transform()
        image, path = self._pictured(shown)
        paint_picture(painter, self.rect(), image, transform, smooth=self.port().smooths(abs(transform.m11())))
        if path is not None and not path.isEmpty():
            for pen in pens(theme.CLINICIAN):
                painter.setPen(pen)
                painter.drawPath(transform.map(path))
        probe = self._context.viewport.probe
        if shown.by and probe is not None and not self.underMouse():
            paint_cross(painter, transform.map(probe))
        pictures = self._context.names.pictures
        words = wording.window(shown.window, self._context.review.priors.state.presets, shown.volume.sequence)
        said = corners(shown.case, shown.volume, self._context.names)
        said = replace(said, right=(*said.right, *([tr(_BY[shown.by])] if shown.by else [])))
        paint_texts(
            painter, self.rect(), transform, self.port(), Texts(shown.plane.geometry, words, said), pictures.shows
        )
        for number, text in enumerate(self._tile.warned(shown)):
            paint_plate(painter, self.rect(), text, warning_top(number), theme.VIEW_CAUTION, bold=True)

    def values(self, shown: Shown) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """What the picture is made of, ``[row, column]``, and where the other study has voxels."""
        present = np.ones(len(shown.case), dtype=bool)
        present[sorted(shown.volume.absent)] = False
        found: tuple[NDArray[np.float32], NDArray[np.bool_]] = self._values.get(
            (shown,), lambda: cut(shown.volume.voxels, shown.lookup, present=present)
        )
        return found

    def _pictured(self, shown: Shown) -> tuple[QImage, QPainterPath | None]:
        drawn = self._context.review.shown.state.appearance
        values, inside = self.values(shown)

        def picture() -> QImage:
            grey: NDArray[np.uint8] = to_grey(values, shown.window, invert=drawn.inverted) * inside.astype(np.uint8)
            return to_image(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGRA))

        image: QImage = self._image.get((values, drawn.inverted), picture)
        mask, path = shown.case.mask, None
        if mask is not None and drawn.mask:
            path = self._path.get(
                (shown,), lambda: to_path(cut(mask.voxels, shown.lookup, smooth=False, present=mask.drawn)[0])
            )
        return image, path

    def covers(self, shown: Shown) -> bool:
        """Whether the other study reaches to this place."""
        return bool(self.values(shown)[1].mean() >= _BEYOND)

    # ---------------------------------------------------------------- mouse

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Through the slices of both studies, or zoom, as the reader's mouse has it."""
        if MOUSE.wheel(event.modifiers()) == "zoom":
            factor = _ZOOM_STEP ** (event.angleDelta().y() / NOTCH)
            self.port().zoom_by(factor, event.position(), self.width(), self.height())
            return
        steps = self._wheel.steps(event)
        if steps:
            self.go_to(self._context.review.shown.state.slice_index + steps)

    def state(self) -> ShownState:
        """What is shown, but for the window: grey levels of two scans mean two things."""
        state, shown = self._context.review.shown.state, self._tile.what()
        volume = query.volume_shown(state)
        if shown is None or volume is None:
            return state
        windows = {**state.appearance.windows, volume.sequence: shown.window}
        return replace(state, appearance=replace(state.appearance, windows=windows))

    def go_to(self, index: int) -> None:
        """Another slice of the open case, and so of the other study."""
        self._context.review.shown.show_slice(index)

    def choose_window(self, window: WindowLevel) -> None:
        """Show the other study through another window."""
        self._tile.set_window(window)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        gesture = MOUSE.drag(event.button(), event.modifiers())
        self.drag = Drag.begun(self, event.button(), gesture, event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A drag does what the reader's mouse has for it; the place under the pointer is marked in the open case."""
        place, shown = event.position(), self._tile.what()
        if shown is not None and shown.by:
            inverse, _ = self.transform().inverted()
            self._context.viewport.set_probe(inverse.map(place))
        if self.drag is not None:
            self.drag.go_on(self, self.port(), place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        del event
        drag, self.drag = self.drag, None
        self.unsetCursor()
        if drag is not None and not drag.moved and drag.button == Qt.MouseButton.RightButton:
            self.menu_asked.emit(drag.pressed)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        del event
        self._context.viewport.set_probe(None)


def shown_at(index: int, case: Case, other: Case, volume: Volume, window: WindowLevel, by: Registered) -> Shown:
    """The pixels of the open case's slice in the other study; where nothing registers them, that one's own slice."""
    if by:
        plane = _slice_plane(case, index)
        return Shown(other, volume, window, plane, Lookup.of(plane, other.geometry), by, index)
    there = by_position(index, len(case), len(other))
    plane = _slice_plane(other, there)
    return Shown(other, volume, window, plane, Lookup.of(plane, other.geometry), by, there)


def _slice_plane(case: Case, index: int) -> Plane:
    """A slice of a case as a plane, pixel for pixel."""
    affine = case.geometry.affine.copy()
    affine[:3, 3] = place_of(case.geometry, (index, 0, 0))
    return Plane("axial", Geometry(affine, case.geometry.known, case.geometry.oriented), case.shape)
