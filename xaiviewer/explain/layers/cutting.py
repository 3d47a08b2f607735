"""A network as far as one of its layers."""

from __future__ import annotations

from torch import fx

from xaiviewer.requests.model import CONVOLUTION, EVIDENCE, Layer


def cut(view: fx.GraphModule, index: int, layer: Layer) -> fx.GraphModule:
    """A module ``inputs -> (what the layer's activation is made of, the layer's output)``; nothing behind it runs.

    Where the layer is no activation the two are the same.

    Args:
        view: as `tracing.traced` gives it; the result shares its modules.
        index, layer: one of its layers.
    """
    outputs: tuple[fx.Node, ...] = next(node for node in view.graph.nodes if node.op == "output").args[0][1]
    after = outputs[index]
    before = after if layer.kind in (CONVOLUTION, EVIDENCE) else after.all_input_nodes[0]
    needed = {after}
    for node in reversed(view.graph.nodes):
        if node in needed:
            needed.update(node.all_input_nodes)
    graph, copies = fx.Graph(), dict[fx.Node, fx.Node]()
    for node in view.graph.nodes:
        if node in needed or node.op == "placeholder":
            copies[node] = graph.node_copy(node, copies.__getitem__)
    graph.output((copies[before], copies[after]))
    return fx.GraphModule(view, graph)
