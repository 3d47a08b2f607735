"""The place of the patient that all planes go through, and how the oblique one is turned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from xaiviewer.case import Case
from xaiviewer.display.planes import Angles, Plane, View, line_on, place_of, plane_through, voxel_at
from xaiviewer.review import Review
from xaiviewer.review.intent import VIEW
from xaiviewer.review.series import frame_of_case
from xaiviewer.ui.views.tiles.kind import Links, Position, TileContext
from xaiviewer.ui.views.tiles.planes.stack import MapStack, OutlineStack
from xaiviewer.ui.views.viewport import Viewport


@dataclass(eq=False)
class _Here:
    """What every painting of every plane asks for, made once per place.

    Attributes:
        case: whose place it is.
        at: slice, row and column, and how the oblique plane is turned.
        planes: through it.
        lines: how each runs on the pictures of the others, which is the same wherever they cross.
    """

    case: Case
    at: tuple[int, int, int, Angles]
    planes: dict[View, Plane] = field(default_factory=dict)
    lines: dict[tuple[View, View], tuple[float, float] | None] = field(default_factory=dict)


class Crosshair(QObject):
    """One for all the tiles of a window, which share the stacks, too. Its slice is the slice shown.

    Signals:
        moved(): the place, the planes through it, or which planes are on the screen.

    Attributes:
        row, column: where it is on the slice shown.
        angles: of the oblique plane.
        maps, outlines: of all slices, to be cut.
    """

    moved = Signal()

    def __init__(self, review: Review, viewport: Viewport, links: Links) -> None:
        super().__init__(links)
        self._review, self._viewport, self._links = review, viewport, links
        self._case: Case | None = None
        self._views: dict[QObject, View] = {}
        self._planes: _Here | None = None
        self._entered = 0  # cases
        self.row = self.column = 0
        self.angles = Angles()
        self.maps, self.outlines = MapStack(), OutlineStack()
        review.shown.case_changed.connect(self._enter)
        review.shown.slice_changed.connect(self._tell)
        links.pointed.connect(self._follow_pointer)
        viewport.probed.connect(self._follow_probe)
        self._enter()

    @property
    def case(self) -> Case | None:
        """The open case."""
        return self._review.shown.state.case

    def place(self) -> NDArray[np.float64] | None:
        """Where it is in the patient, (3,); None where no case is open."""
        case = self.case
        return (
            None
            if case is None
            else place_of(case.geometry, (self._review.shown.state.slice_index, self.row, self.column))
        )

    def plane(self, view: View) -> Plane | None:
        """A plane through it; None where no case is open."""
        case = self.case
        if case is None:
            return None
        planes = self._here(case).planes
        if view not in planes:
            place = place_of(case.geometry, (self._review.shown.state.slice_index, self.row, self.column))
            planes[view] = plane_through(view, case.geometry, (len(case), *case.shape), place, self.angles)
        return planes[view]

    def crossing(self, view: View, other: View) -> tuple[float, float] | None:
        """How another plane runs on the picture of a plane, see `line_on`; None where both are parallel."""
        case = self.case
        if case is None:
            return None
        lines = self._here(case).lines
        if (view, other) not in lines:
            place, plane, beside = self.place(), self.plane(view), self.plane(other)
            assert place is not None
            assert plane is not None
            assert beside is not None
            lines[view, other] = line_on(plane, beside, place)
        return lines[view, other]

    def _here(self, case: Case) -> _Here:
        """What was made of the planes, as long as all of it goes through the same place."""
        at = self._review.shown.state.slice_index, self.row, self.column, self.angles
        known = self._planes
        if known is None or known.case is not case or known.at != at:
            turned = known is None or known.case is not case or known.at[-1] != self.angles
            known = self._planes = _Here(case, at, lines={} if turned or known is None else known.lines)
        return known

    def go(self, place: NDArray[np.float64]) -> None:
        """Go to a place of the patient, as near as the voxels come, and bring everything along."""
        case = self.case
        if case is None:
            return
        index, row, column = (round(each) for each in voxel_at(case.geometry, place))
        rows, columns = case.shape
        index = min(max(index, 0), len(case) - 1)
        before = self.row, self.column
        self.row, self.column = min(max(row, 0), rows - 1), min(max(column, 0), columns - 1)
        if index != self._review.shown.state.slice_index:
            self._review.shown.show_slice(index)  # tells of the move
        elif before != (self.row, self.column):
            self.moved.emit()
        self._tell_others(case, place)

    def step(self, plane: Plane, steps: int) -> None:
        """Go on through a plane's pictures: slices, rows or columns of the volume, or a voxel's width."""
        case, place = self.case, self.place()
        if case is None or place is None:
            return
        if plane.view == "axial":
            self._review.shown.show_slice(self._review.shown.state.slice_index + steps)
            return
        size = min(case.geometry.spacing_mm) if plane.view == "oblique" else 0.0
        axis = {"sagittal": 0, "coronal": 1}.get(plane.view)
        step = case.geometry.affine[:3, axis] if axis is not None else plane.normal * max(size, 1e-6)
        self.go(place + step * steps)

    def turn(self, angles: Angles) -> None:
        """Turn the oblique plane."""
        clipped = angles.clipped()
        if clipped != self.angles:
            self.angles = clipped
            self.moved.emit()
            self._review.history.note_soon()

    def sight(self) -> dict[str, object]:
        """How the oblique plane is turned, by a name of its own in each case, to be turned again."""
        return {f"{VIEW}turn {self._entered}": self.angles}

    def look(self, wanted: Mapping[str, Any]) -> None:
        """Turn it as `sight` told once, as far as the case is still open."""
        for name, there in self.sight().items():
            self.turn(wanted.get(name, there))

    def on_screen(self, widget: QObject, view: View | None) -> None:
        """A widget shows this plane now, or none any more."""
        before = self.shows("oblique")
        if view is None:
            self._views.pop(widget, None)
        else:
            self._views[widget] = view
        if self.shows("oblique") != before:
            self.moved.emit()

    def shows(self, view: View) -> bool:
        """Whether a plane is on the screen."""
        return view in self._views.values()

    def frame(self) -> str:
        """The frame of reference of the open case; "" where none says where it lies."""
        case = self.case
        return frame_of_case(case) if case is not None and case.geometry.placed else ""

    def point(self, place: NDArray[np.float64] | None, by: QObject) -> None:
        """The pointer is at a place of the patient, or at none: other views mark it."""
        case, frame = self.case, self.frame()
        if frame:
            self._links.point(None if place is None else Position(frame, _millimetres(place), by))
        elif case is not None and place is None:
            self._viewport.set_probe(None)

    def _enter(self) -> None:
        """Another case: where the clinician's outline is, else in the middle."""
        case = self.case
        if case is self._case:
            return
        self._case, self._planes = case, None
        self._entered += 1
        if case is not None:
            rows, columns = case.shape
            self.row, self.column, self.angles = rows // 2, columns // 2, Angles()
            mask = case.mask_of(self._review.shown.state.slice_index)
            if mask is not None and mask.any():
                self.row, self.column = (round(float(each.mean())) for each in np.nonzero(mask))
        self.moved.emit()

    def _tell(self) -> None:
        self.moved.emit()

    def _tell_others(self, case: Case, place: NDArray[np.float64]) -> None:
        frame = self.frame()
        if frame and self._links.scroll:
            self._links.go(Position(frame, _millimetres(place), self))

    def _follow_pointer(self) -> None:
        """With Shift held it goes with the pointer over any view of the same space."""
        pointer = self._links.pointer
        own = pointer is not None and pointer.by in self._views
        if pointer is not None and not own and shift_held() and pointer.frame == self.frame():
            self.go(np.array(pointer.lps_mm))

    def _follow_probe(self) -> None:
        """The same over the slices of a case of which nothing says where it lies."""
        case, probe = self.case, self._viewport.probe
        if case is not None and probe is not None and not self.frame() and shift_held():
            self.go(place_of(case.geometry, (self._review.shown.state.slice_index, probe.y(), probe.x())))


def crosshair_of(context: TileContext) -> Crosshair:
    """The one of the tiles that are made from this context."""
    known = context.links.findChild(Crosshair)
    if isinstance(known, Crosshair):
        return known
    return Crosshair(context.review, context.viewport, context.links)


def shift_held() -> bool:
    """Whether the reader holds Shift."""
    return bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)


def _millimetres(place: NDArray[np.float64]) -> tuple[float, float, float]:
    left, posterior, superior = (float(each) for each in place)
    return left, posterior, superior
