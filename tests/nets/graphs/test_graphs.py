"""Graphs of ONNX: their outputs are asked, nothing else is, and what would need other files or code is refused."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import onnx
import pytest
import torch

from tests.nets.graphs.conftest import SIZE, WEIGHT, graph, saved
from xaiviewer.analysis import Analyser
from xaiviewer.analysis.other_networks.second import Second
from xaiviewer.analysis.other_networks.side_by_side import SideBySide
from xaiviewer.case import Case
from xaiviewer.commands.options.own_network import refusals
from xaiviewer.errors import ModelError, UsageError
from xaiviewer.nets.entering import entering
from xaiviewer.nets.graphs.looking import look
from xaiviewer.nets.graphs.network import GraphNetwork, tried
from xaiviewer.nets.graphs.words import OUTPUTS_ONLY
from xaiviewer.nets.imports.graphs import read
from xaiviewer.nets.imports.held_against import golden_of
from xaiviewer.nets.imports.importing import copied
from xaiviewer.nets.inputs.turns import TURNS, Way
from xaiviewer.nets.packages.description import read_described
from xaiviewer.nets.packages.files import GRAPH, opened
from xaiviewer.nets.packages.opening import open_package, outputs_only
from xaiviewer.requests import METHODS, AnalysisSettings, AttributionMap

PICTURES = np.random.default_rng(2).uniform(-1, 1, (3, 3, SIZE, SIZE)).astype(np.float32)
LOGITS = PICTURES.mean(axis=(2, 3)) @ WEIGHT


def given(arguments: dict[str, Any] | None = None, **made: Any) -> np.ndarray:
    network = GraphNetwork(graph(**made).SerializeToString(), "it", arguments or {})
    return np.asarray(network(torch.from_numpy(PICTURES)).numpy())


@pytest.mark.parametrize("made", [{}, {"batch": 1}, {"batch": 2}])
def test_a_graph_gives_its_logits_however_many_pictures_it_takes(made: dict[str, Any]) -> None:
    np.testing.assert_allclose(given(**made), LOGITS, atol=1e-5)


def test_channels_last_are_turned() -> None:
    np.testing.assert_allclose(given({"layout": "channels_last"}, last=True), LOGITS, atol=1e-5)


def test_probabilities_become_logits_again() -> None:
    softmax = given({"ends": "softmax"}, ends="Softmax")
    np.testing.assert_allclose(softmax - softmax[:, :1], LOGITS - LOGITS[:, :1], atol=1e-4)
    np.testing.assert_allclose(given({"ends": "sigmoid"}, ends="Sigmoid"), LOGITS, atol=1e-4)
    for ends in ("Softmax", "Sigmoid"):
        assert look(graph(ends=ends).SerializeToString(), "it").ends == ends.lower()


def test_a_copy_runs_like_the_original() -> None:
    network = GraphNetwork(graph().SerializeToString(), "it", {})
    pictures = torch.from_numpy(PICTURES)
    np.testing.assert_array_equal(copy.deepcopy(network)(pictures).numpy(), network(pictures).numpy())


def external(model: onnx.ModelProto) -> None:
    tensor = model.graph.initializer[0]
    tensor.data_location = onnx.TensorProto.EXTERNAL
    tensor.external_data.add(key="location", value="/etc/passwd")
    tensor.ClearField("raw_data")


def function(model: onnx.ModelProto) -> None:
    model.functions.add(name="f", domain="mine")


def hidden(model: onnx.ModelProto) -> None:
    """A branch whose operation is somebody's own."""
    branch = onnx.helper.make_graph([onnx.helper.make_node("Run", [], ["z"], domain="evil")], "b", [], [])
    node = model.graph.node.add(op_type="If", input=["c"], output=["d"])
    node.attribute.add(name="then_branch", type=onnx.AttributeProto.GRAPH, g=branch)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (external, "weights lie in another file"),
        (function, "operations of its own"),
        (hidden, "needs Run of “evil”"),
        (lambda model: model.opset_import.add(domain="com.mine", version=1), "operations of “com.mine”"),
        (lambda model: model.ClearField("graph"), "holds no one graph"),
        (lambda model: model.graph.ClearField("output"), "1 inputs and 0 outputs"),
    ],
)
def test_a_graph_that_needs_more_than_itself_is_refused(change: Callable[[onnx.ModelProto], object], says: str) -> None:
    model = graph()
    change(model)
    with pytest.raises(ModelError, match=says):
        look(model.SerializeToString(), "it")


@pytest.mark.parametrize("data", [b"nonsense", b"", b"\xff" * 20, b"\x3a\xff\xff\xff\xff\x0f"])
def test_what_is_no_graph_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(ModelError, match="refused as a graph of ONNX"):
        look(data, "it")


def test_a_damaged_graph_is_refused_in_a_sentence() -> None:
    model = graph()
    model.graph.node[0].op_type = "Nothing"
    with pytest.raises(ModelError, match="cannot be run by onnxruntime"):
        GraphNetwork(model.SerializeToString(), "it", {})
    with pytest.raises(ModelError, match="is told “ends”"):
        GraphNetwork(graph().SerializeToString(), "it", {"command": "x"})


