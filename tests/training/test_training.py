"""Training: patients stay apart, runs resume and repeat bit for bit, calibration is the likeliest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from xaiviewer.errors import UsageError
from xaiviewer.nets.architectures.evidence_resnet import EvidenceResNet
from xaiviewer.nets.architectures.registry import ARCHITECTURES
from xaiviewer.nets.architectures.resunet import ResUNet
from xaiviewer.nets.packages.named import named, training_of
from xaiviewer.training import run
from xaiviewer.training.data.augmentation import augmented
from xaiviewer.training.data.folds import Folds, draw_folds
from xaiviewer.training.data.patients import Patient, load_patients, with_permuted_labels
from xaiviewer.training.fitting.calibration import fit_calibration, fit_platt, threshold_at_precision
from xaiviewer.training.learning.batches import batches
from xaiviewer.training.learning.loop import fit
from xaiviewer.training.learning.tasks import ClassifierTask, SegmenterTask
from xaiviewer.training.recipe import Cycle, Judged, Recipe

pytestmark = pytest.mark.slow

_RECIPE = Recipe(
    cycles=(
        Cycle(epochs=2, sizes=((0.5, 32), (0.5, 48)), rate=1e-2),
        Cycle(epochs=1, sizes=((1, 48),), rate=1e-3),
    ),
    batch=4,
    weight_decay=0.01,
    average=0.9,
)

_SHORT = replace(_RECIPE, cycles=_RECIPE.cycles[:1])


@dataclass(frozen=True)
class _SmallClassifierTask(ClassifierTask):
    recipe: Recipe = _RECIPE


def _network() -> nn.Module:
    """As the real one, in a thousandth of the time."""
    torch.manual_seed(0)
    network = EvidenceResNet(strongest=2)
    for stage in (network.layer1, network.layer3, network.layer4):
        del stage[1:]
    return network


def _fit(patients: list[Patient], folder: Path, stop_after: int | None = None) -> nn.Module:
    def report(line: str) -> None:
        if stop_after is not None and f'"epoch": {stop_after}' in line:
            raise KeyboardInterrupt

    return fit(
        _SmallClassifierTask(),
        _network(),
        patients[:3],
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


def test_a_view_repeats_with_its_seed_and_keeps_the_mask_on_the_tumour(patients: list[Patient]) -> None:
    for seed in range(20):
        pixels, mask = augmented(patients[0], 1, 48, np.random.default_rng(seed))
        again, _ = augmented(patients[0], 1, 48, np.random.default_rng(seed))
        assert np.array_equal(pixels, again)
        assert pixels.shape == (3, 48, 48)
        inside, outside = mask[0] > 0.9, mask[0] < 0.1
        flair = pixels[1]
        assert flair[inside].mean() > flair[outside].mean() + 0.5


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


def test_no_patient_stands_in_two_folds_and_hospitals_are_spread() -> None:
    names = [f"TCGA_{hospital}_{number}" for hospital in ("CS", "DU", "HT") for number in range(20)]
    folds = draw_folds(names, seed=3, count=4)
    assert folds.names == tuple(sorted(names))
    assert [len(members) for members in folds.members] == [15] * 4
    for number, members in enumerate(folds.members):
        assert {name.split("_")[1] for name in members} == {"CS", "DU", "HT"}
        assert set(folds.train(number)) == set(names) - set(members)
    assert folds == draw_folds(names[::-1], seed=3, count=4)
    assert folds != draw_folds(names, seed=4, count=4)


def test_folds_are_read_as_they_were_written(tmp_path: Path) -> None:
    folds = Folds(7, (("a", "b"), ("c",)))
    folds.save(tmp_path / "folds.json")
    assert Folds.load(tmp_path / "folds.json") == folds


@pytest.mark.parametrize("threads", [2, 5])
def test_batches_are_the_same_whoever_makes_them(patients: list[Patient], threads: int) -> None:
    task = _SmallClassifierTask()
    one, many = (list(batches(task, patients, 2, 7, threads=number)) for number in (1, threads))
    assert [passed for passed, _ in one] == [passed for passed, _ in many] == [0, 0.2, 0.4, 0.6, 0.8]
    for (_, expected), (_, found) in zip(one, many, strict=True):
        assert all(torch.equal(a, b) for a, b in zip(expected, found, strict=True))


def test_permuted_labels_are_as_many_and_elsewhere(patients: list[Patient]) -> None:
    dealt = with_permuted_labels(patients, seed=1)
    before, after = (np.concatenate([each.labels for each in who]) for who in (patients, dealt))
    assert before.sum() == after.sum()
    assert not np.array_equal(before, after)
    assert [len(each.labels) for each in dealt] == [len(each.labels) for each in patients]


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


def test_the_threshold_is_the_lowest_that_holds_the_precision() -> None:
    probability = np.array([0.1, 0.305, 0.4, 0.6, 0.8, 0.9])
    truth = np.array([False, True, False, True, True, True])
    assert threshold_at_precision(probability, truth, 0.8) == 0.1
    assert threshold_at_precision(probability, truth, 0.9) == 0.4
    assert threshold_at_precision(probability, ~truth & False, 0.9) == 0.5


def test_every_tumour_slice_trains_the_segmenter_and_every_slice_the_classifier(patients: list[Patient]) -> None:
    random = np.random.default_rng(0)
    assert sorted(ClassifierTask().draw(patients, random)) == [(p, s) for p in range(5) for s in range(4)]
    drawn = SegmenterTask().draw(patients, random)
    assert {(p, s) for p in range(5) for s in (1, 2)} <= set(drawn)


def _small_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    @dataclass(frozen=True)
    class SmallSegmenterTask(SegmenterTask):
        recipe: Recipe = _SHORT

    def small_segmenter() -> nn.Module:
        return ResUNet(3, 1, channels=(4, 8))

    tasks = {"classifier": (_SmallClassifierTask, _network), "segmenter": (SmallSegmenterTask, small_segmenter)}
    monkeypatch.setattr(run, "TASKS", tasks)
    monkeypatch.setitem(ARCHITECTURES, "evidence-resnet50", _network)
    monkeypatch.setitem(ARCHITECTURES, "headed-resunet", small_segmenter)


@pytest.mark.usefixtures("monai")
@pytest.mark.parametrize("name", ["classifier", "segmenter"])
def test_every_patient_is_judged_by_a_network_that_never_saw_him(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    _small_tasks(monkeypatch)
    package = run.train(name, folder, tmp_path, folds=2, permuted=True, report=lambda line: None)
    folds = Folds.load(tmp_path / "folds.json")
    for number, members in enumerate(folds.members):
        place = tmp_path / run.fold_name(number)
        assert {file.stem for file in (place / "judged").iterdir()} == set(members)
        assert training_of(place / "package")["train"] == list(folds.train(number))
        trained = [each for each in folds.names if named(place / "package").trained_on(each)]
        assert trained == list(folds.train(number))
    assert training_of(package)["train"] == list(folds.names)
    assert training_of(package)["folds"] == {"seed": 0, "members": [list(each) for each in folds.members]}
    assert (tmp_path / "permuted" / "package" / "weights.safetensors").is_file()


def test_what_was_judged_is_known_by_the_patient_it_was_judged_of(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the order in which patients are found and folds are dealt."""
    _small_tasks(monkeypatch)
    names = sorted(each.name for each in load_patients(folder, 48))
    Folds(0, (tuple(reversed(names[:3])), tuple(reversed(names[3:])))).save(tmp_path / "folds.json")
    packaged: dict[str, list[str]] = {}

    def judge(_self: object, _member: str, _learners: object, judges: Sequence[Patient]) -> list[Judged]:
        return [{"who": np.array(each.name)} for each in judges]

    def package(_self: object, member: str, judged: Sequence[Judged], *_rest: object) -> Path:
        packaged[member] = [str(each["who"]) for each in judged]
        return tmp_path

    monkeypatch.setattr("xaiviewer.training.run._Trainer.network", judge)
    monkeypatch.setattr("xaiviewer.training.run._Trainer.package", package)
    run.train("classifier", folder, tmp_path, folds=2, report=lambda line: None)
    assert packaged == {"fold-0": names[3:], "fold-1": names[:3], "all": names}


