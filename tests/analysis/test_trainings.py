"""What other trainings make of the same slices."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
import torch

from xaiviewer.analysis import Analyser
from xaiviewer.analysis.other_networks import Trainings
from xaiviewer.case import Case
from xaiviewer.errors import Cancelled
from xaiviewer.nets.architectures.registry import build
from xaiviewer.nets.models import Model
from xaiviewer.nets.packages.description import read_described
from xaiviewer.nets.packages.files import opened
from xaiviewer.nets.packages.making import make_package
from xaiviewer.nets.packages.opening import open_package
from xaiviewer.requests import AnalysisSettings

METHODS = ("grad-cam", "layer-cam")


@pytest.fixture(scope="module")
def analyser(classifier: Model, segmenter: Model) -> Analyser:
    return Analyser(classifier, segmenter)


@pytest.fixture(scope="module")
def packages(models: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two other trainings."""
    described = read_described(opened(models / "classifier"))
    folders = [tmp_path_factory.mktemp(f"fold-{number}") / "package" for number in range(2)]
    for number, folder in enumerate(folders):
        torch.manual_seed(20 + number)
        make_package(folder, build("resnet50"), described, half=True)
    return folders


def test_each_other_networks_own_maps_are_compared(
    analyser: Analyser, segmenter: Model, packages: list[Path], small_case: Case
) -> None:
    """Those that it would make if it were the one that is loaded."""
    layers = len(analyser.description.layers)
    methods = [METHODS[layer % 2] for layer in range(layers)]
    maps = []
    for network in (analyser, *(Analyser(open_package(folder), segmenter) for folder in packages)):
        (result,) = (each for each in network.slices(small_case, AnalysisSettings(methods=METHODS)) if each.index == 1)
        made = {method: result.layer_maps(method) for method in METHODS}
        maps.append([found.maps[layer] for layer, key in enumerate(methods) if (found := made[key]) is not None])
    trainings = Trainings(analyser)
    assert trainings.use(packages) == {}
    told: list[tuple[int, int]] = []
    (found,) = trainings.reproduced(
        small_case, {1: maps[0]}, methods, class_index=1, progress=lambda done, total: told.append((done, total))
    )
    assert told == [(1, 2), (2, 2)]
    assert found.others == trainings.identities
    assert len({each.sha256 for each in found.others}) == 2
    head = analyser.seen(small_case, [1]).heads[0]
    assert head.any()
    scaled = [of_network[0] / np.sqrt((of_network[0][head[::2, ::2]] ** 2).mean()) for of_network in maps]
    assert np.allclose(found.mean[0], np.mean(scaled, axis=0), atol=1e-4)
    assert np.allclose(found.spread[0], np.std(scaled, axis=0), atol=1e-4)


def test_packages_are_read_once_and_refused_one_by_one(
    analyser: Analyser, packages: list[Path], models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = tmp_path / "again"
    shutil.copytree(packages[0], again)
    trainings = Trainings(analyser)
    refused = trainings.use([packages[0], models / "segmenter", again, packages[1]])
    assert list(refused) == [models / "segmenter", again]
    assert "same weights" in refused[again]
    assert len(trainings.identities) == 2
    monkeypatch.setattr("xaiviewer.analysis.other_networks.trainings.load_beside", None)
    assert trainings.use([packages[1]]) == {}
    assert len(trainings.identities) == 1


def test_a_cancelled_comparison_ends(analyser: Analyser, packages: list[Path], small_case: Case) -> None:
    trainings = Trainings(analyser)
    trainings.use(packages[:1])
    with pytest.raises(Cancelled):
        list(trainings.reproduced(small_case, {1: []}, METHODS[:1], class_index=1, cancelled=lambda: True))
