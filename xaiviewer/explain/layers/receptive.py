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

from xaiviewer.nets.entering import STEPS

_Sides = tuple[int, ...]
_Pair = tuple[int, int]


@dataclass(frozen=True)
class Spot:
    """Where the cells of a node's output lie along each axis: (row, column), of a volume (slice, row, column).

    Attributes:
        grid: how many there are.
        stride: input pixels from one to the next.
        centre: the input pixel on which the first is centred.
        assumed: an operation on the way is not known here and was taken to leave every cell in its place.
    """

    grid: _Sides
    stride: _Sides = (1, 1)
    centre: tuple[float, ...] = (0.0, 0.0)
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
    centre = tuple(sum(each.centre[axis] for each in alike) / len(alike) for axis in range(len(finest.grid)))
    return Spot(finest.grid, finest.stride, centre, any(each.assumed for each in spots))


def _after_module(module: nn.Module, before: Spot) -> Spot | None:
    if isinstance(module, _WINDOWS):
        names = ("kernel_size", "stride", "padding", "dilation", "ceil_mode")
        return _after(before, **{name: getattr(module, name) for name in names if hasattr(module, name)})
    if isinstance(module, nn.ConvTranspose2d | nn.ConvTranspose3d):
        return _transposed(before, module)
    if isinstance(module, nn.ZeroPad2d):
        return _framed(before, module)
    if isinstance(module, nn.Upsample):
        return _enlarged(before, module.size, module.scale_factor, corners=module.align_corners)
    if isinstance(module, _ADAPTIVE):
        return before if _sides(module.output_size, len(before.grid)) == before.grid else None
    if isinstance(module, _NOWHERE_MODULES):
        return None
    return before if isinstance(module, _IN_PLACE_MODULES) else replace(before, assumed=True)


def _after(before: Spot, **window: Any) -> Spot:
    """Behind a window (torch's own size formulas), whose parameters are called as torch calls them."""
    axes = len(before.grid)
    kernel = _sides(window["kernel_size"], axes)
    stride = kernel if window.get("stride") is None else _sides(window["stride"], axes)
    dilation, ceil = _sides(window.get("dilation", 1), axes), bool(window.get("ceil_mode", False))
    grid, centre = [], []
    for axis in range(axes):
        reach = dilation[axis] * (kernel[axis] - 1)
        front, back = _padded(window.get("padding", 0), reach, axis, axes)
        grid.append(_count(before.grid[axis], reach, stride[axis], (front, back), ceil=ceil))
        centre.append(before.centre[axis] + (reach / 2 - front) * before.stride[axis])
    apart = tuple(one * other for one, other in zip(before.stride, stride, strict=True))
    return Spot(tuple(grid), apart, tuple(centre), before.assumed)


def _transposed(before: Spot, module: nn.ConvTranspose2d | nn.ConvTranspose3d) -> Spot | None:
    """Behind a transposed window; None where its cells would lie closer than the input's pixels."""
    axes = len(before.grid)
    strides, padding, dilation = (_sides(each, axes) for each in (module.stride, module.padding, module.dilation))
    kernel, further = _sides(module.kernel_size, axes), _sides(module.output_padding, axes)
    grid, shift = [], []
    for axis in range(axes):
        reach = dilation[axis] * (kernel[axis] - 1)
        count = (before.grid[axis] - 1) * strides[axis] - 2 * padding[axis] + reach + further[axis] + 1
        grid.append(count)
        shift.append(padding[axis] - reach / 2)
    return _closer(before, strides, tuple(grid), tuple(shift))


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
    return _closer(before, tuple(factors), tuple(grid), shift)


def _of_axis(value: Any, axis: int) -> Any:
    """What of an argument is for one axis; what the graph works out itself is no number."""
    if isinstance(value, tuple | list):
        return value[axis]
    return value if isinstance(value, int | float) else float("nan")


def _closer(before: Spot, factors: _Sides, grid: _Sides, shift: tuple[float, ...]) -> Spot | None:
    """Cells `factors` times as close, the first moved by `shift` of them; None where that is closer than pixels lie."""
    if any(apart % factor for apart, factor in zip(before.stride, factors, strict=True)):
        return None
    stride = tuple(apart // factor for apart, factor in zip(before.stride, factors, strict=True))
    centre = tuple(at + by * apart for at, by, apart in zip(before.centre, shift, stride, strict=True))
    return Spot(grid, stride, centre, before.assumed)


def _count(side: int, reach: int, stride: int, padding: _Pair, *, ceil: bool) -> int:
    """Places of a window along one axis; `reach`: cells from its first to its last."""
    room = side + sum(padding) - reach - 1
    if not ceil:
        return room // stride + 1
    count = -(-room // stride) + 1
    return count - ((count - 1) * stride >= side + padding[0])  # the last window starts inside


def _padded(padding: Any, reach: int, axis: int, axes: int) -> _Pair:
    """Cells in front and behind along one axis; "same" and "valid" are convolutions' words."""
    if isinstance(padding, str):
        whole = reach if padding == "same" else 0
        return whole // 2, whole - whole // 2
    both = _sides(padding, axes)[axis]
    return both, both


def _sides(value: Any, axes: int) -> _Sides:
    """An argument for all axes, or one for each."""
    if isinstance(value, int):
        return (value,) * axes
    return (value[0],) * axes if len(value) == 1 else tuple(value[:axes])


_WINDOWS = (nn.Conv2d, nn.MaxPool2d, nn.AvgPool2d, nn.Conv3d, nn.MaxPool3d, nn.AvgPool3d)
_ADAPTIVE = (nn.AdaptiveAvgPool2d, nn.AdaptiveMaxPool2d, nn.AdaptiveAvgPool3d, nn.AdaptiveMaxPool3d)


_POOLS: dict[Any, tuple[str, ...]] = {
    functional.max_pool2d: ("kernel_size", "stride", "padding", "dilation", "ceil_mode"),
    torch.max_pool2d: ("kernel_size", "stride", "padding", "dilation", "ceil_mode"),
    functional.avg_pool2d: ("kernel_size", "stride", "padding", "ceil_mode"),
    functional.max_pool3d: ("kernel_size", "stride", "padding", "dilation", "ceil_mode"),
    functional.avg_pool3d: ("kernel_size", "stride", "padding", "ceil_mode"),
}
"""Functions that pool, and their arguments behind the first that matter here, in order."""
POOLS = frozenset(_POOLS), (nn.MaxPool2d, nn.AvgPool2d, nn.MaxPool3d, nn.AvgPool3d)
"""Functions and modules that pool."""

_INTERPOLATED = ("size", "scale_factor", "mode", "align_corners")
"""Arguments of `functional.interpolate` behind the first, in order."""

_NOWHERE_MODULES = (nn.Linear, nn.Flatten)
_NOWHERE = frozenset(
    {
        "flatten", torch.flatten, functional.linear,
        functional.adaptive_avg_pool2d, functional.adaptive_max_pool2d, functional.adaptive_avg_pool3d,
    }
)  # fmt: skip
_IN_PLACE_MODULES = (
    nn.BatchNorm2d, nn.BatchNorm3d, nn.GroupNorm, nn.InstanceNorm2d, nn.InstanceNorm3d, nn.LocalResponseNorm,
    nn.Identity, nn.Dropout, nn.Dropout2d, nn.Dropout3d,
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
        *STEPS,  # cells are placed on what the network gets; `tracing` places them on the picture
    }
)  # fmt: skip
