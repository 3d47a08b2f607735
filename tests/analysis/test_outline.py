"""Which slices are outlined (the gate), and how (quick or thorough)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from xaiviewer.analysis import Analyser
from xaiviewer.case import Case
from xaiviewer.nets.architectures.registry import build
from xaiviewer.nets.calibration import Calibration
from xaiviewer.nets.models import Model
from xaiviewer.nets.packages.description import OWN, Factory, read_described
from xaiviewer.nets.packages.files import opened
from xaiviewer.nets.packages.making import make_package
from xaiviewer.nets.packages.opening import open_package
from xaiviewer.requests import AnalysisSettings

pytestmark = pytest.mark.slow

_ALONE = AnalysisSettings(methods=())


@pytest.fixture(scope="module")
def classifier(models: Path, segmenter: Model, small_case: Case) -> Model:
    """The tiny classifier, made to doubt: its slices lie on both sides of a probability of 0.5."""
    model = open_package(models / "classifier")
    logits = np.array([result.logits for result in Analyser(model, segmenter).slices(small_case, _ALONE)])
    differences = np.sort(logits[:, 1] - logits[:, 0])
    doubting = Calibration(bias=-float(differences[1] + differences[2]) / 2)
    return replace(model, calibration=doubting, calibration_of_extracted_brains=doubting)


def _stating(segmenter: Model, gate: float) -> Model:
    return replace(segmenter, manifest={**segmenter.manifest, "gate": gate})


def _outlined(analyser: Analyser, case: Case, request: AnalysisSettings) -> tuple[list[float], list[bool]]:
    """Each slice's probability of tumour, and whether it was outlined."""
    results = sorted(analyser.slices(case, request), key=lambda result: result.index)
    return [float(each.probabilities[1]) for each in results], [each.segmentation is not None for each in results]


@pytest.mark.parametrize("threshold", [0.5, 0.0])
def test_where_nobody_names_a_gate_what_is_called_tumour_is_outlined(
    classifier: Model, segmenter: Model, small_case: Case, threshold: float
) -> None:
    analyser = Analyser(
        replace(classifier, description=replace(classifier.description, threshold=threshold)), segmenter
    )
    probabilities, outlined = _outlined(analyser, small_case, _ALONE)
    assert outlined == [each > threshold for each in probabilities]
    assert sum(outlined) == (2 if threshold else 4)
    assert analyser.start(small_case, _ALONE).gate == threshold


@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_gate_is_the_packages_unless_another_is_asked_for(
    classifier: Model, segmenter: Model, small_case: Case, place: int
) -> None:
    probabilities, _ = _outlined(Analyser(classifier, segmenter), small_case, _ALONE)
    ordered = sorted(probabilities)
    gate = (ordered[place] + ordered[place + 1]) / 2
    for analyser, request in (
        (Analyser(classifier, _stating(segmenter, gate)), _ALONE),
        (Analyser(classifier, _stating(segmenter, 1.0)), replace(_ALONE, gate=gate)),
    ):
        _, outlined = _outlined(analyser, small_case, request)
        assert outlined == [each > gate for each in probabilities]
        assert sum(outlined) == 3 - place
        assert analyser.start(small_case, request).gate == gate


def test_the_gate_decides_on_the_outline_alone(classifier: Model, segmenter: Model, small_case: Case) -> None:
    all_of_them, none = (
        list(Analyser(classifier, segmenter).slices(small_case, replace(_ALONE, gate=gate))) for gate in (0.0, 1.0)
    )
    assert all(each.segmentation is not None for each in all_of_them)
    assert all(each.segmentation is None for each in none)
    assert [each.predicted for each in all_of_them] == [each.predicted for each in none]
    assert {each.predicted for each in none} == {0, 1}


class _Halves(torch.nn.Module):
    """Says one logit in the left half of whatever it sees, and another in the right."""

    def __init__(self, left: float, right: float) -> None:
        super().__init__()
        self.sides = left, right

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        said = torch.full_like(images[:, :1], self.sides[0])
        said[..., said.shape[-1] // 2 :] = self.sides[1]
        return said


def test_a_thorough_outline_is_the_mean_of_all_networks_and_of_the_mirrored_slice(
    classifier: Model, segmenter: Model, small_case: Case
) -> None:
    def columns(threshold: float, outline: str) -> int:
        model = replace(
            segmenter, network=_Halves(-100, 100), description=replace(segmenter.description, threshold=threshold)
        )
        model.__dict__["networks"] = (model.network, _Halves(100, 100))  # as if they had been loaded
        request = replace(_ALONE, segment_all=True, outline=outline)
        result = next(Analyser(classifier, model).slices(small_case, request))
        assert result.segmentation is not None
        return int(result.segmentation.any(axis=0).sum())

    # Quick: 0 on the left and 1 on the right. Thorough: (0 + 1 + 1 + 1) / 4 on both sides.
    assert 0 < columns(0.7, "quick") < columns(0.7, "thorough") == small_case.shape[1]
    assert columns(0.8, "quick") > 0
    assert columns(0.8, "thorough") == 0


def test_a_thorough_outline_names_the_weights_of_every_network(
    classifier: Model, models: Path, small_case: Case, tmp_path: Path
) -> None:
    described = replace(read_described(opened(models / "segmenter")), factory=Factory(OWN, "headed-resunet"))
    package = tmp_path / "two"
    make_package(package, build("headed-resunet"), described, further=[build("headed-resunet")])
    model = open_package(package)
    quick, thorough = (
        Analyser(classifier, model).start(small_case, replace(_ALONE, outline=outline))
        for outline in ("quick", "thorough")
    )
    assert set(quick.models) == {"classifier", "segmenter"}
    assert thorough.models["segmenter 1"] == model.further[0].identity
    assert (quick.outline, thorough.outline) == ("quick", "thorough")
    assert quick.notices == thorough.notices
    _, outlined = _outlined(Analyser(classifier, model), small_case, replace(_ALONE, gate=0.0, outline="thorough"))
    assert all(outlined)


def test_one_network_alone_can_be_thorough(classifier: Model, segmenter: Model, small_case: Case) -> None:
    model = replace(segmenter, network=_Halves(-100, 100), description=replace(segmenter.description, threshold=0.4))
    request = replace(_ALONE, segment_all=True, outline="thorough")
    result = next(Analyser(classifier, model).slices(small_case, request))
    assert result.segmentation is not None
    assert result.segmentation.any(axis=0).all()  # the slice and its mirror image: 0.5 on both sides
    (told,) = set(Analyser(classifier, model).start(small_case, request).notices) - set(
        Analyser(classifier, model).start(small_case, _ALONE).notices
    )
    assert "holds one network" in told
