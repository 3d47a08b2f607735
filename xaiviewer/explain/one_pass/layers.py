"""Every convolution and ReLU of a torchvision ResNet, by name, without hooks; and the evidence, where it has any.

torch.fx gives each *call* of a module a node of its own. torchvision's ``block.relu`` is one module called three times
per block: a hook on it cannot tell the three apart, a node can (``layer4.2.relu``, ``layer4.2.relu_1``,
``layer4.2.relu_2``).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from torch import fx, nn

from xaiviewer.case import EVIDENCE, Layer
from xaiviewer.errors import ModelError

_KINDS: dict[type[nn.Module], str] = {nn.Conv2d: "convolution", nn.ReLU: "relu", nn.Identity: EVIDENCE}
_HEAD = "head."  # what makes the evidence is no layer of the ResNet; its map is listed
_STEM = re.compile(r"(?P<part>conv|relu)1?")
_BLOCK = re.compile(r"layer(?P<stage>\d+)\.(?P<block>\d+)\.(?P<part>conv|relu|downsample)\D*(?P<number>\d+)?")


@dataclass(frozen=True)
class _Spot:
    """The rows and columns of a node's output, and how many input pixels lie between its cells."""

    grid: tuple[int, int]
    stride: int


def traced(network: nn.Module, size: int) -> tuple[fx.GraphModule, tuple[Layer, ...]]:
    """A view of `network` that also returns every layer's output, and the layers in order of execution.

    Args:
        network: a torchvision ResNet (any depth), in evaluation mode; the result shares its modules.
        size: side of the square input in pixels.

    Returns:
        a module ``inputs -> (logits, (output of layer 0, output of layer 1, ...))``, and the layers.

    Raises:
        ModelError: where the network cannot be traced or is not laid out as a torchvision ResNet.
    """
    graph = _trace(network)
    modules = dict(network.named_modules())
    calls: Counter[str] = Counter()
    spots: dict[fx.Node, _Spot] = {}
    found: list[tuple[fx.Node, str, str, _Spot]] = []
    for node in graph.nodes:
        if node.op == "placeholder":
            spots[node] = _Spot((size, size), 1)
        elif node.all_input_nodes and node.all_input_nodes[0] in spots:
            spots[node] = spots[node.all_input_nodes[0]]
        if node.op != "call_module":
            continue
        target = str(node.target)
        module = modules[target]
        spots[node] = _after(module, spots[node])
        if type(module) in _KINDS and not target.startswith(_HEAD):
            name = f"{target}_{calls[target]}" if calls[target] else target
            calls[target] += 1
            found.append((node, name, _KINDS[type(module)], spots[node]))
    output = next(node for node in graph.nodes if node.op == "output")
    output.args = ((output.args[0], tuple(node for node, *_ in found)),)
    last = _last_relus([name for _, name, *_ in found])
    layers = tuple(_layer(name, kind, spot, is_last=name in last) for _, name, kind, spot in found)
    return fx.GraphModule(network, graph), layers


def _trace(network: nn.Module) -> fx.Graph:
    try:
        return fx.Tracer().trace(network)
    except (fx.proxy.TraceError, TypeError, NotImplementedError) as error:
        raise ModelError(f"The layers of {type(network).__name__} cannot be listed ({error}).") from error


def _after(module: nn.Module, spot: _Spot) -> _Spot:
    """The grid and stride behind a module (torch's own size formula for convolutions and pooling)."""
    if not isinstance(module, nn.Conv2d | nn.MaxPool2d):
        return spot
    kernel, stride, padding, dilation = (
        value if isinstance(value, int) else int(value[0])
        for value in (module.kernel_size, module.stride, module.padding, module.dilation)
    )
    rows, columns = ((side + 2 * padding - dilation * (kernel - 1) - 1) // stride + 1 for side in spot.grid)
    return _Spot((rows, columns), spot.stride * stride)


def _last_relus(names: list[str]) -> set[str]:
    """The last ReLU of every block: what Keras calls the block's output."""
    last = {name.rpartition(".")[0]: name for name in names if ".relu" in name}
    return set(last.values())


def _layer(name: str, kind: str, spot: _Spot, *, is_last: bool) -> Layer:
    stem, inside = _STEM.fullmatch(name), _BLOCK.fullmatch(name)
    if stem:
        return Layer(name, f"conv1_{stem['part']}", kind, 0, 0, spot.grid, spot.stride)
    if kind == EVIDENCE:
        return Layer(name, name, kind, 5, 0, spot.grid, spot.stride)
    if not inside:
        raise ModelError(f"The layer {name} is not one of a torchvision ResNet.")
    stage, block, part = int(inside["stage"]), int(inside["block"]), inside["part"]
    number = int(inside["number"] or 0)
    tail = {"conv": f"{number}_conv", "relu": f"{number + 1}_relu", "downsample": "0_conv"}[part]
    keras = f"conv{stage + 1}_block{block + 1}_{'out' if is_last else tail}"
    return Layer(name, keras, kind, stage, block, spot.grid, spot.stride)
