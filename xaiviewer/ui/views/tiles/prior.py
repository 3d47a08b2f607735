"""A tile that shows another study beside the open one: at the same place of the patient, where that is known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QTransform, QWheelEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from xaiviewer.case import Case, Geometry, Volume
from xaiviewer.display.planes import Lookup, Plane, cut, place_of
from xaiviewer.display.window_level import WindowLevel, to_grey
from xaiviewer.review import Review, ShownState, query
from xaiviewer.review.derived.sources import series_of
from xaiviewer.review.priors import Candidate, Registered, by_position, candidates, kinship, registered
from xaiviewer.ui.keys.mouse import MOUSE
from xaiviewer.ui.kit import bearings, series_words, theme, wording
from xaiviewer.ui.kit.controls import NOTCH, Elided, Notches
from xaiviewer.ui.kit.rendering import Kept, to_image, to_path
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import tr
from xaiviewer.ui.views.corners import WARNINGS, Texts, corners, paint_texts
from xaiviewer.ui.views.drags import Drag
from xaiviewer.ui.views.plates import paint_cross, paint_plate
from xaiviewer.ui.views.tiles.kind import Tile, TileContext
from xaiviewer.ui.views.viewport import Viewport

_LEAST = 88
_ZOOM_STEP = 1.15
_VOXELS = 8
_MOST_OFFERED = 24
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


class PriorView(QWidget):
    """The slice of the other study that belongs to the slice shown."""

    maximise_asked = Signal()

    def __init__(self, tile: PriorTile, context: TileContext) -> None:
        super().__init__()
        self._tile, self._context = tile, context
        self.own = Viewport(self)  # of slices that are not registered
        self._fitted: object = None
        self._values, self._image, self._path, self._cut = Kept(), Kept(), Kept(), Kept()
        self._wheel = Notches()
        self._drag: Drag | None = None
        self.setMouseTracking(True)
        self.setMinimumSize(_LEAST, _LEAST)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(tr("Another study"))
        names = context.names
        follow(self._refresh, context.viewport.changed, context.viewport.probed, self.own.changed)
        follow(self._refresh, names.changed, names.pictures.changed)

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
        self.own.mirrored, self.own.upended = shared.mirrored, shared.upended
        self.own.blockSignals(False)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.VIEW)
        shown, message = self._tile.what(), self._tile.message()
        if shown is not None:
            self._fit(shown)
            self._paint(painter, shown)
        if message:
            paint_plate(painter, self.rect(), message, self.height() / 2 - 12, theme.TEXT)

    def _paint(self, painter: QPainter, shown: Shown) -> None:
        transform = self.transform()
        image, path = self._pictured(shown)
        painter.save()
        painter.setTransform(transform, combine=True)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, abs(transform.m11()) < _VOXELS)
        painter.drawImage(QRectF(-0.5, -0.5, image.width(), image.height()), image)
        painter.restore()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if path is not None and not path.isEmpty():
            for pen in (QPen(theme.HALO, 3.5), QPen(theme.CLINICIAN, 1.8)):
                painter.setPen(pen)
                painter.drawPath(transform.map(path))
        probe = self._context.viewport.probe
        if shown.by and probe is not None and not self.underMouse():
            paint_cross(painter, transform.map(probe))
        pictures = self._context.names.pictures
        words = wording.window(shown.window, self._context.review.priors.state.presets, shown.volume.sequence)
        said = corners(shown.case, shown.volume, self._context.names)
        paint_texts(
            painter, self.rect(), transform, self.port(), Texts(shown.plane.geometry, words, said), pictures.shows
        )
        for number, text in enumerate(self._tile.warned(shown)):
            paint_plate(painter, self.rect(), text, WARNINGS + 28 * number, theme.CAUTION, bold=True)

    def _pictured(self, shown: Shown) -> tuple[QImage, QPainterPath | None]:
        drawn = self._context.review.shown.state.appearance
        place = (shown.case, shown.volume, shown.by, shown.index, *shown.plane.geometry.affine.ravel().tolist())
        present = np.ones(len(shown.case), dtype=bool)
        present[sorted(shown.volume.absent)] = False
        values, inside = self._values.get(place, lambda: cut(shown.volume.voxels, shown.lookup, present=present))

        def picture() -> QImage:
            grey: NDArray[np.uint8] = to_grey(values, shown.window, invert=drawn.inverted) * inside.astype(np.uint8)
            return to_image(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGRA))

        image: QImage = self._image.get((values, shown.window, drawn.inverted), picture)
        mask, path = shown.case.mask, None
        if mask is not None and drawn.mask:
            path = self._path.get(
                place, lambda: to_path(cut(mask.voxels, shown.lookup, smooth=False, present=mask.drawn)[0])
            )
        return image, path

    def covers(self, shown: Shown) -> bool:
        """Whether the other study reaches to this place."""
        kept = self._cut.get(
            (shown.case, *shown.plane.geometry.affine.ravel().tolist()),
            lambda: cut(shown.volume.voxels, shown.lookup, smooth=False)[1].mean() >= _BEYOND,
        )
        return bool(kept)

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
        self._drag = Drag.begun(self, event.button(), gesture, event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A drag does what the reader's mouse has for it; the place under the pointer is marked in the open case."""
        place, shown = event.position(), self._tile.what()
        if shown is not None and shown.by:
            inverse, _ = self.transform().inverted()
            self._context.viewport.set_probe(inverse.map(place))
        if self._drag is not None:
            self._drag.go_on(self, self.port(), place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        del event
        self._drag = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.button() == Qt.MouseButton.LeftButton:
            self._drag = None
            self.maximise_asked.emit()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        del event
        self._context.viewport.set_probe(None)


class PriorTile(Tile):
    """Which study, how it belongs to the open one, and its slice."""

    def __init__(self, context: TileContext) -> None:
        self.context = context
        self._windows: dict[str, WindowLevel] = {}
        self._linked = False  # by position in the stack, as nothing registers the two studies
        self._of: tuple[Case | None, Case | None] = (None, None)
        self._made = Kept()
        self.view = PriorView(self, context)
        super().__init__("prior", self.view)
        self.said = Elided("small")
        self.link = QPushButton(tr("Link by position"))
        self.link.setToolTip(tr("Show the slice at the same height of the stack: the places may be others"))
        self.choose = QPushButton(tr("Choose…"))
        for button in (self.link, self.choose):
            button.setProperty("compact", True)
        self.menu = QMenu(self.choose)
        self.choose.setMenu(self.menu)
        self.footer.row.setContentsMargins(8, 0, 8, 0)
        self.footer.row.addWidget(self.said, 1)
        self.footer.row.addWidget(self.link)
        self.footer.row.addWidget(self.choose)
        self.menu.aboutToShow.connect(self._fill_own)
        self.link.clicked.connect(self._link)
        self.view.maximise_asked.connect(self.maximise_asked)
        review = context.review
        follow(self.refresh, review.priors.changed, context.names.changed, *review.shown.changes)
        self.refresh()

    # ---------------------------------------------------------------- which study

    def offered(self) -> tuple[Candidate, ...]:
        """The cases that may be chosen, those of the same patient first."""
        review = self.context.review
        shelf = review.shelf.state
        return candidates(shelf.entries, shelf.current, self.context.series.state.offered)

    def fill(self, menu: QMenu) -> None:
        self._offer(menu.addMenu(tr("Study")))

    def _fill_own(self) -> None:
        self.menu.clear()
        self._offer(self.menu)

    def _offer(self, menu: QMenu) -> None:
        entries, names = self.context.review.shelf.state.entries, self.context.names
        found = self.offered()
        close = [each for each in found if each.kinship in ("same", "likely")]
        others = [each for each in found if each not in close][:_MOST_OFFERED]
        for each in (*close, None, *others) if close else others:
            if each is None:
                menu.addSeparator()
                continue
            why = {"same": tr("same patient"), "likely": tr("same patient by its name")}.get(each.kinship, "")
            told = " · ".join(filter(None, (names.of(entries[each.line], each.line), series_words.day(each.date), why)))
            action = menu.addAction(told)
            action.setCheckable(True)
            action.setChecked(each.path == self.context.review.priors.state.path)
            action.triggered.connect(partial(self._choose, each.path))
        if not found:
            menu.addAction(tr("No other case is in the list")).setEnabled(False)

    def _choose(self, path: Path) -> None:
        self._linked = False
        self.context.review.priors.choose(path)

    def _link(self) -> None:
        self._linked = not self._linked
        self.refresh()

    # ---------------------------------------------------------------- what is shown

    def set_window(self, window: WindowLevel) -> None:
        """Show its sequence through another window."""
        shown = self.what()
        if shown is not None:
            self._windows = {**self._windows, shown.volume.sequence: window}
            self.refresh()

    def what(self) -> Shown | None:
        """What is shown of it; None where nothing is."""
        state, prior = self.context.review.shown.state, self.context.review.priors.state
        case, other = state.case, prior.case
        if case is None or other is None:
            return None
        by: Registered = registered(case, other)
        if not by and not self._linked:
            return None
        volume = next((each for each in other.volumes if each.sequence == _sequence(state)), other.main_volume)
        window = self._windows.get(volume.sequence) or prior.presets.automatic[volume.sequence]
        shown: Shown = self._made.get(
            (case, other, by, volume, window, state.slice_index),
            lambda: _shown(state.slice_index, case, other, volume, window, by),
        )
        return shown

    def message(self) -> str:
        """What is waited for, or why nothing is there."""
        review = self.context.review
        state, shown = review.priors.state, self.what()
        if state.path is None:
            return tr("Choose another study below")
        if state.problem:
            return state.problem
        if state.case is None:
            return series_words.progress(state.task)
        if shown is None:
            return tr("Not registered: nothing says that both studies lie in one space")
        if shown.by and not self.view.covers(shown):
            return tr("The other study does not reach to this slice")
        return ""

    def warned(self, shown: Shown) -> tuple[str, ...]:
        """What must be known to read the picture."""
        case = self.context.review.shown.state.case
        port = self.view.port()
        told = [bearings.flips(mirrored=port.mirrored, upended=port.upended)]
        told.append(tr("SYNTHETIC") if shown.case.synthetic else "")
        if case is not None and kinship(case, shown.case) == "another":
            told.append(tr("Another patient"))
        if not shown.by:
            told.append(tr("Not registered: by position in the stack"))
        return tuple(filter(None, told))

    def remarks(self) -> tuple[str, ...]:
        """How both studies belong together."""
        case, other = self.context.review.shown.state.case, self.context.review.priors.state.case
        if case is None or other is None:
            return ()
        said = {
            "same": tr("same patient"),
            "likely": tr("same patient by its name"),
            "another": tr("another patient"),
            "unknown": tr("whose it is is not stated"),
        }[kinship(case, other)]
        how = {
            "frame of reference": tr("registered by the frame of reference"),
            "grid": tr("registered: both lie on one and the same grid"),
            "": tr("not registered"),
        }[registered(case, other)]
        return said, how

    def refresh(self) -> None:
        """Say which study it is."""
        state, names = self.context.review.priors.state, self.context.names
        of = self.context.review.shown.state.case, state.case
        if any(one is not other for one, other in zip(of, self._of, strict=True)):
            self._of, self._linked, self._windows = of, False, {}
        if state.case is None:
            self.title.say(tr("Another study"))
            self.detail.setText("")
        else:
            series = series_of(state.case.contents, state.case.choices).get(state.case.main_volume.sequence)
            date, name = series_words.date(series), names.of_case(state.case)
            self.title.say(" · ".join(filter(None, (name or tr("Another study"), date))), date or name)
            self.detail.setText(_place(self.what(), state.case))
        unregistered = all(of) and not registered(of[0], of[1])  # type: ignore[arg-type]
        self.said.say(" · ".join(self.remarks()))
        self.link.setVisible(unregistered)
        self.link.setText(tr("Do not link") if self._linked else tr("Link by position"))
        self.view.update()

    def describe(self) -> dict[str, Any]:
        """Nothing: which study it is belongs to the patient."""
        return {}


def _sequence(state: ShownState) -> str:
    return "" if state.case is None else state.appearance.volume(state.case).sequence


def _shown(index: int, case: Case, other: Case, volume: Volume, window: WindowLevel, by: Registered) -> Shown:
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


def _place(shown: Shown | None, case: Case) -> str:
    """Its slice, where it has one of its own."""
    return f"{shown.index + 1}/{len(case)}" if shown is not None and not shown.by else ""


def another(review: Review) -> bool:
    """Whether the list holds another case."""
    return len(review.shelf.state.entries) > 1
