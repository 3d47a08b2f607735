"""Gradients at the input: exact on networks whose answer is known, complete, refined, repeatable, nothing changed."""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional
from torchvision.models import ResNet

from xaiviewer import paths
from xaiviewer.errors import Cancelled, ModelError, UsageError
from xaiviewer.explain import EXPLAINERS, Network, Slices
from xaiviewer.explain.filling import covered
from xaiviewer.explain.input_gradients.background import shipped
from xaiviewer.explain.input_gradients.cells import interpolated, shared_out
from xaiviewer.explain.input_gradients.paths import points
from xaiviewer.explain.input_gradients.xrai import ranked
from xaiviewer.explain.layers.receptive import Spot
from xaiviewer.nets.architectures.evidence_resnet import EvidenceResNet
from xaiviewer.requests import METHODS, AttributionMap, Explanation, Partial, Request
from xaiviewer.requests.methods import input_gradients

CHANNELS = ("t1", "flair", "t1c")
SIDE = 32
KEYS = [method.key for method in input_gradients.METHODS]
RANDOM = [key for key in KEYS if METHODS[key].random]
FEW: dict[str, dict[str, object]] = {
    "smooth-grad": {"samples": 10},
    "smooth-grad-squared": {"samples": 10},
    "integrated-gradients": {"steps": 10},
    "expected-gradients": {"samples": 10},
    "xrai": {"steps": 5},
}
"""Parameters of a quick request."""

Image = NDArray[np.float32]


class Linear(nn.Module):
    """Logits ``[0, weights x inputs]``."""

    def __init__(self, weights: Image) -> None:
        super().__init__()
        self.weights = torch.from_numpy(weights)

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        logit = (images * self.weights).sum((1, 2, 3))
        return torch.stack([torch.zeros_like(logit), logit], dim=1)


class Small(nn.Module):
    """Two classes, ReLUs as modules, functions and methods, one of them in place; biases of every kind."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = nn.Conv2d(3, 6, 3, padding=1), nn.Conv2d(6, 8, 3, stride=2, padding=1, bias=False)
        self.norm, self.third = nn.BatchNorm2d(8), nn.Conv2d(8, 8, 3, padding=1)
        self.relu, self.fc = nn.ReLU(inplace=True), nn.Linear(8, 2)

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        found = self.relu(self.first(images))
        found = functional.relu(self.norm(self.second(found)))
        found = functional.max_pool2d(self.third(found).relu(), 2)
        logits: torch.Tensor = self.fc(found.mean((2, 3)))
        return logits


class Planted(nn.Module):
    """Its logit rises with the FLAIR brightness of a patch at rows 8 to 15, columns 16 to 23, above 1."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(3, 1, 3, padding=1)
        nn.init.zeros_(self.conv.weight)
        with torch.no_grad():
            self.conv.weight[0, 1] = 1 / 9
        nn.init.constant_(self.conv.bias, -1.0)  # type: ignore[arg-type]
        where = torch.zeros(1, 1, SIDE, SIDE)
        where[..., 8:16, 16:24] = 1
        self.where: torch.Tensor
        self.register_buffer("where", where)

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        logit = (functional.relu(self.conv(images)) * self.where).sum((1, 2, 3))
        return torch.stack([-logit, logit], dim=1)


@pytest.fixture(scope="module")
def weights() -> Image:
    return np.random.default_rng(1).standard_normal((3, SIDE, SIDE)).astype(np.float32)


@pytest.fixture(scope="module")
def material() -> Slices:
    heads = np.zeros((2, SIDE, SIDE), dtype=bool)
    heads[:, 3:29, 4:30] = True
    return Slices(
        (5, 8), np.random.default_rng(2).standard_normal((2, 3, SIDE, SIDE)).astype(np.float32), heads, CHANNELS
    )


@pytest.fixture(scope="module")
def small() -> Small:
    torch.manual_seed(1)
    network = Small()
    nn.init.normal_(network.norm.bias, 0, 0.5)
    for values in (network.norm.running_mean, network.norm.running_var):
        assert values is not None
        nn.init.uniform_(values, 0.5, 1.5)
    return network.eval().requires_grad_(requires_grad=False)


def _ask(method: str, **parameters: object) -> Request:
    return Request.of(method, network="w", class_index=1, **{**FEW.get(method, {}), **parameters})