def test_a_finished_run_is_not_trained_again_and_ends_with_the_same_package(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _small_tasks(monkeypatch)
    lines: list[str] = []
    package = run.train("classifier", folder, tmp_path, folds=2, report=lines.append)
    before = (package / "weights.safetensors").read_bytes()
    assert len(lines) == 3 * _RECIPE.epochs
    run.train("classifier", folder, tmp_path, folds=2, report=lines.append)
    assert len(lines) == 3 * _RECIPE.epochs
    assert (package / "weights.safetensors").read_bytes() == before


@pytest.mark.usefixtures("monai")
def test_what_cannot_be_trained_is_refused_by_name(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="5 patients; they cannot be dealt into 6 folds"):
        run.train("segmenter", folder, tmp_path, folds=6)
    with pytest.raises(UsageError, match="no network 'ensemble'"):
        run.train("ensemble", folder, tmp_path)
    with pytest.raises(UsageError, match="the classifier cannot be an ensemble"):
        run.train("classifier", folder, tmp_path, ensemble=True)
    Folds(0, (("a",), ("b",))).save(tmp_path / "folds.json")
    with pytest.raises(UsageError, match="begun with other patients"):
        run.train("segmenter", folder, tmp_path)


@pytest.mark.usefixtures("monai")
@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a CUDA device")
def test_a_missing_device_is_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no CUDA device"):
        run.train("segmenter", folder, tmp_path, device="cuda")
