"""A user's own classifier on a case: its channels, values and classes; no outline by a network of other channels."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch

from tests.nets.small_network import CLASSES, FACTORY, described
from xaiviewer.analysis import Analyser, load_analyser
from xaiviewer.analysis.prepared import prepare
from xaiviewer.case import Case, Geometry
from xaiviewer.errors import UsageError
from xaiviewer.nets.calibration import Calibration
from xaiviewer.nets.inputs.normalisation import Normalisation, Scale
from xaiviewer.nets.packages.description import Inputs
from xaiviewer.nets.packages.factories import built
from xaiviewer.nets.packages.making import make_package, trained_on
from xaiviewer.nets.packages.opening import NOT_MEASURED, open_package
from xaiviewer.requests import AnalysisSettings, Channel, Explanation


def package(folder: Path, **changes: object) -> Path:
    torch.manual_seed(2)
    return make_package(folder / "own", built(FACTORY), described(**changes))


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory, models: Path) -> Analyser:
    return load_analyser(models, classifier=package(tmp_path_factory.mktemp("own")))


def test_every_slice_is_decided_and_explained_and_none_is_outlined(own: Analyser, small_case: Case) -> None:
    analysis = own.start(small_case, AnalysisSettings())
    assert analysis.description.classes == CLASSES
    assert set(analysis.models) == {"classifier"}
    assert analysis.segmenter is None
    assert NOT_MEASURED in analysis.notices
    results = list(own.slices(small_case, AnalysisSettings(segment_all=True)))
    assert len(results) == len(small_case.indices)
    for result in results:
        assert result.probabilities.shape == (3,)
        assert result.probabilities.sum() == pytest.approx(1)
        assert result.segmentation is None
        assert all(len(each.maps) == len(own.description.layers) for each in result.explanations.values())


def test_a_class_that_is_named_is_explained(own: Analyser, small_case: Case) -> None:
    request = own.request("occlusion", 2, patch=32)
    index = small_case.indices[0]
    found = [each for each in own.explain(small_case, request, [index]) if isinstance(each, Explanation)]
    assert [each.index for each in found] == [index]


def test_a_method_of_the_segmenter_is_refused_where_there_is_none(own: Analyser) -> None:
    with pytest.raises(UsageError, match="no segmenter"):
        own.request("seg-grad-cam")


def test_classes_of_which_each_may_hold_have_probabilities_of_their_own(
    tmp_path: Path, models: Path, small_case: Case
) -> None:
    made = package(tmp_path, output="sigmoid", calibration=Calibration(output="sigmoid"), finding=None)
    analyser = load_analyser(models, classifier=made)
    result = next(analyser.slices(small_case, AnalysisSettings(methods=())))
    np.testing.assert_allclose(result.probabilities, 1 / (1 + np.exp(-result.logits)), rtol=1e-5)


def test_a_case_that_trained_the_network_is_marked(tmp_path: Path, models: Path, small_case: Case) -> None:
    own = load_analyser(models, classifier=package(tmp_path, trained=trained_on([small_case.name])))
    notices = own.start(small_case, AnalysisSettings()).notices
    assert any("was trained on this patient" in each for each in notices)
    other = dataclasses.replace(small_case, name="somebody else")
    assert not any("was trained on" in each for each in own.start(other, AnalysisSettings()).notices)


@pytest.mark.parametrize(
    ("scale", "low", "high", "within"),
    [
        ("slice", 0.0, 100.0, (0, 1)),
        ("volume", 1.0, 99.0, (0, 1)),
        ("values", 0.0, 255.0, (0, 1)),
        ("slice-z-score", 0.0, 0.0, (-np.inf, np.inf)),
        ("head", 0.0, 0.0, (-6, 6)),
    ],
)
def test_values_are_scaled_as_the_package_says(
    tmp_path: Path, small_case: Case, scale: Scale, low: float, high: float, within: tuple[float, float]
) -> None:
    channel = (Channel("T1 + contrast", "t1c"),)
    inputs = Inputs(channel, 64, normalisation=Normalisation(scale, low, high))
    model = open_package(package(tmp_path, inputs=inputs))
    prepared = prepare(small_case, model, model)
    index = small_case.indices[len(small_case.indices) // 2]
    seen = prepared.inputs([index], prepared.seen)
    assert seen.shape == (1, 1, 64, 64)
    assert within[0] <= seen.min() < seen.max() <= within[1]
    stored = small_case.volume("t1c").voxels[index].astype(np.float32)
    if scale == "values":
        assert seen.max() <= min(1.0, stored.max() / 255) + 1e-6
    if scale == "slice-z-score":
        assert abs(float(seen.mean())) < 0.3


def test_mean_and_deviation_of_each_channel_are_taken_off_last(tmp_path: Path, small_case: Case) -> None:
    channel = (Channel("T1 + contrast", "t1c"),)
    plain, shifted = Normalisation("slice", 0, 100), Normalisation("slice", 0, 100, (0.5,), (0.25,))
    seen = []
    for name, how in (("a", plain), ("b", shifted)):
        (tmp_path / name).mkdir()
        model = open_package(package(tmp_path / name, inputs=Inputs(channel, 64, normalisation=how)))
        prepared = prepare(small_case, model, model)
        seen.append(prepared.inputs([small_case.indices[0]], prepared.seen))
    np.testing.assert_allclose(seen[1], (seen[0] - 0.5) / 0.25, atol=1e-5)


def test_pixels_of_a_certain_width_need_a_case_that_tells_its_own(tmp_path: Path, small_case: Case) -> None:
    inputs = Inputs((Channel("grey"),), 64, spacing=2.0, normalisation=Normalisation("slice", 0, 100))
    model = open_package(package(tmp_path, inputs=inputs))
    affine = np.diag([0.5, 0.5, 3.0, 1.0])

    def with_geometry(geometry: Geometry) -> Case:
        volumes = tuple(dataclasses.replace(each, geometry=geometry) for each in small_case.volumes)
        return dataclasses.replace(small_case, volumes=volumes)

    frame = prepare(with_geometry(Geometry(affine, known=True)), model, model).seen.frame
    assert frame.side == pytest.approx(64 * 2.0 / 0.5)
    rows, columns = small_case.shape
    assert (frame.row + frame.side / 2, frame.column + frame.side / 2) == ((rows - 1) / 2, (columns - 1) / 2)
    with pytest.raises(UsageError, match="do not say how far"):
        prepare(with_geometry(Geometry()), model, model)


def test_the_shipped_background_is_not_put_before_a_network_of_another_scale(own: Analyser, small_case: Case) -> None:
    request = own.request("expected-gradients", 1, samples=3)
    assert request.values["background"] == "fillings"
    (found,) = (
        each for each in own.explain(small_case, request, [small_case.indices[0]]) if isinstance(each, Explanation)
    )
    assert found.index == small_case.indices[0]
    with pytest.raises(UsageError, match=r"set expected-gradients.background to fillings"):
        own.request("expected-gradients", 1, background="phantom")
