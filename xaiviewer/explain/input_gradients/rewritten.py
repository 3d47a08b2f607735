"""Other views of a network's graph: its ReLUs replaced, or other values given out.

A view is a graph of its own on the same modules. Nothing of the network is changed or attached to, so that it may run
in another thread at the same time, and a view takes no memory for weights.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor, fx, nn
from torch.nn import functional

from xaiviewer.errors import ModelError
from xaiviewer.explain.network import Network

_RELUS = (functional.relu, torch.relu, "relu")


def graph_of(network: Network) -> tuple[fx.GraphModule, fx.Graph]:
    """The network's view, and a copy of its graph to be changed. Its ReLUs leave what they are given as it is.

    Raises:
        ModelError: where its operations cannot be listed.
    """
    view = network.all_layers.view
    if not isinstance(view, fx.GraphModule):
        name = type(network.module).__name__
        raise ModelError(f"The operations of {name} cannot be listed; choose a method that needs only its gradients.")
    return view, copy.deepcopy(view.graph)


def giving(view: fx.GraphModule, graph: fx.Graph, values: Sequence[fx.Node]) -> fx.GraphModule:
    """A module ``inputs -> (logits, (value, ...))`` of a changed graph."""
    output = output_of(graph)
    logits = output.args[0]
    assert isinstance(logits, tuple)
    output.args = ((logits[0], tuple(values)),)
    return fx.GraphModule(view, graph)


def output_of(graph: fx.Graph) -> fx.Node:
    """The node that gives everything out."""
    found: fx.Node = next(node for node in reversed(graph.nodes) if node.op == "output")
    return found


def with_relus(view: fx.GraphModule, graph: fx.Graph, instead: Callable[[Tensor], Tensor]) -> nn.Module:
    """A module ``inputs -> logits`` of a changed graph with something instead of every ReLU, however it is called.

    Raises:
        ModelError: where there is no ReLU.
    """
    modules: dict[str, Any] = dict(view.named_modules())
    found = [node for node in graph.nodes if _is_relu(node, modules)]
    if not found:
        raise ModelError("This network has no ReLU, so that nothing can be guided; choose another method.")
    for node in found:
        source = node.all_input_nodes[0]
        node.op, node.target, node.args, node.kwargs = "call_function", instead, (source,), {}
    output = output_of(graph)
    logits = output.args[0]
    assert isinstance(logits, tuple)
    output.args = (logits[0],)
    return fx.GraphModule(view, graph)


def _is_relu(node: fx.Node, modules: dict[str, Any]) -> bool:
    if node.op == "call_module":
        return isinstance(modules[str(node.target)], nn.ReLU)
    return node.op in ("call_function", "call_method") and node.target in _RELUS
