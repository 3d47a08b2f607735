"""Networks that are no ResNet: their layers are listed, grouped and placed, and their maps are made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn
from torchvision import models

from xaiviewer.errors import UsageError
from xaiviewer.explain import EXPLAINERS, AllLayers, Network, Slices, traced
from xaiviewer.requests import Layer, Partial, Request

pytestmark = pytest.mark.slow

SIZES = {"vgg19": 64, "resnet18": 64, "densenet121": 64, "efficientnet_b0": 64, "inception_v3": 96}
LAYERS = {"vgg19": 32, "resnet18": 37, "densenet121": 241, "efficientnet_b0": 82, "inception_v3": 188}
PARTS = {
    "vgg19": [f"Block {number}" for number in range(1, 6)],
    "resnet18": ["Stem", *(f"Stage {number}" for number in range(1, 5))],
    "densenet121": [
        "Stem", "Denseblock 1", "Transition 1", "Denseblock 2", "Transition 2", "Denseblock 3", "Transition 3",
        "Denseblock 4", "Head",
    ],
    "efficientnet_b0": [f"Features {number}" for number in range(9)],
    "inception_v3": [
        *(f"Conv2d {each}" for each in ("1a 3x3", "2a 3x3", "2b 3x3", "3b 1x1", "4a 3x3")),
        *(f"Mixed {each}" for each in ("5b", "5c", "5d", "6a", "6b", "6c", "6d", "6e", "7a", "7b", "7c")),
    ],
}  # fmt: skip


def build(name: str) -> nn.Module:
    torch.manual_seed(2)
    options: dict[str, Any] = {"init_weights": False} if name == "inception_v3" else {}
    network: nn.Module = getattr(models, name)(weights=None, num_classes=3, **options)
    return network.eval().requires_grad_(requires_grad=False)


@pytest.fixture(scope="module", params=SIZES)
def listed(request: pytest.FixtureRequest) -> tuple[str, Any, tuple[Layer, ...]]:
    return request.param, *traced(build(request.param), SIZES[request.param])


Listed = tuple[str, Any, tuple[Layer, ...]]


def test_every_convolution_and_activation_is_listed_once(listed: Listed) -> None:
    name, _, layers = listed
    assert len(layers) == len({layer.name for layer in layers}) == LAYERS[name]


def test_layers_stand_in_the_parts_that_their_network_has(listed: Listed) -> None:
    name, _, layers = listed
    assert list(dict.fromkeys(layer.part for layer in layers)) == PARTS[name]


def test_grids_are_those_of_the_real_outputs_of_any_network(listed: Listed) -> None:
    name, view, layers = listed
    with torch.inference_mode():
        outputs = view(torch.zeros(1, 3, SIZES[name], SIZES[name]))[1]
    assert [layer.grid for layer in layers] == [tuple(output.shape[2:]) for output in outputs]


def test_only_networks_that_keras_has_get_its_names(listed: Listed) -> None:
    name, _, layers = listed
    named = {layer.name: layer.alias for layer in layers if layer.alias}
    if name == "vgg19":
        assert len(named) == 16
        assert (named["features.1"], named["features.35"]) == ("block1_conv1", "block5_conv4")
    else:
        assert not named


def test_functional_activations_are_named_after_the_module_that_calls_them() -> None:
    _, layers = traced(build("densenet121"), 32)
    assert (layers[-1].name, layers[-1].kind, layers[-1].stride) == ("relu", "relu", 32)
    _, layers = traced(build("inception_v3"), 96)
    assert [layer.name for layer in layers[:2]] == ["Conv2d_1a_3x3.conv", "Conv2d_1a_3x3.relu"]


def test_what_lies_behind_global_pooling_has_no_map() -> None:
    _, layers = traced(build("efficientnet_b0"), 64)
    assert not any(".fc1" in layer.name or ".fc2" in layer.name for layer in layers)  # squeeze and excitation


@pytest.mark.parametrize("name", ["vgg19", "densenet121"])
def test_nothing_overwrites_a_layer_and_the_logits_stay(name: str) -> None:
    images = torch.randn(1, 3, 64, 64)
    with torch.inference_mode():
        before = build(name)(images)
        logits, outputs = traced(build(name), 64)[0](images)
    torch.testing.assert_close(logits, before, rtol=0, atol=0)
    assert (outputs[0] < 0).any()  # the convolution before an in-place ReLU


def test_a_sum_that_overwrites_a_layer_is_made_anew() -> None:
    class Added(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.first, self.second = nn.Conv2d(1, 1, 1, bias=False), nn.Conv2d(1, 2, 1)

        def forward(self, images: torch.Tensor) -> torch.Tensor:
            found = self.first(images)
            found += 5
            pooled: torch.Tensor = self.second(found).mean((2, 3))
            return pooled

    network = Added().eval().requires_grad_(requires_grad=False)
    nn.init.ones_(network.first.weight)
    assert not traced(network, 4)[0](torch.zeros(1, 1, 4, 4))[1][0].any()


def test_who_reads_what_was_overwritten_still_reads_it() -> None:
    class PreActivated(nn.Module):
        """As in many a ResNet of its own: the skipped path holds what the ReLU left there."""

        def __init__(self) -> None:
            super().__init__()
            self.first, self.second = nn.Conv2d(3, 4, 1), nn.Conv2d(4, 4, 1)
            self.relu = nn.ReLU(inplace=True)

        def forward(self, images: torch.Tensor) -> torch.Tensor:
            found = self.first(images)
            changed = self.second(self.relu(found))
            changed.relu_()
            return (changed + found).mean((2, 3))

    torch.manual_seed(0)
    network = PreActivated().eval().requires_grad_(requires_grad=False)
    images = torch.randn(2, 3, 6, 6)
    before = network(images)
    view, layers = traced(network, 6)
    assert [layer.name for layer in layers] == ["first", "relu", "second", "relu_1"]
    torch.testing.assert_close(view(images)[0], before, rtol=0, atol=0)


@pytest.mark.parametrize("name", ["vgg19", "densenet121"])
def test_maps_of_every_layer_are_made(name: str) -> None:
    explain = AllLayers(build(name), 64)
    found = explain(np.random.default_rng(0).standard_normal((2, 3, 64, 64)).astype(np.float32), 2, ["grad-cam"])
    maps = found.maps["grad-cam"]
    assert [each.shape for each in maps] == [(2, *layer.grid) for layer in explain.layers]
    assert all(np.isfinite(each).all() for each in maps)


def _answer(network: Network, method: str, **parameters: object) -> Any:
    size = network.size
    images = np.random.default_rng(0).standard_normal((1, 3, size, size)).astype(np.float32)
    material = Slices((3,), images, np.ones((1, size, size), bool), ("a", "b", "c"))
    request = Request.of(method, network="w", class_index=1, **parameters)
    answers = EXPLAINERS[method](network).explain(request, material, lambda done, total: None, lambda: False)
    (found,) = (each for each in answers if not isinstance(each, Partial))
    logit = network.logits(images, 1)[0]
    return found, logit


@pytest.mark.parametrize("name", SIZES)
def test_methods_on_layers_answer_in_any_network(name: str) -> None:
    module = build(name)
    network = Network(module, SIZES[name])
    layers = network.all_layers.layers
    for method, samples in (("eigen-cam", {}), ("eigen-grad-cam", {}), ("smooth-grad-cam++", {"samples": 1})):
        found, _ = _answer(network, method, **samples)
        assert [each.shape for each in found.maps] == [layer.grid for layer in layers]
        assert all(np.isfinite(each).all() for each in found.maps)
    middle = len(layers) // 2
    for method in ("score-cam", "ablation-cam"):
        found, _ = _answer(network, method, channels=2, layer=layers[middle].name)
        assert (found.layer, found.values.shape) == (middle, layers[middle].grid)
        assert found.values.any() or name == "inception_v3"  # one channel of its vanishes behind untrained weights
    found, _ = _answer(network, "channels", layer=layers[middle].name)
    assert found.maps.shape == (12, *layers[middle].grid)
    if name == "vgg19":  # three linear layers, behind 49 means
        with pytest.raises(UsageError, match="CAM needs a network that ends in the mean over positions"):
            _answer(network, "cam")
        return
    found, logit = _answer(network, "cam")
    last = list(module.modules())[-1]
    assert isinstance(last, nn.Linear)
    assert found.values.shape == layers[found.layer].grid
    assert float(found.values.sum() + last.bias[1]) == pytest.approx(logit, rel=1e-3, abs=1e-4)


def test_two_paths_from_the_picture_are_both_explained() -> None:
    class Two(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.left, self.right = nn.Conv2d(3, 2, 3, padding=1), nn.Conv2d(3, 2, 1)

        def forward(self, images: torch.Tensor) -> torch.Tensor:
            return torch.cat([self.left(images), self.right(images)], 1).mean((2, 3))

    explain = AllLayers(Two().eval().requires_grad_(requires_grad=False), 8)
    maps = explain(np.ones((1, 3, 8, 8), np.float32), 0, ["grad-cam"]).maps["grad-cam"]
    assert [layer.name for layer in explain.layers] == ["left", "right"]
    assert maps[0].any()


def centre_of_influence(view: Callable[[torch.Tensor], Any], index: int, cell: int, size: int) -> float:
    """The middle of the columns that move a cell of a layer, by the gradient's extent."""
    images = torch.randn(1, 3, size, size, generator=torch.Generator().manual_seed(1)).requires_grad_()
    output = view(images)[1][index]
    (gradient,) = torch.autograd.grad(output[0, :, cell, cell].abs().sum(), images)
    columns = np.flatnonzero(gradient.abs().sum((0, 1, 2)).numpy() > 0)
    return float(columns[0] + columns[-1]) / 2


