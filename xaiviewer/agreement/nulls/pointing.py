"""Does the strongest cell lie in the mask, or near enough? Looked up where the mask is drawn, at every place of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.footprint import Footprint
from xaiviewer.agreement.nulls.places import Places
from xaiviewer.case import Placement

_Floats = NDArray[np.float32]

_AT_ONCE = 1 << 21  # pixels that are looked up at a time
_IN, _NEAR_CELL, _NEAR_MM = 1, 2, 4
BITS = {"pointing": _IN, "pointing_within_a_cell": _NEAR_CELL, "pointing_within_mm": _NEAR_MM}
"""Which bit of the canvas tells of which score."""


@dataclass(frozen=True, eq=False)
class Target:
    """A mask that is pointed at.

    Attributes:
        mask: bool ``[row, column]``, not empty.
        spacing: of rows and columns in millimetres; None where the files do not say.
        tolerance_mm: how far beside the mask still counts.
        reach: of the widest tolerance, in pixels: of the coarsest grid's step, down or across.
    """

    mask: NDArray[np.bool_]
    spacing: tuple[float, float] | None
    tolerance_mm: float
    reach: float

    @cached_property
    def margin(self) -> int:
        """Pixels around the slice within which something may be near the mask, and one more."""
        millimetres = self.tolerance_mm / min(self.spacing) if self.spacing else 0
        return int(np.ceil(max(self.reach, millimetres))) + 2

    def canvas(self, steps: tuple[float, float]) -> NDArray[np.uint8]:
        """Where the mask lies, where a cell's step (down, across) near to it, and where near in millimetres, as bits.

        Of cells that are longer one way than the other the places near by lie in an ellipse of these half axes.
        """
        down, across = steps
        near = self._pixels(across / down) <= across + 1e-6
        drawn = np.pad(self.mask, self.margin) * np.uint8(_IN) + near * np.uint8(_NEAR_CELL)
        if self.spacing is not None:
            drawn += (self._millimetres <= self.tolerance_mm + 1e-6) * np.uint8(_NEAR_MM)
        return drawn.astype(np.uint8)

    def share_of(self, head: NDArray[np.bool_], measure: str, steps: tuple[float, float]) -> float:
        """The share of the head's pixels that would count as a hit; NaN without a head or without millimetres."""
        if not head.any() or (measure == "pointing_within_mm" and self.spacing is None):
            return float("nan")
        inner = slice(self.margin, -self.margin)
        seen = self.canvas(steps)[inner, inner][head]
        return float(np.count_nonzero(seen & BITS[measure]) / seen.size)

    def _pixels(self, down: float) -> NDArray[np.float64]:
        """Distances in pixels across, of which one down is `down`: of all layers the same, but for rounding."""
        key = round(down, 9)
        if key not in self._kept:
            self._kept[key] = self._distance((key, 1.0))
        return self._kept[key]

    @cached_property
    def _kept(self) -> dict[float, NDArray[np.float64]]:
        return {}

    @cached_property
    def _millimetres(self) -> NDArray[np.float64]:
        return self._distance(self.spacing or (1.0, 1.0))

    def _distance(self, spacing: tuple[float, float]) -> NDArray[np.float64]:
        """To the centre of the nearest pixel of the mask, on the canvas."""
        from scipy.ndimage import distance_transform_edt  # noqa: PLC0415 - it takes long to import

        found: NDArray[np.float64] = distance_transform_edt(~np.pad(self.mask, self.margin), sampling=spacing)
        return found


def pointed(
    peaks: NDArray[np.bool_], places: Places, cells: Footprint, placement: Placement, target: Target
) -> dict[str, _Floats]:
    """The pointing game without tolerance, within a cell's step and within millimetres: ``[map, place]`` by key.

    Args:
        peaks: the strongest cells on the slice, bool ``[map, cell]``, one at least in each: where several tie, the
            mean over them is given.
        places: of the mask.
        cells, placement: of the maps' grid.
        target: how the mask is pointed at; NaN within millimetres where these are not known.
    """
    maps, which = np.nonzero(peaks)
    columns = len(cells.centre_column)
    where = np.stack([cells.centre_row[which // columns], cells.centre_column[which % columns]], axis=1)
    seen = np.asarray(np.all(where >= 0, axis=1))
    firsts = np.flatnonzero(np.diff(maps, prepend=-1))
    counts = np.diff(np.append(firsts, len(maps)))[:, None]
    canvas = target.canvas(placement.steps)
    found = {key: np.empty((len(peaks), len(places.moves)), dtype=np.float32) for key in BITS}
    some = max(_AT_ONCE // len(where), 1)
    for start in range(0, len(places.moves), some):
        few = slice(start, start + some)
        read = places.some(few).read(canvas, target.margin, where.astype(np.float32)).T * seen[:, None]
        for key, bit in BITS.items():
            hits = np.asarray((read & bit) > 0, dtype=np.float32)
            found[key][:, few] = np.add.reduceat(hits, firsts, axis=0) / counts
    if target.spacing is None:
        found["pointing_within_mm"][:] = np.nan
    return found
