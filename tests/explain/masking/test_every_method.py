"""What every method that masks the input keeps to, whatever it asks."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from torchvision.models import ResNet

from xaiviewer.errors import Cancelled, UsageError
from xaiviewer.explain import Network, Slices
from xaiviewer.explain.masking import engine
from xaiviewer.requests import METHODS, AttributionMap, Explanation, Partial, Regions, SequenceShares

SMALL: dict[str, dict[str, Any]] = {
    "occlusion": {"patch": 8, "stride": 4},
    "rise": {"masks": 300, "cells": 6},
    "lime": {"samples": 300, "superpixels": 16},
    "kernel-shap": {"samples": 300, "superpixels": 16},
    "shap-partition": {"passes": 200},
    "anchors": {"samples": 300, "superpixels": 12},
    "sequence-shapley": {},
}
REFINED = [method for method in SMALL if method != "sequence-shapley"]
LOCALISING = [method for method in REFINED if method != "anchors"]


def test_every_method_of_the_family_is_asked_here() -> None:
    assert set(SMALL) == {key for key, each in METHODS.items() if each.family == "masking the input"}


def numbers(found: Partial | Explanation) -> NDArray[Any]:
    found = found.explanation if isinstance(found, Partial) else found
    if isinstance(found, AttributionMap):
        return found.values
    if isinstance(found, Regions):
        return np.concatenate([[0.0], found.scores])[found.labels]
    assert isinstance(found, SequenceShares)
    return found.shares


@pytest.mark.parametrize("method", LOCALISING)
def test_a_planted_patch_is_found(run, planted, material, patch, method: str) -> None:
    values = numbers(run(planted, material, method, **SMALL[method])[-1])
    positive = np.maximum(values, 0)
    assert positive[patch].sum() > 3 * 0.088 * positive.sum()  # it is 8.8 % of the head
    assert values[patch].max() == values.max()


@pytest.mark.parametrize("method", SMALL)
def test_the_same_seed_gives_the_same_bits(run, shallow: ResNet, slices: NDArray[np.float32], method: str) -> None:
    heads = np.zeros((1, *slices.shape[2:]), dtype=bool)
    heads[:, 8:56, 8:56] = True
    material = Slices((3,), slices[:1], heads, ("t1", "flair", "t1c"))
    few = {"masks": 48, "samples": 112, "passes": 60}
    asked = {name: few.get(name, value) for name, value in SMALL[method].items()}
    asked |= {"patch": 32, "stride": 16} if method == "occlusion" else {}
    asked |= {"compactness": 10} if "superpixels" in asked else {}  # the slices are noise
    one, other = (run(shallow, material, method, **asked) for _ in range(2))
    assert len(one) == len(other)
    for first, again in zip(one, other, strict=True):
        assert np.array_equal(numbers(first), numbers(again))
    if METHODS[method].random:
        different = run(shallow, material, method, seed=1, **asked)
        assert method == "anchors" or not np.array_equal(numbers(one[-1]), numbers(different[-1]))


@pytest.mark.parametrize("method", [each for each in LOCALISING if each != "shap-partition"])
def test_other_batches_change_next_to_nothing(
    run, planted, material, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Halving looks at a batch's results before the next, so there another batch is another question."""
    from xaiviewer.explain.masking import occlusion, parted, rise

    expected = numbers(run(planted, material, method, **SMALL[method])[-1])
    for module in (engine, occlusion, parted, rise):
        monkeypatch.setattr(module, "TOGETHER", 5)
    found = numbers(run(planted, material, method, **SMALL[method])[-1])
    assert np.abs(found - expected).max() <= 1e-5 * np.ptp(expected)


@pytest.mark.parametrize("method", REFINED)
def test_cancelling_takes_effect_before_the_next_batch(run, planted, material, method: str) -> None:
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(planted.seen)
        return len(asked) > 3

    with pytest.raises(Cancelled):
        run(planted, material, method, cancelled=cancelled, **SMALL[method])
    assert planted.seen == asked[-1]
    assert max(np.diff(asked)) <= engine.TOGETHER


@pytest.mark.parametrize("method", REFINED)
def test_results_refine_and_passes_are_told_honestly(run, planted, material, method: str) -> None:
    told: list[tuple[int, int]] = []
    found = run(planted, material, method, progress=lambda *each: told.append(each), **SMALL[method])
    assert all(isinstance(each, Partial) for each in found[:-1])
    assert len(found) > 2
    assert not isinstance(found[-1], Partial)
    done = [each.done for each in found[:-1]]
    assert done == sorted(set(done))
    declared = METHODS[method].cost(shape_of(material), found[-1].request.values).forward
    assert {total for _, total in told} == {declared} == {each.total for each in found[:-1]}
    assert told[-1] == (declared, declared)
    assert planted.seen <= declared
    if method != "anchors":  # which stop where they know enough
        assert planted.seen >= declared - 1
    error = [np.abs(numbers(each) - numbers(found[-1])).mean() for each in found]
    assert error[-2] < error[0] or method == "anchors"


def shape_of(material: Slices) -> Any:
    from xaiviewer.requests import InputShape

    return InputShape(3, material.inputs.shape[-1])


@pytest.mark.parametrize("filling", ["mean", "blur", "in-painting", "another-slice"])
@pytest.mark.parametrize("method", SMALL)
def test_each_filling_serves_each_method(run, planted, material, method: str, filling: str) -> None:
    if (method, filling) == ("sequence-shapley", "in-painting"):
        with pytest.raises(UsageError, match=r"must be one of mean, blur, zero, another-slice, not"):
            run(planted, material, method, filling=filling)
        return
    few = {"masks": 40, "samples": 100, "passes": 40}
    asked = {name: few.get(name, value) for name, value in SMALL[method].items()}
    other = -material.inputs[0]
    slices = Slices(material.indices, material.inputs, material.heads, material.channels, lambda *_: other)
    found = run(planted, slices, method, filling=filling, **asked)[-1]
    assert np.abs(numbers(found)).max() > 0 or "With no region" in found.sentence


@pytest.mark.parametrize("method", SMALL)
def test_without_another_slice_the_filling_is_refused(run, planted, material, method: str) -> None:
    with pytest.raises(UsageError, match="No other slice of the case can cover slice 8; choose another filling"):
        run(planted, material, method, filling="another-slice")


@pytest.mark.parametrize("method", SMALL)
def test_a_class_that_the_network_lacks_is_refused(run, shallow: ResNet, material, method: str) -> None:
    from xaiviewer.explain import EXPLAINERS
    from xaiviewer.requests import Request

    request = Request.of(method, network="w", class_index=9)
    answers = EXPLAINERS[method](Network(shallow, 32)).explain(request, material, lambda *_: None, lambda: False)
    with pytest.raises(UsageError, match="no class 9; the network has 4"):
        next(answers)


@pytest.mark.parametrize("method", REFINED)
def test_a_slice_without_a_head_is_a_slice_all_the_same(run, planted, material, method: str) -> None:
    empty = Slices(material.indices, material.inputs, material.heads & False, material.channels)
    few = {"masks": 40, "samples": 100, "passes": 40}
    asked = {name: few.get(name, value) for name, value in SMALL[method].items()}
    assert numbers(run(planted, empty, method, **asked)[-1]).any()
