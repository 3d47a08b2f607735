"""Whether a classifier's two logits are each other's negative, read off its graph.

Where they are, one gradient explains both: whatever speaks for one class speaks as much against the other.
"""

from __future__ import annotations

import operator
from typing import Any

import torch
from torch import fx

from xaiviewer.explain.layers.listing import View

_SCALES = (operator.mul, operator.truediv, torch.mul, torch.div)
_JOINS = (torch.stack, torch.cat)
_NEGATIVES = (operator.neg, torch.neg, torch.negative, "neg")


def opposed(view: View) -> bool:
    """Whether they are: the network ends in a value beside its negative, both times the same number.

    A network without a graph, or with an end of another form, is taken for one whose logits have their own gradients.
    """
    if not isinstance(view, fx.GraphModule):
        return False
    output: Any = next(node for node in view.graph.nodes if node.op == "output").args[0]
    node = output[0]
    while isinstance(node, fx.Node) and node.target in _SCALES and _number(node.args[1]):
        node = node.args[0]
    if not isinstance(node, fx.Node) or node.target not in _JOINS:
        return False
    along = node.kwargs.get("dim", node.args[1] if len(node.args) > 1 else 0)
    parts: Any = node.args[0]
    if along not in (1, -1) or len(parts) != 2:
        return False
    one, other = parts
    return _negates(one, other) or _negates(other, one)


def _number(value: object) -> bool:
    return isinstance(value, int | float)


def _negates(one: Any, other: Any) -> bool:
    return isinstance(one, fx.Node) and one.target in _NEGATIVES and one.args[0] is other
