"""The golden input of a network of volumes is smaller than the network's own where it tells as much."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from xaiviewer.errors import ModelError
from xaiviewer.nets.imports.held_against import golden_now, golden_of
from xaiviewer.nets.inputs.normalisation import Normalisation
from xaiviewer.nets.packages.description import Described, Factory, Inputs, read_described
from xaiviewer.nets.packages.factories import built
from xaiviewer.nets.packages.files import CARD, GOLDEN, MODEL, WEIGHTS, opened
from xaiviewer.nets.packages.golden import check_outputs, read_golden
from xaiviewer.nets.packages.golden_size import smallest
from xaiviewer.nets.packages.making import make_package
from xaiviewer.nets.packages.opening import NO_GOLDEN, open_package
from xaiviewer.nets.packages.telling import told
from xaiviewer.requests import Channel

SIDE = 48
ARGUMENTS = {"spatial_dims": 3, "in_channels": 1, "out_channels": 2, "init_features": 4, "growth_rate": 4}
DENSE = Factory("monai", "DenseNet121", ARGUMENTS)


def factory(*blocks: int, **further: object) -> Factory:
    return replace(DENSE, arguments={**ARGUMENTS, "block_config": list(blocks), **further})


def described(kind: Factory, size: int = SIDE, **further: object) -> Described:
    inputs = Inputs((Channel("FLAIR", "flair"),), size, normalisation=Normalisation("volume", 1, 99), dimensions=3)
    return Described("volumes", kind, replace(inputs, **further), ("other", "tumour"), "tumour")  # type: ignore[arg-type]


def taught(kind: Factory) -> nn.Module:
    """One whose normalisations hold numbers as after training."""
    torch.manual_seed(4)
    network = built(kind)
    for module in network.modules():
        if isinstance(module, nn.BatchNorm3d):
            assert module.running_mean is not None
            assert module.running_var is not None
            module.running_mean.normal_(0, 0.3)
            module.running_var.uniform_(0.05, 0.5)
    return network


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    kind = factory(2, 2)
    return make_package(tmp_path_factory.mktemp("made") / "made", taught(kind), described(kind))


def test_the_package_says_how_large_its_golden_input_is_wherever_it_speaks_of_it(package: Path) -> None:
    held = read_golden((package / GOLDEN).read_bytes(), GOLDEN)
    assert held.inputs.shape == (1, 1, 32, 32, 32)
    assert json.loads((package / MODEL).read_text())["golden_input"] == [32, 32, 32]
    assert read_described(opened(package)).golden_sides == (32, 32, 32)
    assert "32 x 32 x 32 voxels" in (package / CARD).read_text()
    assert "32 x 32 x 32" in told(package)["golden output"]
    assert NO_GOLDEN not in open_package(package).notices


@pytest.mark.parametrize(
    ("blocks", "sides", "wanted"),
    [((1, 1), {}, (32, 32, 32)), ((1, 1, 1, 1), {"size": 80}, (64, 64, 64)), ((1, 1), {"depth": 16}, (16, 32, 32))],
    ids=["eight to one", "thirty-two to one", "thinner than that"],
)
def test_no_layer_is_left_with_one_voxel_where_the_network_has_more(
    blocks: tuple[int, ...], sides: dict[str, int], wanted: tuple[int, ...]
) -> None:
    kind = factory(*blocks)
    assert smallest(described(kind, **sides), built(kind)) == wanted  # type: ignore[arg-type]


def test_a_network_that_takes_volumes_of_one_size_keeps_it() -> None:
    class Fixed(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.convolution = nn.Conv3d(1, 2, 3, stride=4)
            self.linear = nn.Linear(2 * 12**3, 2)

        def forward(self, volume: torch.Tensor) -> torch.Tensor:
            return self.linear(self.convolution(volume).flatten(1))  # type: ignore[no-any-return]

    assert smallest(described(factory(1, 1)), Fixed().eval()) == (SIDE, SIDE, SIDE)


def _epsilon(network: nn.Module) -> None:
    for module in network.modules():
        if isinstance(module, nn.BatchNorm3d):
            module.eps = 1e-3


def _activation(network: nn.Module) -> None:
    network.get_submodule("features.denseblock2.denselayer1.layers").relu2 = nn.LeakyReLU(0.1)  # type: ignore[union-attr]


def _pooling(network: nn.Module) -> None:
    network.get_submodule("features").pool0 = nn.AvgPool3d(3, 2, 1)  # type: ignore[union-attr]


def _axes(network: nn.Module) -> None:
    convolution = network.get_submodule("features.conv0")
    assert isinstance(convolution, nn.Conv3d)
    convolution.weight = nn.Parameter(convolution.weight.transpose(2, 4).contiguous(), requires_grad=False)


@pytest.mark.parametrize("change", [_epsilon, _activation, _pooling, _axes])
def test_the_small_one_tells_another_network_apart(package: Path, change: Callable[[nn.Module], None]) -> None:
    held, golden = read_described(opened(package)), read_golden((package / GOLDEN).read_bytes(), GOLDEN)
    network = taught(held.factory)
    check_outputs(held, network, golden)
    change(network)
    with pytest.raises(ModelError, match="where its author got"):
        check_outputs(held, network, golden)


def test_another_layer_in_model_json_is_refused(package: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    for each in package.iterdir():
        (other / each.name).write_bytes(each.read_bytes())
    given = json.loads((other / MODEL).read_text())
    given["factory"]["arguments"]["act"] = "ELU"
    (other / MODEL).write_text(json.dumps(given))
    with pytest.raises(ModelError, match="where its author got"):
        open_package(other)
    given["factory"]["arguments"].pop("act")
    (other / MODEL).write_text(json.dumps(given))
    open_package(other)
    wrongs = ([32, 32, 48], "golden input of"), ([64, 64, 64], "larger than the input"), ([8, 8, 8], "at least 16")
    for wrong, told_so in wrongs:
        (other / MODEL).write_text(json.dumps(given | {"golden_input": wrong}))
        with pytest.raises(ModelError, match=told_so):
            open_package(other)


def test_one_of_the_networks_own_size_opens_as_before_and_states_nothing(tmp_path: Path) -> None:
    kind = factory(1, 1)
    whole = np.random.default_rng(1).random((1, 1, SIDE, SIDE, SIDE), np.float32)
    made = make_package(tmp_path / "old", taught(kind), described(kind), example=whole)
    assert "golden_input" not in json.loads((made / MODEL).read_text())
    assert open_package(made).preprocessing.size == SIDE


def test_an_import_keeps_what_the_network_gave_and_takes_an_authors_smaller_volume(
    package: Path, tmp_path: Path
) -> None:
    held, weights = read_described(opened(package)), (package / WEIGHTS).read_bytes()
    bare = replace(held, golden_sides=None)
    made = golden_now(bare, weights)
    assert made is not None
    assert made.at_import
    assert made.inputs.shape == (1, 1, 32, 32, 32)
    np.savez(tmp_path / "golden.npz", input=made.inputs.transpose(0, 2, 3, 4, 1), logits=made.logits)
    assert golden_of(tmp_path / "golden.npz", bare, weights).inputs.shape == made.inputs.shape
    np.savez(tmp_path / "tiny.npz", input=made.inputs[..., :8, :8, :8], logits=made.logits)
    with pytest.raises(ModelError, match="the network takes"):
        golden_of(tmp_path / "tiny.npz", bare, weights)
