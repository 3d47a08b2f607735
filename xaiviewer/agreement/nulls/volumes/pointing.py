"""Does the strongest cell of a volume's map lie in the mask, or near enough, at every place of it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.nulls.moves import Moves
from xaiviewer.agreement.nulls.volumes.cells import VolumeCells

_Floats = NDArray[np.float32]

_MOST = 32  # equally strong cells that are looked up of a map, evenly spread
_AT_ONCE = 1 << 20  # places that are looked up at a time


@dataclass(frozen=True, eq=False)
class VolumeTarget:
    """A mask of a volume that is pointed at.

    Attributes:
        mask: bool ``[slice, row, column]``, not empty.
        spacing: along the same axes in millimetres; None where the files do not say.
        tolerance_mm: how far beside the mask still counts.
    """

    mask: NDArray[np.bool_]
    spacing: tuple[float, float, float] | None
    tolerance_mm: float

    def pointed(self, peaks: NDArray[np.bool_], moves: Moves, cells: VolumeCells) -> Mapping[str, _Floats]:
        """The pointing game without tolerance, within a cell and within millimetres: ``[map, place]`` by key.

        A cell is as far as its own step along each axis. Of equally strong cells the mean is given.

        Args:
            peaks: the strongest cells, bool ``[map, cell]``, one at least in each.
            moves: of the mask.
            cells: of the maps' grid.
        """
        rows = [np.flatnonzero(each) for each in peaks]
        spread = [np.linspace(0, len(each) - 1, min(len(each), _MOST)).round().astype(int) for each in rows]
        rows = [each[np.unique(places)] for each, places in zip(rows, spread, strict=True)]
        which = np.concatenate(rows)
        firsts = np.cumsum([0, *(len(each) for each in rows[:-1])])
        counts = np.array([len(each) for each in rows])[:, None]
        at = np.unravel_index(which, cells.area.shape)
        where = np.stack([centre[place] for centre, place in zip(cells.centre, at, strict=True)], axis=1)
        seen = np.asarray((where >= 0).all(axis=1))
        steps = tuple(each.step for each in cells.grid)
        found = {key: np.full((len(peaks), len(moves)), np.nan, dtype=np.float32) for key in _KEYS}
        some = max(_AT_ONCE // len(where), 1)
        for start in range(0, len(moves), some):
            few = slice(start, start + some)
            brought = moves.some(few).brought_from(where.astype(np.float32)).transpose(0, 2, 1)
            for key, hits in self._hits(brought, steps).items():
                told = (hits & seen).T.astype(np.float32)
                found[key][:, few] = np.add.reduceat(told, firsts, axis=0) / counts
        return found

    def share_of(self, head: NDArray[np.bool_], steps: tuple[float, ...]) -> dict[str, float]:
        """The share of the head's voxels that would count as a hit, by key, of an even sample of them."""
        voxels = np.argwhere(head)
        points = voxels[:: max(len(voxels) // 4096, 1)].astype(np.float32)
        if not len(points):
            return {}
        return {key: float(hits.mean()) for key, hits in self._hits(points, steps).items() if key != "pointing"}

    def _hits(self, points: _Floats, steps: tuple[float, ...]) -> dict[str, NDArray[np.bool_]]:
        """Whether points ``[..., 3]`` lie in the mask, or near it."""
        places = np.rint(points).astype(np.intp)
        within = np.all((places >= 0) & (places < self.mask.shape), axis=-1)
        clipped = np.clip(places, 0, np.array(self.mask.shape) - 1)
        found = {"pointing": within & self.mask[clipped[..., 0], clipped[..., 1], clipped[..., 2]]}
        found["pointing_within_a_cell"] = self._near(points, steps, 1.0)
        if self.spacing is not None:
            found["pointing_within_mm"] = self._near(
                points, tuple(1 / each for each in self.spacing), self.tolerance_mm
            )
        return found

    def _near(self, points: _Floats, unit: tuple[float, ...], most: float) -> NDArray[np.bool_]:
        """Whether points lie so near the mask's voxels, in units of so many voxels along each axis."""
        from scipy.spatial import cKDTree  # noqa: PLC0415 - it takes long to import

        if unit not in self._trees:
            self._trees[unit] = cKDTree(np.argwhere(self.mask) / np.array(unit))
        distance, _ = self._trees[unit].query(
            points.reshape(-1, 3) / np.array(unit), distance_upper_bound=most * (1 + 1e-6)
        )
        near: NDArray[np.bool_] = np.isfinite(distance).reshape(points.shape[:-1])
        return near

    @cached_property
    def _trees(self) -> dict[tuple[float, ...], Any]:
        """Of the mask's voxels, by the unit that they are told in."""
        return {}


_KEYS = ("pointing", "pointing_within_a_cell", "pointing_within_mm")
