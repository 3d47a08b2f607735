"""Occlusion and the Shapley values of the sequences: exact on linear networks, refined, cancelled, as captum's."""

from __future__ import annotations

import copy
import warnings
from collections.abc import Iterator
from itertools import pairwise, permutations
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import nn
from torchvision.models import ResNet

from xaiviewer.errors import Cancelled, UsageError
from xaiviewer.explain import EXPLAINERS, Network, Slices
from xaiviewer.explain.filling import covered
from xaiviewer.explain.masking.occlusion import coarse_to_fine
from xaiviewer.explain.masking.sequence_shapley import shapley_values
from xaiviewer.requests import METHODS, AttributionMap, Explanation, InputShape, Partial, Request, SequenceShares

CHANNELS = ("t1", "flair", "t1c")
SIDE = 20


class Linear(nn.Module):
    """Logits ``[0, weights x inputs]``."""

    def __init__(self, weights: NDArray[np.float32]) -> None:
        super().__init__()
        self.weights = torch.from_numpy(weights)

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        logit = (images * self.weights).sum((1, 2, 3))
        return torch.stack([torch.zeros_like(logit), logit], dim=1)


@pytest.fixture(scope="module")
def weights() -> NDArray[np.float32]:
    return np.random.default_rng(1).standard_normal((3, SIDE, SIDE)).astype(np.float32)


@pytest.fixture(scope="module")
def material() -> Slices:
    random = np.random.default_rng(2)
    heads = np.zeros((2, SIDE, SIDE), dtype=bool)
    heads[:, 3:17, 4:16] = True
    return Slices((5, 8), random.standard_normal((2, 3, SIDE, SIDE)).astype(np.float32), heads, CHANNELS)


def _ask(method: str, **parameters: object) -> Request:
    return Request.of(method, network="w", class_index=1, **parameters)


def _answers(network: nn.Module, request: Request, slices: Slices, **options: Any) -> Iterator[Partial | Explanation]:
    progress = options.get("progress", lambda done, total: None)
    explainer = EXPLAINERS[request.method](Network(network, slices.inputs.shape[-1]))
    return explainer.explain(request, slices, progress, options.get("cancelled", lambda: False))


def _maps(network: nn.Module, request: Request, slices: Slices) -> list[AttributionMap]:
    return [each for each in _answers(network, request, slices) if isinstance(each, AttributionMap)]


@pytest.mark.parametrize("filling", ["mean", "blur", "zero"])
@pytest.mark.parametrize(("patch", "stride"), [(4, 4), (5, 3), (20, 20), (7, 7)])
def test_occlusion_of_a_linear_network_is_the_mean_of_what_each_square_holds(
    weights: NDArray[np.float32], material: Slices, filling: str, patch: int, stride: int
) -> None:
    request = _ask("occlusion", patch=patch, stride=stride, filling=filling)
    found = _maps(Linear(weights), request, material)
    assert [each.index for each in found] == [5, 8]
    for each, image, head in zip(found, material.inputs, material.heads, strict=True):
        lost = (weights * (image - covered(image, head, request.values))).sum(0, dtype=np.float64)
        total, count = np.zeros((2, SIDE, SIDE))
        for row in range(0, SIDE, stride):
            for column in range(0, SIDE, stride):
                if row - stride + patch >= SIDE or column - stride + patch >= SIDE:
                    continue  # the place before reached the edge already
                square = np.s_[row : row + patch, column : column + patch]
                total[square] += lost[square].sum()
                count[square] += 1
        assert count.min() >= 1
        np.testing.assert_allclose(each.values, total / count, atol=1e-3)


def test_fillings_are_what_they_are_called(material: Slices) -> None:
    image, head = material.inputs[0], material.heads[0]

    def filling(head: NDArray[np.bool_] = head, **parameters: object) -> NDArray[np.float32]:
        return covered(image, head, _ask("occlusion", head_only=False, **parameters).values)

    mean = filling()
    np.testing.assert_allclose(mean[:, 0, 0], image[:, head].mean(axis=1), rtol=1e-5)
    assert np.ptp(mean, axis=(1, 2)).max() == 0
    np.testing.assert_allclose(filling(head & False)[:, 0, 0], image.mean((1, 2)), rtol=1e-4)
    assert not filling(filling="zero").any()
    little, much = filling(filling="blur", blur=0.5), filling(filling="blur", blur=9)
    assert image.std() > little.std() > much.std() > 0