def _answers(network: nn.Module, request: Request, slices: Slices, **options: Any) -> Iterator[Partial | Explanation]:
    progress = options.get("progress", lambda done, total: None)
    explainer = EXPLAINERS[request.method](Network(network, slices.inputs.shape[-1]))
    return explainer.explain(request, slices, progress, options.get("cancelled", lambda: False))


def _maps(network: nn.Module, slices: Slices, method: str, **parameters: object) -> list[AttributionMap]:
    found = _answers(network, _ask(method, **parameters), slices)
    return [each for each in found if isinstance(each, AttributionMap)]


def _logits(network: nn.Module, images: Image) -> NDArray[np.float64]:
    return Network(network, images.shape[-1]).logits(images, 1)


# --- a linear network


def test_on_a_linear_network_the_methods_agree_and_are_complete(weights: Image, material: Slices) -> None:
    network = Linear(weights)
    zero = {"baseline": "zero", "head_only": False}
    for product, path, image in zip(
        _maps(network, material, "input-x-gradient"),
        _maps(network, material, "integrated-gradients", **zero),
        material.inputs,
        strict=True,
    ):
        np.testing.assert_allclose(product.values, (weights * image).sum(0), atol=1e-5)
        np.testing.assert_allclose(path.values, product.values, atol=1e-5)
        assert product.gap == pytest.approx(0, abs=1e-3)
        assert path.gap == pytest.approx(0, abs=1e-3)


def test_expected_gradients_of_a_linear_network_are_its_shapley_values(weights: Image, material: Slices) -> None:
    """A pixel's is its weight times what it differs from the background's mean; every slice of it counts the same."""
    behind = shipped(CHANNELS, SIDE)
    for found, image in zip(
        _maps(Linear(weights), material, "expected-gradients", samples=2 * len(behind)), material.inputs, strict=True
    ):
        np.testing.assert_allclose(found.values, (weights * (image - behind.mean(0))).sum(0), atol=1e-4)
        assert found.gap == pytest.approx(0, abs=1e-3)
        assert found.gap_error == pytest.approx(0, abs=1e-3)


def test_the_gradient_of_a_linear_network_is_its_weights(weights: Image, material: Slices) -> None:
    network = Linear(weights)
    (largest, _), (signed, _) = (
        _maps(network, material, "saliency", over_sequences=each) for each in ("largest", "sum")
    )
    np.testing.assert_allclose(largest.values, np.abs(weights).max(0), atol=1e-6)
    np.testing.assert_allclose(signed.values, weights.sum(0), atol=1e-6)
    (smooth, _), (squared, _) = (_maps(network, material, each) for each in ("smooth-grad", "smooth-grad-squared"))
    np.testing.assert_allclose(smooth.values, weights.sum(0), atol=1e-6)
    np.testing.assert_allclose(squared.values, (weights**2).sum(0), atol=1e-5)


@pytest.mark.parametrize("method", ["input-x-gradient", "integrated-gradients", "expected-gradients", "smooth-grad"])
def test_the_sequences_maps_add_up_to_the_whole_map(small: Small, material: Slices, method: str) -> None:
    whole, *each = (_maps(small, material, method, sequence=number)[0] for number in range(4))
    np.testing.assert_allclose(sum(one.values for one in each), whole.values, atol=1e-5)
    assert all(one.gap is None for one in each)


def test_a_sequence_that_the_input_lacks_is_refused(small: Small, material: Slices) -> None:
    with pytest.raises(UsageError, match=r"no sequence 4; choose 0 for all together, or 1 \(t1\), 2 \(flair\)"):
        _maps(small, material, "saliency", sequence=4)


# --- completeness


@pytest.mark.parametrize("rule", ["gauss-legendre", "midpoint", "trapezoid"])
@pytest.mark.parametrize("baseline", ["mean", "blur", "zero"])
def test_integrated_gradients_add_up_to_the_logits_change(
    shallow: ResNet, slices: Image, rule: str, baseline: str
) -> None:
    material = Slices((0,), slices[:1], np.ones((1, *slices.shape[2:]), bool), CHANNELS)
    (found,) = _maps(shallow, material, "integrated-gradients", steps=64, rule=rule, baseline=baseline, blur=2)
    start = covered(slices[0], material.heads[0], {"filling": baseline, "blur": 2, "head_only": True})
    change = np.diff(_logits(shallow, np.stack([start, slices[0]])))[0]
    assert found.gap == pytest.approx(float(found.values.sum(dtype=np.float64)) - change, abs=1e-4)
    assert abs(found.gap or 1) < 0.03 * max(abs(change), 1)


