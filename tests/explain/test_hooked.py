"""Networks that have no graph: their layers are found by hooks, placed by measuring, and answer as others do."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import nn
from torchvision import models
from torchvision.models import ResNet, resnet18

from xaiviewer.errors import ModelError, UsageError
from xaiviewer.explain import EXPLAINERS, AllLayers, Network, Slices, traced
from xaiviewer.explain.layers.cut import Cut
from xaiviewer.explain.layers.hooked import HookedView, hooked
from xaiviewer.explain.layers.listing import listed
from xaiviewer.explain.layers.measuring import _times
from xaiviewer.explain.layers.tracing import UntraceableError
from xaiviewer.requests import ONE_PASS_METHODS, AttributionMap, Partial, Request

_Floats = NDArray[np.float32]


class Wilful(nn.Module):
    """Its path depends on the picture: a dark one goes without its middle layer."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(2)
        self.first, self.middle = nn.Conv2d(3, 6, 3, padding=1), nn.Conv2d(6, 6, 3, padding=1)
        self.last = nn.Conv2d(6, 4, 3, stride=2, padding=1)
        self.unused, self.relu = nn.Conv2d(6, 6, 1), nn.ReLU(inplace=True)
        self.fc = nn.Linear(4, 2)

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        found = self.relu(self.first(images))
        self.unused(found)
        if images.mean() > -1:
            found = self.relu(self.middle(found))
        logits: torch.Tensor = self.fc(self.relu(self.last(found)).mean((2, 3)))
        return logits


class Untraceable(nn.Module):
    """A network whose graph is not to be had."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        if images.isnan().any():
            raise ValueError("no picture")
        logits: torch.Tensor = self.network(images)
        return logits


@pytest.fixture(scope="module")
def wilful() -> Wilful:
    network = Wilful().eval()
    network.requires_grad_(requires_grad=False)
    return network


@pytest.fixture(scope="module")
def without_graph(shallow: ResNet) -> AllLayers:
    return AllLayers(Untraceable(shallow), 64)


def _hooks(network: nn.Module) -> int:
    names = ("_forward_hooks", "_forward_pre_hooks", "_backward_hooks", "_backward_pre_hooks")
    return sum(len(getattr(module, name)) for module in network.modules() for name in names)


def test_a_network_with_a_graph_is_traced_and_one_without_is_hooked(shallow: ResNet, wilful: Wilful) -> None:
    assert not isinstance(listed(shallow, 64)[0], HookedView)
    assert isinstance(listed(wilful, 16)[0], HookedView)
    with pytest.raises(UntraceableError):
        traced(wilful, 16)


def test_calls_of_one_module_are_told_apart_and_what_the_logits_do_not_need_is_left_out(wilful: Wilful) -> None:
    _, layers = hooked(wilful, 16)
    assert [each.name for each in layers] == ["first", "relu", "middle", "relu_1", "last", "relu_2"]
    assert [each.kind for each in layers] == ["convolution", "relu"] * 3


def test_layers_without_a_graph_are_those_of_the_graph(shallow: ResNet, without_graph: AllLayers) -> None:
    """The centre to half a pixel as long as a cell's field ends inside the picture; the grid and stride always."""
    expected = traced(shallow, 64)[1]
    assert len(without_graph.layers) == len(expected) == 37
    for one, other in zip(without_graph.layers, expected, strict=True):
        assert one.name == f"network.{other.name}"
        assert (one.kind, one.grid, one.stride) == (other.kind, other.grid, other.stride)
        near = 0.5 if other.stride <= 4 else 0.35 * other.stride
        assert one.centre == pytest.approx(other.centre, abs=near)
    assert [each.groups for each in without_graph.layers] != [()] * 37


def _beginning(name: str) -> nn.Sequential:
    """The first layers of a network of torchvision, with a head of their own: quick to measure."""
    torch.manual_seed(2)
    if name == "vgg19":
        layers: list[nn.Module] = list(models.vgg.make_layers(models.vgg.cfgs["E"])[:19])
    elif name == "densenet121":
        features = models.densenet121(weights=None).features
        layers = [*features[:4], features.denseblock1.denselayer1.conv1, features.transition1.pool]
    else:
        whole = models.inception_v3(weights=None, init_weights=False)
        layers = [*list(whole.children())[:7], whole.Mixed_5b]
    network = nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.LazyLinear(2)).eval()
    network(torch.zeros(1, 3, 75, 75))
    return network.requires_grad_(requires_grad=False)


@pytest.mark.parametrize("name", ["vgg19", "densenet121", "inception_v3"])
def test_strides_and_centres_of_other_networks_are_measured_as_calculated(name: str) -> None:
    """To half a pixel, as far as the fields end inside the picture."""
    network = _beginning(name)
    expected = {each.name: each for each in traced(network, 75)[1]}
    found = [each for each in hooked(network, 75)[1] if each.name in expected]
    assert len(found) >= 3
    for each in found:
        other = expected[each.name]
        assert (each.grid, each.stride) == (other.grid, other.stride)
        assert each.centre == pytest.approx(other.centre, abs=0.51 if other.stride <= 4 else 0.5 * other.stride)


@pytest.mark.parametrize(("finer", "coarser", "times"), [(36, 17, 2), (8, 3, 2), (5, 3, 2), (79, 77, 1), (224, 16, 14)])
def test_a_stride_is_read_off_two_grids(finer: int, coarser: int, times: int) -> None:
    assert _times(finer, coarser) == times


