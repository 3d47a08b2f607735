"""Methods on layers beyond the five of every slice: what is known of small networks, refined, cancelled, repeated."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional
from torchvision.models import ResNet

from xaiviewer.errors import Cancelled, UsageError
from xaiviewer.explain import EXPLAINERS, AllLayers, Network, Slices, traced
from xaiviewer.explain.layers.cut import Cut
from xaiviewer.explain.more_passes.score import masks, varying
from xaiviewer.explain.one_pass.eigen import eigen_cam
from xaiviewer.explain.one_pass.principal import leading, projection
from xaiviewer.nets.architectures.evidence_resnet import EvidenceResNet
from xaiviewer.requests import AttributionMap, ChannelMaps, Explanation, Layer, LayerMaps, Partial, Request

SIDE = 24
PATCH = np.s_[14:19, 5:10]
_Floats = NDArray[np.float32]


class Finder(nn.Module):
    """Class 1 speaks up where the middle input channel is bright; its other channels look at nothing of that."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(0)
        self.first, self.relu = nn.Conv2d(3, 6, 3, padding=1), nn.ReLU()
        self.second = nn.Conv2d(6, 5, 3, padding=1)
        self.fc = nn.Linear(5, 2)
        for module in (self.first, self.second):
            nn.init.normal_(module.weight, 0, 0.02)
            assert module.bias is not None
            nn.init.zeros_(module.bias)
        self.first.weight.data[2, 1] = 0.5
        self.second.weight.data[3, 2] = 0.5
        self.fc.weight.data[:] = torch.tensor([[0.1, -0.1, 0.1, -2, 0.1], [-0.1, 0.1, -0.1, 2, -0.1]])

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        found = self.relu(self.second(self.relu(self.first(images))))
        logits: torch.Tensor = self.fc(found.mean((2, 3)))
        return logits


@pytest.fixture(scope="module")
def finder() -> nn.Module:
    return Finder().eval().requires_grad_(requires_grad=False)


@pytest.fixture(scope="module")
def planted() -> Slices:
    images = np.random.default_rng(3).normal(0, 0.2, (2, 3, SIDE, SIDE)).astype(np.float32)
    images[:, 1][:, PATCH[0], PATCH[1]] += 3
    return Slices((4, 7), images, np.ones((2, SIDE, SIDE), bool), ("t1", "flair", "t1c"))


ALL: tuple[tuple[str, dict[str, object]], ...] = (
    ("cam", {}),
    ("eigen-cam", {}),
    ("eigen-grad-cam", {}),
    ("smooth-grad-cam++", {"samples": 6, "noise": 0.05}),
    ("score-cam", {"channels": 100}),
    ("ablation-cam", {"channels": 100}),
    ("channels", {}),
)


def _ask(method: str, **parameters: object) -> Request:
    return Request.of(method, network="w", class_index=1, **parameters)


def _answers(network: nn.Module, request: Request, slices: Slices, **options: Any) -> Iterator[Partial | Explanation]:
    progress = options.get("progress", lambda done, total: None)
    explainer = EXPLAINERS[request.method](Network(network, slices.inputs.shape[-1]))
    return explainer.explain(request, slices, progress, options.get("cancelled", lambda: False))


def _whole(network: nn.Module, request: Request, slices: Slices) -> list[Any]:
    return [each for each in _answers(network, request, slices) if not isinstance(each, Partial)]


def _arrays(answer: Any) -> list[_Floats]:
    if isinstance(answer, Partial):
        answer = answer.explanation
    if isinstance(answer, LayerMaps):
        return list(answer.maps)
    return [answer.values] if isinstance(answer, AttributionMap) else list(answer.maps)


def _share_inside(values: _Floats) -> float:
    positive = np.maximum(values, 0)
    return float(positive[PATCH].sum() / positive.sum())


