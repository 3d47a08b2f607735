"""Model cards: figures of the networks' own test patients, in the manifest and in words."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from xaiviewer.analysis import Analyser
from xaiviewer.case import METHODS
from xaiviewer.errors import ReadError
from xaiviewer.nets.models import load_model
from xaiviewer.readers import load_case
from xaiviewer.training.cards import favourites, write_cards, write_distribution
from xaiviewer.training.figures import VARIANTS, measure


@pytest.fixture
def packages(models: Path, tmp_path: Path) -> Path:
    """Copies of the tiny packages, with what training writes into a manifest."""
    folder = tmp_path / "models"
    shutil.copytree(models, folder)
    split = {"seed": 0, "train": [], "validation": ["one"], "test": ["two"]}
    for name in ("classifier", "segmenter"):
        file = folder / name / "manifest.json"
        manifest = json.loads(file.read_text()) | {"training": {"data": "made up", "split": split, "epochs": 3}}
        file.write_text(json.dumps(manifest))
    return folder


@pytest.fixture
def data(small_case_folder: Path, tmp_path: Path) -> Path:
    for name in ("one", "two"):
        shutil.copytree(small_case_folder, tmp_path / "data" / name)
    return tmp_path / "data"


def test_cards_hold_the_figures_and_leave_the_weights_alone(packages: Path, data: Path) -> None:
    folders = packages / "classifier", packages / "segmenter"
    before = [load_model(folder).identity for folder in folders]
    analyser = Analyser(*(load_model(folder) for folder in folders))
    seen: list[str] = []
    figures = measure(
        analyser,
        data,
        validation=["one"],
        test=["one", "two"],
        train=["two"],
        progress=lambda name, done, total: seen.append(name),
    )
    write_cards(figures, *folders)
    manifest = json.loads((folders[0] / "manifest.json").read_text())
    assert set(manifest["metrics"]["variants"]) == set(VARIANTS)
    assert manifest["metrics"]["test"]["n"] == 8
    assert len(manifest["favourites"]) == 102
    assert {each["patients"] for each in manifest["favourites"]} == {1}
    card = (folders[0] / "MODEL_CARD.md").read_text()
    assert f"| accuracy | {manifest['metrics']['test']['accuracy']['value']:.3f} (" in card
    assert "not for diagnosis" in card
    assert "FLAIR alone" in (folders[1] / "MODEL_CARD.md").read_text()
    assert [load_model(folder).identity for folder in folders] == before
    assert len(set(seen)) == 2 + len(VARIANTS)
    assert set(manifest["distribution"]["side"]) == {"low", "median", "high"}


def test_the_distribution_is_replaced_and_nothing_else(packages: Path) -> None:
    folder = packages / "classifier"
    before = json.loads((folder / "manifest.json").read_text())
    write_distribution({"side": {"low": 1, "median": 2, "high": 3}}, folder)
    after = json.loads((folder / "manifest.json").read_text())
    assert after == before | {"distribution": {"side": {"low": 1, "median": 2, "high": 3}}}


def test_a_patient_that_is_not_there_is_named(packages: Path, data: Path) -> None:
    analyser = Analyser(load_model(packages / "classifier"), load_model(packages / "segmenter"))
    with pytest.raises(ReadError, match="lacks 1 patients of the split, such as three"):
        measure(analyser, data, validation=["one"], test=["three"], progress=lambda *_: None)


def test_the_favourite_has_the_most_relevance_in_the_mask_and_grad_cam_wins_ties() -> None:
    def masses(first: float | None, second: float | None) -> dict[str, dict[str, dict[str, float | None]]]:
        return {"a": {"mass": {"value": first}}, "b": {"mass": {"value": second}}}  # type: ignore[dict-item]

    report = {
        "agreement_by_method": {
            **{method: masses(0.1, None) for method in METHODS},
            "layer-cam": masses(0.3, None),
        },
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
