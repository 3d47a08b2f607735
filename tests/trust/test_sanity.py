"""Sanity checks on networks of which it is known what they heed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import nn
from torchvision.models import ResNet, resnet18

from xaiviewer.errors import Cancelled, UsageError
from xaiviewer.explain import Network, Slices
from xaiviewer.requests import EVIDENCE, AttributionMap, Request
from xaiviewer.requests.badges import CHECKS, Badges
from xaiviewer.trust.faithfulness.order import on_pixels
from xaiviewer.trust.sanity.behind import behind_in_graph, last_behind
from xaiviewer.trust.sanity.comparison import gap
from xaiviewer.trust.sanity.examine import Material, examine, examine_all, rounds
from xaiviewer.trust.sanity.maps import Lies, head_on, lies, on_voxels
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


def _examine(network: ResNet, slices: Slices, method: str, **parameters: object) -> Badges:
    asked = Network(network, SIZE)
    request = Request.of(method, network="0" * 64, class_index=1, **parameters)
    return examine(asked, request, Material(slices, asked.all_layers.layers, 3))


@pytest.fixture(scope="module")
def grad_cam(network: ResNet, slices: Slices) -> Badges:
    return _examine(network, slices, "grad-cam")


def test_every_check_has_a_number_and_a_bar_for_every_layer(grad_cam: Badges, network: ResNet) -> None:
    layers = Network(network, SIZE).all_layers.layers
    assert grad_cam.layers == tuple(layer.name for layer in layers)
    assert set(grad_cam.values) == set(grad_cam.bars) == set(CHECKS)
    assert {each.shape for each in (*grad_cam.values.values(), *grad_cam.bars.values())} == {(len(layers),)}
    assert grad_cam.parts == ("fc", "layer4", "layer3", "layer2", "layer1", "conv1")
    assert grad_cam.cascade.shape == grad_cam.cascade_structure.shape == (6, len(layers))


def test_the_same_question_gets_the_same_bits(grad_cam: Badges) -> None:
    assert (grad_cam.values["repeatability"] == 0).all()
    assert all(grad_cam.passed("repeatability", layer) for layer in range(len(grad_cam.layers)))


def test_a_layer_is_held_against_what_lies_behind_it_alone(grad_cam: Badges) -> None:
    """Of the third stage only the fourth and the logit's weights lie behind; of the first everything else."""
    place = {name: number for number, name in enumerate(grad_cam.layers)}
    for layer, part in (("layer3.0.conv1", 1), ("layer2.1.conv2", 2), ("conv1", 4), ("relu", 4)):
        assert grad_cam.values["cascading"][place[layer]] == grad_cam.cascade[part, place[layer]]
        structure = grad_cam.cascade_structure[part, place[layer]]
        assert grad_cam.values["cascading_structure"][place[layer]] == pytest.approx(structure, nan_ok=True)


@pytest.mark.slow
def test_a_map_that_ignores_the_network_fails_and_one_that_follows_it_passes(network: ResNet, slices: Slices) -> None:
    """LayerCAM of the first layer follows its activations; occlusion the logit."""
    activations = _examine(network, slices, "layer-cam")
    first = activations.layers.index("relu")
    assert activations.values["cascading"][first] > 0.4
    occlusion = _examine(network, slices, "occlusion", patch=16, stride=8)
    assert occlusion.layers == ("",)
    assert occlusion.values["cascading"][0] < 0.5
    assert occlusion.values["outside"][0] == pytest.approx(0, abs=0.2)


@pytest.mark.slow
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