def test_maps_without_a_graph_are_those_with_it(shallow: ResNet, without_graph: AllLayers, slices: _Floats) -> None:
    methods = [each for each in ONE_PASS_METHODS if each != "xgrad-cam"]
    found, expected = without_graph(slices, 2, methods), AllLayers(shallow, 64)(slices, 2, methods)
    np.testing.assert_allclose(found.logits, expected.logits, rtol=1e-5)
    for method in methods:
        for one, other in zip(found.maps[method], expected.maps[method], strict=True):
            assert np.abs(one - other).max() <= 1e-5 * np.ptp(other)


def test_nothing_overwrites_a_layer_that_a_hook_keeps(shallow: ResNet) -> None:
    class Adds(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.first, self.second = nn.Conv2d(1, 1, 1, bias=False), nn.Conv2d(1, 2, 1)

        def forward(self, images: torch.Tensor) -> torch.Tensor:
            found = self.first(images)
            found += 5 if images.sum() >= 0 else 4
            return self.second(found).mean((2, 3))

    network = Adds().eval().requires_grad_(requires_grad=False)
    view, layers = hooked(network, 4)
    logits, (first, _) = view(torch.zeros(1, 1, 4, 4))
    assert [each.name for each in layers] == ["first", "second"]
    assert not first.any()
    torch.testing.assert_close(logits, network(torch.zeros(1, 1, 4, 4)))


@pytest.mark.parametrize("method", ["eigen-cam", "eigen-grad-cam", "smooth-grad-cam++", "score-cam", "channels"])
def test_methods_on_layers_answer_without_a_graph_what_they_answer_with_it(
    shallow: ResNet, slices: _Floats, method: str
) -> None:
    parameters: dict[str, object] = {"score-cam": {"channels": 3}, "smooth-grad-cam++": {"samples": 2}}.get(method, {})
    found = _answer(Untraceable(shallow), method, slices, **parameters)
    expected = _answer(shallow, method, slices, **parameters)
    share = 1e-2 if method == "score-cam" else 1e-3  # where a mask lies is measured here, there calculated
    for one, other in zip(_arrays(found), _arrays(expected), strict=True):
        assert np.abs(one - other).max() <= share * np.ptp(other)


@pytest.mark.parametrize("layer", ["layer1.0.relu_1", "layer3.0.conv1"])
def test_ablation_cam_without_a_graph_runs_whole_passes_to_the_same_end(
    shallow: ResNet, slices: _Floats, layer: str
) -> None:
    found = _answer(Untraceable(shallow), "ablation-cam", slices, layer=f"network.{layer}", channels=4)
    expected = _answer(shallow, "ablation-cam", slices, layer=layer, channels=4)
    assert np.abs(found.values - expected.values).max() <= 1e-3 * np.ptp(expected.values)
    assert not _hooks(shallow)


def test_only_the_call_that_is_meant_is_replaced(wilful: Wilful) -> None:
    view, layers = hooked(wilful, 16)
    images = torch.randn(1, 3, 16, 16, generator=torch.Generator().manual_seed(0))
    outputs = view(images)[1]
    for index in range(len(layers)):
        cut = Cut(view, index)
        activation, carried = cut.front(images)
        same = cut.rest(activation.repeat(2, 1, 1, 1), carried)
        torch.testing.assert_close(same, wilful(images).repeat(2, 1))
        assert not torch.allclose(cut.rest(activation + 1, carried), same[:1])
        torch.testing.assert_close(activation, outputs[index])


def test_cam_is_refused_without_a_graph(shallow: ResNet, slices: _Floats) -> None:
    with pytest.raises(UsageError, match="CAM needs a network"):
        _answer(Untraceable(shallow), "cam", slices)


def test_a_slice_that_takes_another_path_is_refused_in_a_sentence(wilful: Wilful) -> None:
    layers = AllLayers(wilful, 16)
    dark = np.full((1, 3, 16, 16), -5, np.float32)
    with pytest.raises(ModelError, match="another path through Wilful than the picture"):
        layers(dark, 0, ["grad-cam"])
    assert not _hooks(wilful)


def test_hooks_go_with_the_pass_even_if_it_fails(wilful: Wilful) -> None:
    view, _ = hooked(wilful, 16)
    assert not _hooks(wilful)
    view(torch.zeros(1, 3, 16, 16))
    assert not _hooks(wilful)
    with pytest.raises(RuntimeError):
        view(torch.zeros(1, 4, 16, 16))
    assert not _hooks(wilful)


def test_a_network_without_layers_is_refused_with_the_reason_it_could_not_be_traced() -> None:
    class Bare(nn.Module):
        def forward(self, values: torch.Tensor) -> torch.Tensor:
            return values if values.sum() > 0 else -values

    with pytest.raises(UntraceableError, match=r"Bare cannot be listed \("):
        listed(Bare(), 8)


def test_random_weights_of_torchvision_are_measured_alike_each_time() -> None:
    torch.manual_seed(1)
    network = nn.Sequential(*list(resnet18(num_classes=2).children())[:5], nn.Flatten(), nn.Linear(64 * 64, 2))
    network.eval().requires_grad_(requires_grad=False)
    assert hooked(network, 32)[1] == hooked(network, 32)[1]


def _answer(network: nn.Module, method: str, slices: _Floats, **parameters: object) -> Any:
    request = Request.of(method, network="w", class_index=1, **parameters)
    material = Slices((0,), slices[:1], np.ones((1, *slices.shape[2:]), bool), ("a", "b", "c"))
    explainer = EXPLAINERS[method](Network(network, slices.shape[-1]))
    answers = explainer.explain(request, material, lambda done, total: None, lambda: False)
    (found,) = (each for each in answers if not isinstance(each, Partial))
    return found


def _arrays(answer: Any) -> list[_Floats]:
    return [answer.values] if isinstance(answer, AttributionMap) else list(answer.maps)