def test_rules_weigh_the_whole_way_and_begin_all_along_it() -> None:
    for rule in ("gauss-legendre", "midpoint", "trapezoid"):
        for count in (2, 3, 50):
            found = points(rule, count)
            assert found.weights.sum() == pytest.approx(1)
            assert (found.weights * found.at).sum() == pytest.approx(0.5)
            assert len(set(found.at.tolist())) == count
        assert np.ptp(found.at[:4]) > 0.5


@pytest.mark.parametrize("name", ["small", "shallow", "with_evidence"])
def test_full_grad_adds_up_to_the_logit(request: pytest.FixtureRequest, slices: Image, name: str) -> None:
    """Whatever lies on the picture makes the logit, but for the last linear layer's bias: that is the gap."""
    network = request.getfixturevalue(name)
    material = Slices((0,), slices[:1], np.ones((1, *slices.shape[2:]), bool), CHANNELS)
    (found,) = _maps(network, material, "full-grad")
    last = (
        network.fc.bias[1] if not isinstance(network, EvidenceResNet) else (network.fc.bias[1] - network.fc.bias[0]) / 2
    )
    assert found.gap == pytest.approx(-float(last), abs=1e-4)
    expected = _logits(network, slices[:1])[0] - float(last)
    assert found.values.sum(dtype=np.float64) == pytest.approx(expected, abs=1e-3)
    (shown,) = _maps(network, material, "full-grad", form="display")
    assert shown.gap is None
    assert shown.values.min() >= 0


def test_full_grad_tells_where_it_is_not_complete(slices: Image) -> None:
    torch.manual_seed(2)
    curved = nn.Sequential(
        nn.Conv2d(3, 4, 3, padding=1), nn.SiLU(), nn.Conv2d(4, 2, 3), nn.AdaptiveAvgPool2d(1), nn.Flatten()
    )
    material = Slices((0,), slices[:1], np.ones((1, *slices.shape[2:]), bool), CHANNELS)
    (found,) = _maps(curved.eval().requires_grad_(requires_grad=False), material, "full-grad")
    assert abs(found.gap or 0) > 1e-3


def test_more_samples_bring_expected_gradients_closer_to_complete(small: Small, material: Slices) -> None:
    few, many = (_maps(small, material, "expected-gradients", samples=each)[0] for each in (8, 256))
    assert few.gap_error is not None
    assert many.gap_error is not None
    assert many.gap_error < 0.4 * few.gap_error
    assert abs(many.gap or 1) < 4 * many.gap_error


def test_xrai_adds_up_to_the_mean_change_from_its_baselines(small: Small, material: Slices) -> None:
    (found, _) = _maps(small, material, "xrai", steps=64)
    image, head = material.inputs[0], material.heads[0]
    ends = [np.where(head, each(image, axis=(1, 2), keepdims=True), image) for each in (np.min, np.max)]
    logits = _logits(small, np.stack([image, *ends]).astype(np.float32))
    change = logits[0] - logits[1:].mean()
    assert found.gap == pytest.approx(float(found.values.sum(dtype=np.float64)) - change, abs=1e-4)
    assert abs(found.gap or 1) < 0.05 * max(abs(change), 1)
    assert not found.values[~head].any()  # the air is the same at both ends


# --- where


@pytest.mark.parametrize("method", [key for key in KEYS if key != "smooth-grad-squared"])
def test_a_planted_patch_is_found(method: str) -> None:
    images = np.full((1, 3, SIDE, SIDE), -0.5, np.float32)
    images[:, :, 2:30, 2:30] = 0.2
    images[:, 1, 8:16, 16:24] = 2
    material = Slices((0,), images, images[:, 0] > 0, CHANNELS)
    options = {"layer": "relu"} if method == "guided-grad-cam" else {}
    (found,) = _maps(Planted().eval().requires_grad_(requires_grad=False), material, method, **options)
    strength = np.abs(found.values)
    row, column = np.unravel_index(int(strength.argmax()), strength.shape)
    assert 7 <= row <= 16
    assert 15 <= column <= 24
    assert strength[7:17, 15:25].sum() > 0.8 * strength.sum()


