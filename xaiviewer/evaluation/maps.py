"""One layer's map as evidence: does it say *where* the lesion is, and *whether* there is one?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.case import Case, Placement
from xaiviewer.evaluation.bootstrap import bootstrap
from xaiviewer.evaluation.ranking import auroc
from xaiviewer.requests import Analysis, Reliance, SliceResult

CONVENTION = (
    "mass, pointing: as under agreement; pointing_within_a_cell: the strongest cell's centre lies no farther than a "
    "cell from the mask; peak_auroc: of the map's maximum, slices with a mask against those with an empty one; "
    "mass_with_fall: Spearman's correlation of mass with how far the logit falls when the mask is filled in"
)


@dataclass(eq=False)
class MapScores:
    """What is kept of one patient's maps of one layer by one method; slices whose mask was not drawn are left out.

    Attributes:
        layer, method: index of the layer, key of the method.
        truth: by slice, whether the mask holds a pixel.
        peak: by slice, the map's maximum; 0 for a map without positive evidence.
        mass, pointing, near: by slice with a mask; NaN for a map without positive evidence.
        before, fall: by slice with a mask, the logit of the finding over the other classes', and by how much it falls
            when the mask is filled in.
        finding: index of that class, known from the analysis that is watched.
    """

    layer: int
    method: str
    truth: dict[int, bool] = field(default_factory=dict)
    peak: dict[int, float] = field(default_factory=dict)
    mass: dict[int, float] = field(default_factory=dict)
    pointing: dict[int, float] = field(default_factory=dict)
    near: dict[int, float] = field(default_factory=dict)
    before: dict[int, float] = field(default_factory=dict)
    fall: dict[int, float] = field(default_factory=dict)
    finding: int = 0

    def watch(self, case: Case, analysis: Analysis, results: Iterable[SliceResult]) -> Iterator[SliceResult]:
        """The same results, their maps having been scored in passing."""
        placement, self.finding = analysis.placement(self.layer), analysis.description.main_class
        for result in results:
            mask = case.mask_of(result.index)
            maps = result.layer_maps(self.method)
            if mask is not None and maps is not None:
                self._add(result, maps.maps[self.layer], mask, placement)
            yield result

    def _add(
        self, result: SliceResult, values: NDArray[np.float32], mask: NDArray[np.bool_], placement: Placement
    ) -> None:
        index = result.index
        self.truth[index] = bool(mask.any())
        self.peak[index] = max(float(values.max()), 0.0)
        if not mask.any():
            return
        self.mass[index] = self._score(result, "mass")
        self.pointing[index] = self._score(result, "pointing")
        row, column = np.unravel_index(int(values.argmax()), values.shape)
        rows, columns = np.nonzero(mask)
        down = (rows - (placement.row + row * placement.steps[0])) / placement.aspect
        across = columns - (placement.column + column * placement.step)
        near = bool(np.hypot(down, across).min() <= placement.step)
        self.near[index] = float(near) if self.peak[index] > 0 else float("nan")
        self.before[index] = _difference(result.logits, self.finding)

    def _score(self, result: SliceResult, measure: str) -> float:
        curve = result.curve(self.method, measure)
        return float("nan") if curve is None else float(curve[self.layer])

    def relied(self, reliance: Mapping[int, Reliance]) -> None:
        """Add how far the logits fall."""
        for index, each in reliance.items():
            if index in self.before and each.region == "clinician":
                self.fall[index] = self.before[index] - _difference(each.logits, self.finding)


def map_figures(patients: Sequence[MapScores], *, seed: int = 0, number: int = 1000) -> dict[str, Any]:
    """Every figure of one layer's map with its interval over patients; see `CONVENTION`."""

    def figures(indices: NDArray[np.intp]) -> Mapping[str, float]:
        drawn = [patients[index] for index in indices]
        mass, pointing, near = (_pooled(drawn, name) for name in ("mass", "pointing", "near"))
        pairs = [(each.mass[index], fall) for each in drawn for index, fall in each.fall.items()]
        return {
            "mass": _mean(mass),
            "pointing": _mean(pointing),
            "pointing_within_a_cell": _mean(near),
            "peak_auroc": auroc(_pooled(drawn, "truth").astype(bool), _pooled(drawn, "peak")),
            "mass_with_fall": spearman(np.array(pairs).reshape(-1, 2)),
        }

    return {
        "n": sum(len(each.mass) for each in patients),
        **bootstrap(figures, len(patients), seed=seed, number=number),
    }


def spearman(pairs: NDArray[np.floating]) -> float:
    """Spearman's rank correlation of ``[n, 2]``, ties sharing their mean rank; pairs with NaN are left out."""
    told = pairs[~np.isnan(pairs).any(axis=1)]
    if len(told) < 3:
        return float("nan")
    first, second = (_ranks(told[:, column]) for column in (0, 1))
    if first.std() == 0 or second.std() == 0:
        return float("nan")
    return float(np.corrcoef(first, second)[0, 1])


def _ranks(values: NDArray[np.floating]) -> NDArray[np.float64]:
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ranks: NDArray[np.float64] = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    return ranks


def _difference(logits: NDArray[np.float32], finding: int) -> float:
    """The logit of the finding over the strongest of the other classes."""
    return float(logits[finding]) - float(np.delete(logits, finding).max())


def _pooled(patients: Sequence[MapScores], name: str) -> NDArray[np.float64]:
    return np.array([value for each in patients for value in getattr(each, name).values()], dtype=np.float64)


def _mean(values: NDArray[np.float64]) -> float:
    told = values[~np.isnan(values)]
    return float(told.mean()) if told.size else float("nan")
