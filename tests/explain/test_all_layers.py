"""The one pass: what each method gives, for any class, and that nothing stays behind."""

from __future__ import annotations

import gc
import weakref
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torchvision.models import ResNet

from xaiviewer.errors import UsageError
from xaiviewer.explain import AllLayers, traced
from xaiviewer.explain.one_pass.rules import RULES
from xaiviewer.requests import ONE_PASS_METHODS

_Slices = NDArray[Any]
_ALL = ONE_PASS_METHODS


def _pairs(network: ResNet, slices: _Slices, class_index: int) -> list[tuple[_Slices, _Slices]]:
    """(A, G) of every layer by the plainest route: one autograd.grad over all activations, double precision."""
    graph, _ = traced(network.double(), slices.shape[-1])
    images = torch.from_numpy(slices).double().requires_grad_()
    logits, activations = graph(images)
    gradients = torch.autograd.grad(logits[:, class_index].sum(), activations)
    network.float()
    return [(a.detach().numpy(), g.numpy()) for a, g in zip(activations, gradients, strict=True)]


def _by_the_papers(method: str, a: _Slices, g: _Slices) -> Any:
    """The formulas as printed, element by element."""
    positive = np.maximum(g, 0)
    if method == "hires-cam":
        return (g * a).sum(1)
    if method == "layer-cam":
        return (positive * a).sum(1)
    total = a.sum((2, 3), keepdims=True)
    if method == "grad-cam":
        weights = g.mean((2, 3))
    elif method == "xgrad-cam":
        weights = np.divide((g * a).sum((2, 3)), total[..., 0, 0], out=np.zeros(a.shape[:2]), where=a.any((2, 3)))
    else:
        below = 2 * g**2 + np.maximum(total, 0) * g**3
        alpha = np.divide(g**2, below, out=np.zeros_like(g), where=g > 0)
        weights = (alpha * positive).sum((2, 3))
    return np.einsum("nc,nchw->nhw", weights, a)


def _close(found: _Slices, expected: _Slices, share: float = 1e-5) -> None:
    assert np.abs(found - expected).max() <= share * np.ptp(expected)


def test_the_rules_are_those_of_the_declared_family() -> None:
    assert tuple(RULES) == ONE_PASS_METHODS


@pytest.mark.parametrize("method", ONE_PASS_METHODS)
def test_every_layers_map_follows_the_paper(shallow: ResNet, explain: AllLayers, slices: _Slices, method: str) -> None:
    found = explain(slices, 2, _ALL)
    for layer, map_, (a, g) in zip(explain.layers, found.maps[method], _pairs(shallow, slices, 2), strict=True):
        if method == "xgrad-cam" and layer.kind == "convolution":
            continue  # signed outputs may sum to nearly 0: the quotient then has no stable digits to compare
        expected = _by_the_papers(method, a, g)
        for one, other in zip(map_, expected, strict=True):
            _close(one, other, 2e-5 if layer.kind == "convolution" else 1e-5)


def test_maps_are_signed_single_precision_on_the_native_grid(explain_deep: AllLayers, slices: _Slices) -> None:
    found = explain_deep(slices[:2], 1, _ALL)
    for maps in found.maps.values():
        assert [map_.shape for map_ in maps] == [(2, *layer.grid) for layer in explain_deep.layers]
        assert {map_.dtype for map_ in maps} == {np.dtype(np.float32)}
    assert any(map_.min() < 0 < map_.max() for map_ in found.maps["grad-cam"])


def test_the_last_block_has_a_closed_form(deep: ResNet, explain_deep: AllLayers, slices: _Slices) -> None:
    """Behind the last ReLU comes only the mean over positions and a linear layer: the gradient is weight / (H W)."""
    graph, _ = traced(deep, slices.shape[-1])
    with torch.no_grad():
        last = graph(torch.from_numpy(slices))[1][-1]
        weights = deep.fc.weight[1] / last[0, 0].numel()
        expected = torch.einsum("c,nchw->nhw", weights, last).numpy()
    found = explain_deep(slices, 1, _ALL)
    _close(found.maps["grad-cam"][-1], expected, 1e-6)
    _close(found.maps["hires-cam"][-1], expected, 1e-6)


def test_the_last_blocks_grad_cam_adds_up_to_the_logit(deep: ResNet, explain_deep: AllLayers, slices: _Slices) -> None:
    found = explain_deep(slices, 0, ["grad-cam"])
    total = found.maps["grad-cam"][-1].sum((1, 2)) + deep.fc.bias[0].numpy()
    np.testing.assert_allclose(total, found.logits[:, 0], rtol=1e-4)


def test_logits_are_the_networks_own(shallow: ResNet, explain: AllLayers, slices: _Slices) -> None:
    with torch.no_grad():
        expected = shallow(torch.from_numpy(slices)).numpy()
    np.testing.assert_allclose(explain(slices, 0, ["grad-cam"]).logits, expected, rtol=1e-5, atol=1e-5)


def test_a_certain_network_is_explained_as_well(slices: _Slices, shallow: ResNet) -> None:
    """With the softmax saturated its gradient is 0; the logit's is not."""
    bias = shallow.fc.bias.clone()
    try:
        shallow.fc.bias[1] += 100
        found = AllLayers(shallow, slices.shape[-1])(slices[:1], 1, ["grad-cam"])
        assert torch.softmax(torch.from_numpy(found.logits), 1)[0, 1] == 1
        assert all(np.ptp(map_) > 0 for map_ in found.maps["grad-cam"])
    finally:
        shallow.fc.bias.copy_(bias)