def _gradients(network: nn.Module, images: _Floats, class_index: int = 1) -> list[tuple[Any, Any]]:
    """(A, G) of every layer by the plainest route, float64."""
    network = copy.deepcopy(network).double()
    view, _ = traced(network, images.shape[-1])
    logits, activations = view(torch.from_numpy(images).double().requires_grad_())
    gradients = torch.autograd.grad(logits[:, class_index].sum(), activations)
    return [(a.detach().numpy(), g.numpy()) for a, g in zip(activations, gradients, strict=True)]


# ---------------------------------------------------------------- all of them


@pytest.mark.parametrize(("method", "parameters"), ALL)
def test_each_finds_a_planted_patch(
    finder: nn.Module, planted: Slices, method: str, parameters: dict[str, object]
) -> None:
    answers = _whole(finder, _ask(method, **parameters), planted)
    assert [each.index for each in answers] == [4, 7]
    for each in answers:
        last = each.maps[0] if isinstance(each, ChannelMaps) else _arrays(each)[-1]
        at = np.unravel_index(np.argmax(last), last.shape)
        assert at[0] in range(14, 19)
        assert at[1] in range(5, 10)
        assert _share_inside(last) > 5 * 25 / SIDE**2


@pytest.mark.parametrize(("method", "parameters"), ALL)
def test_the_same_request_gives_the_same_bits_and_leaves_everything_as_it_was(
    shallow: ResNet, slices: _Floats, method: str, parameters: dict[str, object]
) -> None:
    if "channels" in parameters:
        parameters = {"channels": 5}
    before = {name: values.clone() for name, values in shallow.state_dict().items()}
    material = Slices((0, 1), slices[:2].copy(), np.ones((2, *slices.shape[2:]), bool), ("a", "b", "c"))
    one, other = ([*_answers(shallow, _ask(method, **parameters), material)] for _ in range(2))
    for first, again in zip(one, other, strict=True):
        assert all(map(np.array_equal, _arrays(first), _arrays(again)))
    assert np.array_equal(material.inputs, slices[:2])
    assert all(torch.equal(values, before[name]) for name, values in shallow.state_dict().items())
    hooks = ("_forward_hooks", "_forward_pre_hooks", "_backward_hooks", "_backward_pre_hooks")
    assert not any(getattr(module, name) for module in shallow.modules() for name in hooks)
    assert not any(each.requires_grad or each.grad is not None for each in shallow.parameters())


@pytest.mark.parametrize(("method", "parameters"), ALL)
def test_a_slice_by_itself_gives_what_it_gives_among_others(
    finder: nn.Module, planted: Slices, method: str, parameters: dict[str, object]
) -> None:
    second = Slices((7,), planted.inputs[1:], planted.heads[1:], planted.channels)
    request = _ask(method, **parameters)
    together, (alone,) = _whole(finder, request, planted), _whole(finder, request, second)
    for one, other in zip(_arrays(alone), _arrays(together[1]), strict=True):
        np.testing.assert_allclose(one, other, atol=1e-6 * max(np.ptp(other), 1e-30))


@pytest.mark.parametrize(("method", "parameters"), ALL)
def test_each_is_cancelled_before_its_next_batch_and_leaves_nothing_attached(
    finder: nn.Module, planted: Slices, method: str, parameters: dict[str, object]
) -> None:
    seen: list[object] = []
    answers = _answers(finder, _ask(method, **parameters), planted, cancelled=lambda: len(seen) == 1)
    seen.append(next(answers))
    with pytest.raises(Cancelled):
        next(answers)
    assert not any(module._forward_hooks for module in finder.modules())  # noqa: SLF001


@pytest.mark.parametrize(("method", "parameters"), ALL)
def test_progress_ends_where_it_said_it_would(
    finder: nn.Module, planted: Slices, method: str, parameters: dict[str, object]
) -> None:
    told: list[tuple[int, int]] = []
    list(_answers(finder, _ask(method, **parameters), planted, progress=lambda *each: told.append(each)))
    assert told[-1][0] == told[-1][1]
    assert len({total for _, total in told}) == 1
    assert [done for done, _ in told] == sorted({done for done, _ in told})


