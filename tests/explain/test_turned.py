"""Networks of turned slices: whatever is asked of them lies on the picture as that of others does."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torchvision.models import ResNet

from xaiviewer.explain import EXPLAINERS, Network, Slices
from xaiviewer.explain.layers.hooked import hooked
from xaiviewer.explain.layers.tracing import traced
from xaiviewer.explain.one_pass.rules import RULES
from xaiviewer.nets.entering import entering
from xaiviewer.nets.inputs.turns import TURNS, Turn, Way
from xaiviewer.requests import ChannelMaps, Explanation, LayerMaps, Request
from xaiviewer.requests.model import last_layer

SIDE = 32
TURNED = [name for name, turn in TURNS.items() if turn != Turn()]


class Even(nn.Module):
    """Treats all directions alike, so that turned weights on a turned picture give the turned picture's outputs."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.relu, self.pool = nn.Conv2d(2, 4, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)
        self.second, self.third, self.head = (
            nn.Conv2d(4, 6, 3, padding=1),
            nn.Conv2d(6, 6, 3, padding=1),
            nn.Linear(6, 3),
        )

    def forward(self, images: Tensor) -> Tensor:
        found = self.pool(self.relu(self.first(images)))
        found = self.relu(self.second(found))
        found = self.relu(self.third(found) + found)
        logits: Tensor = self.head(found.mean((2, 3)))
        return logits


class Outlining(Even):
    """One logit for each pixel."""

    def forward(self, images: Tensor) -> Tensor:
        found = self.relu(self.second(self.relu(self.first(images))))
        logits: Tensor = self.third(found)[:, :1]
        return logits


def made(kind: type[Even]) -> Even:
    torch.manual_seed(8)
    return kind().eval().requires_grad_(requires_grad=False)


def taught_otherwise(network: Even, name: str) -> Even:
    """The same network, as if it had learnt from turned slices."""
    other = deepcopy(network)
    for module in other.modules():
        if isinstance(module, nn.Conv2d):
            module.weight.data = torch.from_numpy(TURNS[name].to_network(module.weight.numpy()))
    return other


def both(name: str, part: tuple[int, int], kind: type[Even] = Even) -> tuple[Network, Network]:
    """A network, and the one that learnt from turned slices, of the same part of the picture."""
    plain, turn, outlines = made(kind), TURNS[name], kind is Outlining
    other = entering(taught_otherwise(plain, name), Way(turn, turn.sides(part)), outlines=outlines)
    return Network(entering(plain, Way(Turn(), part), outlines=outlines), SIDE), Network(other, SIDE)


@pytest.fixture(scope="module")
def given() -> Slices:
    inputs = np.random.default_rng(3).standard_normal((1, 2, SIDE, SIDE)).astype(np.float32)
    heads = np.zeros((1, SIDE, SIDE), bool)
    heads[:, 4:28, 6:26] = True
    return Slices((0,), inputs, heads, ("flair", "t1c"))


def asked(network: Network, method: str, slices: Slices, **values: object) -> Explanation:
    request = Request.of(method, network="0" * 64, class_index=1, seed=None, **values)
    last = list(EXPLAINERS[method](network).explain(request, slices, lambda *_: None, lambda: False))[-1]
    assert isinstance(last, Explanation)
    return last


def values_of(found: Explanation) -> list[NDArray[np.float32]]:
    if isinstance(found, LayerMaps):
        return list(found.maps)
    return [found.maps if isinstance(found, ChannelMaps) else found.values]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "part"),
    [*((name, (SIDE, SIDE)) for name in TURNED), ("clockwise", (20, SIDE)), ("upside-down", (SIDE, 24))],
    ids=str,
)
def test_every_layers_maps_lie_on_the_picture(name: str, part: tuple[int, int], given: Slices) -> None:
    plain, other = both(name, part)
    assert other.all_layers.layers == plain.all_layers.layers
    np.testing.assert_allclose(other.outputs(given.inputs), plain.outputs(given.inputs), atol=1e-6)
    maps = [each.all_layers(given.inputs, 1, list(RULES)).maps for each in (plain, other)]
    for method in RULES:
        for expected, found in zip(maps[0][method], maps[1][method], strict=True):
            np.testing.assert_allclose(found, expected, atol=1e-5, err_msg=method)


