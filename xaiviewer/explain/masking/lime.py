"""LIME: a linear model of the logit that holds near the slice.

Ribeiro, Singh and Guestrin, "Why should I trust you? Explaining the predictions of any classifier" (2016), with the
arithmetic of their package for pictures: cosine distances to the whole slice, an exponential kernel, ridge regression.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xaiviewer.explain.masking.coalitions import Coalitions, coalitions, coins
from xaiviewer.explain.masking.parted import PartedSlice
from xaiviewer.explain.masking.sampled import Sampled
from xaiviewer.requests import Regions, Request

_ROUNDING = 1e-6
"""Of the logits: what varies by no more does not vary, in single precision."""


class Lime(Sampled):
    """Fits a ridge regression to the logits of sets of regions, those much like the slice counting most."""

    def sets(self, request: Request, regions: int, index: int) -> Coalitions:
        """See `Sampled`; the kernel's weights are not used."""
        samples, seed = int(request.values["samples"]), [request.seed or 0, index]
        if request.values["drawn"] == "shared":
            return coalitions(regions, samples, seed)
        rows = coins(regions, samples, seed)
        return Coalitions(rows, np.zeros(len(rows)))

    def fitted(self, request: Request, slice_: PartedSlice, shown: Coalitions, logits: NDArray[np.float64]) -> Regions:
        """See `Sampled`."""
        weights = nearness(shown.rows, float(request.values["kernel_width"]))
        coefficients, fidelity = ridge(shown.rows, logits, weights, float(request.values["ridge"]))
        sentence = f"The linear model explains {100 * fidelity:.0f} % of how the logit varies near this slice (R²)."
        if np.isnan(fidelity):
            sentence = "The logit does not vary near this slice: there is nothing that a linear model could explain."
        samples, regions = shown.rows.shape
        if samples <= regions:  # then a model fits whatever was seen
            sentence += f" It rests on {samples} samples of {regions} regions, which any model would fit: ask for more."
        return Regions(request, slice_.index, slice_.labels, coefficients.astype(np.float32), sentence)


def nearness(rows: NDArray[np.bool_], width: float) -> NDArray[np.float64]:
    """How much each set counts ``[set]``: by the angle between it and the set of all regions."""
    distances = 1 - np.sqrt(rows.mean(axis=1))
    weights: NDArray[np.float64] = np.sqrt(np.exp(-(distances**2) / width**2))
    return weights


def ridge(
    rows: NDArray[np.bool_], logits: NDArray[np.float64], weights: NDArray[np.float64], penalty: float
) -> tuple[NDArray[np.float64], float]:
    """Coefficients ``[region]`` of the weighted ridge regression with an intercept, and its weighted R².

    Where the logits do not vary, R² is NaN.
    """
    share = weights / weights.sum()
    features, values = rows - share @ rows, logits - share @ logits
    normal = (features.T * weights) @ features + penalty * np.eye(rows.shape[1])
    # by least squares: without a penalty few sets do not determine the coefficients
    coefficients: NDArray[np.float64] = np.linalg.lstsq(normal, (features.T * weights) @ values)[0]
    missed, varied = weights @ (values - features @ coefficients) ** 2, weights @ values**2
    steady = varied <= _ROUNDING**2 * (weights @ logits**2)
    return coefficients, float("nan") if steady else float(1 - missed / varied)