@pytest.mark.parametrize(("method", "parameters"), ALL)
def test_a_class_that_is_not_there_is_refused(
    finder: nn.Module, planted: Slices, method: str, parameters: dict[str, object]
) -> None:
    request = Request.of(method, network="w", class_index=2, **parameters)
    with pytest.raises(UsageError, match="no class 2"):
        next(_answers(finder, request, planted))


@pytest.mark.parametrize("method", ["score-cam", "ablation-cam", "channels"])
def test_a_layer_that_is_not_there_is_refused(finder: nn.Module, planted: Slices, method: str) -> None:
    with pytest.raises(UsageError, match=r"no layer “third”; it has, for example, .*second"):
        next(_answers(finder, _ask(method, layer="third"), planted))


# ---------------------------------------------------------------- CAM


def test_cam_adds_up_to_the_logit_and_is_grad_cam_of_the_last_layer(shallow: ResNet, slices: _Floats) -> None:
    material = Slices((0, 1, 2), slices, np.ones((3, *slices.shape[2:]), bool), ("a", "b", "c"))
    found = _whole(shallow, _ask("cam"), material)
    layers = AllLayers(shallow, slices.shape[-1])
    expected = layers(slices, 1, ["grad-cam"])
    for place, each in enumerate(found):
        assert layers.layers[each.layer].name == "layer4.1.relu_1"
        grad_cam = expected.maps["grad-cam"][each.layer][place]
        assert np.abs(each.values - grad_cam).max() <= 1e-5 * np.ptp(grad_cam)
        total = float(each.values.sum() + shallow.fc.bias[1])
        assert total == pytest.approx(float(expected.logits[place, 1]), rel=1e-4)


def test_cam_of_a_network_that_decides_by_evidence_is_the_evidence_of_every_cell(
    with_evidence: EvidenceResNet, slices: _Floats
) -> None:
    material = Slices((0, 1, 2), slices, np.ones((3, *slices.shape[2:]), bool), ("a", "b", "c"))
    with torch.inference_mode():
        evidence = with_evidence.parts(torch.from_numpy(slices))[0][:, 0].numpy()
    for sign, class_index in ((-1, 0), (1, 1)):
        request = Request.of("cam", network="w", class_index=class_index)
        for each, cells in zip(_whole(with_evidence, request, material), evidence, strict=True):
            assert each.layer == 102
            np.testing.assert_allclose(each.values, sign * cells / 2 / cells.size, atol=1e-6)


