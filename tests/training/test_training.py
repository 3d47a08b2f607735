"""Training: patients stay apart, runs resume and repeat bit for bit, calibration is the likeliest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from torch import nn

from xaiviewer.errors import UsageError
from xaiviewer.training.augmentation import augmented
from xaiviewer.training.calibration import fit_calibration, fit_platt
from xaiviewer.training.loop import fit
from xaiviewer.training.patients import Patient, load_patients
from xaiviewer.training.recipe import Cycle, Recipe
from xaiviewer.training.run import train
from xaiviewer.training.split import Split, split_patients
from xaiviewer.training.tasks import ClassifierTask, SegmenterTask, dice

_RECIPE = Recipe(
    cycles=(
        Cycle(epochs=2, sizes=((0.5, 32), (0.5, 48)), rate=1e-2),
        Cycle(epochs=1, sizes=((1, 48),), rate=1e-3, mixup=1),
    ),
    batch=4,
    weight_decay=0.01,
    average=0.9,
    patience=3,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five patients of four slices; a bright disc in two of them is the tumour."""
    folder = tmp_path_factory.mktemp("data")
    random = np.random.default_rng(0)
    rows, columns = np.mgrid[:64, :64]
    head = np.hypot(rows - 32, columns - 32) < 26
    for number in range(5):
        name = f"TCGA_{'AB'[number % 2]}_{number}"
        (folder / name).mkdir()
        for index in range(4):
            mask = (np.hypot(rows - 28, columns - 34) < 7) & (index in (1, 2))
            image = (head * random.integers(60, 90, (64, 64)) + mask * 90).astype(np.uint8)
            cv2.imwrite(str(folder / name / f"{name}_{index}.tif"), np.dstack([image] * 3))
            cv2.imwrite(str(folder / name / f"{name}_{index}_mask.tif"), (mask * 255).astype(np.uint8))
    return folder


@pytest.fixture(scope="module")
def patients(folder: Path) -> list[Patient]:
    return load_patients(folder, 48)


@dataclass(frozen=True)
class _SmallClassifierTask(ClassifierTask):
    recipe: Recipe = _RECIPE


def _network() -> nn.Module:
    torch.manual_seed(0)
    layers = [
        nn.Conv2d(3, 8, 3, 2),
        nn.BatchNorm2d(8),
        nn.ReLU(),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Linear(8, 2),
    ]
    return nn.Sequential(*layers)


def _fit(patients: list[Patient], folder: Path, stop_after: int | None = None) -> nn.Module:
    def report(line: str) -> None:
        if stop_after is not None and f'"epoch": {stop_after}' in line:
            raise KeyboardInterrupt

    return fit(
        _SmallClassifierTask(),
        _network(),
        patients[:3],
        patients[3:],
        folder=folder,
        seed=1,
        device=torch.device("cpu"),
        report=report,
    )


def test_a_resumed_run_ends_with_the_same_bits(patients: list[Patient], tmp_path: Path) -> None:
    (tmp_path / "whole").mkdir()
    (tmp_path / "halves").mkdir()
    whole = _fit(patients, tmp_path / "whole").state_dict()
    with pytest.raises(KeyboardInterrupt):
        _fit(patients, tmp_path / "halves", stop_after=1)
    resumed = _fit(patients, tmp_path / "halves").state_dict()
    for name, values in whole.items():
        assert torch.equal(values, resumed[name]), name


def test_training_changes_the_weights_and_lowers_the_loss(patients: list[Patient], tmp_path: Path) -> None:
    trained = _fit(patients, tmp_path)
    start = _network().state_dict()
    assert any(not torch.equal(values, start[name]) for name, values in trained.state_dict().items())
    assert len((tmp_path / "history.jsonl").read_text().splitlines()) == _RECIPE.epochs


def test_early_stopping_counts_only_the_final_size_of_the_last_cycle(patients: list[Patient], tmp_path: Path) -> None:
    cycle = Cycle(epochs=40, sizes=((0.5, 32), (0.5, 48)), rate=0.0)
    task = replace(
        _SmallClassifierTask(), recipe=replace(_RECIPE, cycles=(replace(cycle, epochs=3), cycle), patience=2)
    )
    fit(
        task,
        _network(),
        patients[:3],
        patients[3:],
        folder=tmp_path,
        seed=1,
        device=torch.device("cpu"),
        report=lambda line: None,
    )
    assert len((tmp_path / "history.jsonl").read_text().splitlines()) == 3 + 20 + 2 + 1


def test_a_view_repeats_with_its_seed_and_keeps_the_mask_on_the_tumour(patients: list[Patient]) -> None:
    for seed in range(20):
        pixels, mask = augmented(patients[0], 1, 48, np.random.default_rng(seed))
        again, _ = augmented(patients[0], 1, 48, np.random.default_rng(seed))
        assert np.array_equal(pixels, again)
        assert pixels.shape == (3, 48, 48)
        inside, outside = mask[0] > 0.9, mask[0] < 0.1
        flair = pixels[1]
        assert flair[inside].mean() > flair[outside].mean() + 0.5


