"""Model packages: what is written is what is read, and damage is told in a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from xaiviewer.errors import ModelError
from xaiviewer.nets.architectures.registry import build
from xaiviewer.nets.calibration import Calibration
from xaiviewer.nets.models import load_model, save_model

_MANIFEST = {
    "name": "test",
    "architecture": "resunet",
    "classes": [],
    "preprocessing": {"size": 64, "margin": 0.04, "sequences": ["t1", "flair", "t1c"]},
}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    torch.manual_seed(0)
    save_model(tmp_path / "model", build("resunet"), _MANIFEST)
    return tmp_path / "model"


def test_weights_survive_at_half_precision(package: Path) -> None:
    torch.manual_seed(0)
    original = build("resunet").state_dict()
    for name, values in load_model(package).network.state_dict().items():
        expected = original[name].half().float() if values.is_floating_point() else original[name]
        torch.testing.assert_close(values, expected, rtol=0, atol=0)


def test_a_loaded_network_is_ready_for_inference(package: Path) -> None:
    network = load_model(package).network
    assert not network.training
    assert not any(parameter.requires_grad for parameter in network.parameters())


def test_other_weights_than_the_manifest_names_are_refused(package: Path) -> None:
    file = package / "weights.safetensors"
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(bytes(data))
    with pytest.raises(ModelError, match="not those its manifest names"):
        load_model(package)


@pytest.fixture
def ensemble(tmp_path: Path) -> Path:
    """A package of three networks."""
    torch.manual_seed(0)
    first, *further = (build("resunet") for _ in range(3))
    save_model(tmp_path / "ensemble", first, _MANIFEST, further=further)
    return tmp_path / "ensemble"


def test_further_networks_are_listed_and_loaded_when_they_are_asked_for(ensemble: Path) -> None:
    manifest = json.loads((ensemble / "manifest.json").read_text())
    model = load_model(ensemble)
    assert [each.identity.sha256 for each in model.further] == manifest["further"]
    assert len({model.identity.sha256, *manifest["further"]}) == 3
    assert "networks" not in model.__dict__
    first, *others = model.networks
    assert first is model.network
    weights = [each.state_dict()["model.0.conv.unit0.conv.weight"] for each in model.networks]
    assert not any(torch.equal(weights[0], each) for each in weights[1:])
    assert not any(each.training or any(p.requires_grad for p in each.parameters()) for each in others)
    assert model.networks is model.networks


@pytest.mark.parametrize("name", ["weights-1.safetensors", "weights-2.safetensors"])
def test_every_file_of_weights_is_checked_at_loading(ensemble: Path, name: str) -> None:
    data = bytearray((ensemble / name).read_bytes())
    data[-1] ^= 1
    (ensemble / name).write_bytes(bytes(data))
    with pytest.raises(ModelError, match="not those its manifest names"):
        load_model(ensemble)
    (ensemble / name).unlink()
    with pytest.raises(ModelError, match="install the program again"):
        load_model(ensemble)


def test_a_file_that_is_exchanged_after_loading_is_refused_when_it_is_asked_for(ensemble: Path) -> None:
    model = load_model(ensemble)
    (ensemble / "weights-1.safetensors").write_bytes((ensemble / "weights.safetensors").read_bytes())
    with pytest.raises(ModelError, match="not those its manifest names"):
        _ = model.networks


def test_a_package_that_is_written_anew_keeps_no_older_networks(ensemble: Path) -> None:
    save_model(ensemble, build("resunet"), _MANIFEST)
    assert {file.name for file in ensemble.iterdir()} == {"weights.safetensors", "manifest.json"}
    assert load_model(ensemble).further == ()


@pytest.mark.parametrize("change", [{"architecture": "vgg"}, {"classes": None}, {"preprocessing": {}}, {"sha256": 3}])
def test_a_damaged_manifest_is_told_in_a_sentence(package: Path, change: dict[str, object]) -> None:
    file = package / "manifest.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | change))
    with pytest.raises(ModelError):
        load_model(package)


def test_a_missing_package_names_its_folder(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"nowhere.*install the program again"):
        load_model(tmp_path / "nowhere")


def test_calibration_moves_the_even_point(tmp_path: Path) -> None:
    manifest = _MANIFEST | {"classes": ["a", "b"], "calibration": {"temperature": 2.0, "bias": -1.0}}
    save_model(tmp_path, build("resunet"), manifest)
    model = load_model(tmp_path)
    even, likely = (model.calibration.of_slice(np.array(logits, np.float32)) for logits in ([0, 1], [0, 3]))
    np.testing.assert_allclose(even, [0.5, 0.5])
    np.testing.assert_allclose(likely, [1 / (1 + np.e), np.e / (1 + np.e)], rtol=1e-6)


def test_neighbours_pull_the_probability_towards_theirs(tmp_path: Path) -> None:
    calibration = {"temperature": 1.0, "bias": 0.0, "neighbours": 0.25}
    save_model(tmp_path, build("resunet"), _MANIFEST | {"classes": ["a", "b"], "calibration": calibration})
    model = load_model(tmp_path)
    own, high, low = (np.array([0, value], np.float32) for value in (1.0, 5.0, -3.0))
    alone = model.calibration.of_slice(own)[1]
    assert model.calibration.of_slice(own, [own, own])[1] == alone
    assert model.calibration.of_slice(own, [high])[1] == pytest.approx(1 / (1 + np.exp(-2)))
    assert model.calibration.of_slice(own, [high, low])[1] == pytest.approx(alone)


def _written(folder: Path, **changes: object) -> Path:
    file = folder / "manifest.json"
    manifest = json.loads(file.read_text(encoding="utf-8"))
    manifest.update(changes)
    file.write_text(json.dumps(manifest), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({"classes": ["no tumour", "tumour"]}, 1),  # as the first packages were
        ({"classes": ["malignant", "benign"], "finding": "malignant"}, 0),
        ({"classes": ["cat", "dog"], "finding": None}, None),
        ({"classes": ["cat", "dog", "cow"]}, None),
        ({"classes": []}, None),
    ],
)
def test_a_manifest_says_which_class_is_the_finding(
    package: Path, changes: dict[str, object], finding: int | None
) -> None:
    assert load_model(_written(package, **changes)).description.finding == finding


def test_a_finding_that_is_no_class_is_refused(package: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        load_model(_written(package, classes=["no", "yes"], finding="maybe"))


def test_inputs_are_read_as_they_are_named_now_and_as_they_were(package: Path) -> None:
    before = load_model(package)
    assert [each.name for each in before.description.inputs] == ["T1", "FLAIR", "T1 + contrast"]
    assert before.preprocessing.missing == ""
    named = [{"name": "FLAIR", "sequence": "flair", "stands_in": True}, {"name": "red"}]
    now = load_model(_written(package, inputs=named))
    assert (now.preprocessing.sequences, now.preprocessing.missing) == (("flair", "red"), "flair")


def test_probabilities_of_more_than_two_classes_are_their_softmax() -> None:
    logits = np.array([2.0, 1.0, -1.0], np.float32)
    found = Calibration(temperature=2.0).of_slice(logits)
    odds = np.exp(logits / 2)
    assert found == pytest.approx(odds / odds.sum(), abs=1e-6)
    heeding = Calibration(neighbours=0.5).of_slice(logits, [np.array([0.0, 1.0, -1.0], np.float32)])
    odds = np.exp([1.0, 1.0, -1.0])
    assert heeding == pytest.approx(odds / odds.sum(), abs=1e-6)