def test_classes_are_explained_differently(explain: AllLayers, slices: _Slices) -> None:
    maps = [explain(slices[:1], index, ["layer-cam"]).maps["layer-cam"] for index in range(4)]
    for first in range(4):
        for second in range(first):
            assert all(np.abs(a - b).max() > 0 for a, b in zip(maps[first], maps[second], strict=True))


@pytest.mark.parametrize("method", ONE_PASS_METHODS)
def test_slices_of_a_batch_do_not_influence_each_other(explain: AllLayers, slices: _Slices, method: str) -> None:
    together = explain(slices, 3, [method]).maps[method]
    for index in range(len(slices)):
        alone = explain(slices[index : index + 1], 3, [method]).maps[method]
        for layer, one, many in zip(explain.layers, alone, together, strict=True):
            if method != "xgrad-cam" or layer.kind == "relu":
                _close(many[index], one[0], 2e-5)


def test_the_same_input_gives_the_same_bits(explain: AllLayers, slices: _Slices) -> None:
    first, second = explain(slices, 1, _ALL), explain(slices, 1, _ALL)
    assert np.array_equal(first.logits, second.logits)
    for method in ONE_PASS_METHODS:
        for one, other in zip(first.maps[method], second.maps[method], strict=True):
            assert np.array_equal(one, other)


@pytest.mark.parametrize("method", ONE_PASS_METHODS)
def test_a_methods_bits_do_not_depend_on_the_others(explain: AllLayers, slices: _Slices, method: str) -> None:
    together, alone = explain(slices[:1], 1, _ALL).maps[method], explain(slices[:1], 1, [method]).maps[method]
    assert all(np.array_equal(one, other) for one, other in zip(together, alone, strict=True))


def test_an_earlier_result_is_not_overwritten_by_the_next(explain: AllLayers, slices: _Slices) -> None:
    first = explain(slices[:1], 1, _ALL)
    kept = {method: [map_.copy() for map_ in maps] for method, maps in first.maps.items()}
    explain(slices[1:2], 0, _ALL)
    for method, maps in first.maps.items():
        assert all(np.array_equal(one, other) for one, other in zip(maps, kept[method], strict=True))


def test_a_blank_slice_has_finite_maps(explain: AllLayers) -> None:
    found = explain(np.zeros((1, 3, 64, 64), dtype=np.float32), 1, _ALL)
    assert all(np.isfinite(map_).all() for maps in found.maps.values() for map_ in maps)


def test_the_input_is_left_as_it_was(explain: AllLayers, slices: _Slices) -> None:
    before = slices.copy()
    explain(slices, 1, _ALL)
    assert np.array_equal(slices, before)


def _state(network: ResNet) -> dict[str, object]:
    hooks = ("_forward_hooks", "_forward_pre_hooks", "_backward_hooks", "_backward_pre_hooks")
    return {
        "values": {name: values.clone() for name, values in network.state_dict().items()},
        "modes": [module.training for module in network.modules()],
        "hooks": [len(getattr(module, name)) for module in network.modules() for name in hooks],
        "gradients": [(parameter.requires_grad, parameter.grad) for parameter in network.parameters()],
    }


def _unchanged(before: dict[str, object], after: dict[str, object]) -> None:
    values, now = before.pop("values"), after.pop("values")
    assert all(torch.equal(values[name], now[name]) for name in values)  # type: ignore[index, attr-defined]
    assert before == after


def test_the_network_is_left_as_it_was(shallow: ResNet, slices: _Slices) -> None:
    before = _state(shallow)
    AllLayers(shallow, slices.shape[-1])(slices, 1, _ALL)
    _unchanged(before, _state(shallow))
    assert not any(before["hooks"])  # type: ignore[arg-type]


def test_the_network_is_left_as_it_was_after_a_failure(
    shallow: ResNet, explain: AllLayers, slices: _Slices, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, expected = _state(shallow), explain(slices, 1, _ALL)

    def fail(_pair: object) -> torch.Tensor:
        raise RuntimeError("in the middle of the backward pass")

    with monkeypatch.context() as patch:
        patch.setitem(RULES, "layer-cam", fail)
        with pytest.raises(RuntimeError, match="in the middle"):
            explain(slices, 1, _ALL)
    _unchanged(before, _state(shallow))
    again = explain(slices, 1, _ALL)
    assert all(np.array_equal(a, b) for a, b in zip(expected.maps["grad-cam"], again.maps["grad-cam"], strict=True))


def test_activations_are_let_go_after_the_pass(
    explain: AllLayers, slices: _Slices, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[weakref.ref[torch.Tensor]] = []
    rule = RULES["hires-cam"]

    def watch(pair: object) -> torch.Tensor:
        seen.extend(weakref.ref(each) for each in (pair.activation, pair.gradient))  # type: ignore[attr-defined]
        return rule(pair)  # type: ignore[arg-type]

    monkeypatch.setitem(RULES, "hires-cam", watch)
    gc.disable()  # nothing may wait for the collector either
    try:
        found = explain(slices, 1, ["hires-cam"])
        assert len(seen) == 2 * len(found.maps["hires-cam"])
        assert not any(each() is not None for each in seen)
    finally:
        gc.enable()


def test_an_unknown_method_is_refused_with_the_known_ones(explain: AllLayers, slices: _Slices) -> None:
    with pytest.raises(UsageError, match="“eigen-cam”; choose from grad-cam, "):
        explain(slices, 1, ["eigen-cam"])


@pytest.mark.parametrize("class_index", [-1, 4])
def test_an_unknown_class_is_refused(explain: AllLayers, slices: _Slices, class_index: int) -> None:
    with pytest.raises(UsageError, match=f"no class {class_index}"):
        explain(slices, class_index, ["grad-cam"])
