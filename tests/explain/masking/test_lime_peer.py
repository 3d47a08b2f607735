"""LIME against the package lime, on the same regions and samples."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from xaiviewer.explain import Network, Slices
from xaiviewer.explain.filling import covered
from xaiviewer.explain.masking.coalitions import coalitions, coins

pytestmark = pytest.mark.slow

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # what it imports is its own affair
    lime_image = pytest.importorskip("lime.lime_image", reason="lime is not installed (extra: peers)")


class Given(np.random.RandomState):
    """Throws the coins that it is given."""

    rows: NDArray[np.bool_]

    def randint(self, low: Any, high: Any = None, size: Any = None, **_: Any) -> Any:
        return self.rows.astype(int).ravel() if size == self.rows.size else super().randint(low, high, size)


@pytest.fixture(autouse=True)
def _no_thread_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its bars of progress start one."""
    from tqdm import tqdm

    monkeypatch.setattr(tqdm, "monitor_interval", 0)


@pytest.mark.parametrize("drawn", ["shared", "coins"])
def test_equals_limes(run, planted, material: Slices, drawn: str) -> None:
    """Coefficients to 1e-4 of the largest and the fidelity told: theirs regresses by Cholesky."""
    everywhere = Slices(material.indices, material.inputs, material.heads | True, material.channels)
    asked = {"samples": 200, "superpixels": 16, "compactness": 1, "seed": 5, "drawn": drawn, "filling": "blur"}
    found = run(Network(planted, 32), everywhere, "lime", **asked)[-1]
    regions = len(found.scores)
    rows = coalitions(regions, 200, [5, 7]).rows if drawn == "shared" else coins(regions, 200, [5, 7])
    given = Given(0)
    given.rows = rows
    filling = np.moveaxis(covered(material.inputs[0], everywhere.heads[0], found.request.values), 0, -1)

    def classify(pictures: NDArray[Any]) -> NDArray[Any]:
        return planted(torch.from_numpy(np.moveaxis(pictures, -1, 1).astype(np.float32))).numpy()

    explainer = lime_image.LimeImageExplainer(kernel_width=0.25, random_state=given)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        explained = explainer.explain_instance(
            np.moveaxis(material.inputs[0], 0, -1).astype(np.float64),
            classify,
            labels=(1,),
            top_labels=None,
            num_samples=len(rows),
            hide_color=filling,
            segmentation_fn=lambda _: found.labels - 1,
        )
    expected = np.zeros(regions)
    for region, coefficient in explained.local_exp[1]:
        expected[region] = coefficient
    assert np.abs(found.scores - expected).max() <= 1e-4 * np.abs(expected).max()
    assert f"explains {100 * explained.score:.0f} % of how" in found.sentence
