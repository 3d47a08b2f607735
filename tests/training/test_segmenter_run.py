"""A whole run of the segmenter: resumed to the bit, gated by the classifier's judgements, packaged with its folds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from xaiviewer.nets.architectures import registry as architectures
from xaiviewer.nets.architectures.resunet import HeadedResUNet, ResUNet
from xaiviewer.nets.packages.description import read_described
from xaiviewer.nets.packages.files import opened
from xaiviewer.nets.packages.named import training_of
from xaiviewer.nets.packages.opening import open_package
from xaiviewer.training import run
from xaiviewer.training.data.folds import draw_folds
from xaiviewer.training.data.patients import Patient
from xaiviewer.training.learning.tasks import SEGMENTER, Mirrored, SegmenterTask
from xaiviewer.training.recipe import Cycle, Recipe

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("monai")]

_RECIPE = replace(SEGMENTER, cycles=(Cycle(epochs=2, sizes=((0.5, 32), (0.5, 48)), rate=1e-2),), batch=4)


@dataclass(frozen=True)
class _SmallTask(SegmenterTask):
    recipe: Recipe = _RECIPE


def _small() -> nn.Module:
    return HeadedResUNet(3, 1, channels=(4, 6, 8))


@pytest.fixture(autouse=True)
def _small_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(run.TASKS, "segmenter", (_SmallTask, _small))
    monkeypatch.setitem(architectures.ARCHITECTURES, "headed-resunet", _small)


def _silent(line: str) -> None:
    pass


def _judged_by_a_classifier(folder: Path, patients: list[Patient]) -> None:
    """What the folds of a classifier would have said: the first slice a little like a tumour, the rest as it is."""
    for fold, names in enumerate(draw_folds([each.name for each in patients], seed=0, count=2).members):
        place = folder / f"fold-{fold}" / "judged"
        place.mkdir(parents=True)
        for patient in (each for each in patients if each.name in names):
            difference = np.array([-1.0, 3, -0.5, -4])
            np.savez_compressed(place / f"{patient.name}.npz", truth=patient.labels, whole=difference, brain=difference)


def test_an_interrupted_run_ends_with_the_same_bits(folder: Path, tmp_path: Path) -> None:
    def interrupt(line: str) -> None:
        if "fold-1" in line and '"epoch": 0' in line:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run.train("segmenter", folder, tmp_path / "halves" / "segmenter", folds=2, report=interrupt)
    halves = run.train("segmenter", folder, tmp_path / "halves" / "segmenter", folds=2, report=_silent)
    whole = run.train("segmenter", folder, tmp_path / "whole" / "segmenter", folds=2, report=_silent)
    for place in ("fold-0", "fold-1", "all"):
        one, other = (
            torch.load(each.parent.parent / place / "weights.pt", weights_only=True) for each in (halves, whole)
        )
        assert list(one) == list(_small().state_dict())  # nothing of the supervision
        assert all(torch.equal(one[name], other[name]) for name in one)


def test_the_gate_is_chosen_once_the_classifiers_judgements_are_there(
    folder: Path, patients: list[Patient], tmp_path: Path
) -> None:
    lines: list[str] = []
    package = run.train("segmenter", folder, tmp_path / "segmenter", folds=2, report=lines.append)
    assert read_described(opened(package)).gate is None
    assert any("has not judged 5 of 5 patients" in line for line in lines)

    _judged_by_a_classifier(tmp_path / "classifier", patients)
    epochs, lines = len(lines), []
    run.train("segmenter", folder, tmp_path / "segmenter", folds=2, report=lines.append)
    assert lines == []  # nothing was trained again
    assert epochs == 3 * _RECIPE.epochs + 1
    for place in ("all", "fold-0", "fold-1"):
        packaged = tmp_path / "segmenter" / place / "package"
        described = read_described(opened(packaged))
        assert 0 < (described.gate or 0) < 1
        assert 0 < described.threshold < 1
        assert open_package(packaged).manifest["gate"] == described.gate
        forms = training_of(packaged)["cross_validation"]
        assert set(forms) == {"whole", "whole_mirrored", "brain", "brain_mirrored"}
        assert all(0 <= each["dice_mean"] <= 1 for each in forms.values())


def test_the_folds_networks_go_into_the_package_if_asked_for(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "segmenter"
    package = run.train("segmenter", folder, place, folds=2, ensemble=True, report=_silent)
    model = open_package(package)
    assert len(model.networks) == 3
    for number, network in enumerate(model.networks[1:]):
        fold = open_package(place / run.fold_name(number) / "package").network.state_dict()
        assert all(torch.equal(values, fold[name]) for name, values in network.state_dict().items())
    run.train("segmenter", folder, place, folds=2, report=_silent)
    assert open_package(package).further == ()


def test_what_is_judged_holds_both_ways_of_looking_at_both_forms(patients: list[Patient]) -> None:
    torch.manual_seed(0)
    network = ResUNet(3, 1, channels=(4, 6, 8)).eval()  # without a head that doubts
    judged = _SmallTask().judge(network, patients[0])
    for form in ("whole", "brain"):
        plain, mirrored = (judged[f"{form}{suffix}_outline"] for suffix in ("", "_mirrored"))
        assert plain.shape == mirrored.shape
        assert not np.array_equal(plain, mirrored)
        assert (np.diff(plain, axis=1) <= 0).all()  # the higher the threshold, the smaller the outline
        assert (judged[f"{form}_overlap"] <= plain).all()
    assert judged["mask"].tolist() == patients[0].masks.sum(axis=(1, 2)).tolist()


def test_what_is_seen_in_the_mirror_lies_where_it_is() -> None:
    class Right(nn.Module):
        def forward(self, images: torch.Tensor) -> torch.Tensor:
            return images[:, :1] * (torch.arange(images.shape[-1]) >= images.shape[-1] // 2)

    images = torch.arange(8.0).repeat(1, 3, 8, 1)
    found = Mirrored(Right())(images)
    assert torch.equal(found[..., :4], images[:, :1, :, :4])
    assert not found[..., 4:].any()