def test_the_air_around_the_head_is_left_as_it_is(material: Slices) -> None:
    image, head = material.inputs[0], material.heads[0]
    values = _ask("occlusion", filling="zero").values
    found = covered(image, head, values)
    assert not found[:, head].any()
    assert np.array_equal(found[:, ~head], image[:, ~head])
    assert not covered(image, head & False, values).any()  # no head was found: the whole picture counts


def test_a_partial_map_shows_the_whole_slice_and_the_last_answer_is_whole(
    weights: NDArray[np.float32], material: Slices
) -> None:
    told: list[tuple[int, int]] = []
    request = _ask("occlusion", patch=4, stride=2)
    progress = lambda done, total: told.append((done, total))  # noqa: E731
    answers = list(_answers(Linear(weights), request, material, progress=progress))
    kinds = [type(each) for each in answers]
    assert kinds == [*[Partial] * 5, AttributionMap] * 2  # 81 places, 16 at a time
    first = answers[0]
    assert isinstance(first, Partial)
    assert (first.done, first.total) == (17, 82)
    assert isinstance(first.explanation, AttributionMap)
    quarters = [
        first.explanation.values[rows, columns]
        for rows in (np.s_[:10], np.s_[10:])
        for columns in (np.s_[:10], np.s_[10:])
    ]
    assert all(each.any() for each in quarters)
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert told[-1] == (164, 164)
    assert not first.explanation.values.flags.writeable


def test_places_come_from_coarse_to_fine_and_each_once() -> None:
    corners = coarse_to_fine(9, 2)
    assert len(set(corners)) == 81
    assert sorted(corners[:4]) == [(0, 0), (0, 16), (16, 0), (16, 16)]
    assert set(corners[:9]) == {(row, column) for row in (0, 8, 16) for column in (0, 8, 16)}
    assert coarse_to_fine(1, 3) == [(0, 0)]


@pytest.mark.parametrize("method", ["occlusion", "sequence-shapley"])
def test_cancelling_takes_effect_before_the_next_batch(
    weights: NDArray[np.float32], material: Slices, method: str
) -> None:
    seen: list[object] = []
    answers = _answers(Linear(weights), _ask(method), material, cancelled=lambda: len(seen) == 1)
    seen.append(next(answers))
    with pytest.raises(Cancelled):
        next(answers)


@pytest.mark.parametrize("method", ["occlusion", "sequence-shapley"])
def test_the_same_request_gives_the_same_bits_and_leaves_the_input_alone(
    shallow: ResNet, slices: NDArray[np.float32], method: str
) -> None:
    material = Slices((0, 1, 2), slices.copy(), np.ones((3, *slices.shape[2:]), bool), CHANNELS)
    request = _ask(method, **({"patch": 32, "stride": 16} if method == "occlusion" else {}))
    one, other = ([*_answers(shallow, request, material)] for _ in range(2))
    for first, again in zip(one, other, strict=True):
        if isinstance(first, AttributionMap):
            assert isinstance(again, AttributionMap)
            assert np.array_equal(first.values, again.values)
        elif isinstance(first, SequenceShares):
            assert isinstance(again, SequenceShares)
            assert np.array_equal(first.shares, again.shares)
    assert np.array_equal(material.inputs, slices)


def test_shares_of_a_linear_network_are_what_each_sequence_brings(
    weights: NDArray[np.float32], material: Slices
) -> None:
    request = _ask("sequence-shapley")
    for found, image, head in zip(
        _answers(Linear(weights), request, material), material.inputs, material.heads, strict=True
    ):
        assert isinstance(found, SequenceShares)
        filling = covered(image, head, request.values)
        np.testing.assert_allclose(found.shares, (weights * (image - filling)).sum((1, 2)), atol=1e-3)
        assert found.total == pytest.approx(float((weights * image).sum()), abs=1e-3)
        assert found.base == pytest.approx(float((weights * filling).sum()), abs=1e-3)
        assert found.channels == CHANNELS


