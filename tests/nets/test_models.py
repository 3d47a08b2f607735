"""Packages of this program's own networks: what is written is what is read, and damage is told in a sentence."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from xaiviewer import paths
from xaiviewer.analysis.favourites import favourites
from xaiviewer.errors import ModelError
from xaiviewer.explain import Network
from xaiviewer.nets.architectures.registry import build
from xaiviewer.nets.calibration import Calibration
from xaiviewer.nets.inputs.distribution import notices
from xaiviewer.nets.packages.description import as_json, check, read_described
from xaiviewer.nets.packages.description import described as from_json
from xaiviewer.nets.packages.files import GOLDEN, MODEL, opened
from xaiviewer.nets.packages.making import make_package
from xaiviewer.nets.packages.measured import Measured, read_measured
from xaiviewer.nets.packages.named import named
from xaiviewer.nets.packages.opening import open_package


@pytest.fixture(scope="module")
def ensemble(models: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of three networks; not to be changed."""
    torch.manual_seed(0)
    first, *further = (build("resunet") for _ in range(3))
    folder = tmp_path_factory.mktemp("packages") / "ensemble"
    return make_package(folder, first, read_described(opened(models / "segmenter")), further=further, half=True)


@pytest.fixture
def copied(ensemble: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    for file in ensemble.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path


def _with_another_byte(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(bytes(data))


def test_weights_survive_at_half_precision(ensemble: Path) -> None:
    torch.manual_seed(0)
    original = build("resunet").state_dict()
    network = open_package(ensemble).network
    for name, values in network.state_dict().items():
        expected = original[name].half().float() if values.is_floating_point() else original[name]
        torch.testing.assert_close(values, expected, rtol=0, atol=0)
    assert not network.training
    assert not any(parameter.requires_grad for parameter in network.parameters())


def test_further_networks_are_listed_and_loaded_when_they_are_asked_for(ensemble: Path) -> None:
    described, model = read_described(opened(ensemble)), open_package(ensemble)
    assert tuple(each.identity.sha256 for each in model.further) == described.further
    assert len({model.identity.sha256, *described.further}) == 3
    assert "networks" not in model.__dict__
    first, *others = model.networks
    assert first is model.network
    weights = [each.state_dict()["model.0.conv.unit0.conv.weight"] for each in model.networks]
    assert not any(torch.equal(weights[0], each) for each in weights[1:])
    assert not any(each.training or any(p.requires_grad for p in each.parameters()) for each in others)
    assert model.networks is model.networks


@pytest.mark.parametrize("name", ["weights.safetensors", "weights-1.safetensors", "weights-2.safetensors"])
def test_every_file_of_weights_is_checked_at_loading(copied: Path, name: str) -> None:
    _with_another_byte(copied / name)
    with pytest.raises(ModelError, match=rf"{name} of .* are not the weights that model\.json names; get the package"):
        open_package(copied)
    (copied / name).unlink()
    with pytest.raises(ModelError, match=f"{name} of the package .* cannot be read"):
        open_package(copied)


def test_a_file_that_is_exchanged_after_loading_is_refused_when_it_is_asked_for(copied: Path) -> None:
    model = open_package(copied)
    (copied / "weights-1.safetensors").write_bytes((copied / "weights.safetensors").read_bytes())
    with pytest.raises(ModelError, match="not the weights that"):
        _ = model.networks


def test_the_programs_own_packages_are_repaired_by_installing_it(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "models", lambda: copied.parent)
    with pytest.raises(ModelError, match=r"nowhere.*install the program again"):
        open_package(copied.parent / "nowhere")
    _with_another_byte(copied / "weights.safetensors")
    with pytest.raises(ModelError, match="install the program again"):
        open_package(copied)


def test_what_only_a_segmenter_has_is_refused_of_others(models: Path, ensemble: Path) -> None:
    classifier, outliner = (read_described(opened(each)) for each in (models / "classifier", ensemble))
    for wrong in (
        replace(classifier, gate=0.2),
        replace(classifier, further=outliner.further),
        replace(outliner, classes=("a", "b"), finding="b"),
    ):
        with pytest.raises(ValueError, match="of segmenters"):
            check(wrong)


def test_a_description_comes_back_as_it_was(models: Path, ensemble: Path) -> None:
    extracted = Calibration(1.5, -0.25, 0.1)
    for before in (
        replace(read_described(opened(models / "classifier")), extracted=extracted),
        replace(read_described(opened(ensemble)), gate=0.18),
    ):
        assert from_json(json.loads(json.dumps(as_json(before)))) == before


def test_calibration_moves_the_even_point() -> None:
    moved = Calibration(temperature=2.0, bias=-1.0)
    even, likely = (moved.of_slice(np.array(logits, np.float32)) for logits in ([0, 1], [0, 3]))
    np.testing.assert_allclose(even, [0.5, 0.5])
    np.testing.assert_allclose(likely, [1 / (1 + np.e), np.e / (1 + np.e)], rtol=1e-6)


def test_neighbours_pull_the_probability_towards_theirs() -> None:
    calibration = Calibration(neighbours=0.25)
    own, high, low = (np.array([0, value], np.float32) for value in (1.0, 5.0, -3.0))
    alone = calibration.of_slice(own)[1]
    assert calibration.of_slice(own, [own, own])[1] == alone
    assert calibration.of_slice(own, [high])[1] == pytest.approx(1 / (1 + np.exp(-2)))
    assert calibration.of_slice(own, [high, low])[1] == pytest.approx(alone)


def test_probabilities_of_more_than_two_classes_are_their_softmax() -> None:
    logits = np.array([2.0, 1.0, -1.0], np.float32)
    found = Calibration(temperature=2.0).of_slice(logits)
    odds = np.exp(logits / 2)
    assert found == pytest.approx(odds / odds.sum(), abs=1e-6)
    heeding = Calibration(neighbours=0.5).of_slice(logits, [np.array([0.0, 1.0, -1.0], np.float32)])
    odds = np.exp([1.0, 1.0, -1.0])
    assert heeding == pytest.approx(odds / odds.sum(), abs=1e-6)


def test_favourites_and_figures_come_back_as_they_were_measured(tmp_path: Path) -> None:
    best = {"layer": "conv1", "method": "hires-cam", "patients": 3, "mass": 0.5, "grad_cam_mass": 0.1}
    interval = {"value": 0.9, "low": 0.8, "high": None}
    before = Measured("a" * 64, "cases", 3, 9, "made up", figures={"accuracy": interval}, favourites=(best,))
    file = tmp_path / "measured.json"
    file.write_text(json.dumps(before.fields()))
    assert read_measured(file, "a" * 64) == before
    file.write_text(json.dumps(before.fields() | {"favourites": [{**best, "mass": "much"}]}))
    with pytest.raises(ModelError, match="cannot be read"):
        read_measured(file, "a" * 64)


# --- the pair that comes with the program


def test_the_bundled_pair_is_held_against_its_golden_outputs_and_says_nothing_of_itself() -> None:
    classifier, segmenter = (open_package(paths.models() / each) for each in ("classifier", "segmenter"))
    assert all((paths.models() / each / GOLDEN).is_file() for each in ("classifier", "segmenter"))
    assert classifier.notices == segmenter.notices == ()
    assert len(segmenter.further) == 3
    assert segmenter.manifest["gate"] == 0.18
    assert (classifier.threshold, segmenter.threshold) == (0.5, 0.6)
    assert classifier.calibration == Calibration(1.0058406989064586, 0.34241059434753135, 0.2)
    assert classifier.calibration_of_extracted_brains == Calibration(1.1127490957380621, -0.22425776914166098, 0.2)
    assert classifier.description.calibrated_for == "whole heads"
    assert classifier.trained_on("TCGA_CS_4941_19960909")
    assert not classifier.trained_on("somebody")
    assert named(paths.models() / "classifier").folds


def test_what_was_measured_of_the_bundled_classifier_is_known_for_every_layer() -> None:
    model = open_package(paths.models() / "classifier")
    layers = Network(model.network, model.preprocessing.size).all_layers.layers
    found = favourites(model.manifest, layers)
    assert len(found) == 103
    assert all(each.patients == 88 for each in found)
    assert found[0].method == "hires-cam"
    (told,) = notices({"background": 1.0, "rim": 0.5}, model.manifest)
    assert told.endswith(
        "With simulated brain extraction they were right on 93.5 % of the test patients' slices instead of 94.6 %."
    )


def test_no_name_of_a_patient_stands_in_a_description() -> None:
    for task in ("classifier", "segmenter"):
        assert "TCGA_" not in (paths.models() / task / MODEL).read_text(encoding="utf-8")