def test_cells_come_to_lie_where_their_centres_are() -> None:
    cells = np.zeros((4, 4))
    cells[1, 2] = 1
    spot = Spot((4, 4), (4, 4), (1.0, 0.0))
    shown, shared = interpolated(cells, spot, (16, 16)), shared_out(cells, spot, (16, 16))
    assert shown.argmax() == shared.argmax() == 5 * 16 + 8
    assert shown.max() == 1
    assert shown[3, 8] == 0.5
    assert shown[1, 8] == 0
    assert shared.sum() == pytest.approx(1)
    level = interpolated(np.ones((4, 4)), spot, (16, 16))
    np.testing.assert_allclose(level, 1)  # beyond the outermost centres, too
    assert shared_out(np.ones((4, 4)), spot, (16, 16)).sum() == pytest.approx(16)
    plain = np.random.default_rng(0).standard_normal((16, 16))
    np.testing.assert_allclose(interpolated(plain, Spot((16, 16)), (16, 16)), plain)
    np.testing.assert_allclose(shared_out(plain, Spot((16, 16)), (16, 16)), plain)


def _plainly_ranked(attribution: NDArray[np.float64], masks: list[NDArray[np.bool_]], least: float) -> Any:
    """XRAI as its paper's algorithm 1 puts it, region by region."""
    taken, found = np.zeros_like(masks[0]), np.zeros_like(attribution)
    while True:
        rests = [rest for rest in (mask & ~taken for mask in masks) if rest.sum() >= least]
        if not rests:
            return taken, found
        best = max(rests, key=lambda rest: attribution[rest].mean())
        found[best] = attribution[best].mean()
        taken |= best


def test_regions_are_ranked_as_the_paper_does() -> None:
    random = np.random.default_rng(3)
    attribution = random.standard_normal((24, 24))
    parted = []
    for side in (12, 6, 4):
        labels = np.add.outer(np.arange(24) // side * (24 // side), np.arange(24) // side + 1).astype(np.int32)
        labels[:, :2] = 0
        labels[3:9, 10:15] = labels.max() + 1  # so that regions cross
        parted.append(labels)
    masks = [labels == number for labels in parted for number in range(1, int(labels.max()) + 1)]
    taken, expected = _plainly_ranked(attribution, masks, 5)
    found = ranked(attribution, parted, 5)
    np.testing.assert_allclose(found[taken], expected[taken], atol=1e-9)
    assert found.sum() == pytest.approx(attribution.sum())
    np.testing.assert_allclose(found[:, :2], attribution[:, :2].mean())


# --- an inner layer


def test_expected_gradients_of_an_inner_layer_are_on_its_cells(small: Small, material: Slices) -> None:
    (found, _) = _maps(small, material, "expected-gradients", layer="third", samples=24)
    layers = Network(small, SIDE).all_layers.layers
    assert found.layer is not None
    assert layers[found.layer].name == "third"
    assert found.values.shape == (16, 16)
    assert found.gap is None
    behind = shipped(CHANNELS, SIDE)
    change = _logits(small, material.inputs[:1])[0] - _logits(small, behind).mean()
    assert found.values.sum() == pytest.approx(change, abs=0.3 * abs(change) + 0.02)  # nothing leads round this one


def test_smoothing_noise_is_added_at_the_input_and_at_a_layer(small: Small, material: Slices) -> None:
    for layer in ("input", "third"):
        plain, smooth, again = (
            _maps(small, material, "expected-gradients", layer=layer, smoothing=each)[0].values
            for each in (0, 0.2, 0.2)
        )
        assert np.abs(plain - smooth).max() > 0
        assert np.array_equal(smooth, again)


def test_a_background_is_refused_where_the_network_takes_values_scaled_otherwise(
    small: Small, material: Slices
) -> None:
    other = replace(material, plain=False)
    with pytest.raises(UsageError, match=r"which this network does not; set expected-gradients\.background to"):
        _maps(small, other, "expected-gradients", samples=4)
    assert _maps(small, other, "expected-gradients", samples=4, background="fillings")


def test_a_background_that_lacks_a_sequence_is_refused_with_the_remedy(small: Small, material: Slices) -> None:
    other = Slices(material.indices, material.inputs, material.heads, ("t1", "flair", "t2"))
    with pytest.raises(UsageError, match=r"not t2, which .*; set expected-gradients\.background to fillings"):
        _maps(small, other, "expected-gradients")
    (found, _) = _maps(small, other, "expected-gradients", background="fillings", samples=30)
    assert abs(found.gap or 9) < 5 * (found.gap_error or 0)


def test_the_background_is_looked_at_once_for_all_slices(
    small: Small, material: Slices, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, ...]] = []

    def counted(channels: tuple[str, ...], size: int) -> Image:
        asked.append(channels)
        return shipped(channels, size)

    monkeypatch.setattr("xaiviewer.explain.input_gradients.background.shipped", counted)
    explainer = EXPLAINERS["expected-gradients"](Network(small, SIDE))
    one, other = (
        list(explainer.explain(_ask("expected-gradients"), material, lambda done, total: None, lambda: False))[-1]
        for _ in range(2)
    )
    assert len(asked) == 1
    assert isinstance(one, AttributionMap)
    assert isinstance(other, AttributionMap)
    assert np.array_equal(one.values, other.values)


