"""Model cards: figures of the networks' own test patients, as files and in words."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from xaiviewer.errors import ReadError, UsageError
from xaiviewer.nets.packages.named import training_of
from xaiviewer.nets.packages.opening import open_package
from xaiviewer.readers import load_case
from xaiviewer.requests import ONE_PASS_METHODS
from xaiviewer.training.measuring.cards import gated, write_cards
from xaiviewer.training.measuring.favourites import favourites
from xaiviewer.training.measuring.figures import VARIANTS, measure
from xaiviewer.training.measuring.judges import Judge, Judges, judges_of
from xaiviewer.training.package import write_training

pytestmark = pytest.mark.slow


@pytest.fixture
def packages(models: Path, tmp_path: Path) -> Path:
    """Copies of the tiny packages, with what training writes beside them."""
    folder = tmp_path / "models"
    shutil.copytree(models, folder)
    split = {"seed": 0, "train": [], "validation": ["one"], "test": ["two"]}
    for name in ("classifier", "segmenter"):
        write_training(folder / name, {"data": "made up", "split": split, "epochs": 3})
    return folder


@pytest.fixture
def data(small_case_folder: Path, tmp_path: Path) -> Path:
    for name in ("one", "two"):
        shutil.copytree(small_case_folder, tmp_path / "data" / name)
    return tmp_path / "data"


def test_cards_hold_the_figures_and_leave_the_weights_alone(packages: Path, data: Path) -> None:
    folders = packages / "classifier", packages / "segmenter"
    before = [open_package(folder).identity for folder in folders]
    seen: list[str] = []
    pair = Judge(*folders, ("one",))
    judges = Judges((pair,), (pair, Judge(*folders, ("two",))), frozenset({"two"}), ("two",))
    figures = measure(
        judges, data, pair, without_tumour=data / "one", progress=lambda name, done, total: seen.append(name)
    )
    write_cards(figures, *folders)
    metrics, manifest = training_of(folders[0])["metrics"], open_package(folders[0]).manifest
    assert set(metrics["variants"]) == set(VARIANTS)
    assert metrics["test"]["n"] == 8
    assert manifest["figures"]["accuracy"] == metrics["test"]["accuracy"]
    assert {f"accuracy, {each}" for each in VARIANTS if each != "as acquired"} < set(manifest["figures"])
    assert len(manifest["favourites"]) == 102
    assert {each["patients"] for each in manifest["favourites"]} == {1}
    card = (folders[0] / "MODEL_CARD.md").read_text()
    assert f"| accuracy | {metrics['test']['accuracy']['value']:.3f} (" in card
    assert "not for diagnosis" in card
    assert "| one | 4 |" in card
    assert "Grad-CAM) |" in card
    outlines = (folders[1] / "MODEL_CARD.md").read_text()
    assert "FLAIR alone" in outlines
    assert "slices that the classifier calls tumour" in outlines
    assert "on 1 patients that trained neither" in outlines
    assert [open_package(folder).identity for folder in folders] == before
    assert len(set(seen)) == 3 + len(VARIANTS)
    assert set(manifest["distribution"]["side"]) == {"low", "median", "high"}


def test_the_card_names_the_gate_of_the_outline() -> None:
    assert gated(None) == "that the classifier calls tumour"
    assert gated(0.14) == "whose probability of tumour is above 0.14"


def test_a_patient_that_is_not_there_is_named(packages: Path, data: Path) -> None:
    pair = Judge(packages / "classifier", packages / "segmenter", ("one", "three"))
    with pytest.raises(ReadError, match="lacks 1 patients of the training, such as three"):
        measure(Judges((pair,), (pair,), frozenset(), ("two",)), data, pair, progress=lambda *_: None)


def _trained_on(package: Path, training: dict[str, object]) -> None:
    package.mkdir(parents=True, exist_ok=True)
    write_training(package, {"data": "made up", "epochs": 3, **training})


def test_networks_that_held_patients_back_judge_those(packages: Path, tmp_path: Path) -> None:
    judges = judges_of(packages / "classifier", packages / "segmenter", tmp_path / "runs")
    assert [each.patients for each in judges.favourites] == [("one",)]
    assert [each.patients for each in judges.figures] == [("two",)]


def test_networks_trained_on_all_are_judged_by_those_of_their_folds(packages: Path, tmp_path: Path) -> None:
    training = {"folds": {"seed": 0, "members": [["one"], ["two"]]}, "train": ["one", "two"]}
    pair = packages / "classifier", packages / "segmenter"
    for folder in pair:
        _trained_on(folder, training)
    with pytest.raises(UsageError, match="fold 0"):
        judges_of(*pair, tmp_path)
    for name in ("classifier", "segmenter"):
        for number in range(2):
            _trained_on(tmp_path / name / f"fold-{number}" / "package", training)
    judges = judges_of(*pair, tmp_path)
    assert [each.patients for each in judges.figures] == [("one",), ("two",)]
    assert judges.figures[1].segmenter == tmp_path / "segmenter" / "fold-1" / "package"
    assert judges.train == ("one", "two")
    _trained_on(tmp_path / "segmenter" / "fold-1" / "package", training | {"folds": {"seed": 1, "members": []}})
    with pytest.raises(UsageError, match="fold 1"):
        judges_of(*pair, tmp_path)


def test_outlines_are_judged_on_patients_that_trained_neither(packages: Path, tmp_path: Path) -> None:
    """A classifier of all patients beside a segmenter that held one back, and one that held back somebody else."""
    training = {"folds": {"seed": 0, "members": [["one"], ["two"]]}, "train": ["one", "two"]}
    _trained_on(packages / "classifier", training)
    for number in range(2):
        _trained_on(tmp_path / "classifier" / f"fold-{number}" / "package", training)
    judges = judges_of(packages / "classifier", packages / "segmenter", tmp_path)
    assert [each.patients for each in judges.figures] == [("one",), ("two",)]
    assert judges.outlined == {"two"}
    _trained_on(packages / "segmenter", {"split": {"train": [], "validation": [], "test": ["other"]}})
    with pytest.raises(UsageError, match="Every patient trained one of the two"):
        judges_of(packages / "classifier", packages / "segmenter", tmp_path)


def test_the_card_says_who_trained_and_who_judged(packages: Path, data: Path) -> None:
    folders = packages / "classifier", packages / "segmenter"
    for folder in folders:
        _trained_on(folder, {"folds": {"seed": 0, "members": [["one"], ["two"]]}, "train": ["one", "two"]})
    pair = Judge(*folders, ("one",))
    write_cards(
        measure(Judges((pair,), (pair,), frozenset({"one"}), ("one",)), data, pair, progress=lambda *_: None), *folders
    )
    assert (
        "All 2 patients trained these weights. The figures are of 2 networks"
        in (folders[0] / "MODEL_CARD.md").read_text()
    )


def test_the_favourite_has_the_most_relevance_in_the_mask_and_grad_cam_wins_ties() -> None:
    def masses(first: float | None, second: float | None) -> dict[str, dict[str, dict[str, float | None]]]:
        return {"a": {"mass": {"value": first}}, "b": {"mass": {"value": second}}}  # type: ignore[dict-item]

    report = {
        "agreement_by_method": {
            **{method: masses(0.1, None) for method in ONE_PASS_METHODS},
            "layer-cam": masses(0.3, None),
        },
        "peak_auroc": {method: {"a": 0.9, "b": None} for method in ONE_PASS_METHODS},
        "patients": [{}, {}],
    }
    first, second = favourites(report)
    assert (first["layer"], first["method"], first["mass"], first["grad_cam_mass"]) == ("a", "layer-cam", 0.3, 0.1)
    assert (second["method"], second["mass"], second["patients"]) == ("grad-cam", 0.0, 2)


def test_variants_change_what_they_say(small_case_folder: Path) -> None:
    case = load_case(small_case_folder)
    without_skull = VARIANTS["brain extraction (simulated)"](case)
    for before, after in zip(case.volumes, without_skull.volumes, strict=True):
        assert not after.voxels[0, 48, 9:11].any()
        assert np.array_equal(before.voxels[0, 40:56, 36:44], after.voxels[0, 40:56, 36:44])
    assert [each.sequence for each in VARIANTS["FLAIR alone"](case).volumes] == ["flair"]
    assert VARIANTS["16-bit, other gain and offset"](case).volumes[0].voxels.dtype == np.int16
