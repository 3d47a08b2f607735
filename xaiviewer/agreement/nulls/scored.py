"""Every score of a stack of maps that share one grid, at every place of a mask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.footprint import Footprint
from xaiviewer.agreement.nulls.places import Places, Touched, touched_of
from xaiviewer.agreement.nulls.pointing import Target, pointed
from xaiviewer.agreement.nulls.precision import average_precisions
from xaiviewer.agreement.nulls.ranked import Ranked, ranked
from xaiviewer.case import Placement
from xaiviewer.requests import FURTHER_MEASURES, MEASURES

_Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Ground:
    """What the scores of one grid share.

    Attributes:
        cells: the pixels behind each cell.
        placement: where the cells lie on the slice.
        grid: rows and columns.
        head: pixels of the head, filled, that each cell stands for, float32 ``[cell]``.
        threshold: share of a map's maximum from which a cell is marked.
    """

    cells: Footprint
    placement: Placement
    grid: tuple[int, int]
    head: _Floats
    threshold: float


class Scorer:
    """Scores maps of one grid at every place of a mask, some places at a time.

    Attributes:
        ground: of the maps' grid.
        found: all measures, `requests.MEASURES` and `requests.FURTHER_MEASURES`: float32 ``[map, place]`` by key; NaN
            for a map without positive evidence on the slice.
    """

    def __init__(self, maps: _Floats, places: Places, ground: Ground, target: Target, chance: float) -> None:
        """Rank the maps and look up where they point.

        AUROC is that of the head's pixels: how often one in the mask is stronger than one outside of it, ties counting
        half. IoU and Dice at Otsu's threshold are of the map's positive part over its maximum.

        Args:
            maps: ``[map, row, column]``, signed: their positive part is scored.
            places: of the mask.
            ground: of the maps' grid.
            target: how the mask is pointed at.
            chance: the mask's share of the head.
        """
        self.ground, self._pixels, self._chance = ground, places.area, chance
        area, lies = ground.cells.area.ravel(), ground.cells.lies.ravel()
        positive = np.maximum(maps.reshape(len(maps), -1), 0) * (area > 0)
        peak = positive.max(axis=1, where=lies, initial=0)
        self._told = peak > 0
        shape = (len(maps), len(places.moves))
        self.found = {key: np.full(shape, np.nan, dtype=np.float32) for key in KEYS}
        if self._told.any():
            shares = positive[self._told] / peak[self._told, None]
            self._ranked = told = ranked(shares, area, ground.head, lies, places.area, ground.threshold)
            self._weights = np.concatenate([told.value, told.strongest, told.marked, told.otsu, told.below])
            for key, values in pointed(self._ranked.peak, places, ground.cells, ground.placement, target).items():
                self.found[key][self._told] = values

    def read(self, covered: _Floats, which: slice) -> None:
        """Score the maps at some of the places, where the cells hold `covered` pixels of the mask ``[place, cell]``."""
        if self._told.any():
            self._take(self._weights @ covered.T, touched_of(covered), which)

    def read_touched(self, touched: Touched, which: slice) -> None:
        """The same by the cells that hold any pixels of it: quicker for a single map."""
        if self._told.any():
            sums = [(each[touched.cells] * touched.pixels).sum(axis=1) for each in self._weights]
            self._take(np.stack(sums), touched, which)

    def _take(self, products: _Floats, touched: Touched, which: slice) -> None:
        """Keep the scores of some of the places."""
        for key, values in _sums(products, touched, self._ranked, self._pixels).items():
            self.found[key][self._told, which] = values
        if self._chance > 0:
            self.found["mass_over_chance"][:, which] = self.found["mass"][:, which] / np.float32(self._chance)


def scored(maps: _Floats, places: Places, ground: Ground, target: Target, chance: float) -> Mapping[str, _Floats]:
    """Every score at few places, see `Scorer`."""
    scorer, all_of_them = Scorer(maps, places, ground, target, chance), slice(None)
    scorer.read(places.covered(ground.placement, ground.grid, all_of_them), all_of_them)
    return scorer.found


KEYS = (*MEASURES, *FURTHER_MEASURES)


def _sums(products: _Floats, touched: Touched, maps: Ranked, mask_pixels: int) -> dict[str, _Floats]:
    """What is summed over the mask's pixels, ``[map, place]`` by key: `products` of what every cell has by then."""
    mass, strongest, marked, parted, below = products.reshape(5, len(maps.value), -1)
    outside = max(maps.domain - mask_pixels, 1e-6)
    ordered: _Floats = (below - np.float32(mask_pixels**2 / 2)) / np.float32(mask_pixels * outside)
    found: dict[str, _Floats] = {
        "mass": mass,
        "rank_accuracy": strongest / np.float32(mask_pixels),
        "average_precision": average_precisions(touched, maps, mask_pixels),
        "auroc": ordered,
    }
    for suffix, overlap, size in (("", marked, maps.marked_size), ("_otsu", parted, maps.otsu_size)):
        both = size[:, None] + mask_pixels
        found["iou" + suffix] = overlap / (both - overlap)
        found["dice" + suffix] = 2 * overlap / both
    if maps.domain <= mask_pixels:  # the mask fills the head: there is nothing to tell it from
        found["auroc"] = np.full_like(mass, np.nan)
    return {key: np.clip(values, 0, 1) for key, values in found.items()}