def test_a_sequence_in_several_channels_is_one_share_of_all_that_they_bring(
    weights: NDArray[np.float32], material: Slices
) -> None:
    thrice = Slices(material.indices, material.inputs, material.heads, ("t1c", "flair", "t1c"))
    told: list[tuple[int, int]] = []
    request = _ask("sequence-shapley")
    answers = _answers(Linear(weights), request, thrice, progress=lambda *each: told.append(each))
    for found, image, head in zip(answers, material.inputs, material.heads, strict=True):
        assert isinstance(found, SequenceShares)
        of_channels = (weights * (image - covered(image, head, request.values))).sum((1, 2))
        assert found.channels == ("t1c", "flair")
        np.testing.assert_allclose(found.shares, [of_channels[0] + of_channels[2], of_channels[1]], atol=1e-3)
    passes = METHODS["sequence-shapley"].cost(InputShape.of(thrice.channels, SIDE)).forward
    assert told[-1] == (2 * passes, 2 * passes) == (8, 8)


def test_shapley_values_are_the_mean_over_all_orders() -> None:
    values = np.random.default_rng(0).standard_normal(16)
    sets = np.array([[bool(number >> (3 - player) & 1) for player in range(4)] for number in range(16)])
    expected = np.zeros(4)
    for order in permutations(range(4)):
        numbers = [sum(1 << (3 - player) for player in order[:count]) for count in range(5)]
        for player, (before, after) in zip(order, pairwise(numbers), strict=True):
            expected[player] += (values[after] - values[before]) / 24
    np.testing.assert_allclose(shapley_values(sets, values), expected, atol=1e-12)


def test_what_an_input_does_not_allow_is_refused(weights: NDArray[np.float32], material: Slices) -> None:
    with pytest.raises(UsageError, match=r"patch \(21\) must not exceed the network's input of 20 pixels"):
        next(_answers(Linear(weights), _ask("occlusion", patch=21), material))
    many = Slices((0,), np.zeros((1, 5, 4, 4), np.float32), np.ones((1, 4, 4), bool), tuple("abcde"))
    with pytest.raises(UsageError, match="up to 4 sequences; this network takes 5"):
        next(_answers(Linear(np.zeros((5, 4, 4), np.float32)), _ask("sequence-shapley"), many))
    with pytest.raises(UsageError, match="no class 1"):
        next(_answers(nn.Sequential(nn.Flatten(), nn.Linear(1200, 1)), _ask("occlusion"), material))


def test_slices_that_do_not_belong_together_are_refused(material: Slices) -> None:
    with pytest.raises(ValueError, match="slices, inputs"):
        Slices((1,), material.inputs, material.heads, CHANNELS)


@pytest.mark.parametrize(("patch", "stride"), [(16, 16), (24, 10)])
def test_occlusion_equals_captums(shallow: ResNet, slices: NDArray[np.float32], patch: int, stride: int) -> None:
    """To 1e-5 of the map's range: both average, captum in single precision."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what it imports is its own affair
        captum = pytest.importorskip("captum.attr", reason="captum is not installed (extra: peers)")
    material = Slices((0,), slices[:1], np.ones((1, *slices.shape[2:]), bool), CHANNELS)
    request = _ask("occlusion", patch=patch, stride=stride)
    (ours,) = _maps(shallow, request, material)
    filling = covered(material.inputs[0], material.heads[0], request.values)
    theirs = captum.Occlusion(copy.deepcopy(shallow)).attribute(
        torch.from_numpy(material.inputs),
        sliding_window_shapes=(3, patch, patch),
        strides=(3, stride, stride),
        baselines=torch.from_numpy(filling[None]),
        target=1,
        perturbations_per_eval=8,
    )
    expected = theirs[0, 0].numpy()
    assert np.ptp(expected) > 0
    assert np.abs(ours.values - expected).max() <= 1e-5 * np.ptp(expected)
