"""The layers of a ResNet: all of them, with both names, where they are."""

from __future__ import annotations

from collections import Counter

import pytest
import torch
from torch import nn
from torchvision.models import ResNet, resnet34, resnet101
from torchvision.models.feature_extraction import get_graph_node_names

from xaiviewer.errors import ModelError
from xaiviewer.explain import AllLayers, traced


def test_resnet50_has_53_convolutions_and_49_relus(explain_deep: AllLayers) -> None:
    assert Counter(layer.kind for layer in explain_deep.layers) == {"convolution": 53, "relu": 49}


def test_names_are_those_of_torchvisions_own_feature_extraction(deep: ResNet, explain_deep: AllLayers) -> None:
    nodes = get_graph_node_names(deep)[1]
    assert [layer.name for layer in explain_deep.layers] == [
        name for name in nodes if "conv" in name or "relu" in name or name.endswith("downsample.0")
    ]


@pytest.mark.parametrize(
    ("name", "keras_name", "groups", "grid", "stride"),
    [
        ("conv1", "conv1_conv", ("Stem",), 32, 2),
        ("relu", "conv1_relu", ("Stem",), 32, 2),
        ("layer1.0.conv1", "conv2_block1_1_conv", ("Stage 1", "Block 1"), 16, 4),
        ("layer1.0.relu", "conv2_block1_1_relu", ("Stage 1", "Block 1"), 16, 4),
        ("layer1.0.downsample.0", "conv2_block1_0_conv", ("Stage 1", "Block 1"), 16, 4),
        ("layer2.0.conv1", "conv3_block1_1_conv", ("Stage 2", "Block 1"), 16, 4),
        ("layer2.0.conv2", "conv3_block1_2_conv", ("Stage 2", "Block 1"), 8, 8),
        ("layer3.5.relu_1", "conv4_block6_2_relu", ("Stage 3", "Block 6"), 4, 16),
        ("layer4.0.downsample.0", "conv5_block1_0_conv", ("Stage 4", "Block 1"), 2, 32),
        ("layer4.2.conv3", "conv5_block3_3_conv", ("Stage 4", "Block 3"), 2, 32),
        ("layer4.2.relu_2", "conv5_block3_out", ("Stage 4", "Block 3"), 2, 32),
    ],
)
def test_a_layer_of_resnet50_is_described(
    explain_deep: AllLayers, name: str, keras_name: str, groups: tuple[str, ...], grid: int, stride: int
) -> None:
    (layer,) = (each for each in explain_deep.layers if each.name == name)
    assert (layer.other_names, layer.groups) == ((("Keras", keras_name),), groups)
    assert (layer.grid, layer.stride, layer.centre) == ((grid, grid), stride, (0, 0))


@pytest.mark.parametrize("names", ["name", "alias"])
def test_no_two_layers_share_a_name(explain_deep: AllLayers, names: str) -> None:
    assert len({getattr(layer, names) for layer in explain_deep.layers}) == len(explain_deep.layers)


@pytest.mark.parametrize("size", [64, 75, 96])
def test_grids_are_those_of_the_real_outputs(shallow: ResNet, size: int) -> None:
    graph, layers = traced(shallow, size)
    _, outputs = graph(torch.zeros(1, 3, size, size))
    assert [layer.grid for layer in layers] == [tuple(output.shape[2:]) for output in outputs]


def test_blocks_of_two_convolutions_are_listed_without_names_of_keras_which_has_none(explain: AllLayers) -> None:
    assert len(explain.layers) == 37
    ends = [layer for layer in explain.layers if layer.name in ("layer4.1.relu", "layer4.1.relu_1")]
    assert [layer.groups for layer in ends] == [("Stage 4", "Block 2")] * 2
    assert not any(layer.other_names for layer in explain.layers)


@pytest.mark.parametrize(("build", "layers"), [(resnet34, 36 + 33), (resnet101, 104 + 100)])
def test_other_depths_are_listed_too(build: type[nn.Module], layers: int) -> None:
    assert len(traced(build(num_classes=2).eval(), 224)[1]) == layers


def test_a_network_without_a_map_is_refused_in_a_sentence() -> None:
    with pytest.raises(ModelError, match=r"Sequential has no convolution whose map lies on the picture\.$"):
        AllLayers(nn.Sequential(nn.Flatten(), nn.Linear(12, 4), nn.ReLU()), 2)


def test_a_layer_that_is_cut_in_a_way_nobody_knows_is_refused() -> None:
    class Cut(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.first, self.second = nn.Conv2d(3, 4, 3, padding=1), nn.Conv2d(4, 2, 3, padding=1)

        def forward(self, images: torch.Tensor) -> torch.Tensor:
            return self.second(self.first(images)[:, :, ::2, ::2]).mean((2, 3))

    with pytest.raises(ModelError, match="second cannot be placed on the picture: its map has 8 x 8 cells where 16 x"):
        traced(Cut().eval(), 16)


def test_a_network_that_cannot_be_traced_is_refused_in_a_sentence() -> None:
    class Wilful(nn.Module):
        def forward(self, values: torch.Tensor) -> torch.Tensor:
            return values if values.sum() > 0 else -values

    with pytest.raises(ModelError, match="Wilful cannot be listed"):
        AllLayers(Wilful(), 64)
