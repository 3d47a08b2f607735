"""Where the cells of a node's output lie on the input: grid, stride and centre, by the arithmetic of windows.

A window of k cells, d apart, that moves by s over an input padded with p cells in front is centred, at its first place,
on cell ``d (k - 1) / 2 - p``. Araujo, Norris and Sim, "Computing receptive fields of convolutional neural networks"
(Distill, 2019). A torchvision ResNet pads all its odd windows by half, so that its cells are centred on ``stride * i``;
VGG's pooling of 2 x 2 moves them by half a cell each time. A transposed window goes the other way: cell o of its output
comes from cells ``(o + p - d k') / s`` of its input, k' from 0 to k - 1, in the mean from that of ``k' = (k - 1) / 2``.
"""

from __future__ import annotations

import operator
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import torch
from torch import fx, nn
from torch.nn import functional

_Pair = tuple[int, int]


@dataclass(frozen=True)
class Spot:
    """Rows and columns of a node's output, each pair (row, column).

    Attributes:
        grid: how many there are.
        stride: input pixels from one to the next.
        centre: the input pixel on which the first is centred.
        assumed: an operation on the way is not known here and was taken to leave every cell in its place.
    """

    grid: _Pair
    stride: _Pair = (1, 1)
    centre: tuple[float, float] = (0.0, 0.0)
    assumed: bool = False


def spot_of(node: fx.Node, modules: Mapping[str, nn.Module], spots: Mapping[fx.Node, Spot | None]) -> Spot | None:
    """Where the cells of a node's output lie; None where they lie nowhere: behind global pooling or a linear layer.

    Args:
        node: neither the input nor the output.
        modules: of the network, by path.
        spots: of the nodes before it.
    """
    before = _met([spot for each in node.all_input_nodes if (spot := spots.get(each)) is not None])
    if before is None or node.op == "get_attr":
        return None
    if node.op == "call_module":
        return _after_module(modules[str(node.target)], before)
    if node.target in _POOLS:
        names = _POOLS[node.target]
        given = {**dict(zip(names, node.args[1:], strict=False)), **node.kwargs}
        return _after(before, **{name: given[name] for name in names if name in given})
    if node.target is functional.interpolate:
        given = {**dict(zip(_INTERPOLATED, node.args[1:], strict=False)), **node.kwargs}
        return _enlarged(before, given.get("size"), given.get("scale_factor"), corners=given.get("align_corners"))
    if node.target in _NOWHERE:
        return None
    return before if node.target in _IN_PLACE else replace(before, assumed=True)


def _met(spots: list[Spot]) -> Spot | None:
    """Where what comes together lies: the finest grid, in the middle of those who share it."""
    if not spots:
        return None
    finest = max(spots, key=lambda each: each.grid)
    alike = [each for each in spots if (each.grid, each.stride) == (finest.grid, finest.stride)]
    row, column = (sum(each.centre[axis] for each in alike) / len(alike) for axis in (0, 1))
    return Spot(finest.grid, finest.stride, (row, column), any(each.assumed for each in spots))


def _after_module(module: nn.Module, before: Spot) -> Spot | None:
    if isinstance(module, nn.Conv2d | nn.MaxPool2d | nn.AvgPool2d):
        names = ("kernel_size", "stride", "padding", "dilation", "ceil_mode")
        return _after(before, **{name: getattr(module, name) for name in names if hasattr(module, name)})
    if isinstance(module, nn.ConvTranspose2d):
        return _transposed(before, module)
    if isinstance(module, nn.ZeroPad2d):
        return _framed(before, module)
    if isinstance(module, nn.Upsample):
        return _enlarged(before, module.size, module.scale_factor, corners=module.align_corners)
    if isinstance(module, nn.AdaptiveAvgPool2d | nn.AdaptiveMaxPool2d):
        return before if _pair(module.output_size) == before.grid else None
    if isinstance(module, _NOWHERE_MODULES):
        return None
    return before if isinstance(module, _IN_PLACE_MODULES) else replace(before, assumed=True)


def _after(before: Spot, **window: Any) -> Spot:
    """Behind a window (torch's own size formulas), whose parameters are called as torch calls them."""
    kernel = _pair(window["kernel_size"])
    stride = kernel if window.get("stride") is None else _pair(window["stride"])
    dilation, ceil = _pair(window.get("dilation", 1)), bool(window.get("ceil_mode", False))
    grid, centre = [], []
    for axis in (0, 1):
        reach = dilation[axis] * (kernel[axis] - 1)
        front, back = _padded(window.get("padding", 0), reach, axis)
        grid.append(_count(before.grid[axis], reach, stride[axis], (front, back), ceil=ceil))
        centre.append(before.centre[axis] + (reach / 2 - front) * before.stride[axis])
    apart = before.stride[0] * stride[0], before.stride[1] * stride[1]
    return Spot((grid[0], grid[1]), apart, (centre[0], centre[1]), before.assumed)


def _transposed(before: Spot, module: nn.ConvTranspose2d) -> Spot | None:
    """Behind a transposed window; None where its cells would lie closer than the input's pixels."""
    strides, padding, dilation = _pair(module.stride), _pair(module.padding), _pair(module.dilation)
    kernel, further = _pair(module.kernel_size), _pair(module.output_padding)
    grid, shift = [], []
    for axis in (0, 1):
        reach = dilation[axis] * (kernel[axis] - 1)
        count = (before.grid[axis] - 1) * strides[axis] - 2 * padding[axis] + reach + further[axis] + 1
        grid.append(count)
        shift.append(padding[axis] - reach / 2)
    return _closer(before, strides, (grid[0], grid[1]), (shift[0], shift[1]))


