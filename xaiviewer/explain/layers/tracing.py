"""Every convolution and activation of a network that torch.fx can trace, by name, without hooks.

torch.fx gives each *call* of a module a node of its own. torchvision's ``block.relu`` is one module called three times
per block: a hook on it cannot tell the three apart, a node can (``layer4.2.relu``, ``layer4.2.relu_1``,
``layer4.2.relu_2``).
"""

from __future__ import annotations

import operator
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import torch
from torch import fx, nn
from torch.nn import functional

from xaiviewer.errors import ModelError
from xaiviewer.explain.layers.grouping import Named, places
from xaiviewer.explain.layers.own_thread import traced_graph
from xaiviewer.explain.layers.receptive import POOLS, Spot, spot_of
from xaiviewer.nets.architectures.evidence_resnet import EvidenceResNet
from xaiviewer.nets.entering import turned, turned_back, way_into
from xaiviewer.nets.inputs.turns import Way
from xaiviewer.requests import EVIDENCE, Layer
from xaiviewer.requests.model import CONVOLUTION

ACTIVATIONS = (
    nn.ReLU, nn.ReLU6, nn.LeakyReLU, nn.PReLU, nn.ELU, nn.SELU, nn.CELU, nn.GELU, nn.SiLU, nn.Mish, nn.Hardswish,
    nn.Tanh, nn.Sigmoid,
)  # fmt: skip
_FUNCTIONS: dict[Any, str] = {
    functional.relu: "relu", torch.relu: "relu", "relu": "relu", functional.relu6: "relu6",
    functional.leaky_relu: "leakyrelu", functional.elu: "elu", functional.gelu: "gelu", functional.silu: "silu",
    functional.mish: "mish", functional.hardswish: "hardswish", torch.tanh: "tanh", "tanh": "tanh",
    torch.sigmoid: "sigmoid", "sigmoid": "sigmoid",
}  # fmt: skip
_OUT_OF_PLACE: dict[Any, Any] = {
    operator.iadd: operator.add, operator.imul: operator.mul, "add_": "add", "mul_": "mul", "relu_": "relu",
    torch.relu_: torch.relu,
}  # fmt: skip
SUMS = (operator.iadd, operator.imul)
"""What overwrites its first operand and is left to, where no layer is overwritten: it is quicker."""
_HEAD = "head."  # of an EvidenceResNet: what makes the evidence is no layer of the ResNet; its map is listed
SOURCES = "sources"
"""Key of a traced graph's `meta`: indices of the layers that no other layer comes before; one in most networks."""

LEVELLED = "levelled"
"""Key of a traced graph's `meta`: indices of the layers whose outputs go nowhere but into instance normalisation. It
takes each channel's mean away, so that no gradient has one: they cancel, and what is left of the sum is rounding."""


@dataclass(frozen=True)
class Found:
    """A layer in the graph.

    Attributes:
        node: its call.
        named: what it is called.
        spot: where its cells lie on the input.
    """

    node: fx.Node
    named: Named
    spot: Spot


class UntraceableError(ModelError):
    """The network's graph depends on its input, or has no single output."""


def traced(network: nn.Module, size: int) -> tuple[fx.GraphModule, tuple[Layer, ...]]:
    """A view of `network` that also returns every layer's output, and the layers in order of execution.

    A layer without a place on the picture, behind global pooling or a linear layer, is none. What overwrites its
    input, as ``ReLU(inplace=True)`` does, is made to leave it as it is, so that activations survive for the gradient.

    Args:
        network: any classifier or segmenter of one picture, in evaluation mode; the result shares its modules.
        size: side of the square input in pixels.

    Returns:
        a module ``inputs -> (what the network gives, (output of layer 0, output of layer 1, ...))``, and the layers.

    Raises:
        UntraceableError: where the network cannot be traced.
        ModelError: where its layers cannot be placed on the input.
    """
    view, found = graphed(network, (size, size))
    described = zip(found, places([each.named for each in found]), strict=True)
    return view, tuple(
        Layer(
            each.named.name,
            each.named.kind,
            (each.spot.grid[0], each.spot.grid[1]),
            _stride(each),
            place.groups,
            place.other_names,
            (each.spot.centre[0], each.spot.centre[1]),
        )
        for each, place in described
    )


