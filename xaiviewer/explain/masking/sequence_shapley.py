"""Exact Shapley values of the input's sequences.

Shapley, "A value for n-person games" (1953). The players are the MR sequences, the game's value is the logit with the
other sequences covered; with n of them 2^n passes give it for every set.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import factorial

import numpy as np
from numpy.typing import NDArray

from xaiviewer.errors import UsageError
from xaiviewer.explain.explainer import CancelCheck, PassReport, Slices
from xaiviewer.explain.logit import logit_of
from xaiviewer.explain.masking.engine import MaskedForward
from xaiviewer.explain.masking.filling import filling_of
from xaiviewer.explain.network import Network
from xaiviewer.requests import Request, SequenceShares

_MOST = 4  # sequences: beyond that the passes double with each


class SequenceShapley:
    """Shows the network every set of sequences."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def explain(
        self, request: Request, slices: Slices, progress: PassReport, cancelled: CancelCheck
    ) -> Iterator[SequenceShares]:
        """See `Explainer`; the 2^n pictures of a slice are one batch. Channels of one sequence come and go together."""
        sequences = tuple(dict.fromkeys(slices.channels))
        count, member = len(sequences), [sequences.index(each) for each in slices.channels]
        if count > _MOST:
            raise UsageError(f"{request.method} is exact for up to {_MOST} sequences; this network takes {count}.")
        sets = np.array(list(product((False, True), repeat=count)))
        for place, index in enumerate(slices.indices):
            shown = MaskedForward(self._network, slices.inputs[place], filling_of(request, slices, place), cancelled)
            logits = logit_of(shown.logits(sets[:, member, None, None]), request.class_index)
            progress((place + 1) * len(sets), len(slices.indices) * len(sets))
            shares = shapley_values(sets, logits)
            yield SequenceShares(request, index, sequences, shares, float(logits[0]), float(logits[-1]))


def shapley_values(sets: NDArray[np.bool_], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """What each player adds on average over all orders of joining: float64 ``[player]``.

    Args:
        sets: bool ``[set, player]``: all of them, counted in binary, the first player's digit first.
        values: ``[set]``, of the game.
    """
    players = sets.shape[1]
    shares = np.zeros(players)
    for player in range(players):
        without = np.flatnonzero(~sets[:, player])
        joined = without + (1 << (players - 1 - player))
        sizes = sets[without].sum(axis=1)
        weights = [factorial(size) * factorial(players - 1 - size) / factorial(players) for size in sizes.tolist()]
        shares[player] = np.dot(weights, values[joined] - values[without])
    return shares
