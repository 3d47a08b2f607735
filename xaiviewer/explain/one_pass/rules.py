"""Which function makes which method's map; `requests.methods.one_pass` declares the same methods."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import torch
from torch import Tensor

from xaiviewer.errors import UsageError
from xaiviewer.explain.one_pass.channel_weights import grad_cam, grad_cam_plus_plus, xgrad_cam
from xaiviewer.explain.one_pass.elementwise import hires_cam, layer_cam
from xaiviewer.explain.one_pass.pair import Pair

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

ODD = frozenset({"grad-cam", "hires-cam", "xgrad-cam"})
"""Those that give the negative of their map for the negative of the gradient; the others heed what is above zero."""


def check(methods: Iterable[str]) -> None:
    """Raise UsageError for a method that one pass over all layers does not give."""
    for method in methods:
        if method not in RULES:
            raise UsageError(f"One pass over all layers gives no method “{method}”; choose from {', '.join(RULES)}.")
