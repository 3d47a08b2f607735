"""One layer's map as evidence: where, whether, and how far the logit falls."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from xaiviewer.case import Case, Frame, Geometry, Mask, Volume
from xaiviewer.evaluation.maps import MapScores, map_figures, spearman
from xaiviewer.requests import (
    MEASURES,
    Analysis,
    Assessment,
    Curve,
    Layer,
    LayerMaps,
    ModelDescription,
    ModelIdentity,
    Reliance,
    Request,
    SliceResult,
)

LAYER = Layer("evidence", "evidence", (8, 8), 4, ("Evidence",))
ASKED = Request.of("grad-cam", network="w", class_index=1)
DESCRIBED = ModelDescription(ModelIdentity("", "", ""), classes=("no tumour", "tumour"), finding=1, layers=(LAYER,))
ANALYSIS = Analysis(DESCRIBED, 1, (ASKED,), (), Frame(-0.5, -0.5, 32.0, 32), {})


def _case() -> Case:
    """Four slices of 32 x 32; the mask is a square around the cell (3, 3) on the first three."""
    voxels = np.zeros((4, 32, 32), dtype=bool)
    voxels[:3, 10:15, 10:15] = True
    volume = Volume("flair", np.zeros((4, 32, 32), np.uint8), Geometry())
    return Case("p", Path("p"), (volume,), ("a", "b", "c", "d"), Mask(voxels, np.ones(4, dtype=bool)))


def _result(index: int, cell: tuple[int, int], value: float, mass: float, logit: float) -> SliceResult:
    values = np.full((8, 8), -1, dtype=np.float32)
    values[cell] = value
    scores = {key: Assessment(ASKED, key, Curve(np.array([mass], dtype=np.float32))) for key in MEASURES}
    return SliceResult(
        index,
        np.array([-logit / 2, logit / 2], dtype=np.float32),
        np.array([0.5, 0.5], dtype=np.float32),
        None,
        {ASKED: LayerMaps(ASKED, index, (values,))},
        {ASKED: scores} if index < 3 else {},
    )


def _without(index: int, logit: float) -> Reliance:
    logits = np.array([-logit / 2, logit / 2], dtype=np.float32)
    return Reliance(index, "clinician", logits, np.array([0.5, 0.5], dtype=np.float32))


@pytest.fixture
def scored() -> MapScores:
    scores = MapScores(0, "grad-cam")
    results = [
        _result(0, (3, 3), 2.0, 0.9, 4.0),  # in the mask
        _result(1, (4, 3), 1.0, 0.5, 3.0),  # a cell below it
        _result(2, (7, 7), 0.4, 0.1, 2.0),  # far away
        _result(3, (0, 0), 0.5, 0.0, -4.0),  # no mask here
    ]
    assert list(scores.watch(_case(), ANALYSIS, results)) == results
    scores.relied({0: _without(0, -3.0), 1: _without(1, 1.0), 2: _without(2, 1.5)})
    return scores


def test_figures_by_hand(scored: MapScores) -> None:
    found = map_figures([scored])
    assert found["n"] == 3
    assert found["mass"]["value"] == pytest.approx(0.5)
    assert found["pointing_within_a_cell"]["value"] == pytest.approx(2 / 3)
    assert found["peak_auroc"]["value"] == pytest.approx(2 / 3)
    assert found["mass_with_fall"]["value"] == pytest.approx(1)  # 7, 2 and 0.5 fall as the masses do


def test_the_fall_of_slices_without_a_mask_is_left_out(scored: MapScores) -> None:
    scored.relied({3: _without(3, -9.0)})
    assert set(scored.fall) == {0, 1, 2}


def test_a_map_without_positive_evidence_points_nowhere() -> None:
    scores = MapScores(0, "grad-cam")
    list(scores.watch(_case(), ANALYSIS, [_result(0, (3, 3), -0.5, float("nan"), 1.0)]))
    assert scores.peak[0] == 0
    assert np.isnan(scores.near[0])
    assert np.isnan(map_figures([scores])["mass"]["value"])


@pytest.mark.parametrize(
    ("pairs", "wanted"),
    [
        ([[1, 10], [2, 20], [3, 15]], 0.5),
        ([[1, 3], [2, 2], [3, 1]], -1),
        ([[1, 1], [1, 2], [2, 3]], np.sqrt(3) / 2),
        ([[1, 1], [2, 2]], np.nan),
        ([[1, 1], [1, 2], [1, 3]], np.nan),
        ([[1, 1], [np.nan, 2], [2, 2], [3, 3]], 1),
    ],
)
def test_spearman_by_hand(pairs: list[list[float]], wanted: float) -> None:
    given: NDArray[np.float64] = np.array(pairs, dtype=np.float64)
    assert spearman(given) == pytest.approx(wanted, nan_ok=True)
