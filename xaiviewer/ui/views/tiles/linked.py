"""What tiles have in common as long as they are linked: the part of the slice, and the place in the patient."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QObject, QPointF
from PySide6.QtGui import QTransform

from xaiviewer.case import Case, Geometry
from xaiviewer.review import Review
from xaiviewer.review.series import frame_of_case
from xaiviewer.ui.views.tiles.kind import Links, Position
from xaiviewer.ui.views.viewport import Viewport

_OBLIQUE = 0.9  # cosine: planes that meet at less than 26 degrees have no line worth drawing
_PARALLEL = 0.999  # cosine: planes and rows that are turned against each other by less than 2.6 degrees


class TileViewport(Viewport):
    """A viewport of the case's slices that goes with the shared one while zoom is linked, and by itself else.

    Flips are always shared: of two views beside each other neither is ever mirrored alone.
    """

    def __init__(self, shared: Viewport, links: Links, here: Callable[[], bool], parent: QObject | None = None) -> None:
        """`here` says whether the tile shows the slice that the shared one is of: else they share no pointer."""
        super().__init__(parent)
        self._shared, self._links, self._here = shared, links, here
        self._passing = False
        shared.changed.connect(self._follow)
        shared.probed.connect(self._follow_probe)
        links.changed.connect(self._follow)
        self.changed.connect(self._lead)
        self.probed.connect(self._lead_probe)
        self.take(shared)

    def _follow(self) -> None:
        if not self._passing:
            self._pass(lambda: self.take(self._shared, place=self._links.zoom))

    def _lead(self) -> None:
        if not self._passing:
            self._pass(lambda: self._shared.take(self, place=self._links.zoom))

    def _follow_probe(self) -> None:
        if not self._passing:
            self._pass(lambda: self.set_probe(self._shared.probe if self._here() else None))

    def _lead_probe(self) -> None:
        if not self._passing and self._here():
            self._pass(lambda: self._shared.set_probe(self.probe))

    def _pass(self, do: Callable[[], None]) -> None:
        """Do it without hearing of it."""
        self._passing = True
        try:
            do()
        finally:
            self._passing = False


class SeriesViewport(Viewport):
    """A viewport of other slices than the case's: while zoom is linked, and both lie in parallel planes of one frame of
    reference, it shows the same part of the patient at the same scale.
    """

    def __init__(
        self, shared: Viewport, links: Links, onto: Callable[[], QTransform | None], parent: QObject | None = None
    ) -> None:
        """`onto` gives the way from the case's pixels to this one's; None where there is none."""
        super().__init__(parent)
        self._shared, self._links, self._onto = shared, links, onto
        self._passing = False
        shared.changed.connect(self.follow)
        links.changed.connect(self.follow)
        self.changed.connect(self._lead)

    def begin(self, columns: int, rows: int, aspect: float) -> None:
        """Other slices: they are fitted where nothing leads them, and never lead those that are on the screen."""
        self._passing = True
        self.fit(columns, rows, aspect)
        self._passing = False
        self.follow()

    def follow(self) -> None:
        """Show what the shared one does."""
        onto = self._onto() if self._links.zoom and not self._passing else None
        if onto is not None:
            self._passing = True
            self.take_through(self._shared, onto)
            self._passing = False

    def _lead(self) -> None:
        onto = self._onto() if self._links.zoom and not self._passing else None
        if onto is not None:
            self._passing = True
            self._shared.take_through(self, onto.inverted()[0])
            self._passing = False


class PatientLink(QObject):
    """Lets the case's own slices follow a place in the patient, and tells of it where they lead."""

    def __init__(self, review: Review, viewport: Viewport, links: Links, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._review, self._viewport, self._links = review, viewport, links
        self._passing = False
        review.shown.slice_changed.connect(self._lead)
        viewport.probed.connect(self._point)
        links.went.connect(self._follow)
        links.pointed.connect(self._take_pointer)

    def here(self) -> Position | None:
        """The middle of the slice shown; None where the files do not say where it lies."""
        state = self._review.shown.state
        frame = "" if state.case is None else frame_of_case(state.case)
        if state.case is None or not frame:
            return None
        rows, columns = state.case.shape
        return Position(frame, place_of(state.case.geometry, columns / 2, rows / 2, state.slice_index), self)

    def _lead(self) -> None:
        position = self.here() if not self._passing and self._links.scroll else None
        if position is not None:
            self._links.go(position)

    def _follow(self, position: Position) -> None:
        case = self._review.shown.state.case
        if position.by is self or not self._links.scroll or case is None or position.frame != frame_of_case(case):
            return
        self._passing = True
        self._review.shown.show_slice(round(pixel_of(case.geometry, position.lps_mm)[2]))
        self._passing = False

    def _point(self) -> None:
        if self._passing:
            return
        state, probe = self._review.shown.state, self._viewport.probe
        frame = frame_of_case(state.case) if state.case is not None and probe is not None else ""
        if state.case is None or probe is None or not frame:
            self._links.point(None)
            return
        place = place_of(state.case.geometry, probe.x(), probe.y(), state.slice_index)
        self._links.point(Position(frame, place, self))

    def _take_pointer(self) -> None:
        """Mark a place that another tile points at, where it lies on the slice shown."""
        state, pointer = self._review.shown.state, self._links.pointer
        if pointer is not None and pointer.by is self:
            return
        self._passing = True
        self._viewport.set_probe(None)
        if pointer is not None and state.case is not None and pointer.frame == frame_of_case(state.case):
            column, row, index = pixel_of(state.case.geometry, pointer.lps_mm)
            if round(index) == state.slice_index:
                self._viewport.set_probe(QPointF(column, row))
        self._passing = False


def place_of(geometry: Geometry, column: float, row: float, index: float) -> tuple[float, float, float]:
    """Where a voxel lies: left, posterior, superior in millimetres."""
    x, y, z = geometry.affine[:3] @ (column, row, index, 1.0)
    return float(x), float(y), float(z)


def pixel_of(geometry: Geometry, lps_mm: tuple[float, float, float]) -> tuple[float, float, float]:
    """(column, row, slice) of a place in the patient, not rounded, and not within the volume only."""
    column, row, index = np.linalg.solve(geometry.affine[:3, :3], np.asarray(lps_mm) - geometry.affine[:3, 3])
    return float(column), float(row), float(index)


def one_grid(one: Case, other: Case) -> bool:
    """Whether each voxel of the one lies where the same voxel of the other does, to a thousandth of a millimetre."""
    alike = one.volumes[0].voxels.shape == other.volumes[0].voxels.shape
    return alike and np.allclose(one.geometry.affine, other.geometry.affine, rtol=0, atol=1e-3)


def onto(one: Geometry, other: Geometry) -> QTransform | None:
    """The way from the pixels of one volume's slices to another's; None where their planes or rows are not parallel."""
    if any(_cosine(one.affine[:3, axis], other.affine[:3, axis]) < _PARALLEL for axis in range(3)):
        return None
    both = np.linalg.inv(other.affine) @ one.affine
    return QTransform(both[0, 0], 0, 0, both[1, 1], both[0, 3], both[1, 3])


def crossing(one: Geometry, index: int, other: Geometry, at: int) -> tuple[float, float, float] | None:
    """Where the plane of one volume's slice cuts the plane of another's; None where they are nearly parallel.

    Args:
        one: whose slice `index` it is.
        index: counted from zero.
        other: whose slice `at` is cut.
        at: counted from zero.

    Returns:
        a, b, c of the line ``a * column + b * row = c`` in that slice's pixels.
    """
    to_one = np.linalg.inv(one.affine) @ other.affine  # of a voxel of the other, its slice number in the one
    across, down, along, start = to_one[2]
    normal, own = np.cross(one.affine[:3, 0], one.affine[:3, 1]), np.cross(other.affine[:3, 0], other.affine[:3, 1])
    if abs(_cosine(normal, own)) > _OBLIQUE:
        return None
    return float(across), float(down), float(index - start - along * at)


def cut_line(one: Case, index: int, other: Case, at: int) -> QLineF | None:
    """Where a slice of one volume cuts another's, in the pixels of that; None in parallel planes and beside it."""
    found = crossing(one.geometry, index, other.geometry, at)
    if found is None:
        return None
    rows, columns = other.shape
    across, down, rest = found
    if abs(down) > abs(across):
        ends = [QPointF(column, (rest - across * column) / down) for column in (-0.5, columns - 0.5)]
        within = any(-0.5 <= each.y() <= rows - 0.5 for each in ends)
    else:
        ends = [QPointF((rest - down * row) / across, row) for row in (-0.5, rows - 0.5)]
        within = any(-0.5 <= each.x() <= columns - 0.5 for each in ends)
    return QLineF(ends[0], ends[1]) if within else None


def _cosine(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    return float(one @ other / (np.linalg.norm(one) * np.linalg.norm(other)))
