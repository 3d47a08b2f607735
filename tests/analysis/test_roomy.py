"""Where a graphics processor has too little memory: smaller batches, then the processor itself, and it is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from xaiviewer.analysis import Analyser, load_analyser
from xaiviewer.analysis.roomy import Roomy
from xaiviewer.case import Case
from xaiviewer.errors import UsageError
from xaiviewer.nets import memory
from xaiviewer.nets.models import Model
from xaiviewer.nets.packages.opening import open_package
from xaiviewer.requests import AnalysisSettings, AttributionMap, LayerMaps

SETTINGS = AnalysisSettings(methods=("grad-cam",))


def short_of_memory(model: Model, most: Callable[[int], bool]) -> Model:
    """The same, whose first module fails as torch does where a batch is too large."""

    def fail(_module: Any, inputs: tuple[torch.Tensor, ...]) -> None:
        if most(len(inputs[0])):
            raise torch.OutOfMemoryError("CUDA out of memory.")

    next(model.network.children()).register_forward_pre_hook(fail)
    return model


def roomy(models: Path, most: Callable[[int], bool], *, again: Callable[[int], bool] = lambda _: False) -> Roomy:
    segmenter = open_package(models / "segmenter")
    model = short_of_memory(open_package(models / "classifier"), most)
    # the classifier is traced, which takes a pass, while there is still room
    return Roomy((model, segmenter), lambda: (short_of_memory(open_package(models / "classifier"), again), segmenter))


@pytest.fixture(autouse=True)
def _enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory.SHORTAGE, "met", False)


def test_batches_that_do_not_fit_are_halved(models: Path) -> None:
    whole = open_package(models / "classifier")
    size = whole.preprocessing.size
    inputs = np.random.default_rng(0).standard_normal((5, len(whole.preprocessing.sequences), size, size))
    expected = whole.logits(inputs.astype(np.float32))
    assert not memory.SHORTAGE.met
    short = short_of_memory(open_package(models / "classifier"), lambda count: count > 2)
    np.testing.assert_allclose(short.logits(inputs.astype(np.float32)), expected, atol=1e-5)
    assert memory.SHORTAGE.met


def test_what_fits_nowhere_there_goes_on_on_the_processor_and_says_so(models: Path, small_case: Case) -> None:
    passes: list[int] = []

    def after_the_first(_: int) -> bool:
        passes.append(1)
        return len(passes) > limit

    limit = 10**6
    analyser = roomy(models, after_the_first)
    limit = len(passes)
    assert analyser.shortage == ""
    results = {each.index: each for each in analyser.slices(small_case, SETTINGS)}
    assert sorted(results) == list(small_case.indices)
    assert memory.ON_PROCESSOR in analyser.start(small_case, SETTINGS).notices
    usual: Analyser = load_analyser(models)
    for each in usual.slices(small_case, SETTINGS):
        assert np.array_equal(each.logits, results[each.index].logits)
        made = [found.layer_maps("grad-cam") for found in (results[each.index], each)]
        ours, theirs = (found.maps for found in made if isinstance(found, LayerMaps))
        assert all(np.array_equal(one, other) for one, other in zip(ours, theirs, strict=True))


def test_a_method_goes_on_with_the_slices_that_are_left(models: Path, small_case: Case) -> None:
    short: list[int] = []
    analyser = roomy(models, lambda _: bool(short))
    request = analyser.request("saliency")
    wanted = list(small_case.indices[:2])
    found: list[int] = []
    for each in analyser.explain(small_case, request, wanted):
        if isinstance(each, AttributionMap):
            found.append(each.index)
            short.append(1)
    assert found == wanted
    assert analyser.shortage == memory.ON_PROCESSOR


def test_too_little_memory_everywhere_is_a_sentence(models: Path, small_case: Case) -> None:
    short: list[int] = []
    analyser = roomy(models, lambda _: bool(short), again=lambda _: bool(short) and len(short) > 1)
    short += [1, 1]
    with pytest.raises((UsageError, torch.OutOfMemoryError), match="memory"):
        list(analyser.slices(small_case, SETTINGS))
