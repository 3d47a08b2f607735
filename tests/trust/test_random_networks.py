"""A network's architecture with random weights."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torchvision.models import ResNet, resnet18

from xaiviewer.explain import Network
from xaiviewer.trust.sanity.random_networks import RandomNetworks

SIZE = 64


@pytest.fixture(scope="module")
def network() -> ResNet:
    torch.manual_seed(0)
    made = resnet18(num_classes=2).eval().requires_grad_(requires_grad=False)
    for module in made.modules():
        if isinstance(module, nn.ReLU):
            module.inplace = False
    return made


@pytest.fixture(scope="module")
def inputs() -> np.ndarray:
    made: np.ndarray = np.random.default_rng(1).normal(3, 2, (4, 3, SIZE, SIZE)).astype(np.float32)
    return made


def test_a_seed_gives_the_same_network_whatever_came_before(network: ResNet, inputs: np.ndarray) -> None:
    drawn = RandomNetworks(Network(network, SIZE))
    drawn.settle(inputs)
    first, second, again = (drawn.of_seed(seed).outputs(inputs[:1]) for seed in (3, 4, 3))
    assert np.array_equal(first, again)
    assert not np.allclose(first, second)


def test_weights_do_not_depend_on_how_the_network_lies_in_memory(inputs: np.ndarray) -> None:
    torch.manual_seed(0)
    made = resnet18(num_classes=2).eval().requires_grad_(requires_grad=False)
    before = RandomNetworks(Network(made, SIZE)).of_seed(0).module.state_dict()
    traced = Network(made, SIZE)
    assert traced.all_layers.layers  # its weights lie channels last from here on
    after = RandomNetworks(traced).of_seed(0).module.state_dict()
    assert all(torch.equal(values, after[name]) for name, values in before.items())


def test_the_network_itself_and_torchs_own_numbers_stay(network: ResNet, inputs: np.ndarray) -> None:
    before = {name: values.clone() for name, values in network.state_dict().items()}
    torch.manual_seed(5)
    expected = torch.rand(1)
    torch.manual_seed(5)
    drawn = RandomNetworks(Network(network, SIZE))
    drawn.settle(inputs)
    other = drawn.of_seed(1).module.state_dict()
    assert torch.rand(1) == expected
    assert all(torch.equal(values, before[name]) for name, values in network.state_dict().items())
    weights = [name for name in before if "conv" in name or name == "fc.weight"]
    assert weights
    assert not any(torch.equal(other[name], before[name]) for name in weights)


def test_batch_normalisation_knows_the_slices(network: ResNet, inputs: np.ndarray) -> None:
    """So that each normalisation's output has a mean of 0 and a variance of 1 over them; no map is lost on the way."""
    drawn = RandomNetworks(Network(network, SIZE))
    drawn.settle(inputs)
    made = drawn.of_seed(0)
    seen: list[Tensor] = []
    handle = made.module.layer3[0].bn2.register_forward_hook(lambda _module, _given, found: seen.append(found.clone()))
    made.outputs(inputs)
    handle.remove()
    assert seen[0].mean((0, 2, 3)).abs().max() < 0.1
    assert np.allclose(seen[0].var((0, 2, 3)).numpy(), 1, atol=0.1)
    maps = made.all_layers(inputs[:1], 1, ["grad-cam", "layer-cam"]).maps
    assert all(np.isfinite(each).all() and each.any() for found in maps.values() for each in found)


def test_one_slice_is_enough(network: ResNet, inputs: np.ndarray) -> None:
    drawn = RandomNetworks(Network(network, SIZE))
    drawn.settle(inputs[:1])
    assert np.isfinite(drawn.of_seed(0).outputs(inputs[:1])).all()


class _Scaled(nn.Module):
    """A convolution with a scale that nothing knows how to draw."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(1, 2, 3)
        self.scale = nn.Parameter(torch.arange(20.0))

    def forward(self, images: Tensor) -> Tensor:
        return self.conv(images).mean((2, 3)) * self.scale[:2]


def test_what_cannot_be_drawn_keeps_its_values_in_another_order() -> None:
    made = _Scaled().eval().requires_grad_(requires_grad=False)
    scale = RandomNetworks(Network(made, 8)).of_seed(1).module.get_parameter("scale")
    assert sorted(scale.tolist()) == made.scale.tolist() != scale.tolist()