def graphed(network: nn.Module, sides: tuple[int, ...]) -> tuple[fx.GraphModule, list[Found]]:
    """The same view, and its layers as they stand in the graph; arguments and errors as of `traced`.

    Args:
        sides: of the input along each axis: two of a picture, three of a volume.
    """
    graph = _trace(network)
    modules = dict(network.named_modules())
    _make_out_of_place(graph, modules)
    way = way_into(network)
    found = _listed(graph, network, modules, sides if way is None else way.sides)
    if not found:
        raise ModelError(f"{type(network).__name__} has no convolution whose map lies on the picture.")
    layers = {each.node for each in found}
    for node in graph.nodes:
        if node.target in SUMS and node.args[0] in layers:  # elsewhere in place is quicker
            make_anew(node)
    output = next(node for node in graph.nodes if node.op == "output")
    sources, levelled = _sources(found), _levelled(found, modules)
    if way is not None:
        found = [_on_picture(each, way) for each in found]
    output.args = ((output.args[0], tuple(each.node for each in found)),)
    view = fx.GraphModule(network, graph)
    view.meta[SOURCES], view.meta[LEVELLED] = sources, levelled
    _verify(view, found, modules, sides)
    return view, found


def _on_picture(found: Found, way: Way) -> Found:
    """A layer as it lies on the picture: what comes behind it gets its output turned once more."""
    node, spot = found.node, found.spot
    grid, stride, centre = way.placed(_pair(spot.grid), _pair(spot.stride), (spot.centre[0], spot.centre[1]))
    placed = replace(spot, grid=grid, stride=stride, centre=centre)
    if not any(way.turn.flags):
        return replace(found, spot=placed)
    graph = node.graph
    with graph.inserting_after(node):
        back = graph.call_function(turned_back, (node, *way.turn.flags))
    with graph.inserting_after(back):
        again = graph.call_function(turned, (back, *way.turn.flags))
    node.replace_all_uses_with(again, delete_user_cb=lambda user: user is not back)
    return replace(found, node=back, spot=placed)


def _pair(sides: tuple[int, ...]) -> tuple[int, int]:
    return sides[0], sides[1]


def _trace(network: nn.Module) -> fx.Graph:
    try:
        graph = traced_graph(network)
    except (fx.proxy.TraceError, TypeError, NotImplementedError) as error:
        raise UntraceableError(f"The layers of {type(network).__name__} cannot be listed ({error}).") from error
    output = next(node for node in graph.nodes if node.op == "output")
    if not isinstance(output.args[0], fx.Node):
        raise UntraceableError(f"The layers of {type(network).__name__} cannot be listed (it has several outputs).")
    return graph


def _listed(graph: fx.Graph, network: nn.Module, modules: dict[str, nn.Module], sides: tuple[int, ...]) -> list[Found]:
    """The layers that the logits depend on, in order."""
    whole = Spot(sides, (1,) * len(sides), (0.0,) * len(sides))
    spots: dict[fx.Node, Spot | None] = {}
    needed, names = _needed(graph), set[str]()
    poolings, found = 0, []
    for node in graph.nodes:
        if node.op in ("placeholder", "output"):
            spots[node] = whole if node.op == "placeholder" else None
            continue
        spots[node] = spot = spot_of(node, modules, spots)
        poolings += _pools(node, modules, spots)
        kind = _kind(node, modules, network)
        if kind and spot is not None and node in needed:
            found.append(Found(node, Named(_name(node, kind, names), kind, poolings), spot))
    return found


def _needed(graph: fx.Graph) -> set[fx.Node]:
    """The nodes that the output depends on."""
    needed: set[fx.Node] = set()
    for node in reversed(graph.nodes):
        if node.op == "output" or node in needed:
            needed.update(node.all_input_nodes)
    return needed


def _kind(node: fx.Node, modules: dict[str, nn.Module], network: nn.Module) -> str:
    """What a node is as a layer; "" for what is none."""
    if node.op != "call_module":
        return _FUNCTIONS.get(node.target, "")
    target = str(node.target)
    module = modules[target]
    if isinstance(network, EvidenceResNet):
        if module is network.evidence:
            return EVIDENCE
        if target.startswith(_HEAD):
            return ""
    if isinstance(module, nn.Conv2d | nn.ConvTranspose2d | nn.Conv3d | nn.ConvTranspose3d):
        return CONVOLUTION
    return type(module).__name__.lower() if isinstance(module, ACTIVATIONS) else ""