@pytest.mark.slow
def test_a_file_is_tried_in_another_process(tmp_path: Path) -> None:
    offer, data = read(saved(tmp_path, ends="Softmax", last=True))
    assert data == (tmp_path / "mine.onnx").read_bytes()
    assert (offer.classes, offer.channels, offer.size, offer.output) == (3, 3, SIZE, "softmax")
    assert offer.factory.arguments == {"ends": "softmax", "layout": "channels_last"}


def test_a_package_of_a_graph_says_what_it_gives(package: Path, tmp_path: Path) -> None:
    model = open_package(copied(package, tmp_path / "again"))
    assert model.description.outputs_only == OUTPUTS_ONLY
    assert OUTPUTS_ONLY in model.notices
    np.testing.assert_allclose(model.logits(PICTURES), LOGITS, atol=1e-5)
    (tmp_path / "again" / GRAPH).write_bytes(b"other")
    with pytest.raises(ModelError, match="are not the weights"):
        open_package(tmp_path / "again")


def test_masking_methods_are_answered_and_all_others_refused(package: Path, small_case: Case) -> None:
    analyser = Analyser(open_package(package), None)
    assert analyser.description.layers == ()
    results = list(analyser.slices(small_case, AnalysisSettings()))
    assert results
    assert not any(each.explanations for each in results)
    index = results[0].index
    request = analyser.request("occlusion", patch=16, stride=16)
    (found,) = analyser.explain(small_case, request, [index])
    assert isinstance(found, AttributionMap)
    for method in METHODS.values():
        if method.task == "classification" and not method.masks:
            with pytest.raises(UsageError, match="graph of ONNX"):
                analyser.request(method.key)


@pytest.mark.parametrize("last", [False, True])
def test_what_another_program_got_is_held_against_the_network(package: Path, tmp_path: Path, last: bool) -> None:
    described, data = read_described(opened(package)), (package / GRAPH).read_bytes()
    odds = np.exp(LOGITS)
    pictures = PICTURES.transpose(0, 2, 3, 1) if last else PICTURES
    np.savez(tmp_path / "right.npz", input=pictures, output=odds / odds.sum(axis=1, keepdims=True))
    np.testing.assert_allclose(golden_of(tmp_path / "right.npz", described, data).logits, LOGITS, atol=1e-5)
    np.savez(tmp_path / "torch.npz", input=pictures, output=LOGITS)  # who calls a network of torch gets logits
    np.testing.assert_allclose(golden_of(tmp_path / "torch.npz", described, data).logits, LOGITS, atol=1e-5)
    for wrong in (odds, LOGITS + 1):  # of these the probabilities are the same
        np.savez(tmp_path / "wrong.npz", input=pictures, output=wrong)
        with pytest.raises(ModelError, match="nothing was imported"):
            golden_of(tmp_path / "wrong.npz", described, data)


def test_a_golden_output_that_is_none_is_refused_in_a_sentence(package: Path, tmp_path: Path) -> None:
    described, data = read_described(opened(package)), (package / GRAPH).read_bytes()
    np.savez(tmp_path / "names.npz", x=PICTURES)
    np.savez(tmp_path / "shape.npz", input=PICTURES[:, :2], logits=LOGITS)
    np.savez(tmp_path / "pickle.npz", input=np.array([{}], dtype=object), logits=LOGITS)
    (tmp_path / "bytes.npz").write_bytes(b"x")
    for name in ("names", "shape", "pickle", "bytes"):
        with pytest.raises(ModelError, match=r"numpy\.savez"):
            golden_of(tmp_path / f"{name}.npz", described, data)


def test_methods_say_which_a_network_cannot_be_asked_by(package: Path) -> None:
    refused = refusals(package)
    assert refused["grad-cam"] == OUTPUTS_ONLY
    assert "occlusion" not in refused
    assert refusals(None) == {}


def test_a_graph_says_its_rows_and_columns(tmp_path: Path) -> None:
    tried(saved(tmp_path, rows=20), tmp_path / "told.json")
    assert json.loads((tmp_path / "told.json").read_text())["size"] == [20, SIZE]


def test_a_graph_of_turned_slices_is_given_them_as_it_knows_them(package: Path) -> None:
    model = open_package(package)
    pictures = np.random.default_rng(4).standard_normal((2, 3, SIZE, SIZE)).astype(np.float32)
    seen: list[np.ndarray] = []
    turned = entering(model.network, Way(TURNS["transposed"], (SIZE, 24)), outlines=False)
    assert outputs_only(turned)
    with patch.object(type(model.network), "_run", lambda _self, values: seen.append(values) or values[:, :, 0, 0]):
        turned(torch.from_numpy(pictures))
    np.testing.assert_array_equal(np.concatenate(seen), pictures[:, :, 4:28].swapaxes(2, 3))


def test_beside_another_network_a_graph_decides_and_shows_no_maps(
    package: Path, small_case: Case, models: Path
) -> None:
    loaded, index = Analyser(open_package(models / "classifier"), None), small_case.indices[0]
    settings = AnalysisSettings(methods=("grad-cam",), class_index=1)
    assert Second(loaded).alongside(package, small_case, index, settings).matched is not None  # finding by finding
    found = Second(loaded).alongside(package, small_case, index, settings).analysis
    assert found.slices[index].probabilities.sum() == pytest.approx(1)
    assert not found.slices[index].explained
    graph_first = SideBySide(Analyser(open_package(package), None), loaded)
    assert graph_first.pairs == ()
    assert graph_first.compare(small_case, None).maps is None
