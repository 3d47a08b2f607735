"""Sanity checks on networks of which it is known what they heed."""

from __future__ import annotations

from itertools import count

import numpy as np
import pytest
import torch
from torch import nn
from torchvision.models import ResNet, resnet18

from xaiviewer.errors import Cancelled
from xaiviewer.explain import Network, Slices
from xaiviewer.requests import EVIDENCE, Request
from xaiviewer.trust.sanity.checks import CHECKS
from xaiviewer.trust.sanity.examine import Examined, examine
from xaiviewer.trust.sanity.maps import head_on
from xaiviewer.trust.sanity.randomise import parts, randomised
from xaiviewer.trust.sanity.similarity import rank_correlation, structural_similarity

SIZE = 64


@pytest.fixture(scope="module")
def network() -> ResNet:
    torch.manual_seed(0)
    made = resnet18(num_classes=3).eval().requires_grad_(requires_grad=False)
    for module in made.modules():
        if isinstance(module, nn.ReLU):
            module.inplace = False
    return made


@pytest.fixture(scope="module")
def slices() -> Slices:
    rng = np.random.default_rng(1)
    inputs = rng.normal(size=(3, 3, SIZE, SIZE)).astype(np.float32)
    heads = np.zeros((3, SIZE, SIZE), bool)
    heads[:, 8:56, 12:52] = True
    return Slices((0, 1, 2), inputs * heads[:, None], heads, ("t1", "flair", "t1c"))


def _examine(network: ResNet, slices: Slices, method: str, **parameters: object) -> Examined:
    asked = Network(network, SIZE)
    request = Request.of(method, network="0" * 64, class_index=1, **parameters)
    return examine(asked, request, slices, asked.all_layers.layers, classes=3)


@pytest.fixture(scope="module")
def grad_cam(network: ResNet, slices: Slices) -> Examined:
    return _examine(network, slices, "grad-cam")


def test_every_check_has_a_number_and_a_bar_for_every_layer(grad_cam: Examined, network: ResNet) -> None:
    layers = Network(network, SIZE).all_layers.layers
    assert grad_cam.layers == tuple(layer.name for layer in layers)
    assert set(grad_cam.values) == set(grad_cam.bars) == set(CHECKS)
    assert {each.shape for each in (*grad_cam.values.values(), *grad_cam.bars.values())} == {(len(layers),)}
    assert grad_cam.parts == ("fc", "layer4", "layer3", "layer2", "layer1", "conv1")
    assert grad_cam.cascade.shape == grad_cam.cascade_structure.shape == (6, len(layers))


def test_the_same_question_gets_the_same_bits(grad_cam: Examined) -> None:
    assert (grad_cam.values["repeatability"] == 0).all()
    assert all(grad_cam.passed("repeatability", layer) for layer in range(len(grad_cam.layers)))


def test_a_layer_is_held_against_what_lies_behind_it_alone(grad_cam: Examined) -> None:
    """Of the third stage only the fourth and the logit's weights lie behind; of the first everything else."""
    place = {name: number for number, name in enumerate(grad_cam.layers)}
    for layer, part in (("layer3.0.conv1", 1), ("layer2.1.conv2", 2), ("conv1", 4), ("relu", 4)):
        assert grad_cam.values["cascading"][place[layer]] == grad_cam.cascade[part, place[layer]]


def test_a_map_that_ignores_the_network_fails_and_one_that_follows_it_passes(network: ResNet, slices: Slices) -> None:
    """LayerCAM of the first layer follows its activations; occlusion the logit."""
    activations = _examine(network, slices, "layer-cam")
    first = activations.layers.index("relu")
    assert activations.values["cascading"][first] > 0.4
    occlusion = _examine(network, slices, "occlusion", patch=16, stride=8)
    assert occlusion.layers == ("",)
    assert abs(occlusion.values["cascading"][0]) < 0.4
    assert occlusion.values["outside"][0] == pytest.approx(0, abs=0.2)


def test_a_dead_network_gives_blank_maps_and_no_verdict_on_likeness(slices: Slices) -> None:
    dead = resnet18(num_classes=3).eval().requires_grad_(requires_grad=False)
    nn.init.zeros_(dead.fc.weight)
    found = _examine(dead, slices, "grad-cam")
    assert (found.values["blank"] == 1).all()
    assert not found.passed("blank", 0)
    assert found.passed("class", 0) is None


def test_randomising_leaves_the_network_and_torchs_own_numbers_alone(network: ResNet) -> None:
    before = {name: value.clone() for name, value in network.state_dict().items()}
    known = parts(network)
    torch.manual_seed(5)
    expected = torch.rand(1)
    torch.manual_seed(5)
    one, again = (randomised(network, known[:2], seed=3) for _ in range(2))
    assert torch.rand(1) == expected
    assert all(torch.equal(value, before[name]) for name, value in network.state_dict().items())
    changed = {name.split(".")[0] for name, value in one.state_dict().items() if not torch.equal(value, before[name])}
    assert changed == {"fc", "layer4"}
    assert all(torch.equal(value, again.state_dict()[name]) for name, value in one.state_dict().items())


def test_a_network_within_one_child_is_parted_by_that_ones_children() -> None:
    inner = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.ReLU(), nn.Conv2d(2, 2, 3))
    found = parts(nn.Sequential(inner))
    assert [(part.name, part.members) for part in found] == [("0.3", ("0.3",)), ("0.0", ("0.0", "0.1"))]


def test_likeness_counts_inside_the_head_alone() -> None:
    rng = np.random.default_rng(0)
    inside = np.zeros((16, 16), bool)
    inside[4:12, 4:12] = True
    first = rng.normal(size=(16, 16))
    other = np.where(inside, first, rng.normal(size=(16, 16)))
    assert rank_correlation(first, other, inside) == pytest.approx(1)
    assert rank_correlation(first, -first, inside) == pytest.approx(-1)
    assert structural_similarity(first, first, inside) == pytest.approx(1)
    assert structural_similarity(first, rng.normal(size=(16, 16)), inside) < 0.6
    assert np.isnan(rank_correlation(first, np.zeros((16, 16)), inside))
    assert np.isnan(structural_similarity(first, np.zeros((16, 16)), inside))


def test_cells_belong_to_the_head_by_their_centres(network: ResNet) -> None:
    head = np.zeros((SIZE, SIZE), bool)
    head[:32] = True
    layer = next(each for each in Network(network, SIZE).all_layers.layers if each.stride == 32)
    assert head_on(layer, head).tolist() == [[True, True], [False, False]]
    assert layer.kind != EVIDENCE


def test_it_stops_when_asked_to(network: ResNet, slices: Slices) -> None:
    asked = count()
    network_asked = Network(network, SIZE)
    request = Request.of("grad-cam", network="0" * 64, class_index=1)
    with pytest.raises(Cancelled):
        examine(
            network_asked,
            request,
            slices,
            network_asked.all_layers.layers,
            classes=3,
            cancelled=lambda: next(asked) > 6,
        )