def _pools(node: fx.Node, modules: dict[str, nn.Module], spots: dict[fx.Node, Spot | None]) -> bool:
    """Whether a node pools the picture, and makes it smaller by that."""
    functions, kinds = POOLS
    known = isinstance(modules[str(node.target)], kinds) if node.op == "call_module" else node.target in functions
    before, after = spots.get(node.all_input_nodes[0]) if known else None, spots[node]
    return before is not None and after is not None and after.stride != before.stride


def _name(node: fx.Node, kind: str, names: set[str]) -> str:
    """The path of the module, or of the one that calls a function, with a number where it is called again."""
    if node.op == "call_module":
        path = str(node.target)
    else:
        stack = list(node.meta.get("nn_module_stack", {}).values())
        path = f"{stack[-1][0]}.{kind}" if stack and stack[-1][0] else kind
    name, number = path, 0
    while name in names:
        number += 1
        name = f"{path}_{number}"
    names.add(name)
    return name


def keep_inputs(modules: Iterable[nn.Module]) -> None:
    """Let no module overwrite its input."""
    for module in modules:
        if getattr(module, "inplace", False) is True:
            setattr(module, "inplace", False)  # noqa: B010 - not every module has one


def _make_out_of_place(graph: fx.Graph, modules: dict[str, nn.Module]) -> None:
    """No module, function or method overwrites its input."""
    for node in graph.nodes:
        overwrites = node.target in _OUT_OF_PLACE and node.target not in SUMS
        if node.op == "call_module":
            overwrites = getattr(modules[str(node.target)], "inplace", False) is True
        elif node.kwargs.get("inplace"):
            overwrites, node.kwargs = True, {**node.kwargs, "inplace": False}
        elif node.target in (functional.relu, functional.relu6, functional.silu) and len(node.args) > 1:
            overwrites, node.args = bool(node.args[1]), node.args[:1]
        if overwrites:
            make_anew(node)
    keep_inputs(modules.values())


def make_anew(node: fx.Node) -> None:
    """Let a node leave its input as it is; whatever reads the input after it gets what it would have found there."""
    node.target = _OUT_OF_PLACE.get(node.target, node.target)
    before, later = node.all_input_nodes[0], node.next
    while later.op != "root":
        later.replace_input_with(before, node)
        later = later.next


def _sources(found: list[Found]) -> list[int]:
    """Indices of the layers that no other layer comes before."""
    layers = {each.node for each in found}
    behind: dict[fx.Node, bool] = {}  # whether a layer comes before the node
    for node in found[0].node.graph.nodes:
        behind[node] = any(each in layers or behind[each] for each in node.all_input_nodes)
    return [index for index, each in enumerate(found) if not behind[each.node]]


def _levelled(found: list[Found], modules: dict[str, nn.Module]) -> list[int]:
    """See `LEVELLED`."""
    return [
        index
        for index, each in enumerate(found)
        if all(user.op == "call_module" and _levels(modules[str(user.target)]) for user in each.node.users)
    ]


def _levels(module: nn.Module) -> bool:
    return isinstance(module, nn.InstanceNorm2d | nn.InstanceNorm3d) and not module.track_running_stats


def _stride(found: Found) -> int:
    down, across = found.spot.stride
    if down != across:
        raise ModelError(f"{found.named.name} has cells {down} x {across} pixels apart; maps need squares.")
    return down


def _verify(view: fx.GraphModule, found: list[Found], modules: dict[str, nn.Module], sides: tuple[int, ...]) -> None:
    """Hold the grids against those of a picture that passes through, where an operation on the way is not known.

    Raises:
        ModelError: where one is another.
    """
    if not any(each.spot.assumed for each in found):
        return
    channels = next(each.in_channels for each in modules.values() if isinstance(each, nn.Conv2d | nn.Conv3d))
    with torch.inference_mode():
        outputs = view(torch.zeros(1, channels, *sides))[1]
    for each, output in zip(found, outputs, strict=True):
        if tuple(output.shape[2:]) != each.spot.grid:
            raise ModelError(
                f"The layer {each.named.name} cannot be placed on the picture: its map has "
                f"{' x '.join(map(str, output.shape[2:]))} cells where {' x '.join(map(str, each.spot.grid))} were "
                "expected."
            )
