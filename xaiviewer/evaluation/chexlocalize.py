"""CheXlocalize's table: mean IoU and hit rate of the maps, so that figures can stand beside the paper's.

Saporta et al., "Benchmarking saliency methods for chest X-ray interpretation", Nature Machine Intelligence 2022: a map
is scaled between its minimum and maximum, cut at Otsu's threshold, and held against the expert's outline (IoU); it hits
where its strongest pixel lies inside. Slices without a lesion are left out. The paper draws 1,000 samples of its
images; here patients are drawn, as slices of one patient are alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xaiviewer.evaluation.bootstrap import RESAMPLES, bootstrap_means
from xaiviewer.requests import Layer, Nulls

SCORES = {"miou": "iou_otsu", "hit_rate": "pointing"}
"""The paper's figures, and the measures whose means they are."""


@dataclass(eq=False)
class Localisation:
    """One patient's slices: by measure, sums over the slices and how many are counted, ``[layer]``.

    A map without positive evidence marks nothing: it counts, with an IoU and a hit of 0, as in the paper.
    """

    sums: dict[str, NDArray[np.float64]] = field(default_factory=dict)
    slices: int = 0

    def add(self, nulls: Nulls) -> None:
        """The scores of one slice with a lesion."""
        for figure, measure in SCORES.items():
            told = np.nan_to_num(nulls[measure].observed.astype(np.float64), nan=0.0)
            self.sums[figure] = self.sums.get(figure, np.zeros_like(told)) + told
        self.slices += 1


def localisation_table(
    patients: Sequence[Localisation], layers: Sequence[Layer], *, seed: int = 0, number: int = RESAMPLES
) -> dict[str, Mapping[str, Any]]:
    """Mean IoU and hit rate of every layer with their intervals, by the layer's name.

    Args:
        patients: those without a slice are left out.
        layers: of the maps.
        seed, number: of the bootstrap's draws.
    """
    with_lesion = [each for each in patients if each.slices]
    if not with_lesion:
        return {}
    figures = {}
    for figure in SCORES:
        sums = np.stack([each.sums[figure] for each in with_lesion])
        counts = np.broadcast_to(np.array([[each.slices] for each in with_lesion], dtype=np.float64), sums.shape)
        figures[figure] = bootstrap_means(sums, counts, seed=seed, number=number)
    slices = sum(each.slices for each in with_lesion)
    return {
        layer.name: {
            "slices": slices,
            "patients": len(with_lesion),
            **{
                figure: {"value": float(value[i]), "low": float(low[i]), "high": float(high[i])}
                for figure, (value, low, high) in figures.items()
            },
        }
        for i, layer in enumerate(layers)
    }