def test_a_checkpoint_of_fewer_cycles_does_not_stop_the_new_one(patients: list[Patient], tmp_path: Path) -> None:
    first = Cycle(epochs=2, sizes=((1, 48),), rate=1e-2)
    for cycles in ((first,), (first, Cycle(epochs=5, sizes=((1, 48),), rate=1e-2))):
        task = replace(_SmallClassifierTask(), recipe=replace(_RECIPE, cycles=cycles, patience=2))
        fit(
            task,
            _network(),
            patients[:3],
            patients[3:],
            folder=tmp_path,
            seed=1,
            device=torch.device("cpu"),
            report=lambda line: None,
        )
    epochs = len((tmp_path / "history.jsonl").read_text().splitlines())
    assert epochs >= 2 + 3  # at least the new cycle's own patience


def test_simulated_brain_extraction_removes_the_rim(patients: list[Patient]) -> None:
    brain = patients[0].brain(0, 4.0)
    assert not brain[32, 7].any()
    assert brain[32, 32].any()


def test_learning_rate_warms_up_and_falls_to_zero() -> None:
    cycle = Cycle(epochs=10, sizes=((0.5, 32), (0.5, 48)), rate=1.0, warm_up=0.2)
    recipe = replace(_RECIPE, cycles=(cycle, replace(cycle, rate=0.5)))
    assert recipe.epochs == 20
    assert [recipe.rate_at(*at) for at in ((0, 0.0), (2, 0.0), (12, 0.0))] == [0, 1, 0.5]
    assert recipe.rate_at(9, 1.0) == recipe.rate_at(19, 1.0) == pytest.approx(0)
    assert [recipe.size_at(epoch) for epoch in (0, 4, 5, 9, 10, 15)] == [32, 32, 48, 48, 32, 48]


def test_no_patient_stands_on_two_sides_and_hospitals_are_spread() -> None:
    names = [f"TCGA_{hospital}_{number}" for hospital in ("CS", "DU", "HT") for number in range(20)]
    split = split_patients(names, seed=3, validation=9, test=9)
    sides = [split.train, split.validation, split.test]
    assert sorted(name for side in sides for name in side) == sorted(names)
    assert [len(side) for side in sides] == [42, 9, 9]
    for side in sides:
        assert {name.split("_")[1] for name in side} == {"CS", "DU", "HT"}
    assert split == split_patients(names[::-1], seed=3, validation=9, test=9)
    assert split != split_patients(names, seed=4, validation=9, test=9)


def test_a_split_is_read_as_it_was_written(tmp_path: Path) -> None:
    split = Split(7, ("a", "b"), ("c",), ("d",))
    split.save(tmp_path / "split.json")
    assert Split.load(tmp_path / "split.json") == split


def test_calibration_recovers_a_known_temperature_and_bias() -> None:
    random = np.random.default_rng(0)
    difference = random.normal(0, 4, 20_000)
    truth = random.random(difference.size) < 1 / (1 + np.exp(-(difference + 1.5) / 3))
    temperature, bias = fit_platt(difference, truth)
    assert temperature == pytest.approx(3, rel=0.05)
    assert bias == pytest.approx(1.5, abs=0.15)


def test_calibration_heeds_neighbours_where_they_help() -> None:
    random = np.random.default_rng(0)
    truths = [np.arange(30) // 8 % 2 == 1 for _ in range(20)]
    noisy = [np.where(truth, 1.0, -1.0) + random.normal(0, 2, truth.size) for truth in truths]
    alternating = [np.arange(30) % 2 == 1 for _ in range(20)]
    clean = [np.where(truth, 1.0, -1.0) + random.normal(0, 1, truth.size) for truth in alternating]
    assert fit_calibration(noisy, truths).neighbours >= 0.2
    assert fit_calibration(clean, alternating).neighbours == 0


def test_calibration_of_separable_slices_stays_finite() -> None:
    temperature, bias = fit_platt(np.array([-2.0, -1, 1, 2]), np.array([False, False, True, True]))
    assert np.isfinite([temperature, bias]).all()
    assert temperature > 0


def test_dice_of_two_empty_masks_is_one() -> None:
    empty = np.zeros((2, 2), bool)
    assert dice(empty, empty) == 1
    assert dice(np.array([True, True, False]), np.array([True, False, False])) == pytest.approx(2 / 3)


def test_segmenter_loss_falls_as_the_outline_gets_better() -> None:
    masks = torch.zeros(2, 1, 8, 8)
    masks[0, :, 2:6, 2:6] = 1
    task = SegmenterTask()
    good, bad = task.loss(masks * 8 - 4, masks, masks), task.loss(4 - masks * 8, masks, masks)
    assert 0 < float(good) < 0.2 < float(bad)


def test_every_tumour_slice_trains_the_segmenter_and_every_slice_the_classifier(patients: list[Patient]) -> None:
    random = np.random.default_rng(0)
    assert sorted(ClassifierTask().draw(patients, random)) == [(p, s) for p in range(5) for s in range(4)]
    drawn = SegmenterTask().draw(patients, random)
    assert {(p, s) for p in range(5) for s in (1, 2)} <= set(drawn)


def test_too_few_patients_to_split_are_refused_by_name(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="5 patients"):
        train("segmenter", folder, tmp_path, validation=3, test=3)
    with pytest.raises(UsageError, match="no network 'ensemble'"):
        train("ensemble", folder, tmp_path)