@pytest.mark.parametrize("end", ["two layers", "pooled in parts", "overwritten mean", "not a layer"])
def test_cam_is_refused_where_no_closed_form_is(planted: Slices, end: str) -> None:
    class Other(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.first, self.one, self.two = nn.Conv2d(3, 4, 3, padding=1), nn.Linear(4, 4), nn.Linear(4, 2)
            self.four = nn.Linear(16, 2)

        def forward(self, images: torch.Tensor) -> torch.Tensor:
            found = self.first(images)
            if end == "pooled in parts":
                logits: torch.Tensor = self.four(torch.flatten(functional.adaptive_avg_pool2d(found, 2), 1))
            elif end == "two layers":
                logits = self.two(self.one(found.mean((2, 3))))
            elif end == "overwritten mean":
                logits = self.two(found.mean((2, 3)) ** 2)
            else:
                logits = self.two((found * 2).mean((2, 3)))
            return logits

    network = Other().eval().requires_grad_(requires_grad=False)
    with pytest.raises(UsageError, match="CAM needs a network that ends in the mean over positions"):
        next(_answers(network, _ask("cam"), planted))


@pytest.mark.parametrize("end", ["pooling module", "pooling function", "no linear layer", "joined"])
def test_cam_reads_what_closed_forms_there_are(planted: Slices, end: str) -> None:
    class Other(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            torch.manual_seed(1)
            self.first, self.second = nn.Conv2d(3, 4, 3, padding=1), nn.Conv2d(3, 2, 3, padding=1)
            self.pool, self.drop = nn.AdaptiveAvgPool2d((1, 1)), nn.Dropout()
            self.four, self.six = nn.Linear(4, 2), nn.Linear(6, 2)

        def forward(self, images: torch.Tensor) -> torch.Tensor:
            found = self.first(images)
            if end == "pooling module":
                logits: torch.Tensor = self.four(self.drop(torch.flatten(self.pool(found), 1)))
            elif end == "pooling function":
                logits = self.four(functional.adaptive_avg_pool2d(found, 1).view(-1, 4))
            elif end == "no linear layer":
                logits = self.second(images).mean([2, 3])
            else:
                logits = self.six(torch.cat([found, self.second(images)], 1).mean(dim=(-2, -1)))
            return logits

    network = Other().eval().requires_grad_(requires_grad=False)
    found = _whole(network, _ask("cam"), planted)
    bias = {"no linear layer": torch.zeros(2), "joined": network.six.bias}.get(end, network.four.bias)
    with torch.no_grad():
        logits = network(torch.from_numpy(planted.inputs))[:, 1] - bias[1]
    np.testing.assert_allclose([each.values.sum() for each in found], logits, rtol=1e-4)


# ---------------------------------------------------------------- Eigen-CAM and Eigen-Grad-CAM


@pytest.mark.parametrize("shape", [(200, 30), (40, 300), (5, 400), (64, 64), (300, 2), (90, 1)])
def test_the_first_principal_component_is_that_of_the_whole_decomposition(shape: tuple[int, int]) -> None:
    random = np.random.default_rng(8)
    values = random.standard_normal(shape) + 3 * random.standard_normal((shape[0], 1)) @ random.standard_normal(
        (1, shape[1])
    )
    centred = values - values.mean(axis=1, keepdims=True)
    _, sizes, right = np.linalg.svd(centred, full_matrices=False)
    found = projection(torch.from_numpy(values.astype(np.float32))).numpy()
    expected = sizes[0] * right[0]
    expected *= np.sign(found @ expected) or 1
    assert np.abs(found - expected).max() <= 1e-5 * max(np.abs(expected).max(), 1e-9)


@pytest.mark.parametrize("kind", ["equal", "nothing", "slow"])
def test_a_matrix_without_a_vector_that_stands_out_gives_one_of_its_largest(kind: str) -> None:
    sizes = {"equal": np.ones(60), "nothing": np.zeros(60), "slow": np.linspace(1, 1.0001, 60)}[kind]
    turned = np.linalg.qr(np.random.default_rng(1).standard_normal((60, 60)))[0]
    products = torch.from_numpy((turned * sizes) @ turned.T)
    vector = leading(products)
    assert float(torch.linalg.vector_norm(vector)) == pytest.approx(1)
    assert float(vector @ products @ vector) == pytest.approx(sizes[-1], abs=1e-7)


def test_eigen_maps_go_with_what_they_are_said_to_go_with(shallow: ResNet, slices: _Floats) -> None:
    material = Slices((0,), slices[:1], np.ones((1, *slices.shape[2:]), bool), ("a", "b", "c"))
    (plain,), (weighted,) = (_whole(shallow, _ask(key), material) for key in ("eigen-cam", "eigen-grad-cam"))
    for one, other, (a, g) in zip(plain.maps, weighted.maps, _gradients(shallow, slices[:1]), strict=True):
        for found, values, guide in (
            (one, a[0], np.linalg.norm(a[0], axis=0)),
            (other, (a * g)[0], (a * g)[0].sum(0)),
        ):
            flat = values.reshape(len(values), -1)
            flat = flat - flat.mean(1, keepdims=True)
            expected = (np.linalg.svd(flat, full_matrices=False)[2][0] @ flat.T @ flat).reshape(guide.shape)
            expected *= np.sign(((guide - guide.mean()) * expected).sum())
            expected = np.maximum(expected, 0) / np.linalg.norm(expected)
            np.testing.assert_allclose(
                found / max(np.linalg.norm(found), 1e-30), expected / np.linalg.norm(expected), atol=1e-3
            )


def test_eigen_cam_knows_of_no_class(finder: nn.Module, planted: Slices) -> None:
    one, other = (
        _whole(finder, Request.of("eigen-cam", network="w", class_index=index), planted)[0] for index in (0, 1)
    )
    assert all(map(np.array_equal, one.maps, other.maps))


def test_eigen_cam_of_a_single_channel_keeps_its_sign() -> None:
    values = torch.tensor([[[-9.0, 1.0], [-8.0, 2.0]]])
    assert torch.equal(eigen_cam(values) > 0, values[0] > 0)


# ---------------------------------------------------------------- Smooth Grad-CAM++


def test_smooth_grad_cam_follows_the_paper_over_its_noisy_slices(shallow: ResNet, slices: _Floats) -> None:
    image = slices[0]
    material = Slices((6,), image[None], np.ones((1, *image.shape[1:]), bool), ("a", "b", "c"))
    request = Request.of("smooth-grad-cam++", network="w", class_index=2, seed=9, samples=6, noise=0.1)
    (found,) = _whole(shallow, request, material)
    random = np.random.default_rng((9, 6))
    noisy = np.concatenate([random.standard_normal((n, *image.shape), dtype=np.float32) for n in (4, 2)])
    noisy = image + np.float32(0.1 * np.ptp(image)) * noisy
    for map_, (_, g), (a, _) in zip(
        found.maps, _gradients(shallow, noisy, 2), _gradients(shallow, image[None], 2), strict=True
    ):
        first, second, third = ((g**power).mean(0) for power in (1, 2, 3))
        total = np.maximum(a[0].sum((1, 2), keepdims=True), 0)
        below = 2 * second + total * np.maximum(third, 0)
        alpha = np.divide(second, below, out=np.zeros_like(second), where=below > 0)
        expected = np.einsum("c,chw->hw", (alpha * np.maximum(first, 0)).sum((1, 2)), a[0])
        assert np.abs(map_ - expected).max() <= 2e-4 * np.ptp(expected)


def test_smooth_grad_cam_of_one_slice_without_noise_is_grad_cam_plus_plus(shallow: ResNet, slices: _Floats) -> None:
    material = Slices((0,), slices[:1], np.ones((1, *slices.shape[2:]), bool), ("a", "b", "c"))
    (found,) = _whole(shallow, _ask("smooth-grad-cam++", samples=1, noise=0), material)
    expected = AllLayers(shallow, slices.shape[-1])(slices[:1], 1, ["grad-cam++"]).maps["grad-cam++"]
    for one, other in zip(found.maps, expected, strict=True):
        assert np.abs(one - other[0]).max() <= 1e-4 * np.ptp(other)


def test_another_seed_and_another_slice_get_other_noise(finder: nn.Module, planted: Slices) -> None:
    alike = Slices((4, 7), np.repeat(planted.inputs[:1], 2, axis=0), planted.heads, planted.channels)
    request = Request.of("smooth-grad-cam++", network="w", class_index=1, seed=1, samples=2)
    one, two = _whole(finder, request, alike)
    other = _whole(finder, Request.of("smooth-grad-cam++", network="w", class_index=1, seed=2, samples=2), alike)[0]
    assert not np.array_equal(one.maps[0], two.maps[0])
    assert not np.array_equal(one.maps[0], other.maps[0])


def test_a_partial_answer_is_the_answer_to_fewer_samples(finder: nn.Module, planted: Slices) -> None:
    partial, whole, *_ = _answers(finder, _ask("smooth-grad-cam++", samples=6), planted)
    assert isinstance(partial, Partial)
    assert (partial.done, partial.total) == (5, 7)
    assert isinstance(whole, LayerMaps)
    fewer = _whole(finder, _ask("smooth-grad-cam++", samples=4), planted)[0]
    assert all(map(np.array_equal, _arrays(partial), fewer.maps))


# ---------------------------------------------------------------- Score-CAM


def test_score_cam_weights_each_channel_by_what_the_class_gains_behind_its_mask(
    finder: nn.Module, planted: Slices
) -> None:
    (first, _) = _whole(finder, _ask("score-cam", layer="relu", channels=4096), planted)
    image = planted.inputs[0]
    (a, _), *_ = _gradients(finder, image[None])[1:2]
    logits = []
    for channel in a[0]:
        mask = (channel - channel.min()) / np.ptp(channel)
        with torch.no_grad():
            logits.append(float(finder(torch.from_numpy((image * mask)[None]).float())[0, 1]))
    gains = np.array(logits) - float(finder(torch.zeros(1, 3, SIDE, SIDE))[0, 1])
    weights = np.exp(gains) / np.exp(gains).sum()
    np.testing.assert_allclose(first.values, np.einsum("c,chw->hw", weights, a[0]), rtol=1e-4, atol=1e-6)


def test_score_cam_tries_the_channels_that_vary_most_and_none_that_is_the_same_everywhere() -> None:
    activations = np.zeros((5, 4, 4), np.float32)
    activations[0, 0, 0], activations[1], activations[2, 0, :2], activations[3, :2, :2] = 1, 9, 2, 1
    assert varying(activations, 2).tolist() == [2, 3]
    assert varying(activations, 99).tolist() == [2, 3, 0]


def test_a_mask_lies_where_its_cells_do() -> None:
    activations = np.zeros((1, 4, 4), np.float32)
    activations[0, 2, 1] = 5
    (centred,) = masks(activations, Layer("any", "relu", (4, 4), 8), 32)
    (shifted,) = masks(activations, Layer("any", "relu", (4, 4), 8, centre=(3.0, 2.0)), 32)
    assert np.argwhere(centred == 1).tolist() == [[16, 8]]
    assert np.argwhere(shifted == 1).tolist() == [[19, 10]]
    assert centred.min() == 0


def test_a_slice_that_moves_no_channel_has_an_empty_score_cam(finder: nn.Module) -> None:
    blank = Slices((0,), np.zeros((1, 3, SIDE, SIDE), np.float32), np.ones((1, SIDE, SIDE), bool), ("a", "b", "c"))
    (found,) = _whole(finder, _ask("score-cam", layer="first"), blank)
    assert found.values.shape == (SIDE, SIDE)
    assert not found.values.any()


# ---------------------------------------------------------------- Ablation-CAM and channels


@pytest.mark.parametrize(
    "layer", ["conv1", "layer1.0.relu", "layer2.0.downsample.0", "layer3.1.conv2", "layer4.1.relu_1"]
)
def test_ablation_cam_is_the_fall_of_the_whole_networks_logit(shallow: ResNet, slices: _Floats, layer: str) -> None:
    """Silenced by a hook on the module; where a module is called twice, on the call that is meant."""
    material = Slices((0,), slices[:1], np.ones((1, *slices.shape[2:]), bool), ("a", "b", "c"))
    (found,) = _whole(shallow, _ask("ablation-cam", layer=layer, channels=3), material)
    _, layers = traced(shallow, slices.shape[-1])
    index = [each.name for each in layers].index(layer)
    activation, gradient = _gradients(shallow, slices[:1])[index]
    chosen = np.argsort(-np.abs((activation * gradient).sum((2, 3))[0]), kind="stable")[:3]
    path, _, number = layer.partition("_")
    expected = np.zeros_like(found.values)
    images = torch.from_numpy(slices[:1])
    for channel in chosen:
        calls: list[None] = []

        def silence(_module: nn.Module, _inputs: Any, output: torch.Tensor, channel: int = channel) -> torch.Tensor:
            calls.append(None)  # noqa: B023
            if len(calls) - 1 != int(number or 0):  # noqa: B023
                return output
            output = output.clone()
            output[:, channel] = 0
            return output

        module = shallow.get_submodule(path)
        with torch.no_grad():
            whole = float(shallow(images)[0, 1])
            handle = module.register_forward_hook(silence)
            fall = whole - float(shallow(images)[0, 1])
            handle.remove()
        expected += fall * activation[0, channel]
    assert np.abs(found.values - expected).max() <= 1e-3 * np.ptp(expected)


def test_channels_are_ranked_by_the_size_of_their_contribution(shallow: ResNet, slices: _Floats) -> None:
    material = Slices((2,), slices[:1], np.ones((1, *slices.shape[2:]), bool), ("a", "b", "c"))
    (found,) = _whole(shallow, _ask("channels", layer="layer3.0.relu_1", count=20), material)
    _, layers = traced(shallow, slices.shape[-1])
    assert layers[found.layer].name == "layer3.0.relu_1"
    a, g = _gradients(shallow, slices[:1])[found.layer]
    expected = (a * g).sum((2, 3))[0]
    np.testing.assert_allclose(found.contributions, expected[found.channels], rtol=1e-3, atol=1e-6)
    assert np.array_equal(np.abs(found.contributions), -np.sort(-np.abs(found.contributions)))
    assert np.abs(np.delete(expected, found.channels)).max() <= np.abs(found.contributions).min() * (1 + 1e-3)
    np.testing.assert_allclose(found.maps, a[0][found.channels], rtol=1e-4, atol=1e-5)
    assert found.total == pytest.approx(expected.sum(), rel=1e-3, abs=1e-5)
    assert found.contributions.min() < 0 < found.contributions.max()


def test_all_channels_are_given_where_a_layer_has_fewer_than_asked(finder: nn.Module, planted: Slices) -> None:
    found = _whole(finder, _ask("channels", layer="relu"), planted)[0]
    assert sorted(found.channels.tolist()) == list(range(6))
    assert found.total == pytest.approx(found.contributions.sum())


# ---------------------------------------------------------------- a network in two


@pytest.mark.parametrize("layer", range(0, 37, 4))
def test_the_two_parts_of_a_network_make_the_whole(shallow: ResNet, slices: _Floats, layer: int) -> None:
    view, _ = traced(shallow, slices.shape[-1])
    images = torch.from_numpy(slices[:1])
    cut = Cut(view, layer)
    with torch.inference_mode():
        activation, carried = cut.front(images)
        for _ in range(2):  # what is carried survives
            found = cut.rest(torch.cat([activation, activation * 0, activation]), carried)
            torch.testing.assert_close(found[0], shallow(images)[0], rtol=1e-4, atol=1e-5)
            torch.testing.assert_close(found[2], found[0], rtol=1e-5, atol=1e-6)
        assert not torch.allclose(found[1], found[0])


def test_a_network_that_asks_for_the_size_of_its_batch_is_run_whole() -> None:
    class Sized(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.first, self.second, self.fc = nn.Conv2d(3, 4, 3), nn.Conv2d(4, 4, 3), nn.Linear(400, 2)

        def forward(self, images: torch.Tensor) -> torch.Tensor:
            count = images.size(0)
            logits: torch.Tensor = self.fc(self.second(self.first(images)).view(count, -1))
            return logits

    network = Sized().eval().requires_grad_(requires_grad=False)
    cut = Cut(traced(network, 14)[0], 0)
    images = torch.randn(1, 3, 14, 14)
    activation, carried = cut.front(images)
    assert [each.shape for each in carried] == [images.shape]
    torch.testing.assert_close(cut.rest(activation.repeat(3, 1, 1, 1), carried), network(images).repeat(3, 1))
