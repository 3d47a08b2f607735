"""What a picture is made to raise: a class's logit, a channel, a unit, or a whole layer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from torch import Tensor
from torch.nn import functional

from xaiviewer.errors import UsageError
from xaiviewer.explain.logit import logit_of
from xaiviewer.explain.network import Network
from xaiviewer.requests import Layer, Request
from xaiviewer.requests.methods.synthesis import ALL_CHANNELS, MIDDLE

_LEAK = 0.05
"""How much of a channel's values below zero counts: else one that is silent everywhere would never be woken."""


@dataclass(frozen=True)
class Raised:
    """What a pass found.

    Attributes:
        number: what is climbed, with its gradient.
        told: what is told of it: the class's logit, the channel's mean, the unit's activation, or the root of the mean
            of the layer's squares.
    """

    number: Tensor
    told: float


Aim = Callable[[Tensor], Raised]
"""Takes a picture ``[1, channel, rows, columns]``."""


def aim_of(network: Network, request: Request) -> Aim:
    """What a request of this family is pointed at.

    Raises:
        UsageError: for a layer that the network does not have. The aim itself raises it for a class, channel or unit.
    """
    values = request.values
    target = str(values.get("target", "layer"))
    if target == "class":
        return partial(_logit, network, request.class_index)
    index = network.layer(values["layer"])
    layer, seen, channel = network.all_layers.layers[index], network.up_to(index), int(values["channel"])

    def aim(picture: Tensor) -> Raised:
        before, after = seen(picture)
        if channel == ALL_CHANNELS:
            return Raised(after.square().mean() / 2, float(after.detach().square().mean().sqrt()))
        if channel >= after.shape[1]:
            raise UsageError(f"{layer.name} has no channel {channel}; it has {after.shape[1]}, counted from 0.")
        if target != "unit":
            return Raised(
                functional.leaky_relu(before[0, channel], _LEAK).mean(), float(after.detach()[0, channel].mean())
            )
        at = (0, channel, *_place(layer, int(values["row"]), int(values["column"])))
        return Raised(before[at], float(after.detach()[at]))

    return aim


def _logit(network: Network, class_index: int, picture: Tensor) -> Raised:
    found = logit_of(network.module(picture), class_index)[0]
    return Raised(found, float(found.detach()))


def _place(layer: Layer, row: int, column: int) -> tuple[int, int]:
    rows, columns = layer.grid
    row, column = rows // 2 if row == MIDDLE else row, columns // 2 if column == MIDDLE else column
    if row >= rows or column >= columns:
        raise UsageError(
            f"{layer.name} has no unit in row {row}, column {column}; its grid has {rows} x {columns}, counted from 0."
        )
    return row, column
