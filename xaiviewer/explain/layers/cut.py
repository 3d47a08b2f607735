"""A network in two: up to one layer, and from it on.

What lies behind a layer can then be run many times over for changed activations without running what lies before it. A
residual network's layer is passed by: what goes around it is carried from the first part to the second.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

import torch
from torch import Tensor, fx, nn

from xaiviewer.explain.layers.hooked import HookedView
from xaiviewer.explain.layers.listing import View
from xaiviewer.explain.layers.tracing import SUMS, make_anew
from xaiviewer.explain.logit import logit_of
from xaiviewer.nets.entering import turned_back
from xaiviewer.requests.model import CONVOLUTION, EVIDENCE, Layer


class Cut:
    """A network that is cut behind one layer.

    Where there is no graph to cut, or a number is carried around the layer (such as the size of the batch), the second
    part is the whole network, and only the layer's output is replaced.
    """

    def __init__(self, view: View, layer: int) -> None:
        """Cut the network behind a layer of `view`, by its index."""
        self._view = view
        self._layer = layer
        self._parts: tuple[nn.Module, nn.Module] | None = None

    def front(self, images: Tensor) -> tuple[Tensor, tuple[Tensor, ...]]:
        """The layer's output for ``[slice, channel, size, size]``, and what is carried around it.

        Call it before `rest`.
        """
        if isinstance(self._view, HookedView):
            return self._view(images)[1][self._layer], (images,)
        if self._parts is None:
            self._parts = _cut(self._view, self._layer, whole=False)
        activation, carried = self._parts[0](images)
        if all(isinstance(each, Tensor) and each.ndim and len(each) == len(images) for each in carried):
            return activation, carried
        self._parts = _cut(self._view, self._layer, whole=True)
        return self.front(images)

    def rest(self, activations: Tensor, carried: Sequence[Tensor]) -> Tensor:
        """The logits ``[variant, class]`` with these outputs of the layer in place of its own.

        Args:
            activations: ``[variant, channel, row, column]``.
            carried: as `front` gave it for one slice.
        """
        count = len(activations)
        spread = [each.expand(count, *each.shape[1:]) for each in carried]
        if isinstance(self._view, HookedView):
            return self._view.replacing(spread[0], self._layer, activations)
        assert self._parts is not None
        logits: Tensor = self._parts[1](activations, *spread)
        return logits

    def pair(self, images: Tensor, class_index: int) -> tuple[Tensor, Tensor]:
        """Of one slice the layer's output and the gradient of the class's logit by it, both ``[channel, row, column]``.

        The gradient goes back as far as the layer and no farther.

        Raises:
            UsageError: for an unknown class.
        """
        with torch.no_grad():
            activation, carried = self.front(images)
        with torch.enable_grad():
            varied = activation.detach().requires_grad_()
            logit = logit_of(self.rest(varied, carried), class_index).sum()
            (gradient,) = torch.autograd.grad(logit, varied)
        return activation[0], gradient[0]


UpTo = Callable[[Tensor], tuple[Tensor, Tensor]]
"""From pictures to what a layer's activation is made of, and the layer's output."""


def up_to(view: View, index: int, layer: Layer) -> UpTo:
    """A network as far as a layer: nothing behind it runs.

    Where the layer is no activation, or there is no graph, what it is made of is its own output.
    """
    if isinstance(view, HookedView):
        return lambda images: (view(images)[1][index],) * 2
    after: Any = next(node for node in view.graph.nodes if node.op == "output").args[0]
    here: fx.Node = after[1][index]
    graph = fx.Graph()
    copies = _copy(graph, view.graph, _before([here], set()), {})
    source = copies[here]
    if layer.kind not in (CONVOLUTION, EVIDENCE):
        back = here if here.target is turned_back else None  # a layer of a network that turns pictures
        source = copies[(here if back is None else back.all_input_nodes[0]).all_input_nodes[0]]
        if back is not None:
            source = graph.call_function(turned_back, (source, *back.args[1:]))
    graph.output((source, copies[here]))
    return fx.GraphModule(view, graph)


def _cut(view: fx.GraphModule, layer: int, *, whole: bool) -> tuple[fx.GraphModule, fx.GraphModule]:
    """Both parts; the second runs the `whole` network anew, but for the layer itself."""
    graph = fx.Graph()
    copied: Any = graph.graph_copy(view.graph, {})
    logits, layers = copied
    here: fx.Node = layers[layer]
    for node in graph.nodes:
        if node.target in SUMS:
            make_anew(node)  # what is carried must survive a run of the second part
    inputs = [node for node in graph.nodes if node.op == "placeholder"]
    carried = inputs if whole else _around(graph, here, logits)
    first, second = fx.Graph(), fx.Graph()
    taken = _copy(first, graph, _before([here, *carried], set()), {})
    first.output((taken[here], tuple(taken[each] for each in carried)))
    given = {here: second.placeholder("activation")}
    given |= {node: second.placeholder(f"carried_{number}") for number, node in enumerate(carried)}
    found = _copy(second, graph, _before([logits], given.keys()), given)
    second.output(found[logits])
    return fx.GraphModule(view, first), fx.GraphModule(view, second)


def _around(graph: fx.Graph, here: fx.Node, logits: fx.Node) -> list[fx.Node]:
    """The nodes, none of them behind the layer, whose values are needed behind it."""
    behind = {here}
    for node in graph.nodes:
        if not behind.isdisjoint(node.all_input_nodes):
            behind.add(node)
    needed = (_before([logits], {here}) & behind) - {here}
    return [
        node
        for node in graph.nodes
        if node.op != "get_attr" and node not in behind and not needed.isdisjoint(node.users)
    ]


def _before(ends: Iterable[fx.Node], known: Collection[fx.Node]) -> set[fx.Node]:
    """The nodes that make `ends`, these among them, back to those that are known."""
    found: set[fx.Node] = set()
    waiting = [each for each in ends if each not in known]
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting += [each for each in node.all_input_nodes if each not in known]
    return found


def _copy(
    target: fx.Graph, graph: fx.Graph, nodes: Collection[fx.Node], given: Mapping[fx.Node, fx.Node]
) -> dict[fx.Node, fx.Node]:
    """Copy some nodes of a graph, in its order; what they read is among them or given."""
    copies = dict(given)
    for node in graph.nodes:
        if node in nodes:
            copies[node] = target.node_copy(node, copies.__getitem__)
    return copies