def test_the_shipped_background_is_standardised_and_of_the_size_that_is_asked_for() -> None:
    for size in (160, 96, 224):
        found = shipped(("flair", "t1"), size)
        assert found.shape[1:] == (2, size, size)
        assert len(found) >= 12
        assert np.isfinite(found).all()
        assert -6 <= found.min() < found.max() <= 6
        assert not found.flags.writeable


@pytest.mark.parametrize("damage", ["absent", "empty", "cut off"])
def test_a_damaged_background_is_told_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: Small, material: Slices, damage: str
) -> None:
    file = tmp_path / "phantom.npz"
    if damage != "absent":
        file.write_bytes(b"" if damage == "empty" else paths.background().read_bytes()[:100_000])
    shipped.cache_clear()
    monkeypatch.setattr(paths, "background", lambda: file)
    with pytest.raises(ModelError, match=r"phantom\.npz cannot be read \(\w+\); install the program again\."):
        _maps(small, material, "expected-gradients")


# --- guided


def _only_positive(_module: nn.Module, found: Any, _given: Any) -> Any:
    return (found[0].clamp_min(0),)


def _guided_by_hooks(network: nn.Module, image: Image) -> Image:
    """Guided Backprop as its authors put it, on a copy whose ReLUs are modules of their own."""
    copied = copy.deepcopy(network)
    for module in copied.modules():
        if isinstance(module, nn.ReLU):
            module.inplace = False
            module.register_full_backward_hook(_only_positive)
    images = torch.from_numpy(image[None]).requires_grad_()
    (found,) = torch.autograd.grad(copied(images)[0, 1], images)
    return np.asarray(found[0].sum(0).numpy())


class Modular(Small):
    """The same with a module for each ReLU."""

    def __init__(self) -> None:
        super().__init__()
        self.relus = nn.ModuleList([nn.ReLU() for _ in range(3)])

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        found = self.relus[0](self.first(images))
        found = self.relus[1](self.norm(self.second(found)))
        found = functional.max_pool2d(self.relus[2](self.third(found)), 2)
        logits: torch.Tensor = self.fc(found.mean((2, 3)))
        return logits


def test_guided_backprop_guides_relus_of_every_kind(small: Small, material: Slices) -> None:
    modular = Modular().eval()
    modular.load_state_dict(small.state_dict())
    for found, image in zip(_maps(small, material, "guided-backprop"), material.inputs, strict=True):
        np.testing.assert_allclose(found.values, _guided_by_hooks(modular, image), atol=1e-6)


def test_a_network_without_relus_cannot_be_guided(material: Slices) -> None:
    network = nn.Sequential(nn.Conv2d(3, 2, 3), nn.SiLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten())
    with pytest.raises(ModelError, match="no ReLU, so that nothing can be guided; choose another method"):
        _maps(network.eval(), material, "guided-backprop")


class Branching(Small):
    """torch.fx cannot trace it."""

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        return super().forward(images if images.mean() > 0 else -images)


def test_a_network_whose_operations_cannot_be_listed_takes_what_needs_its_gradient_alone(material: Slices) -> None:
    network = Branching().eval().requires_grad_(requires_grad=False)
    for method in ("guided-backprop", "full-grad"):
        with pytest.raises(ModelError, match="of Branching cannot be listed; choose a method that needs only its grad"):
            _maps(network, material, method)
    assert _maps(network, material, "saliency")[0].values.any()
    assert _maps(network, material, "expected-gradients", layer="third")[0].values.any()