@pytest.mark.parametrize(
    ("name", "layer"),
    [
        ("vgg19", "features.2"),
        ("vgg19", "features.7"),
        ("vgg19", "features.16"),
        ("densenet121", "features.denseblock1.denselayer2.conv2"),
        ("densenet121", "features.denseblock2.denselayer1.conv2"),
        ("inception_v3", "Conv2d_2b_3x3.conv"),
        ("resnet18", "layer2.0.conv2"),
    ],
)
def test_a_cell_lies_in_the_middle_of_what_it_sees(name: str, layer: str) -> None:
    view, layers = traced(build(name), 160)
    (index,) = (number for number, each in enumerate(layers) if each.name == layer)
    here = layers[index]
    cell = here.grid[1] // 2
    expected = here.stride * cell + here.centre[1]
    assert centre_of_influence(view, index, cell, 160) == pytest.approx(expected, abs=0.51)


def test_a_dream_that_begins_smaller_than_the_network_can_be_given_is_refused() -> None:
    network = Network(build("inception_v3"), 96)  # 75 pixels are its least
    with pytest.raises(UsageError, match="shrink to 69 pixels, which this network cannot take; choose fewer octaves"):
        _answer(network, "deep-dream", octaves=2, steps=1, layer="Conv2d_2a_3x3.conv")
