"""Holds the exported layers' maps against what knows nothing: slice by slice as they come, then the whole case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.nulls import Scene, case_nulls, false_heat, slice_nulls
from xaiviewer.agreement.nulls.scene import Maps
from xaiviewer.case import Case
from xaiviewer.requests import Analysis, FalseHeat
from xaiviewer.requests.nulls import Nulls


@dataclass(frozen=True, eq=False)
class Held:
    """What was found.

    Attributes:
        nulls: by slice with a mask.
        of_case: of the scores summed over these; None where there is none.
        heat: of the slices with an empty mask.
    """

    nulls: Mapping[int, Nulls] = field(default_factory=dict)
    of_case: Nulls | None = None
    heat: Mapping[int, FalseHeat] = field(default_factory=dict)


class Holding:
    """One case's; its maps are read where they are kept, and not copied."""

    def __init__(
        self,
        case: Case,
        analysis: Analysis,
        maps: Mapping[int, NDArray[np.float32]],
        heads: NDArray[np.bool_],
    ) -> None:
        """For the layers of `maps`, ``[slice, row, column]`` by their index; `heads` ``[slice, row, column]``."""
        self._case, self._maps, self._heads = case, maps, heads
        self._layers = [analysis.layers[layer] for layer in maps]
        self._frame = analysis.frame
        self._slices: list[tuple[Maps, Scene]] = []
        self._without: dict[int, tuple[Maps, NDArray[np.bool_]]] = {}
        self._nulls: dict[int, Nulls] = {}

    def add(self, analysis: Analysis, index: int) -> None:
        """A slice whose maps and results are there."""
        mask, maps = self._case.mask_of(index), [each[index] for each in self._maps.values()]
        if mask is None or not maps:
            return
        scene = Scene.of(self._case, analysis, index, self._heads[index])
        if scene is None:
            self._without[index] = maps, self._heads[index]
            return
        scene = replace(scene, layers=self._layers)
        self._nulls[index] = slice_nulls(maps, scene)
        self._slices.append((maps, scene))

    def held(self, progress: Callable[[int, int], None]) -> Held:
        """Everything, the whole case's at last; `progress` hears of slices done and of all."""
        slices = sorted(self._slices, key=lambda each: each[1].index)
        of_case = case_nulls(slices, progress=progress) if slices else None
        heat = false_heat([maps for maps, _ in slices], self._without, self._layers, self._frame)
        return Held(self._nulls, of_case, heat)