METHODS: dict[str, dict[str, object]] = {
    "saliency": {},
    "input-x-gradient": {},
    "full-grad": {},
    "guided-backprop": {},
    "guided-grad-cam": {},
    "integrated-gradients": {"steps": 8},
    "score-cam": {"channels": 4},
    "ablation-cam": {"channels": 4},
    "channels": {"count": 3},
    "cam": {},
    "eigen-cam": {},
    "occlusion": {"patch": 8, "stride": 8},
}


@pytest.mark.parametrize("method", METHODS)
def test_every_kind_of_method_lies_on_the_picture(method: str, given: Slices) -> None:
    plain, other = both("clockwise", (20, SIDE))
    values = METHODS[method]
    if method in ("guided-grad-cam", "score-cam", "ablation-cam", "channels"):
        values = {**values, "layer": last_layer(plain.all_layers.layers)}
    expected, found = (values_of(asked(each, method, given, **values)) for each in (plain, other))
    for one, two in zip(expected, found, strict=True):
        np.testing.assert_allclose(two, one, atol=2e-5)


@pytest.mark.parametrize("name", TURNED)
def test_an_outline_lies_on_the_picture_and_nothing_is_outlined_beside_it(name: str, given: Slices) -> None:
    plain, other = both(name, (20, SIDE), Outlining)
    expected, found = plain.outputs(given.inputs), other.outputs(given.inputs)
    assert found.shape == (1, 1, SIDE, SIDE)
    np.testing.assert_allclose(found, expected, atol=1e-6)
    assert (found[..., :6, :] < -50).all()
    assert (found[..., 26:, :] < -50).all()
    assert (found[..., 6:26, :] > -50).all()


def test_what_is_made_of_a_layer_lies_on_the_picture(given: Slices) -> None:
    plain, other = both("counterclockwise", (20, SIDE))
    for layer in range(len(plain.all_layers.layers)):
        expected, found = (each.up_to(layer)(each.tensor(given.inputs)) for each in (plain, other))
        for one, two in zip(expected, found, strict=True):
            np.testing.assert_allclose(two.numpy(), one.numpy(), atol=1e-6)


def test_a_network_without_a_graph_is_turned_as_well(given: Slices) -> None:
    plain, other = (each.module for each in both("clockwise", (20, SIDE)))
    (expected, layers), (found, turned) = hooked(plain, SIDE), hooked(other, SIDE)
    assert turned == layers
    images = torch.from_numpy(given.inputs.copy())
    for one, two in zip(expected(images)[1], found(images)[1], strict=True):
        np.testing.assert_allclose(two.numpy(), one.numpy(), atol=1e-6)
    output = expected(images)[1][0] * 2
    np.testing.assert_allclose(found.replacing(images, 0, output), expected.replacing(images, 0, output), atol=1e-6)


@pytest.mark.parametrize("name", TURNED)
def test_cells_of_uneven_windows_are_placed_where_they_look(name: str, shallow: ResNet) -> None:
    """Strides and padding that begin at one side: what a gradient shows of a layer's cells is the graph's place."""
    way = Way(TURNS[name], TURNS[name].sides((96, 128)))
    network = entering(shallow, way, outlines=False)
    _, layers = traced(network, 128)
    _, measured = hooked(network, 128)
    by_name = {each.name: each for each in measured}
    early = [each for each in layers if each.stride <= 4][:4]
    assert early
    for each in early:  # of later ones a cell sees the border, and its place is measured worse
        seen = by_name[each.name]
        assert (seen.grid, seen.stride) == (each.grid, each.stride)
        np.testing.assert_allclose(seen.centre, each.centre, atol=0.5)


def test_the_network_itself_stays_as_it_was(given: Slices) -> None:
    network = made(Even)
    before = network(torch.from_numpy(given.inputs.copy()))
    other = entering(network, Way(TURNS["transposed"], (SIDE, SIDE)), outlines=False)
    assert other is not network
    assert dict(other.named_modules()).keys() == dict(network.named_modules()).keys()
    torch.testing.assert_close(network(torch.from_numpy(given.inputs.copy())), before, rtol=0, atol=0)
    assert entering(network, Way(Turn(), (SIDE, SIDE)), outlines=False) is network


def test_masking_asks_about_the_pictures_own_places(given: Slices) -> None:
    """What a turned network looks at is masked where it lies on the picture."""
    plain, other = both("half-turn", (SIDE, SIDE))
    changed = given.inputs.copy()
    changed[:, :, :8, :8] = 0
    moved = replace(given, inputs=changed)
    for slices in (given, moved):
        np.testing.assert_allclose(other.logits(slices.inputs, 2), plain.logits(slices.inputs, 2), atol=1e-6)