def test_a_branch_that_leaves_before_a_layer_does_not_lie_behind_it() -> None:
    class Forked(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.stem, self.deep, self.side = (nn.Conv2d(3 if not number else 4, 4, 3) for number in range(3))
            self.last = nn.Linear(4, 2)

        def forward(self, images: torch.Tensor) -> torch.Tensor:
            found = self.stem(images)
            deep = self.deep(found).mean(dim=(2, 3)) + self.side(found).mean(dim=(2, 3))
            made: torch.Tensor = self.last(deep)
            return made

    network = Network(Forked().eval().requires_grad_(requires_grad=False), SIZE)
    layers, known = network.all_layers.layers, parts(network.module)
    assert [part.name for part in known] == ["last", "side", "deep", "stem"]
    last = [last_behind(layer, known, layers) for layer in layers]
    behind = behind_in_graph(network, layers, known, last)
    named = {layer.name: [known[part].name for part in each] for layer, each in zip(layers, behind, strict=True)}
    assert named == {"stem": ["last", "side", "deep"], "deep": ["last"], "side": ["last"]}


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
    asked = Network(network, SIZE)
    layer = next(each for each in asked.all_layers.layers if each.stride == 32)
    where = lies(layer, asked, asked.all_layers.layers)
    assert head_on(where, head).tolist() == [[True, True], [False, False]]
    assert layer.kind != EVIDENCE


def test_it_stops_when_asked_to(network: ResNet, slices: Slices) -> None:
    asked = count()
    network_asked = Network(network, SIZE)
    request = Request.of("grad-cam", network="0" * 64, class_index=1)
    with pytest.raises(Cancelled):
        examine(
            network_asked,
            request,
            Material(slices, network_asked.all_layers.layers, 3),
            cancelled=lambda: next(asked) > 6,
        )


# ---------------------------------------------------------------- networks and maps in closed form


Formula = Callable[[nn.Module, NDArray[np.float32]], NDArray[np.float32]]


class _Made:
    """An explainer that makes maps by a formula: of the module and a slice ``[channel, row, column]``."""

    def __init__(self, formula: Formula, module: nn.Module | None = None) -> None:
        self._formula, self._module = formula, module

    def __call__(self, network: Network) -> _Made:
        return _Made(self._formula, network.module)

    def explain(self, request: Request, slices: Slices, *_: object) -> Iterator[AttributionMap]:
        assert self._module is not None
        for index, picture in zip(slices.indices, slices.inputs, strict=True):
            yield AttributionMap(request, index, self._formula(self._module, picture))


@pytest.fixture
def by_formula(monkeypatch: pytest.MonkeyPatch, slices: Slices) -> Callable[..., Badges]:
    """What is found about maps by a formula, on a linear network."""

    def found(formula: Formula) -> Badges:
        monkeypatch.setattr("xaiviewer.trust.sanity.examine.EXPLAINERS", {"saliency": _Made(formula)})
        request = Request.of("saliency", network="0" * 64, class_index=1)
        return examine(Network(_linear(), SIZE), request, Material(slices, (), 2))

    return found


def _linear() -> nn.Module:
    torch.manual_seed(2)
    return nn.Sequential(nn.Flatten(), nn.Linear(3 * SIZE * SIZE, 2)).eval().requires_grad_(requires_grad=False)


def test_a_linear_networks_map_follows_its_weights_and_adds_up(slices: Slices) -> None:
    """Input x gradient is weight x pixel: other weights, or another class's, say nothing about it."""
    network = Network(_linear(), SIZE)
    request = Request.of("input-x-gradient", network="0" * 64, class_index=1)
    found = examine(network, request, Material(slices, (), 2))
    assert found.parts == ("1",)
    likeness = {key: float(found.values[key][0]) for key in ("cascading", "independent", "class")}
    assert all(abs(each) < 0.1 for each in likeness.values()), likeness
    assert found.values["completeness"][0] == pytest.approx(0, abs=1e-5)
    assert found.values["repeatability"][0] == found.values["outside"][0] == found.values["blank"][0] == 0
    # noise of 0.02 on pixels of spread 1, by the same weights; weights do not move with the slice
    assert found.values["noise"][0] == pytest.approx(0.02, rel=0.1)
    assert found.values["shift"][0] == pytest.approx(np.sqrt(2), rel=0.1)


def test_the_picture_as_a_map_fails_randomisation_and_is_repeatable(by_formula: Callable[..., Badges]) -> None:
    found = by_formula(lambda _, picture: np.abs(picture).sum(axis=0))
    for check in ("cascading", "cascading_structure", "independent", "class"):
        assert found.values[check][0] == pytest.approx(1)
        assert found.passed(check, 0) is False
    assert found.passed("repeatability", 0)
    assert found.passed("shift", 0)  # it moves with the slice
    assert found.values["shift"][0] == 0


def test_a_map_that_random_weights_turn_over_fails(by_formula: Callable[..., Badges]) -> None:
    def turned(module: nn.Module, picture: NDArray[np.float32]) -> NDArray[np.float32]:
        trained = torch.equal(next(module.parameters()), next(_linear().parameters()))
        return picture[0] if trained else -picture[0]

    found = by_formula(turned)
    assert found.values["cascading"][0] == pytest.approx(1)
    assert found.passed("cascading", 0) is False


def test_a_constant_map_says_nothing_of_likeness(by_formula: Callable[..., Badges]) -> None:
    found = by_formula(lambda _, picture: np.ones_like(picture[0]))
    assert found.passed("cascading", 0) is None
    assert found.passed("repeatability", 0)
    assert found.values["outside"][0] == pytest.approx(1 - 48 * 40 / SIZE**2)


def test_maps_of_no_numbers_are_blank_and_the_rest_says_nothing(by_formula: Callable[..., Badges]) -> None:
    found = by_formula(lambda _, picture: np.full_like(picture[0], np.nan))
    assert found.values["blank"][0] == 1
    assert found.passed("blank", 0) is False
    assert found.values["repeatability"][0] == 0  # the same bits
    assert [found.passed(check, 0) for check in ("cascading", "noise", "class")] == [None, None, None]


def test_a_map_that_is_another_one_each_time_is_not_repeatable(by_formula: Callable[..., Badges]) -> None:
    numbers = count(1)
    found = by_formula(lambda _, picture: picture[0] * next(numbers))
    assert found.values["repeatability"][0] > 0
    assert found.passed("repeatability", 0) is False


@pytest.mark.slow
def test_asking_again_asks_a_network_of_which_nothing_is_kept(network: ResNet, slices: Slices) -> None:
    """LIME keeps what a network said: were the same one asked, its second answer would be a copy of the first."""
    passes: list[int] = []
    handle = network.register_forward_pre_hook(lambda _, given: passes.append(len(given[0])))
    try:
        request = Request.of("lime", network="0" * 64, class_index=1, samples=8, superpixels=6)
        found = examine(Network(network, SIZE), request, Material(slices, (), 1))
    finally:
        handle.remove()
    random = 2 * len(found.parts) - 1  # each passes the slices once more, for its statistics
    asked = 1 + 1 + 4 + 4 + random  # as it is, again, with noise, moved
    of_sets, left = divmod(sum(passes) // len(slices.indices) - random, asked)
    assert of_sets > 1
    assert left == 0  # else an answer was a copy of another
    assert found.values["repeatability"][0] == 0


def test_a_gap_is_a_part_of_the_change_or_of_the_sum() -> None:
    def mapped(total: float, missed: float | None) -> AttributionMap:
        request = Request.of("integrated-gradients", network="0" * 64, class_index=1)
        return AttributionMap(request, 0, np.array([[total]]), missed)

    assert gap([mapped(1.0, -1.0)]) == pytest.approx(0.5)  # a change of 2, of which 1 is told
    assert gap([mapped(1.0, 0.5)]) == pytest.approx(0.5)  # a change of 1/2, of which 1 is told
    assert gap([mapped(2.0, 0.0), mapped(1.0, 0.1)]) == pytest.approx(0.1)
    assert np.isnan(gap([mapped(1.0, None)]))


def test_bars_come_from_pairs_of_slices_without_relation(by_formula: Callable[..., Badges], slices: Slices) -> None:
    found = by_formula(lambda _, picture: picture[0])
    assert found.pairs == 3  # of three slices each two lie a quarter apart
    assert found.bars["cascading"][0] == pytest.approx(0, abs=0.1)
    request = Request.of("saliency", network="0" * 64, class_index=1)
    network = Network(_linear(), SIZE)
    of_cases = examine(network, request, Material(slices, (), 2, cases=[0, 0, 1]))
    assert of_cases.pairs == 2  # of different cases
    some = examine(network, request, Material(slices, (), 2, tested=[1]))
    assert (some.slices, some.pairs) == (1, 3)


@pytest.mark.slow
def test_progress_counts_the_rounds(network: ResNet, slices: Slices) -> None:
    told: list[tuple[int, int]] = []
    asked = Network(network, SIZE)
    request = Request.of("grad-cam", network="0" * 64, class_index=1)
    material = Material(slices, asked.all_layers.layers, 3, tested=[0])
    examine(asked, request, material, progress=lambda done, total: told.append((done, total)))
    total = rounds(asked, material)
    assert told == [(done, total) for done in range(1, total + 1)]


@pytest.mark.slow
def test_several_requests_together_find_what_each_finds_alone(network: ResNet, slices: Slices) -> None:
    asked = Network(network, SIZE)
    material = Material(slices, asked.all_layers.layers, 1, tested=[0, 2])
    keys = ("hires-cam", "layer-cam", "saliency", "sequence-shapley")
    requests = [Request.of(key, network="0" * 64, class_index=0) for key in keys]
    together = examine_all(asked, requests, material)
    assert isinstance(together[requests[3]], UsageError)  # and the others are examined all the same
    for request in (requests[1], requests[2]):
        found = together[request]
        assert isinstance(found, Badges)
        alone = examine(asked, request, material)
        assert found.alike(alone)
        for key, values in found.values.items():  # convolutions of other batches round otherwise
            np.testing.assert_allclose(values, alone.values[key], atol=1e-3, equal_nan=True)


def test_too_few_slices_and_what_gives_no_map_are_refused(network: ResNet, slices: Slices) -> None:
    one = replace(slices, indices=(0,), inputs=slices.inputs[:1], heads=slices.heads[:1])
    request = Request.of("saliency", network="0" * 64, class_index=1)
    with pytest.raises(UsageError, match="need 2 slices"):
        examine(Network(network, SIZE), request, Material(one, (), 3))
    shares = Request.of("sequence-shapley", network="0" * 64, class_index=1)
    with pytest.raises(UsageError, match="no map"):
        examine(Network(network, SIZE), shares, Material(slices, (), 3))


def test_random_parts_stay_alive_with_the_statistics_of_slices(network: ResNet, slices: Slices) -> None:
    """Without them each convolution leaves less than half of what it gets."""
    known = parts(network)
    plain, settled = (randomised(network, known, inputs=given) for given in (None, slices.inputs))
    with torch.no_grad():
        spread = [float(each.layer4(_before_last(each, slices)).std()) for each in (plain, settled)]
    assert spread[1] > 10 * spread[0]
    assert settled.bn1.running_var.mean() != 1
    assert not any(module.training for module in settled.modules())


def _before_last(network: nn.Module, slices: Slices) -> torch.Tensor:
    found = torch.tensor(slices.inputs)
    for name in ("conv1", "bn1", "relu", "maxpool", "layer1", "layer2", "layer3"):
        found = network.get_submodule(name)(found)
    return found


def test_what_is_drawn_does_not_depend_on_how_weights_lie_in_memory(network: ResNet) -> None:
    known = parts(network)
    usual = randomised(network, known)
    laid = resnet18(num_classes=3)
    laid.load_state_dict(network.state_dict())
    other = randomised(laid.eval().to(memory_format=torch.channels_last), known)
    assert all(torch.equal(value, other.state_dict()[name]) for name, value in usual.state_dict().items())


def test_parameters_that_do_not_know_how_they_are_drawn_are_shuffled() -> None:
    class Scaled(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.scale = nn.Parameter(torch.arange(32.0))

    before = nn.Sequential(Scaled(), nn.Linear(32, 2))
    after = randomised(before, parts(before))[0].scale
    assert not torch.equal(after, before[0].scale)
    assert torch.equal(after.sort().values, before[0].scale)


def test_a_map_lies_between_its_cells_alike_along_any_number_of_axes(network: ResNet) -> None:
    asked = Network(network, SIZE)
    layer = next(each for each in asked.all_layers.layers if each.stride == 8)
    where = lies(layer, asked, asked.all_layers.layers)
    assert where is not None
    values = np.random.default_rng(0).normal(size=layer.grid).astype(np.float32)
    flat = on_pixels(values, layer, SIZE)
    np.testing.assert_allclose(on_voxels(values, where, (SIZE, SIZE)), flat, atol=1e-5)
    deep = Lies((4, *where.grid), (16, *where.stride), (0.0, *where.centre))
    volume = on_voxels(np.stack([values * step for step in range(4)]), deep, (SIZE, SIZE, SIZE))
    np.testing.assert_allclose(volume[8], flat / 2, atol=1e-5)
    head = np.zeros((SIZE, SIZE, SIZE), bool)
    head[16:] = True
    assert head_on(deep, head).any(axis=(1, 2)).tolist() == [False, True, True, True]
