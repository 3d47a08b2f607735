"""Pictures that are made: they find the filter, stay within the slice's range, repeat, and can be stopped."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import nn
from torchvision.models import ResNet

from xaiviewer.errors import Cancelled, UsageError
from xaiviewer.explain import EXPLAINERS, Network, Slices
from xaiviewer.explain.synthesis.canvas import Canvas, Range
from xaiviewer.explain.synthesis.movement import Movement
from xaiviewer.requests import METHODS, InputShape, Partial, Request, Synthesis

SIDE = 40
STILL: dict[str, object] = {"jitter": 0, "rotation": 0, "zoom": 0}


def _gabor() -> NDArray[np.float32]:
    """A filter ``[channel, 13, 13]``: stripes under a bell, another share in each channel."""
    rows, columns = np.mgrid[:13, :13] - 6.0
    bell = np.exp(-(rows**2 + columns**2) / (2 * 3.0**2))
    stripes = bell * np.cos(2 * np.pi * (0.8 * columns + 0.3 * rows) / 7)
    stripes -= stripes.mean()
    return np.stack([stripes, -0.5 * stripes]).astype(np.float32)


class Planted(nn.Module):
    """Four filters, of which the third is the Gabor; one logit heeds it alone."""

    def __init__(self) -> None:
        super().__init__()
        self.see, self.relu, self.weigh = nn.Conv2d(2, 4, 13, padding=6, stride=2), nn.ReLU(), nn.Linear(4, 2)
        nn.init.normal_(self.see.weight, 0, 0.02)
        with torch.no_grad():
            self.see.weight[2] = torch.from_numpy(_gabor())
            self.see.bias.zero_()  # type: ignore[union-attr]
            self.weigh.weight.zero_()[1, 2] = 1

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        logits: torch.Tensor = self.weigh(self.relu(self.see(images)).mean((2, 3)))
        return logits


class Linear(nn.Module):
    def __init__(self, weights: NDArray[np.float32]) -> None:
        super().__init__()
        self.weights = torch.from_numpy(weights)

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        logit = (images * self.weights).sum((1, 2, 3))
        return torch.stack([-logit, logit], dim=1)


@pytest.fixture(scope="module")
def planted() -> Planted:
    torch.manual_seed(0)
    return Planted().eval().requires_grad_(requires_grad=False)


@pytest.fixture(scope="module")
def material() -> Slices:
    inputs = np.random.default_rng(0).standard_normal((1, 2, SIDE, SIDE)).astype(np.float32)
    inputs[:, :, 0, :2] = -8, 8  # room on both sides
    head = np.zeros((1, SIDE, SIDE), dtype=bool)
    head[:, 4:36, 6:34] = True
    return Slices((5,), inputs, head, ("t1", "flair"))


def _ask(method: str, **parameters: object) -> Request:
    return Request.of(method, network="w", class_index=1, **parameters)


def _answers(network: nn.Module, request: Request, slices: Slices, **options: Any) -> Iterator[Partial | Synthesis]:
    progress = options.get("progress", lambda done, total: None)
    explainer = EXPLAINERS[request.method](Network(network, slices.inputs.shape[-1]))
    return explainer.explain(request, slices, progress, options.get("cancelled", lambda: False))  # type: ignore[return-value]


def _made(network: nn.Module, request: Request, slices: Slices) -> Synthesis:
    *_, last = _answers(network, request, slices)
    assert isinstance(last, Synthesis)
    return last


def _grey(slices: Slices) -> NDArray[np.float32]:
    mean: NDArray[np.float32] = slices.inputs[0][:, slices.heads[0]].mean(axis=1)[:, None, None]
    return mean


def _cosine(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    return float((one * other).sum() / np.linalg.norm(one) / np.linalg.norm(other))


@pytest.mark.parametrize("layer", ["see", "relu"])
def test_a_unit_wants_to_see_its_filter_and_nothing_elsewhere(planted: Planted, material: Slices, layer: str) -> None:
    request = _ask("activation-maximisation", target="unit", layer=layer, channel=2, row=10, column=9)
    found = _made(planted, request, material)
    picture = found.picture - _grey(material)
    assert _cosine(picture[:, 14:27, 12:25], _gabor()) >= 0.95
    assert np.abs(picture[:, :14]).max() < 1e-5
    assert np.abs(picture[:, :, 25:]).max() < 1e-5
    assert (found.index, found.begins_with_slice) == (5, False)
    with torch.inference_mode():
        seen = planted.relu(planted.see(torch.tensor(found.picture[None])))[0, 2, 10, 9]
    assert found.after == pytest.approx(float(seen), rel=1e-4)
    assert found.after > 5 * found.before


def test_the_class_of_a_linear_network_wants_to_see_its_weights(material: Slices) -> None:
    rows, columns = np.mgrid[:SIDE, :SIDE]
    wave = np.cos(2 * np.pi * (0.9 * columns + 0.4 * rows) / 11)
    weights = np.stack([wave, -0.6 * wave]).astype(np.float32)
    found = _made(Linear(weights), _ask("activation-maximisation", **STILL), material)
    assert _cosine(found.picture - _grey(material), weights) >= 0.95


def test_a_channel_fills_the_picture_with_its_filters_stripes(planted: Planted, material: Slices) -> None:
    request = _ask("activation-maximisation", target="channel", layer="relu", channel=2, steps=64)
    found = _made(planted, request, material)
    assert found.after > 3 * found.before
    rows, columns = np.mgrid[:SIDE, :SIDE]
    picture = found.picture[0] - found.picture[0].mean()

    def strength(down: float, across: float) -> float:
        """Of stripes with so many periods per pixel."""
        return float(abs((picture * np.exp(-2j * np.pi * (down * rows + across * columns))).sum()))

    along = strength(0.3 / 7, 0.8 / 7)
    assert along > 2 * strength(0.8 / 7, 0.3 / 7)
    assert along > 2 * strength(-0.3 / 7, 0.8 / 7)


def test_a_channel_that_is_silent_at_first_is_woken(material: Slices) -> None:
    torch.manual_seed(0)
    network = Planted().eval().requires_grad_(requires_grad=False)
    assert network.see.bias is not None
    network.see.bias[2] = -30
    request = _ask("activation-maximisation", target="unit", layer="relu", channel=2, steps=64)
    found = _made(network, request, material)
    assert found.before == 0 < found.after


@pytest.mark.parametrize("method", ["activation-maximisation", "deep-dream"])
def test_a_picture_stays_within_what_the_slices_sequences_hold(planted: Planted, material: Slices, method: str) -> None:
    narrow = Slices((5,), np.clip(material.inputs, -1, 2), material.heads, material.channels)
    given = {"target": "channel"} if method == "activation-maximisation" else {"step_size": 1, "head_only": "no"}
    found = _made(planted, _ask(method, layer="relu", channel=2, steps=12, **given), narrow)
    low, high = (getattr(narrow.inputs[0], name)((1, 2))[:, None, None] for name in ("min", "max"))
    assert ((found.picture >= low - 1e-5) & (found.picture <= high + 1e-5)).all()


def test_a_dream_begins_with_the_slice_and_leaves_the_air_alone(planted: Planted, material: Slices) -> None:
    answers = list(_answers(planted, _ask("deep-dream", layer="relu", channel=2), material))
    found = answers[-1]
    assert isinstance(found, Synthesis)
    head = material.heads[0]
    np.testing.assert_allclose(found.picture[:, ~head], material.inputs[0][:, ~head], atol=1e-5)
    assert np.abs(found.picture - material.inputs[0])[:, head].max() > 0.2
    assert found.begins_with_slice
    assert found.after > 1.5 * found.before
    with torch.inference_mode():
        seen = planted.relu(planted.see(torch.from_numpy(material.inputs)))[0, 2].mean()
    assert found.before == pytest.approx(float(seen), rel=1e-4)
    everything = _made(planted, _ask("deep-dream", layer="relu", head_only="no"), material)
    assert np.abs(everything.picture - material.inputs[0])[:, ~head].max() > 0.2


@pytest.mark.parametrize("method", ["activation-maximisation", "deep-dream"])
def test_pictures_are_refined_counted_and_cancelled(planted: Planted, material: Slices, method: str) -> None:
    told: list[tuple[int, int]] = []
    request = _ask(method, steps=12)
    answers = list(_answers(planted, request, material, progress=lambda done, total: told.append((done, total))))
    passes = METHODS[method].cost(InputShape(2, SIDE), request.values).forward
    partial = [each for each in answers[:-1] if isinstance(each, Partial)]
    assert len(partial) == len(answers) - 1 >= 3
    assert {each.total for each in partial} == {passes}
    assert all(one.done < other.done for one, other in pairwise(partial))
    assert told[-1] == (passes, passes)
    assert all(one < other for one, other in pairwise(told))
    seen: list[object] = []
    stopped = _answers(planted, request, material, cancelled=lambda: len(seen) == 1)
    seen.append(next(stopped))
    with pytest.raises(Cancelled):
        next(stopped)


@pytest.mark.parametrize("method", ["activation-maximisation", "deep-dream"])
def test_a_seed_repeats_a_picture_to_the_bit_and_leaves_the_network_alone(
    shallow: ResNet, slices: NDArray[np.float32], method: str
) -> None:
    material = Slices((2,), slices[:1].copy(), np.ones((1, *slices.shape[2:]), bool), ("t1", "flair", "t1c"))
    before = {name: each.clone() for name, each in shallow.state_dict().items()}
    given = {"layer": "layer2.0.relu", "steps": 3, **({"target": "channel"} if method != "deep-dream" else {})}
    one, again, other = (_made(shallow, _ask(method, seed=seed, **given), material) for seed in (4, 4, 5))
    assert np.array_equal(one.picture, again.picture)
    assert (one.before, one.after) == (again.before, again.after)
    assert not np.array_equal(one.picture, other.picture)
    assert np.array_equal(material.inputs, slices[:1])
    assert all(torch.equal(before[name], each) for name, each in shallow.state_dict().items())
    assert not any(module.__dict__["_forward_hooks"] for module in shallow.modules())


@pytest.mark.parametrize(
    ("method", "given", "sentence"),
    [
        ("activation-maximisation", {"target": "channel", "layer": "relu", "channel": 4}, "no channel 4; it has 4"),
        (
            "activation-maximisation",
            {"target": "unit", "layer": "relu", "row": 20},
            "row 20, column 10; its grid has 20",
        ),
        ("activation-maximisation", {"target": "unit", "layer": "nowhere"}, "no layer “nowhere”"),
        ("deep-dream", {"octaves": 8, "octave_scale": 2}, "8 octaves the slice would shrink to 0 pixels"),
    ],
)
def test_what_a_network_does_not_have_is_told(
    planted: Planted, material: Slices, method: str, given: dict[str, object], sentence: str
) -> None:
    with pytest.raises(UsageError, match=sentence):
        list(_answers(planted, _ask(method, **given), material))


def test_an_unknown_class_is_told(planted: Planted, material: Slices) -> None:
    request = Request.of("activation-maximisation", network="w", class_index=7)
    with pytest.raises(UsageError, match="no class 7"):
        next(_answers(planted, request, material))


def test_what_is_idle_is_no_part_of_a_request() -> None:
    assert _ask("activation-maximisation", layer="x", channel=3, row=2) == _ask("activation-maximisation")
    unit = _ask("activation-maximisation", target="unit", jitter=3)
    assert unit == _ask("activation-maximisation", target="unit")
    assert {"layer", "channel", "row", "column"} <= set(unit.values)


def test_noise_is_smooth_as_far_as_it_is_asked_to_be() -> None:
    low, high, grey = (torch.full((2, 1, 1), each) for each in (-9.0, 9.0, 0.0))
    limits = Range(low, high, grey, 1.0)
    roughness = []
    for smoothness in (0.0, 1.0, 2.0):
        picture = Canvas(32, limits, smoothness, np.random.default_rng(1)).picture().detach()
        roughness.append(float(picture.diff(dim=-1).abs().mean()))
    assert roughness[0] > 1.5 * roughness[1] > 2 * roughness[2]


def test_a_movement_shifts_turns_and_brings_in_grey() -> None:
    picture = torch.zeros(1, 1, 31, 31)
    picture[0, 0, 15, 15] = 1
    grey = torch.full((1, 1, 1), 0.25)
    still = Movement(0, 0, 0).moved(picture, grey, np.random.default_rng(0))
    assert still is picture
    moved = Movement(6, 0, 0).moved(picture, grey, np.random.default_rng(0))
    assert float(moved.max()) > 0.25
    assert int(moved.argmax()) != int(picture.argmax())
    assert (moved == 0.25).any(dim=2).sum() > 0
