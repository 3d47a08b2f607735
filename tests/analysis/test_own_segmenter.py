"""A user's own segmenter beside a classifier: named on the command line, by the classifier's package, or none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.nets.small_network import described
from xaiviewer.analysis import load_analyser
from xaiviewer.analysis.loading import BUNDLED, NONE
from xaiviewer.case import Case
from xaiviewer.errors import UsageError
from xaiviewer.nets.inputs.normalisation import Normalisation
from xaiviewer.nets.packages import store
from xaiviewer.nets.packages.description import Factory, Inputs
from xaiviewer.nets.packages.factories import built
from xaiviewer.nets.packages.making import make_package
from xaiviewer.requests import AnalysisSettings, Channel, Explanation

UNET = Factory(
    "monai",
    "UNet",
    {"spatial_dims": 2, "in_channels": 1, "out_channels": 3, "channels": [4, 8], "strides": [2], "num_res_units": 1},
)
INPUTS = Inputs((Channel("FLAIR", "flair"),), 64, normalisation=Normalisation("slice", 0, 100))


@pytest.fixture(scope="module")
def segmenter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = described(
        name="unet", factory=UNET, task="segmentation", classes=("background", "core", "oedema"), finding="core",
        inputs=INPUTS, threshold=0.3,
    )  # fmt: skip
    return make_package(tmp_path_factory.mktemp("own") / "unet", built(UNET), made)


def made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def classifier(folder: Path, **changes: object) -> Path:
    told = described(**{"inputs": INPUTS, **changes})
    return make_package(folder / "classifier", built(told.factory), told)


def test_its_outline_dice_and_maps_stand_beside_the_classifiers(
    tmp_path: Path, models: Path, segmenter: Path, small_case: Case
) -> None:
    analyser = load_analyser(models, classifier=classifier(tmp_path), segmenter=str(segmenter))
    results = list(analyser.slices(small_case, AnalysisSettings(methods=(), segment_all=True)))
    assert all(each.segmentation is not None for each in results)
    outlined = [each.index for each in results if each.segmentation is not None and each.segmentation.any()]
    assert outlined
    analysis = analyser.start(small_case, AnalysisSettings())
    assert analysis.segmenter is not None
    assert any("“core”" in each for each in analysis.notices)
    request = analyser.request("seg-grad-cam")
    found = [each for each in analyser.explain(small_case, request, outlined[:1]) if isinstance(each, Explanation)]
    assert len(found) == 1
    assert np.isfinite(found[0].maps[0]).all()  # type: ignore[union-attr]


def test_none_outlines_nothing_and_bundled_is_the_programs_own(tmp_path: Path, models: Path, small_case: Case) -> None:
    own = classifier(tmp_path)
    settings = AnalysisSettings(methods=(), segment_all=True)
    assert next(load_analyser(models, segmenter=NONE).slices(small_case, settings)).segmentation is None
    beside = load_analyser(models, classifier=own, segmenter=BUNDLED)  # takes other channels
    alone = load_analyser(models)
    found, expected = (next(each.slices(small_case, settings)) for each in (beside, alone))
    assert found.segmentation is not None
    np.testing.assert_array_equal(found.segmentation, expected.segmentation)
    assert beside.start(small_case, settings).segmenter_frame == alone.start(small_case, settings).segmenter_frame


def test_a_segmenter_of_other_channels_values_and_size_works_on_its_own_input(
    tmp_path: Path, models: Path, segmenter: Path, small_case: Case
) -> None:
    settings = AnalysisSettings(methods=(), segment_all=True)
    t1c = Inputs((Channel("T1 + contrast", "t1c"),), 96, normalisation=Normalisation("slice-z-score"))
    one, two = (
        load_analyser(models, classifier=classifier(made(tmp_path / name), inputs=inputs), segmenter=str(segmenter))
        for name, inputs in (("t1c", t1c), ("flair", INPUTS))
    )
    found, expected = (list(each.slices(small_case, settings)) for each in (one, two))
    assert any(each.segmentation is not None and each.segmentation.any() for each in expected)
    for this, other in zip(found, expected, strict=True):
        np.testing.assert_array_equal(this.segmentation, other.segmentation)
        assert not np.array_equal(this.logits, other.logits)
    assert not any("which this case lacks" in each for each in one.start(small_case, settings).notices)
    without = replace(small_case, volumes=tuple(each for each in small_case.volumes if each.sequence != "flair"))
    without = replace(without, main_sequence="t1c")
    assert any(
        "The segmenter takes FLAIR, which this case lacks" in each for each in one.start(without, settings).notices
    )


def test_a_package_names_its_pair(
    tmp_path: Path, models: Path, segmenter: Path, small_case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = classifier(tmp_path, segmenter="unet")
    monkeypatch.setattr(store, "folder", lambda: tmp_path / "nothing")
    notices = load_analyser(models, classifier=own).start(small_case, AnalysisSettings()).notices
    assert any("was not imported" in each for each in notices)
    monkeypatch.setattr(store, "folder", lambda: segmenter.parent)
    assert (
        load_analyser(models, classifier=own).start(small_case, AnalysisSettings()).models["segmenter"].name == "unet"
    )


def test_networks_are_not_taken_for_each_other(tmp_path: Path, models: Path, segmenter: Path) -> None:
    with pytest.raises(UsageError, match="name a classifier"):
        load_analyser(models, classifier=segmenter)
    with pytest.raises(UsageError, match="name a segmenter"):
        load_analyser(models, segmenter=str(classifier(tmp_path)))
