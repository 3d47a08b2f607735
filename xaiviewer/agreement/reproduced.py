"""Maps of one slice by several trainings held against each other, layer by layer, inside the head."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from xaiviewer.agreement.consensus import consensus, marked, rank_correlations
from xaiviewer.agreement.nulls.scene import Maps
from xaiviewer.requests import ModelIdentity
from xaiviewer.requests.reproduced import SHARE, Reproduced

_Doubles = NDArray[np.float64]


def reproduced(
    index: int,
    others: tuple[ModelIdentity, ...],
    maps: Sequence[Maps],
    inside: Sequence[NDArray[np.bool_]],
    probabilities: NDArray[np.float32] | None = None,
) -> Reproduced:
    """Compare the networks' maps.

    Args:
        index: the slice.
        others: all networks but the first.
        maps: of each network, one per layer, signed.
        inside: bool ``[row, column]`` per layer: the cells in the head; where there are none, all count.
        probabilities: of each network but the first, ``[network, class]``: their maps are kept as well; None
            for what the networks have in common alone.
    """
    found = [
        _Layer(np.stack(of_layer).astype(np.float64), where if where.any() else np.ones_like(where))
        for of_layer, where in zip(zip(*maps, strict=True), inside, strict=True)
    ]
    return Reproduced(
        index,
        others,
        np.stack([each.correlations[0, 1:] for each in found], axis=1),
        np.array([each.overall for each in found]),
        tuple(each.mean for each in found),
        tuple(each.spread for each in found),
        tuple(each.agreed for each in found),
        np.array([each.observed for each in found]),
        np.array([each.chance for each in found]),
        () if probabilities is None else tuple(map(tuple, maps[1:])),
        np.zeros((0, 0), np.float32) if probabilities is None else probabilities,
    )


class _Layer:
    """One layer's maps ``[network, row, column]``."""

    def __init__(self, maps: _Doubles, inside: NDArray[np.bool_]) -> None:
        seen = maps[:, inside]
        sizes = np.sqrt((seen**2).mean(axis=1))
        scaled: _Doubles = maps / np.where(sizes > 0, sizes, 1)[:, None, None]
        self.mean: NDArray[np.float32] = scaled.mean(axis=0).astype(np.float32)
        self.spread: NDArray[np.float32] = scaled.std(axis=0).astype(np.float32)
        self.correlations = rank_correlations(list(seen))
        pairs = self.correlations[np.triu_indices(len(maps), 1)]
        told = pairs[~np.isnan(pairs)]
        self.overall = float(told.mean()) if told.size else float("nan")
        together = consensus(np.stack([marked(each, SHARE, "strongest") for each in seen]))
        self.observed, self.chance = float(together.observed[-1]), float(together.chance[-1])
        self.agreed: NDArray[np.float32] = np.zeros(inside.shape, dtype=np.float32)
        self.agreed[inside] = together.share == 1