@pytest.mark.parametrize("method", ["guided-backprop", "guided-grad-cam", "full-grad"])
def test_the_network_gives_the_same_in_another_thread_meanwhile(small: Small, material: Slices, method: str) -> None:
    network = Network(small, SIDE)
    state = {name: values.clone() for name, values in small.state_dict().items()}
    images = torch.from_numpy(material.inputs)

    def saliency() -> torch.Tensor:
        pictures = images.clone().requires_grad_()
        return torch.autograd.grad(small(pictures)[:, 1].sum(), pictures)[0]

    network.all_layers  # noqa: B018 - lists the layers, before which nothing else may run
    before, seen, stop = saliency(), list[bool](), threading.Event()

    def watch() -> None:
        while not stop.is_set() or not seen:
            seen.append(torch.equal(saliency(), before))

    other = threading.Thread(target=watch)
    other.start()
    for _ in range(5):
        list(EXPLAINERS[method](network).explain(_ask(method), material, lambda done, total: None, lambda: False))
    stop.set()
    other.join()
    assert all(seen)
    assert torch.equal(saliency(), before)
    assert all(torch.equal(values, state[name]) for name, values in small.state_dict().items())
    assert not any(module._forward_hooks or module._backward_hooks for module in small.modules())  # noqa: SLF001


# --- the protocol


@pytest.mark.parametrize("method", KEYS)
def test_progress_counts_the_passes_that_are_declared_and_the_last_answer_is_whole(
    small: Small, material: Slices, method: str
) -> None:
    told: list[tuple[int, int]] = []
    progress: Callable[[int, int], None] = lambda done, total: told.append((done, total))  # noqa: E731
    found = list(_answers(small, _ask(method), material, progress=progress))
    whole = [each for each in found if isinstance(each, AttributionMap)]
    assert [each.index for each in whole] == [5, 8]
    assert isinstance(found[-1], AttributionMap)
    assert told[-1][0] == told[-1][1]
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    for each in (each for each in found if isinstance(each, Partial)):
        assert 0 < each.done < each.total
        assert isinstance(each.explanation, AttributionMap)
        assert np.isfinite(each.explanation.values).all()
    for one in whole:
        assert one.values.shape == (SIDE, SIDE)
        assert METHODS[method].signed or one.values.min() >= 0


@pytest.mark.parametrize("method", KEYS)
def test_the_same_request_gives_the_same_bits_and_leaves_the_input_alone(
    small: Small, material: Slices, method: str
) -> None:
    before = material.inputs.copy()
    one, other = (_maps(small, material, method) for _ in range(2))
    assert all(np.array_equal(first.values, again.values) for first, again in zip(one, other, strict=True))
    assert np.array_equal(material.inputs, before)


@pytest.mark.parametrize("method", RANDOM)
def test_a_slices_answer_depends_on_the_seed_and_on_no_other_slice(small: Small, material: Slices, method: str) -> None:
    alone = Slices(material.indices[1:], material.inputs[1:], material.heads[1:], CHANNELS)
    (_, second), (by_itself,), (otherwise,) = (
        _maps(small, material, method),
        _maps(small, alone, method),
        _maps(small, alone, method, seed=1),
    )
    assert np.array_equal(second.values, by_itself.values)
    assert not np.array_equal(otherwise.values, by_itself.values)


@pytest.mark.parametrize("method", KEYS)
def test_cancelling_takes_effect_before_the_next_batch(small: Small, material: Slices, method: str) -> None:
    seen: list[object] = []
    answers = _answers(small, _ask(method), material, cancelled=lambda: len(seen) == 1)
    seen.append(next(answers))
    with pytest.raises(Cancelled):
        next(answers)


@pytest.mark.parametrize("method", KEYS)
def test_a_class_that_the_network_lacks_is_refused(small: Small, material: Slices, method: str) -> None:
    request = Request.of(method, network="w", class_index=2, **FEW.get(method, {}))
    with pytest.raises(UsageError, match="There is no class 2; the network has 2, counted from 0"):
        list(_answers(small, request, material))


def test_guided_methods_carry_their_warning() -> None:
    warned = {key for key in KEYS if METHODS[key].warning}
    assert warned == {"guided-backprop", "guided-grad-cam"}
