"""The other class costs no pass where two logits are each other's negative, and one pass where they are not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, fx, nn

from xaiviewer.analysis import Analyser
from xaiviewer.case import Case
from xaiviewer.explain import traced
from xaiviewer.explain.layers.opposed import opposed
from xaiviewer.nets.architectures.evidence_resnet import EvidenceResNet
from xaiviewer.nets.packages.description import OWN, Factory, read_described
from xaiviewer.nets.packages.files import opened
from xaiviewer.nets.packages.making import make_package
from xaiviewer.nets.packages.opening import open_package
from xaiviewer.requests import AnalysisSettings, LayerMaps, SliceResult

SETTINGS = AnalysisSettings(class_index=1, both=True)


class Counted:
    """How often a network is passed, forward."""

    def __init__(self, network: nn.Module) -> None:
        self.passes = 0
        first = next(each for each in network.modules() if isinstance(each, nn.Conv2d))
        first.register_forward_hook(self._count)

    def _count(self, *_: object) -> None:
        self.passes += 1


@pytest.fixture
def package(models: Path, tmp_path: Path) -> Callable[[str, nn.Module], Path]:
    """Writes a classifier beside the tiny segmenter's kind, with random weights."""

    def write(architecture: str, network: nn.Module) -> Path:
        described = read_described(opened(models / "classifier"))
        make_package(
            tmp_path / "classifier", network, replace(described, factory=Factory(OWN, architecture)), half=True
        )
        return tmp_path / "classifier"

    return write


def _evidence() -> nn.Module:
    torch.manual_seed(5)
    network = EvidenceResNet().eval()
    for name, parameter in network.named_parameters():
        if name.endswith("bn3.weight"):  # zero when new: no gradient would reach a block's inside
            nn.init.constant_(parameter, 0.2)
    nn.init.normal_(network.head[3].weight, std=0.1)
    return network


def _analysed(analyser: Analyser, case: Case, settings: AnalysisSettings, **options: Any) -> dict[int, SliceResult]:
    return {each.index: each for each in analyser.slices(case, settings, **options)}


def test_the_other_class_follows_without_a_pass_and_is_what_a_pass_gives(
    package: Any, models: Path, small_case: Case
) -> None:
    classifier, segmenter = open_package(package("evidence-resnet50", _evidence())), open_package(models / "segmenter")
    analyser = Analyser(classifier, segmenter)
    before = _analysed(analyser, small_case, SETTINGS)
    counted, outlined = Counted(classifier.network), Counted(segmenter.network)
    other = replace(SETTINGS, class_index=0)
    found = _analysed(analyser, small_case, other, judged=before)
    assert (counted.passes, outlined.passes) == (0, 0)
    expected = _analysed(analyser, small_case, replace(other, both=False))
    assert counted.passes > 0
    for index, result in found.items():
        assert np.shares_memory(result.logits, before[index].logits)
        assert np.shares_memory(result.probabilities, before[index].probabilities)
        outline = before[index].segmentation
        assert outline is None or np.shares_memory(result.segmentation, outline)
        assert set(result.explanations) == set(expected[index].explanations)
        for request, maps in expected[index].explanations.items():
            assert request.class_index == 0
            mine = result.explanations[request]
            assert isinstance(maps, LayerMaps)
            assert isinstance(mine, LayerMaps)
            assert all(map(np.array_equal, mine.maps, maps.maps)), request.method
            for measure, assessed in expected[index].assessments.get(request, {}).items():
                got = result.assessments[request][measure].outcome
                np.testing.assert_array_equal(got.values, assessed.outcome.values)  # type: ignore[union-attr]


def test_going_back_costs_none_either(package: Any, models: Path, small_case: Case) -> None:
    classifier = open_package(package("evidence-resnet50", _evidence()))
    analyser = Analyser(classifier, open_package(models / "segmenter"))
    before = _analysed(analyser, small_case, SETTINGS)
    there = _analysed(analyser, small_case, replace(SETTINGS, class_index=0), judged=before)
    counted = Counted(classifier.network)
    back = _analysed(analyser, small_case, SETTINGS, judged=there)
    assert counted.passes == 0
    for index, result in back.items():
        for request, maps in before[index].explanations.items():
            mine = result.explanations[request]
            assert isinstance(maps, LayerMaps)
            assert isinstance(mine, LayerMaps)
            assert all(map(np.array_equal, mine.maps, maps.maps)), request.method


def test_where_each_logit_has_its_own_gradient_the_other_class_costs_passes(models: Path, small_case: Case) -> None:
    classifier = open_package(models / "classifier")
    analyser = Analyser(classifier, open_package(models / "segmenter"))
    before = _analysed(analyser, small_case, SETTINGS)
    assert not any(each.opposite for each in before.values())
    counted = Counted(classifier.network)
    found = _analysed(analyser, small_case, replace(SETTINGS, class_index=0), judged=before)
    assert counted.passes > 0
    assert np.shares_memory(found[1].logits, before[1].logits)


def test_nothing_is_kept_for_the_other_class_unless_that_is_asked(package: Any, models: Path, small_case: Case) -> None:
    classifier = open_package(package("evidence-resnet50", _evidence()))
    analyser = Analyser(classifier, open_package(models / "segmenter"))
    found = _analysed(analyser, small_case, replace(SETTINGS, both=False))
    assert not any(each.opposite for each in found.values())


class _Ending(nn.Module):
    """A small network with an end of the test's own."""

    def __init__(self, end: Callable[[Tensor], Tensor], outputs: int = 1) -> None:
        super().__init__()
        self.conv, self.relu = nn.Conv2d(3, 4, 3, padding=1), nn.ReLU()
        self.fc, self.end = nn.Linear(4, outputs), end

    def forward(self, images: Tensor) -> Tensor:
        return self.end(self.fc(self.relu(self.conv(images)).mean((2, 3))))


@pytest.mark.parametrize(
    ("end", "outputs", "expected"),
    [
        (lambda x: torch.cat([-x, x], dim=1), 1, True),
        (lambda x: torch.cat([x, -x], 1) * 0.5, 1, True),
        (lambda x: torch.stack([torch.neg(x[:, 0]), x[:, 0]], dim=1) / 2, 1, False),  # two slices of it, read twice
        (lambda x: torch.cat([-x, 2 * x], dim=1), 1, False),
        (lambda x: torch.cat([-x, x, x], dim=1), 1, False),
        (lambda x: torch.cat([-x, x], dim=0), 1, False),
        (lambda x: x, 2, False),
    ],
)
def test_opposed_logits_are_told_by_the_end_of_the_graph(end: Any, outputs: int, expected: bool) -> None:
    view, _ = traced(_Ending(end, outputs).eval(), 16)
    assert isinstance(view, fx.GraphModule)
    assert opposed(view) is expected


def test_the_bundled_architecture_is_opposed() -> None:
    view, _ = traced(_evidence(), 64)
    assert opposed(view)
