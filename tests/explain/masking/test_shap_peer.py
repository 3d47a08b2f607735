"""KernelSHAP and the partition explainer against the package shap, on the same regions and the same tree."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import nn

from xaiviewer.explain import Network, Slices
from xaiviewer.explain.masking import engine
from xaiviewer.explain.masking.kernel_shap import shapley_fit
from xaiviewer.explain.masking.parted import PartedSlice

pytestmark = pytest.mark.slow

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # what it imports is its own affair
    shap = pytest.importorskip("shap", reason="shap is not installed (extra: peers)")


def _shap(explainer: Any, rows: NDArray[Any], samples: int) -> NDArray[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        np.random.seed(0)  # noqa: NPY002 - it draws from the one generator of all
        return np.asarray(explainer.shap_values(rows, nsamples=samples, l1_reg=False, silent=True))


@pytest.fixture(autouse=True)
def _no_thread_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its bars of progress start one."""
    from tqdm import tqdm

    monkeypatch.setattr(tqdm, "monitor_interval", 0)


@pytest.mark.parametrize("samples", [600, 150])
def test_kernel_shap_equals_shaps(run, planted, material: Slices, samples: int) -> None:
    """To 1e-5 of the largest share: all sets where they fit, else on the sets that shap drew."""
    network = Network(planted, 32)
    asked = {"samples": 602, "superpixels": 8, "compactness": 10}
    found = run(network, material, "kernel-shap", **asked)[-1]
    parted = PartedSlice(network, found.request, material, 0, lambda: False)
    assert 6 <= parted.regions <= 9

    def logits(rows: NDArray[Any]) -> NDArray[np.float64]:
        return np.concatenate(list(parted.logits(rows > 0.5)))

    regions = parted.regions
    explainer = shap.KernelExplainer(logits, np.zeros((1, regions)))
    theirs = _shap(explainer, np.ones((1, regions)), samples)[0]
    if samples >= 2**regions - 2:
        assert np.abs(found.scores - theirs).max() <= 1e-5 * np.abs(theirs).max()
    rows = explainer.maskMatrix[: explainer.nsamplesAdded] > 0.5
    weights = explainer.kernelWeights[: explainer.nsamplesAdded]
    none, whole = logits(np.array([[0.0] * regions, [1.0] * regions]))
    ours = shapley_fit(rows, weights, logits(rows) - none, whole - none)
    assert np.abs(ours - theirs).max() <= 1e-5 * np.abs(theirs).max()


class Curved(nn.Module):
    """Every pixel matters, and pairs of them together."""

    def __init__(self, channels: int, side: int) -> None:
        super().__init__()
        random = torch.Generator().manual_seed(3)
        self.first = torch.randn(channels * side * side, 6, generator=random)

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        logit = torch.tanh(images.flatten(1) @ self.first / 3).sum(1)
        return torch.stack([-logit, logit], dim=1)


@pytest.mark.parametrize(("channels", "side", "passes"), [(1, 4, 400), (1, 8, 200), (3, 16, 402)])
def test_partition_equals_shaps(run, channels: int, side: int, passes: int) -> None:
    """To 1e-4 of the largest share, in full and where the passes run out: the same parts are halved in the same order.

    shap's tree ends at a pixel's single channels, ours at pixels: where channels share a pixel, theirs are summed. It
    numbers its leaves from the end, so that a side that is no power of two is halved the other way round.
    """
    image = np.random.default_rng(8).standard_normal((1, channels, side, side)).astype(np.float32)
    network = Curved(channels, side)
    names = tuple(f"c{each}" for each in range(channels))
    slices = Slices((0,), image, np.zeros((1, side, side), dtype=bool), names)
    found = run(network, slices, "shap-partition", passes=passes, head_only=False)[-1]

    def logits(pictures: NDArray[Any]) -> NDArray[Any]:
        return network(torch.from_numpy(np.moveaxis(pictures, -1, 1).astype(np.float32)))[:, 1:].numpy()

    shape = (side, side, channels)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        explainer = shap.PartitionExplainer(logits, shap.maskers.Image(np.zeros(shape), shape))
        theirs = explainer(
            np.moveaxis(image, 1, -1).astype(np.float64), max_evals=passes, batch_size=engine.TOGETHER, silent=True
        )
    expected = theirs.values[0, ..., 0].sum(axis=-1)
    assert np.abs(found.values - expected).max() <= 1e-4 * np.abs(expected).max()
    assert abs(found.gap) < 1e-5
