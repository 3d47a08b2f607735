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
    ("name", "keras_name", "stage", "block", "grid", "stride"),
    [
        ("conv1", "conv1_conv", 0, 0, 32, 2),
        ("relu", "conv1_relu", 0, 0, 32, 2),
        ("layer1.0.conv1", "conv2_block1_1_conv", 1, 0, 16, 4),
        ("layer1.0.relu", "conv2_block1_1_relu", 1, 0, 16, 4),
        ("layer1.0.downsample.0", "conv2_block1_0_conv", 1, 0, 16, 4),
        ("layer2.0.conv1", "conv3_block1_1_conv", 2, 0, 16, 4),
        ("layer2.0.conv2", "conv3_block1_2_conv", 2, 0, 8, 8),
        ("layer3.5.relu_1", "conv4_block6_2_relu", 3, 5, 4, 16),
        ("layer4.0.downsample.0", "conv5_block1_0_conv", 4, 0, 2, 32),
        ("layer4.2.conv3", "conv5_block3_3_conv", 4, 2, 2, 32),
        ("layer4.2.relu_2", "conv5_block3_out", 4, 2, 2, 32),
    ],
)
def test_a_layer_of_resnet50_is_described(
    explain_deep: AllLayers, name: str, keras_name: str, stage: int, block: int, grid: int, stride: int
) -> None:
    (layer,) = (each for each in explain_deep.layers if each.name == name)
    assert (layer.keras_name, layer.stage, layer.block) == (keras_name, stage, block)
    assert (layer.grid, layer.stride) == ((grid, grid), stride)


@pytest.mark.parametrize("names", ["name", "keras_name"])
def test_no_two_layers_share_a_name(explain_deep: AllLayers, names: str) -> None:
    assert len({getattr(layer, names) for layer in explain_deep.layers}) == len(explain_deep.layers)


@pytest.mark.parametrize("size", [64, 75, 96])
def test_grids_are_those_of_the_real_outputs(shallow: ResNet, size: int) -> None:
    graph, layers = traced(shallow, size)
    _, outputs = graph(torch.zeros(1, 3, size, size))
    assert [layer.grid for layer in layers] == [tuple(output.shape[2:]) for output in outputs]


def test_a_basic_block_ends_in_its_second_relu(explain: AllLayers) -> None:
    assert len(explain.layers) == 37
    named = {layer.name: layer.keras_name for layer in explain.layers}
    assert named["layer4.1.relu"] == "conv5_block2_1_relu"
    assert named["layer4.1.relu_1"] == "conv5_block2_out"


@pytest.mark.parametrize(("build", "layers"), [(resnet34, 36 + 33), (resnet101, 104 + 100)])
def test_other_depths_are_listed_too(build: type[nn.Module], layers: int) -> None:
    assert len(traced(build(num_classes=2).eval(), 224)[1]) == layers


def test_a_network_that_is_no_resnet_is_refused_in_a_sentence() -> None:
    with pytest.raises(ModelError, match=r"torchvision ResNet\.$"):
        AllLayers(nn.Sequential(nn.Conv2d(3, 4, 3), nn.ReLU()), 64)


def test_a_network_that_cannot_be_traced_is_refused_in_a_sentence() -> None:
    class Wilful(nn.Module):
        def forward(self, values: torch.Tensor) -> torch.Tensor:
            return values if values.sum() > 0 else -values

    with pytest.raises(ModelError, match="Wilful cannot be listed"):
        AllLayers(Wilful(), 64)
