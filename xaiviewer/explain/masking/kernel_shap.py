"""KernelSHAP: Shapley values of regions by weighted least squares.

Lundberg and Lee, "A unified approach to interpreting model predictions" (2017), theorem 2: weighted by the Shapley
kernel, the linear model that hits the whole slice and none of it exactly has the Shapley values as coefficients.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xaiviewer.explain.masking.coalitions import Coalitions, coalitions
from xaiviewer.explain.masking.parted import PartedSlice
from xaiviewer.explain.masking.sampled import Sampled
from xaiviewer.requests import Regions, Request


class KernelShap(Sampled):
    """Fits the Shapley values of regions."""

    def sets(self, request: Request, regions: int, index: int) -> Coalitions:
        """See `Sampled`."""
        return coalitions(regions, int(request.values["samples"]), [request.seed or 0, index])

    def fitted(self, request: Request, slice_: PartedSlice, shown: Coalitions, logits: NDArray[np.float64]) -> Regions:
        """See `Sampled`."""
        whole, none = logits[:2].tolist()
        shares = shapley_fit(shown.rows[2:], shown.weights[2:], logits[2:] - none, whole - none)
        sentence = f"The regions together raise the logit from {none:+.2f}, with all of them absent, to {whole:+.2f}."
        scores = shares.astype(np.float32)
        gap = float(scores.sum(dtype=np.float64)) - (whole - none)
        return Regions(request, slice_.index, slice_.labels, scores, sentence, gap)


def shapley_fit(
    rows: NDArray[np.bool_], weights: NDArray[np.float64], values: NDArray[np.float64], total: float
) -> NDArray[np.float64]:
    """Shares ``[region]`` that sum to `total` and miss the values ``[set]`` least, weighted.

    Args:
        rows: bool ``[set, region]``, without the sets of all and of none.
        weights: ``[set]``.
        values: by how much each set raises the logit above that of none.
        total: the same for all regions.
    """
    if rows.shape[1] == 0:
        return np.empty(0)
    if len(rows) == 0:
        return np.full(rows.shape[1], total / rows.shape[1])
    last = rows[:, -1].astype(np.float64)
    features = rows[:, :-1] - last[:, None]  # the last share is what the others leave of the total
    root = np.sqrt(weights)
    shares = np.linalg.lstsq(features * root[:, None], (values - last * total) * root)[0]
    return np.append(shares, total - shares.sum())
