"""Networks beside the one that is explained, on the command line."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest
import torch

from xaiviewer.nets.architectures.registry import build
from xaiviewer.nets.packages.description import read_described
from xaiviewer.nets.packages.files import opened
from xaiviewer.nets.packages.making import make_package
from xaiviewer.requests import MEASURES

LAYERS = "conv1,layer4.2.relu_2"


@pytest.fixture(scope="module")
def another(models, tmp_path_factory):
    """Another training."""
    folder = tmp_path_factory.mktemp("another") / "package"
    torch.manual_seed(9)
    make_package(folder, build("resnet50"), read_described(opened(models / "classifier")), half=True)
    return folder


def _manifest(folder):
    return json.loads((folder / "small" / "manifest.json").read_text("utf-8"))


def test_networks_that_learned_nothing_stand_among_the_nulls(program, small_case_folder, another, tmp_path):
    words = ("--layers", LAYERS, "--nulls", "--random-networks", 2, "--permuted", another)
    assert program("explain", small_case_folder, "--output", tmp_path / "a", *words)[0] == 0
    manifest = _manifest(tmp_path / "a")
    assert manifest["settings"]["random_networks"] == 2
    assert manifest["models"]["permuted labels"]["sha256"] == _sha256(another)
    for layer in manifest["layers"]:
        for score in MEASURES:
            found = layer["nulls"][score]
            random, permuted = found["networks"]["random weights"], found["networks"]["permuted labels"]
            for place, p in enumerate(found["p"]):
                if p is None:
                    assert random["high"][place] is None
                    continue
                assert random["low"][place] <= random["mean"][place] <= random["high"][place]
                assert found["strongest"][place] >= max(random["high"][place], permuted["mean"][place] or 0)
                assert permuted["low"][place] is None
    assert program("explain", small_case_folder, "--output", tmp_path / "b", *words)[0] == 0
    first, again = ((tmp_path / name / "small" / "manifest.json").read_bytes() for name in "ab")
    assert first == again


def test_another_training_is_compared_layer_by_layer(program, small_case_folder, another, tmp_path):
    words = ("--layers", LAYERS, "--also", another)
    assert program("explain", small_case_folder, "--output", tmp_path, *words)[0] == 0
    manifest = _manifest(tmp_path)
    assert manifest["models"]["also 1"]["sha256"] == _sha256(another)
    with np.load(tmp_path / "small" / "trainings.npz") as arrays:
        for layer in manifest["layers"]:
            for name in ("mean", "spread", "agreed"):
                assert arrays[f"{layer['name']}.{name}"].shape == (4, *layer["grid"])
            told = layer["trainings"]
            assert len(told["rank_correlation"]) == len(manifest["slices"])
            assert all(-1 <= value <= 1 for value in told["rank_correlation"] if value is not None)
            assert told["with_loaded"] == [[value] for value in told["rank_correlation"]]
            assert all(0 <= value <= 1 for value in told["in_common"] + told["in_common_by_chance"])
    assert "standard deviation" in manifest["conventions"]["trainings"]


def test_nothing_of_it_is_written_where_nobody_asked(program, small_case_folder, tmp_path):
    assert program("explain", small_case_folder, "--output", tmp_path, "--layers", "conv1", "--nulls")[0] == 0
    (layer,) = _manifest(tmp_path)["layers"]
    assert layer["trainings"] is None
    assert "networks" not in layer["nulls"]["mass"]
    assert not (tmp_path / "small" / "trainings.npz").exists()
    assert layer["same_methods"] == []


def test_what_does_not_go_together_is_said_in_a_sentence(program, small_case_folder, models, another, tmp_path):
    again = tmp_path / "again"
    shutil.copytree(another, again)
    refused = (
        (("--random-networks", 3), "add --nulls"),
        (("--permuted", another), "add --nulls"),
        (("--nulls", "--permuted", tmp_path / "none"), "holds no package"),
        (("--also", models / "segmenter"), "a network for segmentation"),
        (("--also", models / "classifier"), "the very weights"),
        (("--also", another, "--also", again), "the same weights as another"),
        (("--method", "occlusion", "--also", another), "add a method that comes with every slice"),
    )
    for words, told in refused:
        status, _, err = program("explain", small_case_folder, "--output", tmp_path / "out", *words)
        assert status == 2
        assert told in err
        assert not (tmp_path / "out" / "small").exists()


def _sha256(package):
    return json.loads((package / "model.json").read_text("utf-8"))["weights"]["sha256"]
