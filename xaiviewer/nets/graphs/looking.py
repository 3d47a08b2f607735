"""What a graph of ONNX is, told from its bytes: refused where it would need other files or somebody's own code.

Numbers of fields are those of onnx.proto of ONNX 1.17.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from xaiviewer.errors import ModelError
from xaiviewer.nets.graphs.wire import fields, messages, text, whole

Ends = Literal["logits", "softmax", "sigmoid"]

MOST = 2 * 2**30
"""Bytes of a graph: no protocol buffer is larger."""

_DOMAINS = ("", "ai.onnx", "ai.onnx.ml")
"""Whose operations every onnxruntime has: all others are code of somebody's own."""

_GRAPH, _OPSETS, _FUNCTIONS = 7, 8, 25  # of ModelProto
_NODES, _INITIALISERS, _SPARSE, _INPUTS, _OUTPUTS = 1, 5, 15, 11, 12  # of GraphProto
_IN, _OUT, _OPERATION, _ATTRIBUTES, _DOMAIN = 1, 2, 4, 5, 7  # of NodeProto
_TENSOR, _SUBGRAPH, _TENSORS, _SUBGRAPHS, _SPARSES = 5, 6, 10, 11, 22  # of AttributeProto
_NAME, _EXTERNAL, _LOCATION = 8, 13, 14  # of TensorProto
_DEPTH = 16


@dataclass(frozen=True)
class Looked:
    """What a graph says of itself.

    Attributes:
        inputs, outputs: names of those that no weights stand for.
        ends: what its last operation makes of the logits.
        operations: how many there are.
    """

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    ends: Ends
    operations: int


def look(data: bytes, what: str) -> Looked:
    """Refuse a graph that needs other files or operations of somebody's own; tell what it is.

    Raises:
        ModelError: with the reason, and the remedy.
    """
    if len(data) > MOST:
        raise ModelError(f"{what} is larger than {MOST // 2**30} GB; nothing of that size is read.")
    try:
        return _looked(memoryview(data))
    except ValueError as error:
        raise ModelError(f"{what} is refused as a graph of ONNX: {error}.") from error
    except RecursionError as error:
        raise ModelError(f"{what} is refused as a graph of ONNX: its graphs lie in one another without end.") from error


def _looked(model: memoryview) -> Looked:
    graphs = list(messages(model, _GRAPH))
    if len(graphs) != 1:
        raise ValueError("it holds no one graph; export it anew with torch.onnx.export")
    for opset in messages(model, _OPSETS):
        _refuse_domain(text(opset, 1))
    if any(True for _ in messages(model, _FUNCTIONS)):
        raise ValueError("it defines operations of its own (functions); export it with these in line")
    graph = graphs[0]
    operations = _check(graph, 0)
    weights = {text(each, _NAME) for each in messages(graph, _INITIALISERS)}
    taken = tuple(name for each in messages(graph, _INPUTS) if (name := text(each, 1)) not in weights)
    given = tuple(text(each, 1) for each in messages(graph, _OUTPUTS))
    if len(taken) != 1 or len(given) != 1:
        raise ValueError(
            f"it has {len(taken)} inputs and {len(given)} outputs; export it with one picture and the logits"
        )
    return Looked(taken, given, _ends(graph, given[0]), operations)


def _check(graph: memoryview, depth: int) -> int:
    """Look at every operation and tensor; how many operations there are."""
    if depth > _DEPTH:
        raise ValueError("its graphs lie in one another without end")
    count = 0
    for tensor in messages(graph, _INITIALISERS):
        _refuse_outside(tensor)
    for sparse in messages(graph, _SPARSE):
        _refuse_sparse(sparse)
    for node in messages(graph, _NODES):
        count += 1
        _refuse_domain(text(node, _DOMAIN), text(node, _OPERATION))
        for attribute in messages(node, _ATTRIBUTES):
            count += _check_attribute(attribute, depth)
    return count


def _check_attribute(attribute: memoryview, depth: int) -> int:
    count = 0
    for number, value in fields(attribute):
        if not isinstance(value, memoryview):
            continue
        if number in (_TENSOR, _TENSORS):
            _refuse_outside(value)
        elif number in (_SPARSES, 23):
            _refuse_sparse(value)
        elif number in (_SUBGRAPH, _SUBGRAPHS):
            count += _check(value, depth + 1)
    return count


def _refuse_sparse(sparse: memoryview) -> None:
    for part in (1, 2):
        for tensor in messages(sparse, part):
            _refuse_outside(tensor)


def _refuse_outside(tensor: memoryview) -> None:
    if whole(tensor, _LOCATION) or any(True for _ in messages(tensor, _EXTERNAL)):
        raise ValueError("its weights lie in another file, which is not opened; export it as one file")


def _refuse_domain(domain: str, operation: str = "") -> None:
    if domain not in _DOMAINS:
        raise ValueError(
            f"it needs {f'{operation[:40]} of ' if operation else 'operations of '}“{domain[:60]}”, which are "
            "somebody's own code; export it with ONNX's own operations"
        )


def _ends(graph: memoryview, output: str) -> Ends:
    """What the operation that gives an output is, looking through those that change nothing."""
    made = {out: node for node in messages(graph, _NODES) for out in _texts(node, _OUT)}
    for _ in range(8):
        node = made.get(output)
        if node is None:
            break
        operation = text(node, _OPERATION)
        if operation in ("Softmax", "LogSoftmax", "Sigmoid"):
            return {"Softmax": "softmax", "Sigmoid": "sigmoid"}.get(operation, "logits")  # type: ignore[return-value]
        if operation not in ("Identity", "Cast"):
            break
        output = next(_texts(node, _IN), "")
    return "logits"


def _texts(node: memoryview, number: int) -> Iterator[str]:
    return (bytes(each[:4096]).decode("utf-8", "replace") for each in messages(node, number))
