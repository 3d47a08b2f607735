"""The layers of a segmenter: down, up again, and each cell where it sees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import nn
from torch.nn import functional

from xaiviewer.explain import traced
from xaiviewer.nets.architectures.resunet import HeadedResUNet
from xaiviewer.requests import Layer, ModelDescription, ModelIdentity

CHANNELS = (2, 3, 4, 4)
SIZE = 128


@pytest.fixture(scope="module")
def network() -> nn.Module:
    torch.manual_seed(0)
    return HeadedResUNet(3, 1, CHANNELS, features=2).eval().requires_grad_(requires_grad=False)


@pytest.fixture(scope="module")
def listed(network: nn.Module) -> tuple[Any, tuple[Layer, ...]]:
    return traced(network, SIZE)


def test_every_convolution_and_activation_of_both_sides_is_listed(
    network: nn.Module, listed: tuple[Any, tuple[Layer, ...]]
) -> None:
    layers = listed[1]
    names = [layer.name for layer in layers]
    kinds = nn.Conv2d | nn.ConvTranspose2d | nn.PReLU
    assert sorted(names) == sorted(name for name, each in network.named_modules() if isinstance(each, kinds))
    assert (
        len({layer.alias for layer in layers if layer.alias}) == len(layers) - 1
    )  # all but the head have a short name


def test_strides_go_down_and_come_up_again(listed: tuple[Any, tuple[Layer, ...]]) -> None:
    _, layers = listed
    strides = {layer.groups: layer.stride for layer in layers}
    assert strides == {
        ("Encoder", "Level 1"): 2,
        ("Encoder", "Level 2"): 4,
        ("Encoder", "Level 3"): 8,
        ("Bottleneck",): 8,
        ("Decoder", "Level 3"): 4,
        ("Decoder", "Level 2"): 2,
        ("Decoder", "Level 1"): 1,
        ("Head",): 1,
    }
    assert list(strides) == list(dict.fromkeys(layer.groups for layer in layers))
    assert ModelDescription(ModelIdentity("", "", ""), layers=layers).levels == ("encoder", "level")


def test_grids_are_those_of_the_real_outputs_of_a_segmenter(listed: tuple[Any, tuple[Layer, ...]]) -> None:
    view, layers = listed
    with torch.inference_mode():
        given, outputs = view(torch.zeros(1, 3, SIZE, SIZE))
    assert given.shape == (1, 1, SIZE, SIZE)
    assert [layer.grid for layer in layers] == [tuple(output.shape[2:]) for output in outputs]


def _centroid(view: Callable[[torch.Tensor], Any], index: int, cell: int, size: int) -> float:
    """The middle of the columns that move a cell, weighted by how much they do."""
    images = torch.ones(1, 1, size, size, requires_grad=True)
    output = view(images)[1][index]
    (gradient,) = torch.autograd.grad(output[0, :, output.shape[2] // 2, cell].sum(), images)
    weights = gradient.double().sum((0, 1, 2))
    return float((weights * torch.arange(size)).sum() / weights.sum())


def _even(network: nn.Module) -> nn.Module:
    """All weights the same, so that a gradient's centre of gravity is the centre of what is seen."""
    for module in network.modules():
        if isinstance(module, nn.Conv2d | nn.ConvTranspose2d):
            nn.init.constant_(module.weight, 0.1)
    return network.eval().requires_grad_(requires_grad=False)


def test_a_segmenters_cells_lie_where_they_see() -> None:
    plain = HeadedResUNet(1, 1, CHANNELS, features=2)
    for level in plain.modules():
        for name, child in list(level.named_children()):
            if isinstance(child, nn.InstanceNorm2d | nn.PReLU):  # one heeds the whole picture, the other the values
                setattr(level, name, nn.Identity())
    view, layers = traced(_even(plain), SIZE)
    assert {layer.stride for layer in layers} == {1, 2, 4, 8}
    for index, layer in enumerate(layers):
        cell = SIZE // 2 // layer.stride  # on input pixel 64, which a cell of every level lies on
        assert _centroid(view, index, cell, SIZE) == pytest.approx(SIZE / 2 + layer.centre[1], abs=0.05), layer.name


class _Resized(nn.Module):
    def __init__(self, **options: Any) -> None:
        super().__init__()
        self.down, self.last = nn.Conv2d(1, 1, 4, 4), nn.Conv2d(1, 1, 1)
        self._options = options

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        found: torch.Tensor = self.last(functional.interpolate(self.down(images), **self._options))
        return found


@pytest.mark.parametrize(
    "network",
    [
        *(
            nn.Sequential(nn.Conv2d(1, 1, 4, 4), nn.ConvTranspose2d(1, 1, kernel, stride, padding, output_padding))
            for kernel, stride, padding, output_padding in [
                (2, 2, 0, 0),
                (3, 2, 1, 1),
                (4, 2, 1, 0),
                (5, 2, 2, 1),
                (4, 4, 0, 0),
                (3, 2, 0, 0),
            ]
        ),
        *(
            nn.Sequential(nn.Conv2d(1, 1, 4, 4), nn.Upsample(scale_factor=2, mode=mode), nn.Conv2d(1, 1, 1))
            for mode in ("nearest", "bilinear")
        ),
        _Resized(scale_factor=4, mode="bilinear"),
        _Resized(size=32),
    ],
    ids=str,
)
def test_cells_of_a_larger_grid_lie_between_those_they_come_from(network: nn.Module) -> None:
    view, layers = traced(_even(network), 64)
    last = layers[-1]
    with torch.inference_mode():
        assert tuple(view(torch.zeros(1, 1, 64, 64))[1][-1].shape[2:]) == last.grid
    assert (layers[0].stride, last.stride) in [(4, 2), (4, 1)]
    factor, start = 4 // last.stride, last.grid[1] // 2 // 4 * 4
    cells = range(start, start + factor)  # cells of one period see unlike amounts; their mean is what counts
    measured = sum(_centroid(view, len(layers) - 1, cell, 64) for cell in cells) / factor
    expected = sum(last.stride * cell + last.centre[1] for cell in cells) / factor
    assert measured == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize(
    "network",
    [
        _Resized(scale_factor=2, mode="bilinear", align_corners=True),
        nn.Sequential(nn.Conv2d(1, 1, 1), nn.ConvTranspose2d(1, 1, 2, 2), nn.Conv2d(1, 1, 1)),
    ],
    ids=["corners aligned", "finer than the input"],
)
def test_layers_that_lie_on_no_grid_of_pixels_are_left_out(network: nn.Module) -> None:
    assert len(traced(_even(network), 64)[1]) == 1