def _framed(before: Spot, module: nn.ZeroPad2d) -> Spot:
    """With cells of nothing around."""
    left, right, above, below = (int(each) for each in module.padding)
    row, column = (
        middle - front * stride
        for middle, front, stride in zip(before.centre, (above, left), before.stride, strict=True)
    )
    rows, columns = before.grid
    return replace(before, grid=(rows + above + below, columns + left + right), centre=(row, column))


def _enlarged(before: Spot, size: Any, factor: Any, *, corners: Any) -> Spot | None:
    """Behind resizing by whole factors; None behind any other, or with corners aligned: its cells lie on no such grid.

    A cell of the nearest, or of the mean between neighbours: on either's average its place is the same.
    """
    grid, factors = [], []
    for axis, count in enumerate(before.grid):
        wanted = _of_axis(size, axis) if size is not None else _of_axis(factor, axis) * count
        if corners or not isinstance(wanted, int | float) or wanted % count:
            return None
        grid.append(int(wanted))
        factors.append(int(wanted) // count)
    shift = tuple((1 - each) / 2 for each in factors)
    return _closer(before, (factors[0], factors[1]), (grid[0], grid[1]), (shift[0], shift[1]))


def _of_axis(value: Any, axis: int) -> Any:
    """What of an argument is for one axis; what the graph works out itself is no number."""
    if isinstance(value, tuple | list):
        return value[axis]
    return value if isinstance(value, int | float) else float("nan")


def _closer(before: Spot, factors: _Pair, grid: _Pair, shift: tuple[float, float]) -> Spot | None:
    """Cells `factors` times as close, the first moved by `shift` of them; None where that is closer than pixels lie."""
    if before.stride[0] % factors[0] or before.stride[1] % factors[1]:
        return None
    stride = before.stride[0] // factors[0], before.stride[1] // factors[1]
    centre = before.centre[0] + shift[0] * stride[0], before.centre[1] + shift[1] * stride[1]
    return Spot(grid, stride, centre, before.assumed)


def _count(side: int, reach: int, stride: int, padding: _Pair, *, ceil: bool) -> int:
    """Places of a window along one axis; `reach`: cells from its first to its last."""
    room = side + sum(padding) - reach - 1
    if not ceil:
        return room // stride + 1
    count = -(-room // stride) + 1
    return count - ((count - 1) * stride >= side + padding[0])  # the last window starts inside


def _padded(padding: Any, reach: int, axis: int) -> _Pair:
    """Cells in front and behind along one axis; "same" and "valid" are convolutions' words."""
    if isinstance(padding, str):
        whole = reach if padding == "same" else 0
        return whole // 2, whole - whole // 2
    both = _pair(padding)[axis]
    return both, both


def _pair(value: Any) -> _Pair:
    """An argument for both axes, or one for each."""
    if isinstance(value, int):
        return value, value
    return (value[0], value[0]) if len(value) == 1 else (value[0], value[1])


_POOLS: dict[Any, tuple[str, ...]] = {
    functional.max_pool2d: ("kernel_size", "stride", "padding", "dilation", "ceil_mode"),
    torch.max_pool2d: ("kernel_size", "stride", "padding", "dilation", "ceil_mode"),
    functional.avg_pool2d: ("kernel_size", "stride", "padding", "ceil_mode"),
}
"""Functions that pool, and their arguments behind the first that matter here, in order."""
POOLS = frozenset(_POOLS), (nn.MaxPool2d, nn.AvgPool2d)
"""Functions and modules that pool."""

_INTERPOLATED = ("size", "scale_factor", "mode", "align_corners")
"""Arguments of `functional.interpolate` behind the first, in order."""

_NOWHERE_MODULES = (nn.Linear, nn.Flatten)
_NOWHERE = frozenset(
    {
        "flatten", torch.flatten, functional.linear,
        functional.adaptive_avg_pool2d, functional.adaptive_max_pool2d,
    }
)  # fmt: skip
_IN_PLACE_MODULES = (
    nn.BatchNorm2d, nn.GroupNorm, nn.InstanceNorm2d, nn.LocalResponseNorm, nn.Identity, nn.Dropout, nn.Dropout2d,
    nn.ReLU, nn.ReLU6, nn.LeakyReLU, nn.PReLU, nn.ELU, nn.SELU, nn.CELU, nn.GELU, nn.SiLU, nn.Mish, nn.Hardswish,
    nn.Hardsigmoid, nn.Hardtanh, nn.Sigmoid, nn.Tanh, nn.Softplus,
)  # fmt: skip
_IN_PLACE = frozenset(
    {
        operator.add, operator.iadd, operator.sub, operator.mul, operator.imul, operator.truediv, operator.neg,
        torch.add, torch.sub, torch.mul, torch.cat, torch.relu, torch.sigmoid, torch.tanh,
        functional.relu, functional.relu6, functional.leaky_relu, functional.elu, functional.gelu, functional.silu,
        functional.mish, functional.hardswish, functional.hardsigmoid, functional.dropout, functional.batch_norm,
        "add", "add_", "mul", "mul_", "relu", "relu_", "sigmoid", "tanh", "clone", "contiguous",
    }
)  # fmt: skip
