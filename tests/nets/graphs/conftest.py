"""Small graphs of ONNX."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

SIZE, CLASSES = 32, 3
WEIGHT = np.random.default_rng(0).standard_normal((3, CLASSES)).astype(np.float32)


def graph(
    *, ends: str = "", batch: int | str = "n", last: bool = False, inputs: int = 1, domain: str = "", rows: int = SIZE
) -> onnx.ModelProto:
    """The mean over positions, a product with `WEIGHT`, and what `ends` names."""
    shape = [batch, rows, SIZE, 3] if last else [batch, 3, rows, SIZE]
    taken = [helper.make_tensor_value_info(f"x{number}", TensorProto.FLOAT, shape) for number in range(inputs)]
    axes = [1, 2] if last else [2, 3]
    nodes = [
        helper.make_node("ReduceMean", ["x0"], ["mean"], axes=axes, keepdims=0),
        helper.make_node("MatMul", ["mean", "w"], ["y" if not ends else "logits"]),
    ]
    if ends:
        nodes.append(helper.make_node(ends, ["logits"], ["y"], domain=domain))
    given = helper.make_tensor_value_info("y", TensorProto.FLOAT, [batch, CLASSES])
    made = helper.make_graph(nodes, "g", taken, [given], [numpy_helper.from_array(WEIGHT, "w")])
    opsets = [helper.make_opsetid("", 13), *([helper.make_opsetid(domain, 1)] if domain else [])]
    return helper.make_model(made, opset_imports=opsets, ir_version=8)


def saved(folder: Path, **given: Any) -> Path:
    """The same as a file."""
    file = folder / "mine.onnx"
    file.write_bytes(graph(**given).SerializeToString())
    return file


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph as a package, its golden output that of numpy."""
    from xaiviewer.nets.packages.description import Described, Factory, Inputs
    from xaiviewer.nets.packages.golden import Golden
    from xaiviewer.nets.packages.making import write_package
    from xaiviewer.requests import Channel

    folder = tmp_path_factory.mktemp("graphs") / "mine"
    inputs = np.random.default_rng(1).standard_normal((2, 3, SIZE, SIZE)).astype(np.float32)
    channels = tuple(Channel(key, key, stands_in=key == "flair") for key in ("t1", "flair", "t1c"))
    described = Described(
        "mine", Factory("onnx", "graph", {"ends": "logits"}), Inputs(channels, SIZE), ("a", "b", "c"), "b"
    )
    golden = Golden(inputs, inputs.mean(axis=(2, 3)) @ WEIGHT)
    return write_package(folder, graph().SerializeToString(), described, golden=golden)
