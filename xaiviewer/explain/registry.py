"""Which function makes which method's map. Titles stand in `case.METHODS`, which torch-free rooms read."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import torch
from torch import Tensor

from xaiviewer.errors import UsageError
from xaiviewer.explain.channel_weights import grad_cam, grad_cam_plus_plus, xgrad_cam
from xaiviewer.explain.elementwise import hires_cam, layer_cam
from xaiviewer.explain.pair import Pair

_Rule = Callable[[Pair], Tensor]


def _weighted(weights: _Rule) -> _Rule:
    def rule(pair: Pair) -> Tensor:
        return torch.bmm(weights(pair).unsqueeze(1), pair.activation).squeeze(1)

    return rule


RULES: dict[str, _Rule] = {
    "grad-cam": _weighted(grad_cam),
    "grad-cam++": _weighted(grad_cam_plus_plus),
    "hires-cam": hires_cam,
    "layer-cam": layer_cam,
    "xgrad-cam": _weighted(xgrad_cam),
}
"""Signed map ``[slice, position]`` of a pair, by the method's key."""


def check(methods: Iterable[str]) -> None:
    """Raise UsageError for a method that is not in the registry."""
    for method in methods:
        if method not in RULES:
            raise UsageError(f"There is no method {method!r}; choose from {', '.join(RULES)}.")
