"""Where a graphics processor has too little memory for volumes: fewer windows, then the processor, and it is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from tests.analysis.volumes.test_volume_case import CLASSIFIER, SEGMENTER, package
from xaiviewer.analysis import Analyser, load_analyser, loading
from xaiviewer.analysis.loading import NONE
from xaiviewer.analysis.volumes.outline import VolumeOutline
from xaiviewer.analysis.volumes.roomy import RoomyVolumes
from xaiviewer.case import Case, Frame
from xaiviewer.errors import Cancelled, UsageError
from xaiviewer.nets import memory
from xaiviewer.nets.inputs.orientation import Axes
from xaiviewer.nets.inputs.volumes import Box
from xaiviewer.nets.models import Model
from xaiviewer.nets.packages.opening import open_package
from xaiviewer.requests import AnalysisSettings, LayerMaps

SETTINGS = AnalysisSettings(methods=("grad-cam",))


@pytest.fixture(scope="module")
def classifier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return package(tmp_path_factory.mktemp("volumes"), CLASSIFIER, 32, name="classifier")


@pytest.fixture(scope="module")
def segmenter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return package(tmp_path_factory.mktemp("volumes"), SEGMENTER, 32, name="segmenter", spacing=3.0)


@pytest.fixture(autouse=True)
def _enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory.SHORTAGE, "met", False)


def short_of_memory(model: Model, most: Callable[[int], bool]) -> Model:
    """The same, whose first convolution fails as torch does where so many volumes are too much."""

    def fail(_module: nn.Module, inputs: tuple[torch.Tensor, ...]) -> None:
        if most(len(inputs[0])):
            raise torch.OutOfMemoryError("CUDA out of memory.")

    next(each for each in model.network.modules() if isinstance(each, nn.Conv3d)).register_forward_pre_hook(fail)
    return model


def roomy(
    classifier: Path, short: Callable[[int], bool], again: Callable[[int], bool] = lambda _: False
) -> RoomyVolumes:
    model = short_of_memory(open_package(classifier), short)
    return RoomyVolumes((model, None), lambda: (short_of_memory(open_package(classifier), again), None))


def test_a_volume_that_does_not_fit_goes_on_on_the_processor_with_the_same_result(
    classifier: Path, models: Path, small_case: Case
) -> None:
    full: list[int] = []
    analyser = roomy(classifier, lambda _: bool(full))
    assert analyser.shortage == ""
    full.append(1)
    results = {each.index: each for each in analyser.slices(small_case, SETTINGS)}
    assert memory.ON_PROCESSOR in analyser.start(small_case, SETTINGS).notices
    usual: Analyser = load_analyser(models, classifier=classifier, segmenter=NONE)
    for each in usual.slices(small_case, SETTINGS):
        assert np.array_equal(each.logits, results[each.index].logits)
        ours, theirs = results[each.index].layer_maps("grad-cam"), each.layer_maps("grad-cam")
        assert ours is not None
        assert theirs is not None
        assert all(np.array_equal(one, other) for one, other in zip(ours.maps, theirs.maps, strict=True))


def test_another_method_and_the_decision_without_the_mask_go_on_as_well(classifier: Path, small_case: Case) -> None:
    full: list[int] = []
    analyser = roomy(classifier, lambda _: bool(full))
    results = {each.index: each for each in analyser.slices(small_case, SETTINGS)}
    full.append(1)
    wanted = list(small_case.indices[:2])
    found = list(analyser.explain(small_case, analyser.request("layer-cam"), wanted))
    assert [each.index for each in found if isinstance(each, LayerMaps)] == wanted
    assert analyser.shortage == memory.ON_PROCESSOR
    again = roomy(classifier, lambda _: bool(full))
    assert again.reliance(small_case, results)
    assert again.shortage == memory.ON_PROCESSOR


def test_too_little_memory_everywhere_is_a_sentence(classifier: Path, small_case: Case) -> None:
    analyser = roomy(classifier, lambda _: True, again=lambda _: True)
    with pytest.raises(UsageError, match="too little memory"):
        list(analyser.slices(small_case, SETTINGS))


def test_a_run_that_moved_is_cancelled_all_the_same(classifier: Path, small_case: Case) -> None:
    analyser, passed = roomy(classifier, lambda _: True), list[int]()

    def cancelled() -> bool:
        passed.append(1)
        return len(passed) > 3

    with pytest.raises(Cancelled):
        list(analyser.slices(small_case, SETTINGS, cancelled=cancelled))
    assert analyser.shortage == memory.ON_PROCESSOR


def test_windows_that_do_not_fit_together_pass_one_by_one(segmenter: Path) -> None:
    values = np.random.default_rng(2).random((1, 32, 56, 56), np.float32)
    box = Box(Frame(-0.5, -0.5, 56, 56), -0.5, 1.0, 32, Axes())

    def outline(short: Callable[[int], bool], together: int) -> np.ndarray:
        model = short_of_memory(open_package(segmenter), short)
        return VolumeOutline(model, values, box, (32, 32, 32), together=together).on_slice(
            7, (56, 56), 32, lambda: False
        )

    passed: list[int] = []

    def counted(count: int) -> bool:
        passed.append(count)
        return False

    alone = outline(counted, 1)
    assert set(passed) == {1}
    np.testing.assert_allclose(outline(counted, 4), alone, atol=1e-5)
    assert 4 in passed
    assert not memory.SHORTAGE.met
    np.testing.assert_allclose(outline(lambda count: count > 1, 4), alone, atol=1e-5)
    assert memory.SHORTAGE.met


def test_a_graphics_processor_is_asked_roomily(
    classifier: Path, models: Path, small_case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "device_named", lambda _: torch.device("cuda:0"))
    monkeypatch.setattr(loading, "open_package", lambda path, _place: open_package(path))
    found = load_analyser(models, "cuda", classifier=classifier, segmenter=NONE)
    assert isinstance(found, RoomyVolumes)
    assert next(found.slices(small_case, SETTINGS)).index == small_case.indices[0]
