"""Where a cell of a ResNet's layer lies on its input, measured."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torchvision.models import ResNet, resnet18

from xaiviewer.case import Frame
from xaiviewer.explain import traced

pytestmark = pytest.mark.slow

_SIZE = 96
_LAYERS = {"conv1": 2, "layer1.1.relu_1": 4, "layer2.0.relu": 8, "layer2.1.relu_1": 8, "layer3.0.relu_1": 16}


@pytest.fixture(scope="module")
def network() -> ResNet:
    torch.manual_seed(11)
    network = resnet18(num_classes=2).eval()
    network.requires_grad_(requires_grad=False)
    return network


def _measured_by_perturbation(network: ResNet) -> dict[str, tuple[int, float]]:
    """Disturb one pixel column after another: which one moves a cell's output, and where is their centre of gravity?

    Returns:
        by layer: the cell's column on the layer's grid, and the centre in input pixels of the columns that move it.
    """
    graph, layers = traced(network, _SIZE)
    chosen = [(index, layer) for index, layer in enumerate(layers) if layer.name in _LAYERS]
    base = torch.randn(1, 3, _SIZE, _SIZE)
    noise = torch.randn(3, _SIZE, _SIZE)
    effects = {layer.name: np.zeros(_SIZE) for _, layer in chosen}
    with torch.inference_mode():
        outputs = graph(base)[1]
        for start in range(0, _SIZE, 16):
            disturbed = base.repeat(16, 1, 1, 1)
            for offset in range(16):
                disturbed[offset, :, :, start + offset] += noise[:, :, start + offset]
            moved = graph(disturbed)[1]
            for index, layer in chosen:
                cell = layer.grid[1] // 2
                change = (moved[index] - outputs[index])[..., cell].square().sum((1, 2))
                effects[layer.name][start : start + 16] = change.numpy()
    return {
        layer.name: (layer.grid[1] // 2, float(np.average(np.arange(_SIZE), weights=effects[layer.name])))
        for _, layer in chosen
    }


def test_cells_lie_where_disturbing_the_input_moves_them(network: ResNet) -> None:
    frame = Frame(-0.5, -0.5, _SIZE, _SIZE)  # input pixel n is slice pixel n
    for name, (cell, measured) in _measured_by_perturbation(network).items():
        stride = _LAYERS[name]
        centred, half_pixel = frame.placement(stride), frame.placement(stride, "half-pixel")
        assert measured == pytest.approx(centred.column + cell * centred.step, abs=0.06 * stride)
        assert half_pixel.column + cell * half_pixel.step - measured == pytest.approx(
            (stride - 1) / 2, abs=0.06 * stride
        )


@pytest.mark.parametrize("name", ["layer2.1.relu_1", "layer3.1.relu_1", "layer4.0.relu"])
def test_cells_lie_where_the_input_gradient_does(network: ResNet, name: str) -> None:
    graph, layers = traced(network, 256)
    (index,) = (position for position, layer in enumerate(layers) if layer.name == name)
    layer = layers[index]
    row, column = layer.grid[0] // 2, layer.grid[1] // 2 - 1
    images = torch.randn(4, 3, 256, 256, requires_grad=True)
    cells = graph(images)[1][index][..., row, column]
    (gradient,) = torch.autograd.grad((cells * torch.randn_like(cells)).sum(), images)
    energy = gradient.square().sum((0, 1)).numpy()
    found = [float(np.average(np.arange(256), weights=energy.sum(axis))) for axis in (1, 0)]
    assert found == pytest.approx([layer.stride * row, layer.stride * column], abs=0.2 * layer.stride)
    assert layer.stride * row + (layer.stride - 1) / 2 - found[0] > 0.3 * (layer.stride - 1)
