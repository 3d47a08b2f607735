"""What was asked beyond the layers' maps, with what it is worth, as it is on the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from xaiviewer.records.asked import Answered
from xaiviewer.records.asked_worth import AskedWorth
from xaiviewer.requests import Assessment, Curve, Explanation, Nulls, Request
from xaiviewer.review import ShownState, trust


def answered_of(
    state: ShownState,
    request: Request,
    found: Mapping[int, Explanation],
    layers: tuple[int, ...] = (),
    pictured: tuple[int, ...] = (),
) -> Answered:
    """One request's answers as they are written.

    Args:
        state: what is on the screen, with what measures found about the answers.
        request: what was asked.
        found: its whole answers, by slice.
        layers, pictured: of every layer's maps those that are written, and of which there are pictures.
    """
    scores, nulls = {}, {}
    for index in found:
        judged = state.judged.get((request, index))
        if judged:
            scores[index] = _scores(judged, layers)
        held = state.nulls.get(trust.key_of_asked(request, index))
        if held is not None:
            nulls[index] = _of(held, layers)
    return Answered(request, found, layers, pictured, worth=AskedWorth(scores, nulls or None))


def _scores(judged: Mapping[str, Assessment], layers: Sequence[int]) -> dict[str, NDArray[np.float32]]:
    curves = {key: each.outcome.values for key, each in judged.items() if isinstance(each.outcome, Curve)}
    return {key: values[list(layers)] for key, values in curves.items()} if layers else curves


def _of(held: Nulls, layers: Sequence[int]) -> Nulls:
    return held.of_layers(layers) if layers else held
