"""Which parts of a network lie behind a layer: what follows from them is not in the layer's activations."""

from __future__ import annotations

from collections.abc import Sequence

from torch import fx

from xaiviewer.explain import Network
from xaiviewer.requests import EVIDENCE, Layer
from xaiviewer.trust.sanity.randomise import Part


def last_behind(layer: Layer | None, known: Sequence[Part], layers: Sequence[Layer]) -> int:
    """Number of the last part, from the logit on, that lies behind the layer; -1 where none does.

    A layer without weights of its own, such as an activation between two parts, belongs to the part before it.
    """
    if layer is None:
        return len(known) - 1
    if layer.kind == EVIDENCE:
        return -1
    place = next(number for number, each in enumerate(layers) if each.name == layer.name)
    for name in (each.name for each in reversed(layers[: place + 1])):
        for number, part in enumerate(known):
            if any(name == member or name.startswith(member + ".") for member in part.members):
                return number - 1
    return len(known) - 1


def behind_in_graph(
    network: Network, here: Sequence[Layer | None], known: Sequence[Part], last: Sequence[int]
) -> list[tuple[int, ...]]:
    """Of each layer the parts behind it that its output reaches: a branch that leaves before it is none of them.

    Args:
        network: the one that is examined.
        here: layers; None for the input's pixels, behind which everything lies.
        known: parts of the network, from the logit on.
        last: of each layer what `last_behind` says.
    """
    if all(layer is None for layer in here):
        return [tuple(range(each + 1)) for each in last]
    reached = _reached(network)
    found = []
    for layer, count in zip(here, last, strict=True):
        targets = None if layer is None else reached.get(layer.name)
        found.append(
            tuple(
                number
                for number in range(count + 1)
                if targets is None or any(_within(each, known[number]) for each in targets)
            )
        )
    return found


def _within(target: str, part: Part) -> bool:
    return any(target == name or target.startswith(name + ".") for name in part.members)


def _reached(network: Network) -> dict[str, frozenset[str]]:
    """By layer the modules that its output reaches; empty where the network has no graph."""
    view, layers = network.all_layers.view, network.all_layers.layers
    if not isinstance(view, fx.GraphModule):
        return {}
    output = next(node for node in view.graph.nodes if node.op == "output")
    below: dict[fx.Node, frozenset[str]] = {}
    for node in reversed(view.graph.nodes):
        users = [user for user in node.users if user.op != "output"]
        named = {str(user.target) for user in users if user.op == "call_module"}
        below[node] = frozenset(named).union(*(below[user] for user in users))
    return {layer.name: below[node] for layer, node in zip(layers, output.args[0][1], strict=True)}
